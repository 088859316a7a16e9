#include "api/people/import_matching.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

#include "domain/people/addresses.h"
#include "domain/people/name_reading.h"
#include "domain/people/names.h"
#include "domain/refusal.h"
#include "importing/messages.h"
#include "store/journal/journal.h"
#include "store/journal/merges.h"
#include "store/tables/exchanges.h"
#include "store/tables/people.h"

namespace rounds::api {
namespace {

using domain::Person;
using domain::PersonChanges;
using domain::PersonId;

constexpr std::string_view kLinkedIn = "linkedin";

std::string name_key(const Person& person) {
  // What an older version kept of a name, titles and all, is the same name.
  const domain::PersonName name = domain::read_name_columns(person.given, person.family);
  return domain::fold(domain::full_name(name.given, name.family));
}

/// Everybody there is and everybody found so far, by what they can be recognized by.
class KnownPeople {
 public:
  /// Where somebody stands: in the database, or in the plan's list of those to be added.
  using Place = std::variant<PersonId, std::size_t>;

  explicit KnownPeople(const store::Database& database) {
    if (store::People(database).count() == 0) return;
    store::Statement row =
        database.prepare("SELECT id, given, family, connected_on, url, company FROM people");
    store::Statement address = database.prepare("SELECT folded FROM addresses WHERE person = ?");
    while (row.step()) {
      Person person;
      person.id = row.integer(0);
      person.given = row.string(1);
      person.family = row.string(2);
      person.connected_on = row.date(3);
      person.url = row.string(4);
      person.company = row.string(5);
      address.bind(person.id);
      while (address.step()) person.addresses.push_back(address.string(0));
      add(person, person.id);
    }
    for (const auto& merged : store::Merges(database).all()) add(merged.person, merged.person.id);
  }

  void add(const Person& person, Place place) {
    const std::string url = domain::profile_key(person.url);
    if (!url.empty()) by_url_.emplace(url, place);
    const std::string name = name_key(person);
    for (const auto& address : person.addresses) {
      by_address_.emplace(domain::address_of(address) + '\n' + name, place);
    }
    by_work_.emplace(work_key(name, person), place);
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
    const std::string url = domain::profile_key(person.url);
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
    // Of whom a file tells nothing to know them by, the same name and employer must do.
    if (url.empty() && person.addresses.empty() && !person.connected_on) {
      if (const auto found = by_work_.find(work_key(name, person)); found != by_work_.end()) {
        return found->second;
      }
    }
    return std::nullopt;
  }

 private:
  struct Named {
    Place place;
    std::string url;
  };

  static std::string work_key(const std::string& name, const Person& person) {
    return name + '\n' + domain::fold(person.company);
  }

  static std::string day_key(const std::string& name, domain::Date day) {
    return name + '\n' + std::to_string(day.time_since_epoch().count());
  }

