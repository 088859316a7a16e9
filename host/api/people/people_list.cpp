#include "api/people/people_list.h"

#include <limits>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "store/tables/people.h"
#include "store/tables/people_query.h"

namespace rounds::api {
namespace {

using domain::PersonId;
using nlohmann::json;

constexpr std::int64_t kMostPlaces = std::numeric_limits<std::int32_t>::max();

store::PeopleFilter read_filter(const json* object) {
  store::PeopleFilter filter;
  if (object == nullptr) return filter;
  Params params(*object, "filter");
  filter.known_from = params.optional_text("known_from");
  filter.company = params.optional_text("company");
  filter.without_address = params.optional_flag("without_address");
  filter.connected_from = params.optional_date("connected_from");
  filter.connected_to = params.optional_date("connected_to");
  filter.in_round = params.optional_id("in_round");
  if (const auto state = params.optional_text("state")) {
    filter.state = domain::turn_state_named(*state);
    if (!filter.state) {
      params.refuse("state", "must be waiting, drafted, queued, written or skipped");
    }
    if (!filter.in_round) params.refuse("state", "needs in_round, the round that it is a state of");
  }
  params.finish();
  return filter;
}

store::PeopleQuery read_query(Params& params) {
  store::PeopleQuery query{read_search(params), read_filter(params.value("filter")),
                           params.optional_text("sort").value_or("family_name"), false};
  if (!store::is_people_order(query.order)) {
    params.refuse("sort",
                  "must be family_name, given, company, position, connected_on, known_from or "
                  "last_exchange");
  }
  query.descending = params.optional_flag("descending").value_or(false);
  return query;
}

/// A filter by a round that does not exist finds nobody for a reason that must be told.
store::PeopleList find_people(Host& host, const store::PeopleQuery& query) {
  if (query.filter.in_round) (void)find_round(host.database(), *query.filter.in_round);
  return {host.database(), query};
}

// --- people.list --------------------------------------------------------------------------------

struct ListParams {
  store::PeopleQuery query;
  std::int64_t limit;
  std::optional<std::int64_t> offset;
  std::optional<PersonId> after;
};

ListParams read_list(Params& params) {
  ListParams list{read_query(params), params.optional_integer("limit", 1, 500).value_or(100),
                  params.optional_integer("offset", 0, kMostPlaces), params.optional_id("after")};
  if (!list.after) return list;
  if (list.offset) params.refuse("after", "and offset exclude each other");
  if (list.query.order != "family_name" || list.query.descending) {
    params.refuse("after", "goes with the order family_name alone; use offset with another");
  }
  return list;
}

json list_people(Host& host, const ListParams& params) {
  const store::PeopleList list = find_people(host, params.query);
  // One more than asked for tells whether there are more.
  const auto found = params.after ? list.after(*params.after, params.limit + 1)
                                  : list.from(params.offset.value_or(0), params.limit + 1);
  const store::People people(host.database());
  store::Statement exchange =
      host.database().prepare("SELECT last_exchange FROM people WHERE id = ?");
  PageWriter page;
  std::optional<PersonId> last;
  for (const PersonId id : found.ids) {
    if (static_cast<std::int64_t>(page.size()) == params.limit) break;
    const auto person = people.find(id);
    if (!person) break;
    json entry = write_person(*person);
    if (exchange.bind(id).step() && !exchange.is_null(0)) {
      entry["last_exchange"] = exchange.string(0);
    }
    if (!page.add(std::move(entry))) break;
    last = id;
  }
  const bool more = page.size() < found.ids.size();
  json result{{"people", page.take()}, {"total", found.total}};
  if (more && last) result["next"] = write_id(*last);
  return result;
}

// --- people.ids ---------------------------------------------------------------------------------

struct IdsParams {
  store::PeopleQuery query;
  std::int64_t offset = 0;
  std::int64_t limit = 0;
};

IdsParams read_ids(Params& params) {
  constexpr std::int64_t kMostIds = 40'000;  // what fits into a frame
  return {read_query(params), params.optional_integer("offset", 0, kMostPlaces).value_or(0),
          params.optional_integer("limit", 1, kMostIds).value_or(kMostIds)};
}

json list_ids(Host& host, const IdsParams& params) {
  const store::PeopleList list = find_people(host, params.query);
  json ids = json::array();
  const auto found = list.from(params.offset, params.limit);
  for (const PersonId id : found.ids) ids.push_back(write_id(id));
  return {{"ids", std::move(ids)}, {"total", found.total}};
}

// --- people.values ------------------------------------------------------------------------------

struct ValuesParams {
  std::string field;
  std::string search;
  std::int64_t limit;
};

ValuesParams read_values(Params& params) {
  ValuesParams values{params.text("field"), read_search(params),
                      params.optional_integer("limit", 1, 500).value_or(100)};
  if (values.field != "known_from" && values.field != "company") {
    params.refuse("field", "must be known_from or company");
  }
  return values;
}

json list_values(Host& host, const ValuesParams& params) {
  PageWriter page;
  for (const auto& [value, people] :
       store::people_values(host.database(), params.field, params.search, params.limit)) {
    if (!page.add({{"value", value}, {"people", people}})) break;
  }
  return {{"values", page.take()}};
}

}  // namespace

void bind_people_list(Methods& methods) {
  methods.bind("people.list", read_list, list_people);
  methods.bind("people.ids", read_ids, list_ids);
  methods.bind("people.values", read_values, list_values);
}

}  // namespace rounds::api
