#include "api/rounds/rounds.h"

#include <algorithm>
#include <unordered_set>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/people/rules.h"
#include "api/rounds/round_params.h"
#include "domain/refusal.h"
#include "domain/round/round_order.h"
#include "store/tables/people.h"
#include "store/tables/rules.h"

namespace rounds::api {
namespace {

using domain::Calendar;
using domain::Date;
using domain::Refusal;
using domain::RefusalKind;
using domain::Weekdays;
using nlohmann::json;

constexpr std::int64_t kUsualPerDay = 5;

// --- rounds.create, rounds.plan -----------------------------------------------------------------

/// Whom a round is for, when they are not named one by one: people of an earlier round, or those of
/// whom something is known.
struct PeopleSource {
  domain::RoundId round = 0;
  store::RoundPart part = store::RoundPart::everyone;
  std::optional<domain::RuleCondition> when;  // instead of a round
};

/// What makes a round, but for its name.
struct PlanParams {
  Date start;
  std::optional<Date> finish;
  std::optional<std::int64_t> per_day;
  Weekdays writing_days;
  domain::RoundOrder order;
  std::optional<std::vector<domain::PersonId>> people;
  std::optional<PeopleSource> of;
};

domain::RoundOrder read_order(Params& params) {
  const auto order =
      domain::round_order_named(params.optional_text("order").value_or("family_name"));
  if (!order) params.refuse("order", "must be " + domain::round_order_names());
  return *order;
}

std::optional<PeopleSource> read_source(Params& params) {
  const json* const object = params.value("of");
  if (object == nullptr) return std::nullopt;
  Params of(*object, "of");
  PeopleSource source;
  if (of.has("when")) {
    source.when = read_when(of);
  } else {
    source.round = of.id("round");
    const auto part = store::round_part_named(of.text("which"));
    if (!part) of.refuse("which", "must be everyone, answered, not_answered or newcomers");
    source.part = *part;
  }
  of.finish();
  return source;
}

PlanParams read_plan(Params& params) {
  PlanParams plan{
      params.date("start"), params.optional_date("finish"),
      read_per_day(params), read_writing_days(params).value_or(Weekdays::monday_to_friday()),
      read_order(params),   params.optional_ids("people"),
      read_source(params)};
  if (plan.finish && *plan.finish < plan.start) params.refuse("finish", "must not be before start");
  if (plan.people && plan.people->empty()) params.refuse("people", "must not be empty");
  if (plan.people && plan.of) params.refuse("of", "must not be given beside people");
  return plan;
}

struct PlannedRound {
  std::vector<domain::PersonId> people;
  domain::Schedule schedule;
  std::size_t left_out = 0;  // by the user's rules
};

/// Those whom the rules leave out of a round of everybody.
std::unordered_set<domain::PersonId> left_out_people(const store::Database& database) {
  std::unordered_set<domain::PersonId> left_out;
  const store::RuleBook rules(database);
  if (!rules.leaves_anybody_out()) return left_out;
  store::for_everybody(database, [&](const domain::Person& person, std::string_view search_text) {
    if (rules.leaves_out(person, search_text)) left_out.insert(person.id);
  });
  return left_out;
}

/// Those whom a source means.
std::unordered_set<domain::PersonId> people_of(const store::Database& database,
                                               const PeopleSource& source) {
  if (!source.when) {
    const auto round = find_round(database, source.round);
    return store::RoundTable(database).people_of(round.id, source.part);
  }
  std::unordered_set<domain::PersonId> people;
  const domain::RuleMatcher matcher(*source.when);
  store::for_everybody(database, [&](const domain::Person& person, std::string_view search_text) {
    if (matcher.fits(person, person.known_from, search_text)) people.insert(person.id);
  });
  return people;
}

/// The round's people in their order. Whoever is chosen by name is never left out.
void choose_people(const store::Database& database, const PlanParams& params, std::uint64_t seed,
                   PlannedRound& planned) {
  const store::People people(database);
  if (params.people) {
    for (const auto id : *params.people) (void)find_person(database, id);
    const std::unordered_set<domain::PersonId> chosen(params.people->begin(), params.people->end());
    planned.people = people.in_order(params.order, seed,
                                     [&](domain::PersonId id) { return chosen.contains(id); });
    return;
  }
  const auto left_out = left_out_people(database);
  if (params.of) {
    const auto meant = people_of(database, *params.of);
    planned.people = people.in_order(params.order, seed, [&](domain::PersonId id) {
      return meant.contains(id) && !left_out.contains(id);
    });
    planned.left_out = meant.size() - planned.people.size();
    return;
  }
  planned.left_out = left_out.size();
  planned.people = people.in_order(params.order, seed,
                                   [&](domain::PersonId id) { return !left_out.contains(id); });
}

/// `seed` is what a shuffled round is shuffled by.
PlannedRound plan_round(const store::Database& database, const PlanParams& params,
                        std::uint64_t seed) {
  PlannedRound planned;
  choose_people(database, params, seed, planned);
  if (planned.people.empty() && params.of && planned.left_out == 0) {
    throw Refusal(RefusalKind::conflict,
                  "Nobody is among those whom this round would be for. Choose others.");
  }
  if (planned.people.empty() && planned.left_out > 0) {
    throw Refusal(RefusalKind::conflict,
                  "Your rules leave everybody out. Change or remove one, then make the round.");
  }
  if (planned.people.empty()) {
    throw Refusal(RefusalKind::conflict,
                  "There is nobody to write to yet. Import your list first, then make the round.");
  }
  const auto notes = static_cast<std::int64_t>(planned.people.size());
  const Calendar calendar{params.writing_days, {}};
  std::int64_t per_day = params.per_day.value_or(kUsualPerDay);
  if (!params.per_day && params.finish) {
    const auto needed = domain::pace_to_finish(calendar, params.start, *params.finish, notes);
    if (!needed) {
      throw Refusal::invalid("finish", "There is no writing day between start and finish.");
    }
    if (*needed > domain::kMostPerDay) {
      throw Refusal::invalid("finish", "To finish then would take " + std::to_string(*needed) +
                                           " notes a day, and at most " +
                                           std::to_string(domain::kMostPerDay) +
                                           " are possible. Choose a later day.");
    }
    per_day = *needed;
  }
  const auto last = domain::finish_at_pace(calendar, params.start, notes, per_day);
  if (!last) throw Refusal::invalid("start", "At this pace the round would never end.");
  planned.schedule = {
      params.start, params.finish, *last, {{params.start, per_day, params.writing_days}}, {}};
  return planned;
}

json write_plan(const PlannedRound& planned) {
  return {{"people", planned.people.size()},
          {"per_day", planned.schedule.paces.front().per_day},
          {"finishes_on", domain::format_date(planned.schedule.planned_finish)},
          {"left_out", planned.left_out}};
}

json show_plan(Host& host, const PlanParams& params) {
  const PlannedRound planned = plan_round(host.database(), params, 0);
  json result = write_plan(planned);
  const auto& schedule = planned.schedule;
  result["writing_days_count"] =
      schedule.calendar_on(schedule.start).count(schedule.start, schedule.planned_finish);
  return result;
}

struct CreateParams {
  std::string name;
  PlanParams plan;
};

CreateParams read_create(Params& params) {
  std::string name = read_round_name(params.text("name"), params);
  return {std::move(name), read_plan(params)};
}

json create_round(Change& change, const CreateParams& params) {
  domain::RoundCreated fact;
  fact.round = change.fresh_ids("rounds", 1);
  PlannedRound planned =
      plan_round(change.database(), params.plan, static_cast<std::uint64_t>(fact.round));
  json result = write_plan(planned);
  fact.name = params.name;
  fact.order = domain::name_of(params.plan.order);
  fact.schedule = planned.schedule;
  fact.first_turn = change.fresh_ids("turns", static_cast<std::int64_t>(planned.people.size()));
  fact.people = std::move(planned.people);
  change.record(fact);
  result["round"] = write_id(fact.round);
  return result;
}

// --- rounds.list --------------------------------------------------------------------------------

struct ListParams {
  std::optional<domain::RoundId> after;
};

ListParams read_list(Params& params) { return {params.optional_id("after")}; }

json list_rounds(Host& host, const ListParams& params) {
  const auto rounds = store::RoundTable(host.database()).all();
  std::size_t here = 0;
  if (params.after) {
    const auto last = std::find_if(rounds.begin(), rounds.end(),
                                   [&](const auto& round) { return round.id == *params.after; });
    // After one that is gone since, the list begins again.
    if (last != rounds.end()) here = static_cast<std::size_t>(last - rounds.begin()) + 1;
  }
  PageWriter page;
  for (; here < rounds.size(); ++here) {
    if (!page.add(write_round(host.database(), rounds[here], host.today()))) break;
  }
  json result{{"rounds", page.take()}};
  if (here < rounds.size()) result["next"] = write_id(rounds[here - 1].id);
  return result;
}

// --- rounds.newcomers ---------------------------------------------------------------------------

struct NewcomersParams {
  domain::RoundId round = 0;
  std::int64_t limit = 0;
  std::optional<domain::PersonId> after;
};

NewcomersParams read_newcomers(Params& params) {
  return {params.id("round"), params.optional_integer("limit", 1, 500).value_or(100),
          params.optional_id("after")};
}

json list_newcomers(Host& host, const NewcomersParams& params) {
  const auto& database = host.database();
  const auto round = find_round(database, params.round);
  return write_people_page(store::People(database).newcomers(round.id, params.limit, params.after));
}

}  // namespace

void bind_rounds(Methods& methods) {
  methods.bind_change("rounds.create", read_create, create_round);
  methods.bind("rounds.plan", read_plan, show_plan);
  methods.bind("rounds.list", read_list, list_rounds);
  methods.bind("rounds.newcomers", read_newcomers, list_newcomers);
}

}  // namespace rounds::api
