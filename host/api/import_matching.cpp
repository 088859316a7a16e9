#include "api/import_matching.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>

#include "domain/addresses.h"
#include "domain/names.h"
#include "importing/messages.h"
#include "store/exchanges.h"
#include "store/journal.h"
#include "store/people.h"

namespace rounds::api {
namespace {

using domain::Person;
using domain::PersonChanges;
using domain::PersonId;

constexpr std::string_view kLinkedIn = "linkedin";

std::string name_key(const Person& person) {
  return domain::fold(domain::full_name(person.given, person.family));
}

/// Everybody there is and everybody found so far, by what they can be recognized by.
class KnownPeople {
 public:
  /// Where somebody stands: in the database, or in the plan's list of those to be added.
  using Place = std::variant<PersonId, std::size_t>;

  explicit KnownPeople(const store::Database& database) {
    if (store::People(database).count() == 0) return;
    store::Statement row =
        database.prepare("SELECT id, given, family, connected_on, url FROM people");
    store::Statement address = database.prepare("SELECT folded FROM addresses WHERE person = ?");
    while (row.step()) {
      Person person;
      person.id = row.integer(0);
      person.given = row.string(1);
      person.family = row.string(2);
      person.connected_on = row.date(3);
      person.url = row.string(4);
      address.bind(person.id);
      while (address.step()) person.addresses.push_back(address.string(0));
      add(person, person.id);
    }
  }

  void add(const Person& person, Place place) {
    const std::string url = importing::profile_key(person.url);
    if (!url.empty()) by_url_.emplace(url, place);
    const std::string name = name_key(person);
    for (const auto& address : person.addresses) {
      by_address_.emplace(domain::address_of(address) + '\n' + name, place);
    }
    if (!name.empty() && person.connected_on) {
      by_name_.emplace(day_key(name, *person.connected_on), Named{place, url});
    }
  }

  /// Whose profile that is.
  [[nodiscard]] std::optional<Place> find_profile(const std::string& key) const {
    if (key.empty()) return std::nullopt;
    const auto found = by_url_.find(key);
    return found == by_url_.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] std::optional<Place> find(const Person& person) const {
    const std::string url = importing::profile_key(person.url);
    if (const auto found = find_profile(url)) return found;
    const std::string name = name_key(person);
    // A family may share an address, so the name must agree.
    for (const auto& address : person.addresses) {
      const auto found = by_address_.find(domain::address_of(address) + '\n' + name);
      if (found != by_address_.end()) return found->second;
    }
    if (!name.empty() && person.connected_on) {
      const auto found = by_name_.find(day_key(name, *person.connected_on));
      // Two profiles are two people, whatever they are called.
      if (found != by_name_.end() && (url.empty() || found->second.url.empty())) {
        return found->second.place;
      }
    }
    return std::nullopt;
  }

 private:
  struct Named {
    Place place;
    std::string url;
  };

  static std::string day_key(const std::string& name, domain::Date day) {
    return name + '\n' + std::to_string(day.time_since_epoch().count());
  }

