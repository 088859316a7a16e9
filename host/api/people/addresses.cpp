#include "api/people/addresses.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/people/address_matching.h"
#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/refusal.h"
#include "store/tables/correspondents.h"

namespace rounds::api {
namespace {

using domain::AddressGrade;
using domain::Correspondent;
using domain::Person;
using domain::PersonId;
using domain::Refusal;
using nlohmann::json;

// --- addresses.propose --------------------------------------------------------------------------

struct ProposeParams {
  std::int64_t limit = 0;
  std::optional<std::string> after;
  std::optional<domain::RoundId> round;
};

ProposeParams read_propose(Params& params) {
  return {params.optional_integer("limit", 1, 500).value_or(100), params.optional_text("after"),
          params.optional_id("round")};
}

/// Everybody, as far as addresses are looked for.
struct Everybody {
  std::vector<Person> people;  // with all addresses, folded
  std::vector<std::string> sort_keys;
  std::vector<domain::WantedPerson> wanted;
};

/// Somebody outside the round is still somebody else who may be meant.
Everybody read_everybody(const store::Database& database, std::optional<domain::RoundId> round) {
  Everybody all;
  store::Statement row = database.prepare(
      "SELECT id, given, family, company, sort_key, "
      "EXISTS (SELECT 1 FROM addresses WHERE person = people.id AND dead = 0), "
      "?1 IS NULL OR EXISTS (SELECT 1 FROM turns WHERE person = people.id AND round = ?1) "
      "FROM people ORDER BY id");
  row.bind(round);
  std::vector<bool> looked_for;
  while (row.step()) {
    Person& person = all.people.emplace_back();
    person.id = row.integer(0);
    person.given = row.string(1);
    person.family = row.string(2);
    person.company = row.string(3);
    all.sort_keys.push_back(row.string(4));
    looked_for.push_back(row.integer(5) == 0 && row.integer(6) != 0);
  }
  store::Statement address =
      database.prepare("SELECT person, folded FROM addresses ORDER BY person, rank");
  auto owner = all.people.begin();
  while (address.step()) {
    const PersonId id = address.integer(0);
    while (owner != all.people.end() && owner->id < id) ++owner;
    if (owner == all.people.end()) break;
    owner->addresses.push_back(address.string(1));
  }
  for (std::size_t i = 0; i < all.people.size(); ++i) {
    const Person& person = all.people[i];
    all.wanted.push_back(
        {person.given, person.family, person.company, person.addresses, !looked_for[i]});
  }
  return all;
}

/// Where a proposal stands in the list: the surest first, then by family name. That order is known
/// of a proposal that is no longer there, too, so a page goes on where the last one ended, whatever
/// was confirmed in between.
struct Place {
  AddressGrade grade;
  std::string_view sort_key;
  PersonId person;
  std::int64_t fewer;  // messages, negated
  std::string_view address;

