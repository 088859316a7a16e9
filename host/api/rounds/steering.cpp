#include "api/rounds/steering.h"

#include <algorithm>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/rounds/round_params.h"
#include "domain/refusal.h"
#include "store/tables/turns.h"

namespace rounds::api {
namespace {

using domain::Calendar;
using domain::Date;
using domain::DaysOff;
using domain::format_date;
using domain::Refusal;
using domain::RefusalKind;
using domain::RoundTerms;
using domain::Weekdays;
using nlohmann::json;
using std::chrono::days;

std::int64_t backlog_of(const store::Round& round, Date today) {
  return domain::backlog(round.schedule, today, round.people, round.skipped, round.written);
}

std::int64_t written_on(const store::Database& database, const store::Round& round, Date day) {
  return store::Turns(database).written_on(round.id, day);
}

// --- rounds.edit, rounds.preview ----------------------------------------------------------------

struct EditParams {
  domain::RoundId round;
  std::optional<std::int64_t> per_day;
  std::optional<Weekdays> writing_days;
  std::optional<std::vector<DaysOff>> days_off;
  std::optional<Date> finish;
  bool without_finish;
  std::optional<std::string> name;
  bool let_go;
};

std::optional<std::vector<DaysOff>> read_days_off(Params& params) {
  const json* const list = params.value("days_off");
  if (list == nullptr) return std::nullopt;
  if (!list->is_array()) params.refuse("days_off", "must be a list of {from, to}");
  std::vector<DaysOff> days_off;
  for (const json& item : *list) {
    Params off(item, "days_off");
    const DaysOff away{off.date("from"), off.date("to")};
    off.finish();
    if (away.to < away.from) off.refuse("to", "must not be before from");
    days_off.push_back(away);
  }
  days_off = domain::without_overlaps(std::move(days_off));
  if (days_off.size() > domain::kMostDaysOff) {
    params.refuse("days_off",
                  "must be at most " + std::to_string(domain::kMostDaysOff) + " stretches of days");
  }
  return days_off;
}

EditParams read_edit(Params& params) {
  EditParams edit{params.id("round"),
                  read_per_day(params),
                  read_writing_days(params),
                  read_days_off(params),
                  params.optional_date("finish"),
                  params.is_null("finish"),
                  params.optional_text("name"),
                  params.optional_flag("let_go").value_or(false)};
  if (edit.name) read_round_name(*edit.name, params);
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

/// The pace that brings what is left home by `finish`.
std::int64_t pace_for(const Calendar& calendar, Date from, Date finish, std::int64_t left) {
  const auto needed = domain::pace_to_finish(calendar, from, finish, left);
  if (!needed) throw Refusal::invalid("finish", "There is no writing day left before finish.");
  if (*needed > domain::kMostPerDay) {
    throw Refusal::invalid("finish", "To finish then would take " + std::to_string(*needed) +
                                         " notes a day. Choose a later day.");
  }
  return *needed;
}

/// What of the round's terms an edit makes. Refuses what would never end.
RoundTerms edited_terms(const store::Database& database, const store::Round& round,
                        const EditParams& params, Date today) {
  RoundTerms now = round.terms();
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
    pace.per_day = pace_for(calendar, from, *params.finish, round.left());
  }
  if (params.per_day || params.writing_days || params.finish) {
    now.paces = with_pace(now.paces, pace);
  }
  if (!domain::finish_at_pace(calendar, from, round.left(), pace.per_day)) {
    throw Refusal::invalid("days_off", "With these days off the round would never end.");
  }
  // Whoever is ahead keeps that.
  if (params.let_go && backlog_of(round.with(now), today) > 0) {
    std::erase_if(now.fresh_starts, [today](const auto& other) { return other.on >= today; });
    now.fresh_starts.push_back({today, round.written - written_on(database, round, today)});
  }
  return now;
}

json edit_round(Change& change, const EditParams& params) {
  const auto& database = change.database();
  const Date today = change.host().today();
  const store::Round round = find_round(database, params.round);
  RoundTerms now = edited_terms(database, round, params, today);
  if (now != round.terms()) {
    change.record(domain::RoundEdited{round.id, std::move(now), round.terms()});
  }
  return {{"round", write_round(database, find_round(database, round.id), today)}};
}

json preview_round(Host& host, const EditParams& params) {
  const auto& database = host.database();
  const Date today = host.today();
  const store::Round was = find_round(database, params.round);
  const store::Round round = was.with(edited_terms(database, was, params, today));
  json result{{"round", write_round(database, round, today)},
              {"backlog", backlog_of(round, today)},
              {"was",
               {{"finishes_on", format_date(finishes_on(database, was, today))},
                {"per_day", was.schedule.pace_on(today).per_day},
                {"backlog", backlog_of(was, today)}}}};
  const std::int64_t done_today = written_on(database, was, today);
  const auto caught_up =
      domain::caught_up_on(was.schedule, round.schedule.resumed(today), today,
                           was.written - done_today, done_today, was.people - was.skipped);
  if (caught_up) result["back_on_pace_on"] = format_date(*caught_up);
  return result;
}

// --- rounds.ways --------------------------------------------------------------------------------

struct RoundParams {
  domain::RoundId round;
};

RoundParams read_round(Params& params) { return {params.id("round")}; }

/// A sitting today after which nothing is behind, today's share included; or as much of it as can
/// be written in one day.
std::optional<json> session_way(const store::Database& database, const store::Round& round,
                                Date today) {
  const std::int64_t planned = round.schedule.planned_by(today, round.people - round.skipped);
  const std::int64_t within_reach = round.waiting - round.without_address + round.drafted;
  const std::int64_t wanted = planned - round.written - round.queued;
  const std::int64_t notes = std::min({wanted, within_reach, domain::kMostPerDay});
  if (notes <= 0) return std::nullopt;
  json session{{"notes", notes}, {"leaves", wanted - notes}};
  constexpr std::int64_t kLastNotes = 50;
  const auto usual =
      domain::usual_seconds(store::Turns(database).seconds_of_last(round.id, kLastNotes));
  if (usual) session["seconds"] = notes * *usual;
  return session;
}

/// The pace that holds the day which the user named, else the one that was planned at first.
std::optional<json> pace_way(const store::Database& database, const store::Round& round,
                             Date today) {
  const auto& schedule = round.schedule;
  const Date from = std::max(today, schedule.start);
  const Date finish = schedule.finish.value_or(schedule.planned_finish);
  if (finishes_on(database, round, today) <= finish) return std::nullopt;  // it holds as it is
  const Calendar calendar = schedule.calendar_on(from);
  const auto needed = domain::pace_to_finish(calendar, from, finish, round.left());
  if (!needed) return std::nullopt;
  const std::int64_t done_today = written_on(database, round, from);
  for (std::int64_t per_day = std::max(*needed, schedule.pace_on(from).per_day + 1);
       per_day <= domain::kMostPerDay; ++per_day) {
    // What is written today may have used up a share that was needed.
    const auto last = domain::finish_at_pace(calendar, from, round.left(), per_day, done_today);
    if (last && *last <= finish) {
      return json{{"per_day", per_day},
                  {"finishes_on", format_date(*last)},
                  {"finish", format_date(finish)}};
    }
  }
  return std::nullopt;
}

json show_ways(Host& host, const RoundParams& params) {
  const auto& database = host.database();
  const Date today = host.today();
  const store::Round round = find_round(database, params.round);
  const std::int64_t behind = backlog_of(round, today);
  json result{{"backlog", behind}};
  if (behind == 0 || !round.running()) return result;
  result["keep"] = {{"per_day", round.schedule.pace_on(today).per_day},
                    {"finishes_on", format_date(finishes_on(database, round, today))}};
  if (auto session = session_way(database, round, today)) result["session"] = std::move(*session);
  if (auto pace = pace_way(database, round, today)) result["pace"] = std::move(*pace);
  return result;
}

// --- rounds.pause, rounds.resume ----------------------------------------------------------------

json pause_round(Change& change, const RoundParams& params) {
  const auto& database = change.database();
  const Date today = change.host().today();
  const store::Round round = find_round(database, params.round);
  if (round.schedule.paused_on) {
    throw Refusal(RefusalKind::conflict,
                  "“" + round.name + "” is paused already. Nothing was changed.");
  }
  if (!round.running()) {
    throw Refusal(RefusalKind::conflict,
                  "“" + round.name + "” is done, so there is nothing to pause.");
  }
  RoundTerms now = round.terms();
  now.paused_on = today;
  change.record(domain::RoundEdited{round.id, std::move(now), round.terms()});
  return {{"round", write_round(database, find_round(database, round.id), today)}};
}

json resume_round(Change& change, const RoundParams& params) {
  const auto& database = change.database();
  const Date today = change.host().today();
  const store::Round round = find_round(database, params.round);
  if (!round.schedule.paused_on) {
    throw Refusal(RefusalKind::conflict,
                  "“" + round.name + "” is not paused. Nothing was changed.");
  }
  const auto resumed = round.schedule.resumed(today);
  RoundTerms now = round.terms();
  now.paused_on.reset();
  now.days_off = domain::without_overlaps(resumed.days_off);
  change.record(domain::RoundEdited{round.id, std::move(now), round.terms()});
  return {{"round", write_round(database, find_round(database, round.id), today)}};
}

}  // namespace

void bind_steering(Methods& methods) {
  methods.bind_change("rounds.edit", read_edit, edit_round);
  methods.bind("rounds.preview", read_edit, preview_round);
  methods.bind("rounds.ways", read_round, show_ways);
  methods.bind_change("rounds.pause", read_round, pause_round);
  methods.bind_change("rounds.resume", read_round, resume_round);
}

}  // namespace rounds::api
