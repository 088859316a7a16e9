#include "api/people/duplicates.h"

#include <algorithm>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/people/duplicates.h"
#include "domain/refusal.h"
#include "domain/round/merging.h"
#include "store/journal/merges.h"
#include "store/tables/people.h"

namespace rounds::api {
namespace {

using domain::Person;
using domain::PersonId;
using domain::Refusal;
using nlohmann::json;

// --- people.duplicates --------------------------------------------------------------------------

struct ListParams {
  std::int64_t limit;
  std::string after;
};

ListParams read_list(Params& params) {
  return {params.optional_integer("limit", 1, 200).value_or(50),
          params.optional_text("after").value_or("")};
}

std::vector<Person> everybody(const store::Database& database) {
  std::vector<Person> people;
  store::Statement row = database.prepare(
      "SELECT id, given, family, company, connected_on, url FROM people ORDER BY sort_key, id");
  store::Statement address = database.prepare("SELECT folded FROM addresses WHERE person = ?");
  while (row.step()) {
    Person person;
    person.id = row.integer(0);
    person.given = row.string(1);
    person.family = row.string(2);
    person.company = row.string(3);
    person.connected_on = row.date(4);
    person.url = row.string(5);
    address.bind(person.id);
    while (address.step()) person.addresses.push_back(address.string(0));
    people.push_back(std::move(person));
  }
  return people;
}

/// How a page's `next` names the last pair of it.
std::string key_of(const domain::DuplicatePair& pair) {
  return write_id(pair.one) + "-" + write_id(pair.other);
}

json list_duplicates(Host& host, const ListParams& params) {
  const auto& database = host.database();
  auto pairs = domain::find_duplicates(everybody(database));
  const auto apart = store::Merges(database).kept_apart();
  std::erase_if(pairs, [&apart](const domain::DuplicatePair& pair) {
    return apart.contains({pair.one, pair.other});
  });
  const auto total = pairs.size();
  auto first = pairs.begin();
  if (!params.after.empty()) {
    // Of a pair that is gone since, the list begins again.
    const auto last = std::find_if(pairs.begin(), pairs.end(), [&params](const auto& pair) {
      return key_of(pair) == params.after;
    });
    if (last != pairs.end()) first = last + 1;
  }
  PageWriter page;
  auto here = first;
  for (; here != pairs.end() && here - first < params.limit; ++here) {
    json pair{{"people",
               {write_person(find_person(database, here->one)),
                write_person(find_person(database, here->other))}},
              {"reasons", here->reasons},
              {"grade", domain::name_of(here->grade)}};
    if (!page.add(std::move(pair))) break;
  }
  json result{{"pairs", page.take()}, {"total", total}};
  if (here != pairs.end() && here != first) result["next"] = key_of(*(here - 1));
  return result;
}

// --- people.merge -------------------------------------------------------------------------------

struct MergeParams {
  PersonId keep;
  std::vector<PersonId> merge;
};

MergeParams read_merge(Params& params) {
  constexpr std::size_t kMost = 50;
  MergeParams merge{params.id("keep"),
                    params.optional_ids("merge").value_or(std::vector<PersonId>{})};
  auto& ids = merge.merge;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) params.refuse("merge", "must name at least one person");
  if (ids.size() > kMost) params.refuse("merge", "must name at most 50 people");
  if (std::binary_search(ids.begin(), ids.end(), merge.keep)) {
    params.refuse("merge", "must not name the person who is kept");
  }
  return merge;
}

/// Somebody with what was said of known_from, but nothing of what a rule says.
Person said_of(const store::Database& database, PersonId id) {
  Person person = find_person(database, id);
  person.known_from = store::People(database).own_known_from(id).value_or("");
  return person;
}

/// One person has no more room than each had.
void refuse_too_much(const domain::PersonChanges& merged) {
  if (merged.addresses && merged.addresses->size() > domain::kMostAddresses) {
    throw Refusal::invalid("merge", "Together they have more than " +
                                        std::to_string(domain::kMostAddresses) +
                                        " addresses. Nothing was changed; remove some first.");
  }
  if (merged.remark && merged.remark->size() > domain::kLongestRemark) {
    throw Refusal::invalid("merge",
                           "Together their remarks are longer than 64 KB. Nothing was changed; "
                           "shorten one first.");
  }
}

json merge_people(Change& change, const MergeParams& params) {
  const auto& database = change.database();
  const Person kept = said_of(database, params.keep);
  std::vector<Person> merged;
  for (const PersonId id : params.merge) merged.push_back(said_of(database, id));
  domain::PeopleMerged fact;
  fact.merge = change.fresh_ids("people", 1);
  fact.keep = params.keep;
  fact.merged = params.merge;
  fact.changes = domain::merged_changes(kept, merged);
  refuse_too_much(fact.changes);
  fact.was = domain::inverse(fact.changes, kept);
  fact.on = change.host().today();
  change.record(fact);
  return {{"person", write_person(find_person(database, params.keep))},
          {"merged", params.merge.size()}};
}

// --- people.keep_apart --------------------------------------------------------------------------

struct ApartParams {
  PersonId one;
  PersonId other;
};

ApartParams read_apart(Params& params) {
  const auto people = params.optional_ids("people").value_or(std::vector<PersonId>{});
  if (people.size() != 2 || people.front() == people.back()) {
    params.refuse("people", "must name two people");
  }
  return {std::min(people.front(), people.back()), std::max(people.front(), people.back())};
}

json keep_apart(Change& change, const ApartParams& params) {
  const auto& database = change.database();
  (void)find_person(database, params.one);
  (void)find_person(database, params.other);
  if (!store::Merges(database).kept_apart().contains({params.one, params.other})) {
    change.record(domain::PeopleKeptApart{params.one, params.other});
  }
  return {{"people", {write_id(params.one), write_id(params.other)}}};
}

}  // namespace

void bind_duplicates(Methods& methods) {
  methods.bind("people.duplicates", read_list, list_duplicates);
  methods.bind_change("people.merge", read_merge, merge_people);
  methods.bind_change("people.keep_apart", read_apart, keep_apart);
}

}  // namespace rounds::api
