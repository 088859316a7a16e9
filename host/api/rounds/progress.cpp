#include "api/rounds/progress.h"

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/rounds/figures.h"
#include "domain/round/forecast.h"
#include "domain/text/words.h"

namespace rounds::api {
namespace {

using domain::format_date;
using nlohmann::json;

// What of a frame the two lists may fill that grow with the notes; the oldest would be left out.
constexpr std::size_t kRoomForDays = std::size_t{450} * 1024;
constexpr std::size_t kRoomForAnswers = std::size_t{300} * 1024;

struct ShowParams {
  domain::RoundId round;
};

ShowParams read_show(Params& params) { return {params.id("round")}; }

json write_days(const std::vector<DayFigure>& days) {
  std::vector<json> list;
  list.reserve(days.size());
  for (const DayFigure& day : days) {
    list.push_back({{"date", format_date(day.date)},
                    {"written", day.written},
                    {"seconds", day.seconds},
                    {"timed", day.timed},
                    {"quota", day.quota},
                    {"session", day.session()},
                    {"written_so_far", day.written_so_far},
                    {"planned_so_far", day.planned_so_far}});
  }
  return newest_that_fit(std::move(list), kRoomForDays);
}

/// As far as any of the pictures goes.
json write_plan(const store::Database& database, const store::Round& round, domain::Date today) {
  const auto schedule = round.schedule.resumed(today);
  const domain::Date until =
      std::max({today, schedule.start, schedule.planned_finish,
                schedule.finish.value_or(schedule.start), finishes_on(database, round, today)});
  json plan = json::array();
  for (const auto& point : schedule.plan_until(until, round.people - round.skipped)) {
    plan.push_back({{"date", format_date(point.date)}, {"planned", point.planned}});
  }
  return plan;
}

json write_paces(const domain::Schedule& schedule) {
  json paces = json::array();
  for (const domain::Pace& pace : schedule.paces) {
    paces.push_back({{"from", format_date(pace.from)},
                     {"per_day", pace.per_day},
                     {"writing_days", pace.weekdays.names()}});
  }
  return paces;
}

void put_projection(const store::Round& round, domain::Date today,
                    const std::vector<DayFigure>& days, json& result) {
  std::vector<domain::DayCount> written;
  written.reserve(days.size());
  for (const DayFigure& day : days) written.push_back({day.date, day.written});
  const auto forecast =
      domain::forecast(round.schedule.resumed(today), today, round.left(), written);
  if (!forecast) return;
  json projection{{"per_week", forecast->per_week},
                  {"early", format_date(forecast->early)},
                  {"likely", format_date(forecast->likely)}};
  if (forecast->late) projection["late"] = format_date(*forecast->late);
  result["projection"] = std::move(projection);
}

json write_answers(const Host& host, const std::vector<store::AnswerFigure>& answers) {
  std::vector<json> list;
  list.reserve(answers.size());
  for (const auto& answer : answers) {
    const auto moment = domain::parse_moment(answer.date);
    if (!moment) continue;
    list.push_back({{"date", format_date(host.day_of(*moment))},
                    {"days", answer.days},
                    {"turn", write_id(answer.turn)}});
  }
  return newest_that_fit(std::move(list), kRoomForAnswers);
}

json write_groups(const std::vector<store::GroupFigure>& groups) {
  constexpr std::size_t kMostGroups = 50;
  constexpr std::size_t kMostName = 200;
  const auto write = [](const store::GroupFigure& group, json known_from) -> json {
    return {{"known_from", std::move(known_from)},
            {"people", group.people},
            {"written", group.written},
            {"skipped", group.skipped},
            {"replies", group.replies},
            {"seconds", group.seconds},
            {"timed", group.timed}};
  };
  json list = json::array();
  store::GroupFigure others;
  for (const auto& group : groups) {
    if (list.size() < kMostGroups) {
      list.push_back(write(group, domain::beginning(group.known_from, kMostName)));
      continue;
    }
    others.people += group.people;
    others.written += group.written;
    others.skipped += group.skipped;
    others.replies += group.replies;
    others.seconds += group.seconds;
    others.timed += group.timed;
  }
  if (others.people > 0) list.push_back(write(others, nullptr));
  return list;
}

json show(Host& host, const ShowParams& params) {
  const auto& database = host.database();
  const auto round = find_round(database, params.round);
  const auto today = host.today();
  const auto notes = store::notes_in_order(database, round.id);
  const auto answers = store::first_answers(database, round.id);
  const auto days = days_of(round, notes);
  json result = write_round(database, round, today);
  result["date"] = format_date(today);
  result["backlog"] =
      domain::backlog(round.schedule, today, round.people, round.skipped, round.written);
  result["planned"] =
      round.schedule.planned_by(today - std::chrono::days{1}, round.people - round.skipped);
  result["list_percent"] = domain::percent(round.written + round.skipped, round.people);
  result["time_percent"] = domain::time_percent(round.schedule, today);
  result["days"] = write_days(days);
  result["plan"] = write_plan(database, round, today);
  put_projection(round, today, days, result);
  result["replies"] = store::reply_counts(database, round.id);
  result["answers"] = write_answers(host, answers);
  result["by_known_from"] = write_groups(store::groups(database, round.id, notes, answers));
  result["paces"] = write_paces(round.schedule);
  result["off"] = write_days_off(round.schedule.days_away(today));
  result["milestones"] = write_milestones(database, round, notes);
  return result;
}

}  // namespace

void bind_progress(Methods& methods) { methods.bind("progress.show", read_show, show); }

}  // namespace rounds::api
