#include "api/rounds.h"

#include <algorithm>
#include <unordered_set>

#include "api/methods.h"
#include "api/shapes.h"
#include "domain/refusal.h"
#include "domain/round_order.h"
#include "store/people.h"
#include "store/rules.h"

namespace rounds::api {
namespace {

using domain::Calendar;
using domain::Date;
using domain::DaysOff;
using domain::Refusal;
using domain::RefusalKind;
using domain::Weekdays;
using nlohmann::json;

constexpr std::int64_t kUsualPerDay = 5;

std::optional<std::int64_t> read_per_day(Params& params) {
  return params.optional_integer("per_day", domain::kFewestPerDay, domain::kMostPerDay);
}

std::optional<Weekdays> read_writing_days(Params& params) {
  const auto names = params.optional_texts("writing_days");
  if (!names) return std::nullopt;
  Weekdays weekdays;
  for (const auto& name : *names) {
    if (!weekdays.add(name)) {
      params.refuse("writing_days", "must be a list of mon, tue, wed, thu, fri, sat and sun");
    }
  }
  if (weekdays.empty()) params.refuse("writing_days", "must name at least one day of the week");
  return weekdays;
}

std::string read_name(const std::string& name, Params& params) {
  constexpr std::size_t kMostName = 200;
  if (name.empty()) params.refuse("name", "must not be empty");
  if (name.size() > kMostName) params.refuse("name", "must be at most 200 bytes long");
  return name;
}

// --- rounds.create, rounds.plan -----------------------------------------------------------------

/// What makes a round, but for its name.
struct PlanParams {
  Date start;
  std::optional<Date> finish;
  std::optional<std::int64_t> per_day;
  Weekdays writing_days;
  domain::RoundOrder order;
  std::optional<std::vector<domain::PersonId>> people;
};

domain::RoundOrder read_order(Params& params) {
  const auto order =
      domain::round_order_named(params.optional_text("order").value_or("family_name"));
  if (!order) params.refuse("order", "must be " + domain::round_order_names());
  return *order;
}

PlanParams read_plan(Params& params) {
  PlanParams plan{
      params.date("start"), params.optional_date("finish"),
      read_per_day(params), read_writing_days(params).value_or(Weekdays::monday_to_friday()),
      read_order(params),   params.optional_ids("people")};
  if (plan.finish && *plan.finish < plan.start) params.refuse("finish", "must not be before start");
  if (plan.people && plan.people->empty()) params.refuse("people", "must not be empty");
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
  planned.left_out = left_out.size();
  planned.people = people.in_order(params.order, seed,
                                   [&](domain::PersonId id) { return !left_out.contains(id); });
}

/// `seed` is what a shuffled round is shuffled by.
PlannedRound plan_round(const store::Database& database, const PlanParams& params,
                        std::uint64_t seed) {
  PlannedRound planned;
  choose_people(database, params, seed, planned);
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
  std::string name = read_name(params.text("name"), params);
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

struct NoParams {};

NoParams read_nothing(Params& /*params*/) { return {}; }

json list_rounds(Host& host, const NoParams& /*params*/) {
  json rounds = json::array();
  for (const auto& round : store::RoundTable(host.database()).all()) {
    rounds.push_back(write_round(host.database(), round, host.today()));
  }
  return {{"rounds", std::move(rounds)}};
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

// --- rounds.edit --------------------------------------------------------------------------------

struct EditParams {
  domain::RoundId round;
  std::optional<std::int64_t> per_day;
  std::optional<Weekdays> writing_days;
  std::optional<std::vector<DaysOff>> days_off;
  std::optional<Date> finish;
  bool without_finish;
  std::optional<std::string> name;
};

std::optional<std::vector<DaysOff>> read_days_off(Params& params) {
  const json* const list = params.value("days_off");
  if (list == nullptr) return std::nullopt;
  if (!list->is_array()) params.refuse("days_off", "must be a list of {from, to}");
  std::vector<DaysOff> days_off;
  for (const json& item : *list) {
    Params off(item, "days_off");
    const DaysOff days{off.date("from"), off.date("to")};
    off.finish();
    if (days.to < days.from) off.refuse("to", "must not be before from");
    days_off.push_back(days);
  }
  return days_off;
}

EditParams read_edit(Params& params) {
  EditParams edit{
      params.id("round"),          read_per_day(params),           read_writing_days(params),
      read_days_off(params),       params.optional_date("finish"), params.is_null("finish"),
      params.optional_text("name")};
  if (edit.name) read_name(*edit.name, params);
  return edit;
}

/// The paces with a new one that holds from `from` on.
std::vector<domain::Pace> with_pace(std::vector<domain::Pace> paces, const domain::Pace& pace) {
  std::erase_if(paces, [&pace](const domain::Pace& other) { return other.from >= pace.from; });
  if (paces.empty() || paces.back().per_day != pace.per_day ||
      paces.back().weekdays != pace.weekdays) {
    paces.push_back(pace);
  }
  return paces;
}

json edit_round(Change& change, const EditParams& params) {
  const auto& database = change.database();
  const Date today = change.host().today();
  const store::Round round = find_round(database, params.round);
  domain::RoundTerms now = round.terms();
  if (params.name) now.name = *params.name;
  if (params.days_off) now.days_off = *params.days_off;
  if (params.without_finish) now.finish.reset();
  if (params.finish) {
    if (*params.finish < round.schedule.start) {
      throw Refusal::invalid("finish", "finish must not be before the round's start");
    }
    now.finish = params.finish;
  }

  const Date from = std::max(today, round.schedule.start);
  domain::Pace pace = round.schedule.pace_on(from);
  pace.from = from;
  if (params.writing_days) pace.weekdays = *params.writing_days;
  const Calendar calendar{pace.weekdays, now.days_off};
  if (params.per_day) {
    pace.per_day = *params.per_day;
  } else if (params.finish && round.left() > 0) {
    const auto needed = domain::pace_to_finish(calendar, from, *params.finish, round.left());
    if (!needed) throw Refusal::invalid("finish", "There is no writing day left before finish.");
    if (*needed > domain::kMostPerDay) {
      throw Refusal::invalid("finish", "To finish then would take " + std::to_string(*needed) +
                                           " notes a day. Choose a later day.");
    }
    pace.per_day = *needed;
  }
  if (params.per_day || params.writing_days || params.finish) {
    now.paces = with_pace(now.paces, pace);
  }
  if (!domain::finish_at_pace(calendar, from, round.left(), pace.per_day)) {
    throw Refusal::invalid("days_off", "With these days off the round would never end.");
  }
  if (now != round.terms()) {
    change.record(domain::RoundEdited{round.id, std::move(now), round.terms()});
  }
  return {{"round", write_round(database, find_round(database, round.id), today)}};
}

}  // namespace

void bind_rounds(Methods& methods) {
  methods.bind_change("rounds.create", read_create, create_round);
  methods.bind("rounds.plan", read_plan, show_plan);
  methods.bind("rounds.list", read_nothing, list_rounds);
  methods.bind("rounds.newcomers", read_newcomers, list_newcomers);
  methods.bind_change("rounds.edit", read_edit, edit_round);
}

}  // namespace rounds::api