  std::unordered_map<std::string, Place> by_url_;
  std::unordered_map<std::string, Place> by_address_;
  std::unordered_map<std::string, Place> by_work_;
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
    std::unordered_set<std::string> known;
    for (const auto& address : all) known.insert(domain::address_of(address));
    for (const auto& address : imported.addresses) {
      if (all.size() >= domain::kMostAddresses) break;
      if (known.insert(domain::address_of(address)).second) all.push_back(address);
    }
    changes.addresses = std::move(all);
  }
  return real_changes(changes, known_person);
}

/// `changes` without the fields that are in `others`, too.
void leave_out(PersonChanges& changes, const PersonChanges& others) {
  domain::each_field_of(changes, others, [](auto& change, const auto& other) {
    if (other) change.reset();
  });
}

/// `changes` without the fields that are not in `others`.
void keep_common(PersonChanges& changes, const PersonChanges& others) {
  domain::each_field_of(changes, others, [](auto& change, const auto& other) {
    if (!other) change.reset();
  });
}

/// The addresses that an edit took away.
std::unordered_set<std::string> removed_addresses(const domain::PersonUpdate& edit) {
  std::unordered_set<std::string> removed;
  if (!edit.changes.addresses || !edit.was.addresses) return removed;
  const std::unordered_set<std::string> kept(edit.changes.addresses->begin(),
                                             edit.changes.addresses->end());
  for (const auto& address : *edit.was.addresses) {
    if (!kept.contains(address)) removed.insert(domain::address_of(address));
  }
  return removed;
}

/// The user's corrections of somebody: of themselves, and of those merged into them as far as the
/// merge took over what was corrected.
std::vector<domain::PersonUpdate> corrections_of(const store::Database& database, PersonId id) {
  const store::Journal journal(database);
  std::vector<domain::PersonUpdate> corrections;
  for (auto& merge : journal.merges_into(id)) {
    merge.changes.addresses.reset();
    for (const PersonId merged : merge.merged) {
      for (const domain::PersonUpdate& theirs : corrections_of(database, merged)) {
        PersonChanges taken = theirs.changes;
        keep_common(taken, merge.changes);
        corrections.push_back({id, std::move(taken), {}});
      }
    }
  }
  for (auto& edit : journal.edits_of(id)) corrections.push_back(std::move(edit.update));
  return corrections;
}

/// The user's word stands against every later import.
void keep_corrections(const store::Database& database, const Person& present,
                      PersonChanges& changes) {
  const std::unordered_set<std::string> now(present.addresses.begin(), present.addresses.end());
  for (const auto& correction : corrections_of(database, present.id)) {
    const auto addresses = changes.addresses;
    leave_out(changes, correction.changes);
    changes.addresses = addresses;
    if (!changes.addresses) continue;
    const auto removed = removed_addresses(correction);
    if (removed.empty()) continue;
    std::erase_if(*changes.addresses, [&](const std::string& address) {
      // What was added again since, by hand, stays.
      return removed.contains(domain::address_of(address)) && !now.contains(address);
    });
  }
  changes = real_changes(changes, present);
}

/// The exchanges with people whom we know or are about to know, as far as they are news.
std::vector<domain::PersonExchange> news_of(
    const store::Database& database, const KnownPeople& known,
    const std::vector<importing::ImportedExchange>& exchanges) {
  const store::Exchanges stored(database);
  const store::Merges merges(database);
  std::vector<domain::PersonExchange> news;
  for (const auto& exchange : exchanges) {
    const auto place = known.find_profile(exchange.url);
    if (!place) continue;
    const auto* const nth = std::get_if<std::size_t>(&*place);
    const PersonId person =
        nth != nullptr ? newcomer(*nth) : merges.home_of(std::get<PersonId>(*place));
    const auto last = nth != nullptr ? std::nullopt : stored.last(person, kLinkedIn);
    if (last && last->at >= exchange.at) continue;
    news.push_back({person,
                    {std::string(kLinkedIn), exchange.at, exchange.from_them ? "from" : "to",
                     exchange.subject, "", exchange.text}});
  }
  return news;
}

/// What a file says of somebody who was merged is kept with them; the person they are now gets
/// their new addresses, what was not known yet, and, unless the file tells it of that person
/// themselves, a new employer and position.
PersonChanges news_for_kept(const PersonChanges& news, const Person& merged, const Person& kept,
                            bool told_themselves) {
  PersonChanges changes;
  Person taken = kept;
  const auto fill = [](auto& value, const auto& change) {
    if (change && value == std::remove_cvref_t<decltype(value)>{}) value = *change;
  };
  fill(taken.company, news.company);
  fill(taken.position, news.position);
  fill(taken.connected_on, news.connected_on);
  fill(taken.url, news.url);
  if (!told_themselves && news.company) taken.company = *news.company;
  if (!told_themselves && news.position) taken.position = *news.position;
  if (news.addresses) {
    Person more;
    const std::unordered_set<std::string> known(merged.addresses.begin(), merged.addresses.end());
    for (const auto& address : *news.addresses) {
      if (!known.contains(address)) more.addresses.push_back(address);
    }
    domain::apply(news_of(more, taken), taken);
  }
  each_field_of(changes, taken, [](auto& change, const auto& value) { change = value; });
  return real_changes(changes, kept);
}

/// Goes through a file, and finds out what each line means.
class Planner {
 public:
  explicit Planner(const store::Database& database) : database_(database), known_(database) {}