  [[nodiscard]] auto in_order() const { return std::tie(grade, sort_key, person, fewer, address); }
  bool operator<(const Place& other) const { return in_order() < other.in_order(); }
};

std::int64_t messages_of(const Correspondent& one) { return one.received + one.sent; }

std::string write_place(const Place& place) {
  return std::string(domain::name_of(place.grade)) + ' ' + write_id(place.person) + ' ' +
         std::string(place.address);
}

/// The name under which an address was seen most.
std::string usual_name(const Correspondent& one) {
  const auto most =
      std::max_element(one.names.begin(), one.names.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == one.names.end() ? "" : most->first;
}

json write_proposal(Host& host, const Person& person, const Correspondent& one,
                    AddressGrade grade) {
  const std::int64_t messages = messages_of(one);
  std::string last_on;
  std::string evidence = usual_name(one);
  evidence += evidence.empty() ? one.address : " <" + one.address + ">";
  evidence += ", " + std::to_string(messages) + (messages == 1 ? " message" : " messages");
  if (const auto last = domain::parse_moment(one.last_at)) {
    const domain::Date day = host.day_of(*last);
    last_on = domain::format_date(day);
  }
  std::vector<std::string> names;
  for (const auto& [name, count] : one.names) names.push_back(name);
  std::stable_sort(names.begin(), names.end(),
                   [&](const auto& a, const auto& b) { return one.names.at(a) > one.names.at(b); });
  constexpr std::size_t kMostNames = 10;
  if (names.size() > kMostNames) names.resize(kMostNames);
  return {{"person", write_person(person)},
          {"address", one.address},
          {"names", std::move(names)},
          {"messages", messages},
          {"last_on", last_on},
          {"last_subject", one.last_subject},
          {"grade", domain::name_of(grade)},
          {"evidence", std::move(evidence)}};
}

std::unordered_set<std::string> dismissed(const store::Database& database) {
  std::unordered_set<std::string> keys;
  store::Statement row = database.prepare("SELECT person, address FROM dismissed_addresses");
  while (row.step()) keys.insert(write_id(row.integer(0)) + ' ' + row.string(1));
  return keys;
}

[[noreturn]] void refuse_place() {
  throw Refusal::invalid("after",
                         "after is not the place of a proposal. Ask for the list from its "
                         "beginning.");
}

/// The place that an answer's `next` named.
Place read_place(const std::string& text, const Everybody& all,
                 const std::vector<Correspondent>& correspondents) {
  const std::size_t first = text.find(' ');
  const std::size_t second = text.find(' ', first + 1);
  if (first == std::string::npos || second == std::string::npos) refuse_place();
  Place place{AddressGrade::certain, "", 0, 0, ""};
  for (const auto grade : {AddressGrade::likely, AddressGrade::possible}) {
    if (text.starts_with(domain::name_of(grade))) place.grade = grade;
  }
  const std::string id = text.substr(first + 1, second - first - 1);
  const auto person = std::find_if(all.people.begin(), all.people.end(),
                                   [&](const Person& one) { return write_id(one.id) == id; });
  const auto one = std::lower_bound(
      correspondents.begin(), correspondents.end(), std::string_view(text).substr(second + 1),
      [](const Correspondent& a, std::string_view address) { return a.address < address; });
  if (person == all.people.end() || one == correspondents.end() ||
      one->address != std::string_view(text).substr(second + 1)) {
    refuse_place();
  }
  place.sort_key = all.sort_keys[static_cast<std::size_t>(person - all.people.begin())];
  place.person = person->id;
  place.fewer = -messages_of(*one);
  place.address = one->address;
  return place;
}

json propose(Host& host, const ProposeParams& params) {
  const auto& database = host.database();
  if (params.round) (void)find_round(database, *params.round);
  const Everybody all = read_everybody(database, params.round);
  const std::vector<Correspondent> correspondents = store::Correspondents(database).all();
  const auto gone = dismissed(database);

  struct Listed {
    Place place;
    domain::AddressProposal proposal;
  };
  std::vector<Listed> list;
  std::int64_t certain = 0;
  for (const auto& proposal : domain::match_addresses(all.wanted, correspondents)) {
    const Person& person = all.people[proposal.person];
    const Correspondent& one = correspondents[proposal.correspondent];
    if (gone.contains(write_id(person.id) + ' ' + one.address)) continue;
    if (proposal.grade == AddressGrade::certain) ++certain;
    list.push_back({{proposal.grade, all.sort_keys[proposal.person], person.id, -messages_of(one),
                     one.address},
                    proposal});
  }
  std::sort(list.begin(), list.end(),
            [](const Listed& a, const Listed& b) { return a.place < b.place; });
  auto begin = list.begin();
  if (params.after) {
    const Place after = read_place(*params.after, all, correspondents);
    begin = std::upper_bound(list.begin(), list.end(), after,
                             [](const Place& a, const Listed& b) { return a < b.place; });
  }
  PageWriter page;
  auto next = begin;
  for (; next != list.end() && static_cast<std::int64_t>(page.size()) < params.limit; ++next) {
    // With all that is known, as everywhere on the wire.
    const Person person = find_person(database, next->place.person);
    if (!page.add(write_proposal(host, person, correspondents[next->proposal.correspondent],
                                 next->proposal.grade))) {
      break;
    }
  }
  json result{{"proposals", page.take()}, {"total", list.size()}, {"certain", certain}};
  if (next != list.end() && next != begin) result["next"] = write_place((next - 1)->place);
  return result;
}

// --- addresses.missing --------------------------------------------------------------------------

struct MissingParams {
  std::int64_t limit = 0;
  std::optional<PersonId> after;
  std::optional<domain::RoundId> round;
};

MissingParams read_missing(Params& params) {
  return {params.optional_integer("limit", 1, 500).value_or(100), params.optional_id("after"),
          params.optional_id("round")};
}

/// Those who still have no address that is alive.
json missing(Host& host, const MissingParams& params) {
  const auto& database = host.database();
  if (params.round) (void)find_round(database, *params.round);
  const std::string from =
      "FROM people WHERE NOT EXISTS (SELECT 1 FROM addresses WHERE person = people.id AND dead = "
      "0) "
      "AND (?1 IS NULL OR EXISTS (SELECT 1 FROM turns WHERE person = people.id AND round = ?1)) ";
  store::Statement total = database.prepare("SELECT count(*) " + from);
  json result{{"people", json::array()},
              {"total", total.bind(params.round).step() ? total.integer(0) : 0}};
  store::Statement row = database.prepare(
      "SELECT id " + from +
      "AND (?2 IS NULL OR (sort_key, id) > (SELECT sort_key, id FROM people WHERE id = ?2)) "
      "ORDER BY sort_key, id LIMIT ?3");
  row.bind(params.round, params.after, params.limit + 1);
  PageWriter page;
  PersonId last = 0;
  bool more = false;
  while (!more && row.step()) {
    const PersonId id = row.integer(0);
    more = static_cast<std::int64_t>(page.size()) == params.limit ||
           !page.add(write_person(find_person(database, id)));
    if (!more) last = id;
  }
  result["people"] = page.take();
  if (more) result["next"] = write_id(last);
  return result;
}

// --- addresses.confirm, addresses.dismiss -------------------------------------------------------

struct Choice {
  PersonId person;
  std::string address;
};

struct ConfirmParams {
  std::vector<Choice> confirmed;
};

Choice read_choice(Params& params) {
  Choice choice{params.id("person"), params.text("address")};
  if (!domain::is_plausible_address(choice.address)) {
    params.refuse("address", "“" + choice.address + "” is no mail address");
  }
  return choice;
}

ConfirmParams read_confirm(Params& params) {
  constexpr std::size_t kMostChoices = 50'000;
  ConfirmParams confirm;
  const json* const list = params.value("confirmed");
  if (list == nullptr) params.refuse("confirmed", "is missing");
  if (!list->is_array() || list->empty() || list->size() > kMostChoices) {
    params.refuse("confirmed", "must be a list of 1 to " + std::to_string(kMostChoices));
  }
  for (const json& object : *list) {
    Params choice(object, "confirmed");
    confirm.confirmed.push_back(read_choice(choice));
    choice.finish();
  }
  return confirm;
}

json confirm(Change& change, const ConfirmParams& params) {
  domain::AddressesConfirmed fact{change.host().today(), {}};
  std::unordered_map<PersonId, std::size_t> updates;
  std::size_t added = 0;
  for (const Choice& choice : params.confirmed) {
    const auto [found, is_new] = updates.try_emplace(choice.person, fact.updates.size());
    if (is_new) {
      const Person person = find_person(change.database(), choice.person);
      domain::PersonUpdate update{person.id, {}, {}};
      update.changes.addresses = person.addresses;
      update.was.addresses = person.addresses;
      fact.updates.push_back(std::move(update));
    }
    auto& addresses = *fact.updates[found->second].changes.addresses;
    const std::string folded = domain::address_of(choice.address);
    const bool known = std::any_of(addresses.begin(), addresses.end(), [&](const auto& other) {
      return domain::address_of(other) == folded;
    });
    if (known) continue;
    if (addresses.size() >= domain::kMostAddresses) {
      throw Refusal::invalid("confirmed",
                             "Nobody may have more than " + std::to_string(domain::kMostAddresses) +
                                 " addresses. Nothing was changed; remove some first.");
    }
    addresses.push_back(choice.address);
    ++added;
  }
  std::erase_if(fact.updates, [](const auto& update) { return update.changes == update.was; });
  if (!fact.updates.empty()) change.record(fact);
  return {{"confirmed", added}};
}

Choice read_dismiss(Params& params) { return read_choice(params); }

json dismiss(Change& change, const Choice& choice) {
  const Person person = find_person(change.database(), choice.person);
  change.record(domain::AddressDismissed{person.id, domain::address_of(choice.address)});
  return {{"dismissed", true}};
}

}  // namespace

void bind_addresses(Methods& methods) {
  methods.bind("addresses.propose", read_propose, propose);
  methods.bind("addresses.missing", read_missing, missing);
  methods.bind_change("addresses.confirm", read_confirm, confirm);
  methods.bind_change("addresses.dismiss", read_dismiss, dismiss);
}

}  // namespace rounds::api
