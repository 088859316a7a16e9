#include "store/tables/people_query.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/people/collation.h"
#include "domain/people/names.h"

namespace rounds::store {
namespace {

using domain::PersonId;

/// By the order's name: the column that comes first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOrders{
    {{"family_name", ""},
     {"given", "given_key"},
     {"company", "company_key"},
     {"position", "position_key"},
     {"connected_on", "connected_on"},
     {"known_from", "known_from_key"},
     {"last_exchange", "last_exchange"}}};

const auto* find_order(std::string_view name) {
  return std::find_if(kOrders.begin(), kOrders.end(),
                      [name](const auto& order) { return order.first == name; });
}

std::string order_by(const PeopleQuery& query) {
  const std::string turned = query.descending ? " DESC" : "";
  std::string terms;
  if (const auto column = find_order(query.order)->second; !column.empty()) {
    terms = std::string(column) + turned + " NULLS LAST, ";
  }
  return "ORDER BY " + terms + "sort_key" + turned + ", id" + turned + " ";
}

/// The words to look for. Each is a condition of its own, of which SQLite takes a thousand; the
/// folding may make many of one character.
std::vector<std::string> words_of(std::string_view text) {
  constexpr std::size_t kMostWords = 100;
  const std::string folded = domain::fold(text);
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (words.size() < kMostWords &&
         (begin = folded.find_first_not_of(" \t\n", begin)) != std::string::npos) {
    const std::size_t end = std::min(folded.find_first_of(" \t\n", begin), folded.size());
    words.push_back(folded.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

std::vector<PersonId> read_ids(Statement& row) {
  std::vector<PersonId> ids;
  while (row.step()) ids.push_back(row.integer(0));
  return ids;
}

}  // namespace

bool is_people_order(std::string_view name) { return find_order(name) != kOrders.end(); }

PeopleList::PeopleList(const Database& database, const PeopleQuery& query)
    : database_(database), order_(order_by(query)) {
  const PeopleFilter& filter = query.filter;
  if (filter.known_from) require_key("known_from_key", *filter.known_from);
  if (filter.company) require_key("company_key", *filter.company);
  if (filter.connected_from) require("connected_on >= ?", *filter.connected_from);
  if (filter.connected_to) require("connected_on <= ?", *filter.connected_to);
  if (filter.without_address) {
    require(std::string(*filter.without_address ? "NOT " : "") +
            "EXISTS (SELECT 1 FROM addresses WHERE person = people.id AND dead = 0)");
  }
  if (filter.in_round) {
    std::string turn = "EXISTS (SELECT 1 FROM turns WHERE person = people.id AND round = ?";
    if (filter.state) turn += " AND state = '" + std::string(name_of(*filter.state)) + "'";
    require(turn + ")", *filter.in_round);
  }
  // instr() takes the words as they are, where LIKE would see wildcards in them. Only the index of
  // the family names has the text: in another order each person would be looked up for it. The plus
  // keeps SQLite to that order.
  const bool has_text = query.order == "family_name";
  for (const std::string& word : words_of(query.search)) {
    require(has_text ? "instr(search, ?) > 0"
                     : "+id IN (SELECT id FROM people INDEXED BY people_in_order "
                       "WHERE instr(search, ?) > 0)",
            word);
  }
}

void PeopleList::require(std::string_view condition) {
  conditions_.append(conditions_.empty() ? "WHERE " : "AND ").append(condition).append(" ");
}

template <typename Value>
void PeopleList::require(std::string_view condition, const Value& value) {
  require(condition);
  bindings_.emplace_back(
      [value](Statement& statement, int index) { statement.bind_at(index, value); });
}

void PeopleList::require_key(std::string_view column, const std::string& text) {
  if (text.empty()) {
    require(std::string(column) + " IS NULL");
    return;
  }
  require(std::string(column) + " = ?");
  bindings_.emplace_back(
      [key = domain::NameCollator().sort_key(text)](Statement& statement, int index) {
        statement.bind_at(index, Blob{key});
      });
}

Statement PeopleList::prepare(std::string_view columns, std::string_view rest) const {
  std::string sql = "SELECT ";
  sql.append(columns).append(" FROM people ").append(conditions_).append(rest);
  Statement statement = database_.prepare(sql);
  int index = 0;
  for (const Bind& bind : bindings_) bind(statement, ++index);
  return statement;
}

std::int64_t PeopleList::total() const {
  if (conditions_.empty()) return database_.integer("SELECT people FROM tally");
  Statement row = prepare("count(*)", "");
  return row.step() ? row.integer(0) : 0;
}

PeopleStretch PeopleList::from(std::int64_t offset, std::int64_t limit) const {
  if (conditions_.empty()) {
    Statement row = prepare("id", order_ + "LIMIT ? OFFSET ?");
    row.bind_at(1, limit).bind_at(2, offset);
    return {read_ids(row), total()};
  }
  // Going through all that is found costs less than counting it first.
  PeopleStretch stretch;
  Statement row = prepare("id", order_);
  while (row.step()) {
    const std::int64_t place = stretch.total++;
    if (place >= offset && place - offset < limit) stretch.ids.push_back(row.integer(0));
  }
  return stretch;
}

PeopleStretch PeopleList::after(PersonId person, std::int64_t limit) const {
  const std::string later = std::string(conditions_.empty() ? "WHERE " : "AND ") +
                            "(sort_key, id) > (SELECT sort_key, id FROM people WHERE id = ?) ";
  Statement row = prepare("id", later + order_ + "LIMIT ?");
  const int bound = static_cast<int>(bindings_.size());
  row.bind_at(bound + 1, person).bind_at(bound + 2, limit);
  return {read_ids(row), total()};
}

std::vector<PeopleValue> people_values(const Database& database, std::string_view field,
                                       std::string_view search, std::int64_t limit) {
  const std::string name(field);
  // Of several spellings the one of whom comes first; counting alone needs the index only.
  Statement row =
      database.prepare("SELECT (SELECT " + name + " FROM people WHERE " + name +
                       "_key IS found.key ORDER BY sort_key, id LIMIT 1), count FROM (SELECT " +
                       name + "_key AS key, count(*) AS count FROM people GROUP BY " + name +
                       "_key) AS found ORDER BY count DESC, key");
  const auto words = words_of(search);
  std::vector<PeopleValue> values;
  while (static_cast<std::int64_t>(values.size()) < limit && row.step()) {
    const std::string folded = words.empty() ? "" : domain::fold(row.text(0));
    const bool found = std::all_of(words.begin(), words.end(), [&folded](const std::string& word) {
      return folded.find(word) != std::string::npos;
    });
    if (found) values.push_back({row.string(0), row.integer(1)});
  }
  return values;
}

}  // namespace rounds::store