  ImportPlan plan(const importing::PeopleFile& file, const Progress& progress) {
    plan_.added.reserve(file.people.size());
    std::size_t done = 0;
    for (const auto& imported : file.people) {
      report(++done, file.people.size(), progress);
      take(person_from(imported));
    }
    for (const auto& [person, id] : of_merged_) take_of_merged(person, id);
    plan_.exchanges = news_of(database_, known_, file.exchanges);
    return std::move(plan_);
  }

 private:
  static void report(std::size_t done, std::size_t total, const Progress& progress) {
    constexpr std::size_t kEvery = 1000;
    if (!progress || done % kEvery != 0) return;
    if (!progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total))) {
      throw domain::Refusal(domain::RefusalKind::cancelled, "Stopped. Nothing was changed.");
    }
  }

  void take(Person person) {
    const auto place = known_.find(person);
    if (!place) {
      if (person.addresses.empty()) ++plan_.without_address;
      known_.add(person, plan_.added.size());
      plan_.added.push_back(std::move(person));
      return;
    }
    if (const auto* const index = std::get_if<std::size_t>(&*place)) {
      // The same person twice in one file: both lines make one.
      Person& known_person = plan_.added[*index];
      domain::apply(news_of(person, known_person), known_person);
      ++plan_.unchanged;
      return;
    }
    const PersonId id = std::get<PersonId>(*place);
    const auto present = store::People(database_).find(id);
    if (!present) {
      of_merged_.emplace_back(std::move(person), id);
      return;
    }
    told_.insert(id);
    if (present->addresses.empty() && person.addresses.empty()) ++plan_.without_address;
    PersonChanges changes = news_of(person, *present);
    if (!changes.empty()) keep_corrections(database_, *present, changes);
    if (changes.empty() || updates_.contains(id)) {
      ++plan_.unchanged;
      return;
    }
    update(*present, changes);
  }

  void take_of_merged(const Person& person, PersonId id) {
    const store::Merges merges(database_);
    const auto merged = merges.find(id);
    const PersonId home = merges.home_of(id);
    const auto present = store::People(database_).find(home);
    if (!merged || !present || updates_.contains(id)) {
      ++plan_.unchanged;
      return;
    }
    PersonChanges news = news_of(person, merged->person);
    if (!news.empty()) keep_corrections(database_, merged->person, news);
    if (news.empty()) {
      ++plan_.unchanged;
      return;
    }
    update(merged->person, news);
    ++plan_.of_merged;
    PersonChanges changes = news_for_kept(news, merged->person, *present, told_.contains(home));
    if (!changes.empty()) keep_corrections(database_, *present, changes);
    if (changes.empty() || updates_.contains(home)) {
      ++plan_.unchanged;
    } else {
      update(*present, changes);
    }
  }

  void update(const Person& present, const PersonChanges& changes) {
    updates_.insert(present.id);
    plan_.updated.push_back({present.id, changes, inverse(changes, present)});
  }

  const store::Database& database_;
  KnownPeople known_;
  ImportPlan plan_;
  std::unordered_set<PersonId> updates_;  // the first line about somebody counts
  std::unordered_set<PersonId> told_;
  std::vector<std::pair<Person, PersonId>> of_merged_;
};

}  // namespace

Person person_from(const importing::ImportedPerson& imported) {
  Person person;
  person.given = imported.given;
  person.family = imported.family;
  person.greeting = imported.greeting;
  person.addresses = imported.addresses;
  person.company = imported.company;
  person.position = imported.position;
  if (imported.connected_on) person.connected_on = domain::Date{*imported.connected_on};
  person.url = imported.url;
  person.known_from = imported.known_from;
  person.remark = imported.remark;
  return person;
}

ImportPlan plan_import(const store::Database& database, const importing::PeopleFile& file,
                       const Progress& progress) {
  return Planner(database).plan(file, progress);
}

}  // namespace rounds::api
