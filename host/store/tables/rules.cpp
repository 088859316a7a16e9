#include "store/tables/rules.h"

#include <algorithm>

#include "store/journal/fact_json.h"

namespace rounds::store {
namespace {

using domain::PeopleRule;
using domain::Person;
using domain::RuleId;

constexpr std::string_view kColumns =
    "SELECT id, name, condition, known_from, leave_out FROM rules ";

PeopleRule read_rule(const Statement& row) {
  return {row.integer(0), row.string(1), read_condition(row.text(2)), row.string(3),
          row.integer(4) != 0};
}

std::string sql(std::string_view rest) { return std::string(kColumns).append(rest); }

}  // namespace

std::vector<PeopleRule> RuleTable::all() const {
  Statement row = database_.prepare(sql("WHERE removed = 0 ORDER BY made"));
  std::vector<PeopleRule> rules;
  while (row.step()) rules.push_back(read_rule(row));
  return rules;
}

std::optional<PeopleRule> RuleTable::find(RuleId id) const {
  Statement row = database_.prepare(sql("WHERE removed = 0 AND id = ?"));
  if (!row.bind(id).step()) return std::nullopt;
  return read_rule(row);
}

void RuleTable::save(const PeopleRule& rule, std::int64_t made) const {
  database_
      .prepare(
          "INSERT INTO rules(id, made, name, condition, known_from, leave_out) VALUES "
          "(?1, ?6, ?2, ?3, ?4, ?5) "
          "ON CONFLICT(id) DO UPDATE SET name = ?2, condition = ?3, known_from = ?4, "
          "leave_out = ?5")
      .bind(rule.id, rule.name, write_condition(rule.when), rule.known_from, rule.leave_out ? 1 : 0,
            made)
      .run();
}

void RuleTable::set_removed(RuleId id, bool removed) const {
  database_.prepare("UPDATE rules SET removed = ? WHERE id = ?").bind(removed ? 1 : 0, id).run();
}

void RuleTable::forget(RuleId id) const {
  database_.prepare("DELETE FROM rules WHERE id = ?").bind(id).run();
}

RuleBook::RuleBook(const Database& database) {
  for (PeopleRule& rule : RuleTable(database).all()) {
    says_known_from_ = says_known_from_ || !rule.known_from.empty();
    leaves_out_ = leaves_out_ || rule.leave_out;
    domain::RuleMatcher matcher(rule.when);
    entries_.push_back({std::move(rule), std::move(matcher)});
  }
}

std::string RuleBook::known_from(const Person& person, std::string_view search_text) const {
  if (!says_known_from_) return "";
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return !entry.rule.known_from.empty() && entry.matcher.fits(person, "", search_text);
  });
  return found == entries_.end() ? "" : found->rule.known_from;
}

bool RuleBook::leaves_out(const Person& person, std::string_view search_text) const {
  return leaves_out_ && std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
           return entry.rule.leave_out &&
                  entry.matcher.fits(person, person.known_from, search_text);
         });
}

void for_everybody(const Database& database,
                   const std::function<void(const Person&, std::string_view)>& visit) {
  Statement row = database.prepare(
      "SELECT id, given, family, company, position, connected_on, known_from, search FROM people "
      "ORDER BY sort_key, id");
  while (row.step()) {
    Person person;
    person.id = row.integer(0);
    person.given = row.string(1);
    person.family = row.string(2);
    person.company = row.string(3);
    person.position = row.string(4);
    person.connected_on = row.date(5);
    person.known_from = row.string(6);
    visit(person, row.text(7));
  }
}

}  // namespace rounds::store