  std::unordered_map<std::string, Place> by_url_;
  std::unordered_map<std::string, Place> by_address_;
  std::unordered_map<std::string, Named> by_name_;
};

/// What `imported` says of somebody known that is not so yet.
PersonChanges news_of(const Person& imported, const Person& known_person) {
  PersonChanges changes;
  each_field_of(changes, imported, [](auto& change, const auto& value) {
    if (value != std::remove_cvref_t<decltype(value)>{}) change = value;
  });
  if (changes.addresses) {
    std::vector<std::string> all = known_person.addresses;
    for (const auto& address : imported.addresses) {
      const bool known = std::any_of(all.begin(), all.end(), [&address](const std::string& other) {
        return domain::address_of(other) == domain::address_of(address);
      });
      if (!known) all.push_back(address);
    }
    changes.addresses = std::move(all);
  }
  return real_changes(changes, known_person);
}

/// The addresses that an edit took away.
std::vector<std::string> removed_addresses(const domain::PersonUpdate& edit) {
  std::vector<std::string> removed;
  if (!edit.changes.addresses || !edit.was.addresses) return removed;
  const auto& kept = *edit.changes.addresses;
  for (const auto& address : *edit.was.addresses) {
    if (std::find(kept.begin(), kept.end(), address) == kept.end()) {
      removed.push_back(domain::address_of(address));
    }
  }
  return removed;
}

/// The user's word stands against every later import.
void keep_corrections(const store::Database& database, const Person& present,
                      PersonChanges& changes) {
  for (const auto& edit : store::Journal(database).edits_of(present.id)) {
    const PersonChanges& corrected = edit.update.changes;
    const auto keep = [](auto& change, const auto& correction) {
      if (correction) change.reset();
    };
    keep(changes.given, corrected.given);
    keep(changes.family, corrected.family);
    keep(changes.company, corrected.company);
    keep(changes.position, corrected.position);
    keep(changes.connected_on, corrected.connected_on);
    keep(changes.url, corrected.url);
    keep(changes.known_from, corrected.known_from);
    keep(changes.remark, corrected.remark);
    if (!changes.addresses) continue;
    const auto removed = removed_addresses(edit.update);
    std::erase_if(*changes.addresses, [&](const std::string& address) {
      const bool was_removed =
          std::find(removed.begin(), removed.end(), domain::address_of(address)) != removed.end();
      // What was added again since, by hand, stays.
      const auto& now = present.addresses;
      return was_removed && std::find(now.begin(), now.end(), address) == now.end();
    });
  }
  changes = real_changes(changes, present);
}

/// The exchanges with people whom we know or are about to know, as far as they are news.
std::vector<domain::PersonExchange> news_of(
    const store::Database& database, const KnownPeople& known,
    const std::vector<importing::ImportedExchange>& exchanges) {
  const store::Exchanges stored(database);
  std::vector<domain::PersonExchange> news;
  for (const auto& exchange : exchanges) {
    const auto place = known.find_profile(exchange.url);
    if (!place) continue;
    const auto* const nth = std::get_if<std::size_t>(&*place);
    const PersonId person = nth != nullptr ? newcomer(*nth) : std::get<PersonId>(*place);
    const auto last = nth != nullptr ? std::nullopt : stored.last(person, kLinkedIn);
    if (last && last->at >= exchange.at) continue;
    news.push_back({person,
                    {std::string(kLinkedIn), exchange.at, exchange.from_them ? "from" : "to",
                     exchange.subject, "", exchange.text}});
  }
  return news;
}

}  // namespace

Person person_from(const importing::ImportedPerson& imported) {
  Person person;
  person.given = imported.given;
  person.family = imported.family;
  person.addresses = imported.addresses;
  person.company = imported.company;
  person.position = imported.position;
  if (imported.connected_on) person.connected_on = domain::Date{*imported.connected_on};
  person.url = imported.url;
  person.known_from = imported.known_from;
  person.remark = imported.remark;
  return person;
}

ImportPlan plan_import(const store::Database& database, const importing::PeopleFile& file) {
  const auto& people = file.people;
  const store::People stored(database);
  KnownPeople known(database);
  ImportPlan plan;
  plan.added.reserve(people.size());
  std::unordered_set<PersonId> updates;  // the first line about somebody counts
  for (const auto& imported : people) {
    Person person = person_from(imported);
    const auto place = known.find(person);
    if (!place) {
      if (person.addresses.empty()) ++plan.without_address;
      known.add(person, plan.added.size());
      plan.added.push_back(std::move(person));
      continue;
    }
    if (const auto* const index = std::get_if<std::size_t>(&*place)) {
      // The same person twice in one file: both lines make one.
      Person& known_person = plan.added[*index];
      domain::apply(news_of(person, known_person), known_person);
      ++plan.unchanged;
      continue;
    }
    const PersonId id = std::get<PersonId>(*place);
    const auto present = stored.find(id);
    if (!present) continue;
    if (present->addresses.empty() && person.addresses.empty()) ++plan.without_address;
    PersonChanges changes = news_of(person, *present);
    if (!changes.empty()) keep_corrections(database, *present, changes);
    if (changes.empty() || updates.contains(id)) {
      ++plan.unchanged;
      continue;
    }
    updates.insert(id);
    plan.updated.push_back({id, changes, inverse(changes, *present)});
  }
  plan.exchanges = news_of(database, known, file.exchanges);
  return plan;
}

}  // namespace rounds::api
