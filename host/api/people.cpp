#include "api/people.h"

#include <unordered_set>

#include "api/methods.h"
#include "api/shapes.h"
#include "domain/addresses.h"
#include "domain/refusal.h"
#include "domain/words.h"
#include "store/exchanges.h"
#include "store/people.h"
#include "store/turns.h"

namespace rounds::api {
namespace {

using domain::Person;
using domain::PersonChanges;
using domain::Refusal;
using nlohmann::json;

// --- people.list, people.show -------------------------------------------------------------------

struct ListParams {
  std::string search;
  std::int64_t limit;
  std::optional<domain::PersonId> after;
};

ListParams read_list(Params& params) {
  return {params.optional_text("search").value_or(""),
          params.optional_integer("limit", 1, 500).value_or(100), params.optional_id("after")};
}

json list_people(Host& host, const ListParams& params) {
  const store::PeoplePage found =
      store::People(host.database()).list(params.search, params.limit, params.after);
  PageWriter page;
  std::optional<domain::PersonId> next = found.next_after;
  for (const Person& person : found.people) {
    if (!page.add(write_person(person))) {
      next = found.people[page.size() - 1].id;
      break;
    }
  }
  json result{{"people", page.take()}, {"total", found.total}};
  if (next) result["next"] = write_id(*next);
  return result;
}

struct ShowParams {
  domain::PersonId person;
};

ShowParams read_show(Params& params) { return {params.id("person")}; }

// What people.show tells shares one frame. The newest come first, and so are there.
constexpr std::size_t kMostTurns = PageWriter::kWholeFrame / 4;
constexpr std::size_t kMostNotes = PageWriter::kWholeFrame / 2;
constexpr std::size_t kMostReplies = PageWriter::kWholeFrame / 4;

json notes_of(const store::Database& database, domain::PersonId person) {
  store::Statement row = database.prepare(
      "SELECT turn, channel, message_id, sent_at, seconds, subject, text FROM notes "
      "WHERE person = ? ORDER BY sent_at DESC");
  row.bind(person);
  PageWriter notes(kMostNotes);
  bool room = true;
  while (room && row.step()) {
    json note{{"turn", write_id(row.integer(0))}, {"channel", row.string(1)},
              {"message_id", row.string(2)},      {"sent_at", row.string(3)},
              {"subject", row.string(5)},         {"text", row.string(6)}};
    if (!row.is_null(4)) note["seconds"] = row.integer(4);
    room = notes.add(std::move(note));
  }
  return notes.take();
}

json replies_of(const store::Database& database, domain::PersonId person) {
  store::Statement row = database.prepare(
      "SELECT message_id, turn, outcome, sender, date, days, subject, text FROM replies "
      "WHERE person = ? AND outcome <> 'unrelated' ORDER BY at DESC");
  row.bind(person);
  PageWriter replies(kMostReplies);
  bool room = true;
  while (room && row.step()) {
    room = replies.add({{"message_id", row.string(0)},
                        {"turn", write_id(row.integer(1))},
                        {"outcome", row.string(2)},
                        {"from", row.string(3)},
                        {"date", row.string(4)},
                        {"days", row.integer(5)},
                        {"subject", row.string(6)},
                        {"text", row.string(7)}});
  }
  return replies.take();
}

json write_exchange(const domain::Exchange& exchange) {
  // What notes and replies say stands beside it in full.
  constexpr std::size_t kMostText = 2000;
  json object{{"at", exchange.at},
              {"channel", exchange.channel},
              {"direction", exchange.direction},
              {"subject", exchange.subject}};
  if (!exchange.message_id.empty()) object["message_id"] = exchange.message_id;
  if (!exchange.text.empty()) object["text"] = domain::beginning(exchange.text, kMostText);
  return object;
}

json show_person(Host& host, const ShowParams& params) {
  const auto& database = host.database();
  const Person person = find_person(database, params.person);
  PageWriter turns(kMostTurns);
  for (const auto& turn : store::Turns(database).of_person(person.id)) {
    if (!turns.add(write_turn(database, turn))) break;
  }
  json result{{"person", write_person(person)},
              {"turns", turns.take()},
              {"notes", notes_of(database, person.id)},
              {"replies", replies_of(database, person.id)}};
  if (const auto last = store::Exchanges(database).last(person.id)) {
    result["last_exchange"] = write_exchange(*last);
  }
  json exchanges = json::array();
  for (const auto& exchange : store::Exchanges(database).of_sources(person.id)) {
    exchanges.push_back(write_exchange(exchange));
  }
  result["exchanges"] = std::move(exchanges);
  return result;
}

// --- people.edit --------------------------------------------------------------------------------

struct EditParams {
  domain::PersonId person;
  PersonChanges changes;
};

std::vector<std::string> read_addresses(Params& changes) {
  std::vector<std::string> addresses;
  std::unordered_set<std::string> known;
  for (const std::string& text : changes.texts("addresses")) {
    if (!domain::is_plausible_address(text)) {
      changes.refuse("addresses", "has “" + text + "”, which is no mail address");
    }
    if (known.insert(domain::address_of(text)).second) addresses.push_back(text);
  }
  return addresses;
}

/// Text may be cleared with null, as with "".
void read_text(Params& changes, const char* name, std::optional<std::string>& text,
               std::size_t most = Params::kMostText) {
  text = changes.optional_text(name, most);
  if (changes.is_null(name)) text = "";
}

EditParams read_edit(Params& params) {
  constexpr std::size_t kMostRemark = std::size_t{64} * 1024;
  EditParams edit{params.id("person"), {}};
  const json* const object = params.value("changes");
  if (object == nullptr) params.refuse("changes", "is missing");
  Params changes(*object, "changes");
  read_text(changes, "given", edit.changes.given);
  read_text(changes, "family", edit.changes.family);
  if (changes.has("addresses")) edit.changes.addresses = read_addresses(changes);
  read_text(changes, "company", edit.changes.company);
  read_text(changes, "position", edit.changes.position);
  if (changes.is_null("connected_on")) {
    edit.changes.connected_on.emplace();
  } else if (const auto text = changes.optional_text("connected_on")) {
    edit.changes.connected_on.emplace();
    if (!text->empty()) *edit.changes.connected_on = changes.date("connected_on");
  }
  read_text(changes, "url", edit.changes.url);
  read_text(changes, "known_from", edit.changes.known_from);
  read_text(changes, "remark", edit.changes.remark, kMostRemark);
  changes.finish();
  return edit;
}

json edit_person(Change& change, const EditParams& params) {
  const Person person = find_person(change.database(), params.person);
  const PersonChanges changes = real_changes(params.changes, person);
  if (changes.empty()) return {{"person", write_person(person)}};
  Person edited = person;
  domain::apply(changes, edited);
  if (edited.given.empty() && edited.family.empty() && edited.addresses.empty()) {
    throw Refusal::invalid("changes", "Somebody needs a name or an address. Nothing was changed.");
  }
  change.record(
      domain::PersonEdited{{person.id, changes, inverse(changes, person)}, change.host().today()});
  return {{"person", write_person(find_person(change.database(), person.id))}};
}

}  // namespace

void bind_people(Methods& methods) {
  methods.bind("people.list", read_list, list_people);
  methods.bind("people.show", read_show, show_person);
  methods.bind_change("people.edit", read_edit, edit_person);
}

}  // namespace rounds::api
