#include "api/people/people.h"

#include <unordered_set>
#include <utility>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/people/addresses.h"
#include "domain/refusal.h"
#include "domain/text/words.h"
#include "store/tables/exchanges.h"
#include "store/tables/people.h"
#include "store/tables/turns.h"

namespace rounds::api {
namespace {

using domain::Person;
using domain::PersonChanges;
using domain::Refusal;
using nlohmann::json;

// --- people.show --------------------------------------------------------------------------------

struct ShowParams {
  domain::PersonId person;
};

ShowParams read_show(Params& params) { return {params.id("person")}; }

// What people.show tells shares one frame. The newest come first, and so are there.
constexpr std::size_t kMostOfPerson = PageWriter::kWholeFrame / 8;
constexpr std::size_t kMostTurns = PageWriter::kWholeFrame / 8;
constexpr std::size_t kMostChanges = PageWriter::kWholeFrame / 32;
constexpr std::size_t kMostNotes = PageWriter::kWholeFrame / 2;
constexpr std::size_t kMostReplies = PageWriter::kWholeFrame / 8;

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

json changes_of(const store::Database& database, domain::PersonId person) {
  store::Statement row = database.prepare(
      "SELECT \"on\", field, was, now FROM changes WHERE person = ? ORDER BY \"on\" DESC, rowid "
      "DESC");
  row.bind(person);
  PageWriter changes(kMostChanges);
  bool room = true;
  while (room && row.step()) {
    room = changes.add({{"on", row.string(0)},
                        {"field", row.string(1)},
                        {"was", row.string(2)},
                        {"now", row.string(3)}});
  }
  return changes.take();
}

json show_person(Host& host, const ShowParams& params) {
  const auto& database = host.database();
  const Person person = find_person(database, params.person);
  PageWriter turns(kMostTurns);
  for (const auto& turn : store::Turns(database).of_person(person.id)) {
    if (!turns.add(write_turn(database, turn))) break;
  }
  json result{{"person", cut_to(write_person(person), kMostOfPerson)},
              {"turns", turns.take()},
              {"notes", notes_of(database, person.id)},
              {"replies", replies_of(database, person.id)},
              {"changes", changes_of(database, person.id)}};
  if (const auto last = store::Exchanges(database).last(person.id)) {
    result["last_exchange"] = cut_to(write_exchange(*last), kMostChanges);
  }
  PageWriter exchanges(kMostChanges);
  for (const auto& exchange : store::Exchanges(database).of_sources(person.id)) {
    if (!exchanges.add(write_exchange(exchange))) break;
  }
  result["exchanges"] = exchanges.take();
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
  if (addresses.size() > domain::kMostAddresses) {
    changes.refuse("addresses",
                   "must be at most " + std::to_string(domain::kMostAddresses) + " addresses");
  }
  return addresses;
}

/// Text may be cleared with null, as with "".
void read_text(Params& changes, const char* name, std::optional<std::string>& text,
               std::size_t most = domain::kLongestLine) {
  text = changes.optional_text(name, most);
  if (changes.is_null(name)) text = "";
}

EditParams read_edit(Params& params) {
  constexpr std::size_t kMostGreeting = 200;
  EditParams edit{params.id("person"), {}};
  const json* const object = params.value("changes");
  if (object == nullptr) params.refuse("changes", "is missing");
  Params changes(*object, "changes");
  read_text(changes, "given", edit.changes.given);
  read_text(changes, "family", edit.changes.family);
  read_text(changes, "greeting", edit.changes.greeting, kMostGreeting);
  if (changes.has("addresses")) edit.changes.addresses = read_addresses(changes);
  read_text(changes, "company", edit.changes.company);
  read_text(changes, "position", edit.changes.position);
  if (changes.is_null("connected_on")) {
    edit.changes.connected_on.emplace();
  } else if (const auto text = changes.optional_text("connected_on")) {
    edit.changes.connected_on.emplace();
    if (!text->empty()) *edit.changes.connected_on = changes.date("connected_on");
  }
  read_text(changes, "url", edit.changes.url, domain::kLongestUrl);
  read_text(changes, "known_from", edit.changes.known_from);
  read_text(changes, "remark", edit.changes.remark, domain::kLongestRemark);
  changes.finish();
  return edit;
}

json edit_person(Change& change, const EditParams& params) {
  Person person = find_person(change.database(), params.person);
  const auto own_known_from = store::People(change.database()).own_known_from(person.id);
  const std::string known_from = std::exchange(person.known_from, own_known_from.value_or(""));
  PersonChanges changes = real_changes(params.changes, person);
  // To clear what a rule says, or to agree with it, is a word of the user's own.
  if (!own_known_from && params.changes.known_from && !known_from.empty()) {
    changes.known_from = params.changes.known_from;
  }
  // The greeting that the names give is no correction.
  if (person.greeting.empty() && changes.greeting == greeting_of(person)) changes.greeting.reset();
  if (changes.empty()) {
    return {{"person", write_person(find_person(change.database(), person.id))}};
  }
  Person edited = person;
  domain::apply(changes, edited);
  if (edited.given.empty() && edited.family.empty() && edited.addresses.empty()) {
    throw Refusal::invalid("changes", "Somebody needs a name or an address. Nothing was changed.");
  }
  change.record(
      domain::PersonEdited{{person.id, changes, inverse(changes, person)}, change.host().today()});
  return {{"person", write_person(find_person(change.database(), person.id))}};
}

// --- people.edit_many ---------------------------------------------------------------------------

constexpr std::size_t kMostAtOnce = 5'000;

struct EditManyParams {
  std::vector<domain::PersonId> people;
  PersonChanges changes;
};

EditManyParams read_edit_many(Params& params) {
  EditManyParams edit{params.optional_ids("people").value_or(std::vector<domain::PersonId>{}), {}};
  if (edit.people.empty()) params.refuse("people", "must name at least one person");
  if (edit.people.size() > kMostAtOnce) {
    params.refuse("people", "must be at most " + std::to_string(kMostAtOnce) +
                                " at once. Nothing was changed; choose fewer, and change the "
                                "others afterwards");
  }
  const json* const object = params.value("changes");
  if (object == nullptr) params.refuse("changes", "is missing");
  // What no two people have in common is changed one by one.
  Params changes(*object, "changes");
  read_text(changes, "known_from", edit.changes.known_from);
  read_text(changes, "remark", edit.changes.remark, domain::kLongestRemark);
  changes.finish();
  if (edit.changes.empty()) params.refuse("changes", "must have known_from or remark");
  return edit;
}

json edit_people(Change& change, const EditManyParams& params) {
  domain::PeopleEdited fact{params.changes, {}, change.host().today()};
  std::unordered_set<domain::PersonId> seen;
  for (const domain::PersonId id : params.people) {
    if (!seen.insert(id).second) continue;
    Person person = find_person(change.database(), id);
    const auto own_known_from = store::People(change.database()).own_known_from(id);
    const std::string known_from = std::exchange(person.known_from, own_known_from.value_or(""));
    // To clear what a rule says, or to agree with it, is a word of the user's own.
    const bool is_word = !own_known_from && params.changes.known_from && !known_from.empty();
    if (!is_word && real_changes(params.changes, person).empty()) continue;
    fact.people.push_back({id, inverse(params.changes, person)});
  }
  json result{{"changed", fact.people.size()}, {"unchanged", seen.size() - fact.people.size()}};
  if (!fact.people.empty()) change.record(std::move(fact));
  return result;
}

}  // namespace

void bind_people(Methods& methods) {
  methods.bind("people.show", read_show, show_person);
  methods.bind_change("people.edit", read_edit, edit_person);
  methods.bind_change("people.edit_many", read_edit_many, edit_people);
}

}  // namespace rounds::api
