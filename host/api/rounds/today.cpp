#include "api/rounds/today.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/refusal.h"
#include "store/tables/turns.h"

namespace rounds::api {
namespace {

using nlohmann::json;

struct ShowParams {
  std::optional<domain::RoundId> round;
  std::optional<std::int64_t> session;
};

ShowParams read_show(Params& params) {
  return {params.optional_id("round"), params.optional_integer("session", 1, domain::kMostPerDay)};
}

store::Round chosen_round(const store::Database& database, const ShowParams& params) {
  if (params.round) return find_round(database, *params.round);
  const store::RoundTable rounds(database);
  if (auto running = rounds.newest_running()) return std::move(*running);
  // A round that has just been finished is still the one that the user wants to see.
  auto all = rounds.all();
  if (all.empty()) {
    throw domain::Refusal(domain::RefusalKind::not_found,
                          "There is no round yet. Import your list and make one.");
  }
  return std::move(all.front());
}

/// The first writing day after a day; none while the round is paused.
std::optional<domain::Date> next_writing_day(const domain::Schedule& schedule, domain::Date day) {
  if (schedule.paused_on) return std::nullopt;
  const domain::Date from = std::max(day + std::chrono::days{1}, schedule.start);
  return schedule.calendar_on(from).nth(from, 1);
}

json show(Host& host, const ShowParams& params) {
  const auto& database = host.database();
  const store::Round round = chosen_round(database, params);
  const store::Turns turns(database);
  const domain::Date today = host.today();
  const auto& schedule = round.schedule;

  const std::int64_t quota = schedule.quota(today);
  const std::int64_t written_today = turns.written_on(round.id, today);
  const std::int64_t queued_today = turns.queued_on(round.id, today);
  // What lies in the Outbox is done, as far as today's share goes.
  const std::int64_t wanted =
      params.session.value_or(std::max<std::int64_t>(0, quota - written_today - queued_today));
  // Whom the frame has no room for come up when those before them are written to.
  PageWriter due;
  for (const auto& turn : turns.due(round.id, today, wanted)) {
    if (!due.add(write_turn(database, turn))) break;
  }

  json result{
      {"round", write_id(round.id)},
      {"name", round.name},
      {"date", domain::format_date(today)},
      {"writing_day", schedule.is_writing_day(today)},
      {"start", domain::format_date(schedule.start)},
      {"finishes_on", domain::format_date(finishes_on(database, round, today))},
      {"per_day", schedule.pace_on(today).per_day},
      {"quota", quota},
      {"written_today", written_today},
      {"queued_today", queued_today},
      {"due", due.take()},
      {"backlog", domain::backlog(schedule, today, round.people, round.skipped, round.written)},
      {"people", round.people},
      {"written", round.written},
      {"skipped", round.skipped},
      {"waiting", round.waiting},
      {"drafted", round.drafted},
      {"queued", round.queued},
      {"without_address", round.without_address},
      {"list_percent", domain::percent(round.written + round.skipped, round.people)},
      {"time_percent", domain::time_percent(schedule, today)},
      {"finished", !round.running()}};
  constexpr std::int64_t kLastNotes = 50;
  const auto seconds = domain::usual_seconds(turns.seconds_of_last(round.id, kLastNotes));
  if (seconds) result["seconds_per_note"] = *seconds;
  if (const auto next = next_writing_day(schedule, today)) {
    result["next_writing_day"] = domain::format_date(*next);
  }
  if (schedule.paused_on) result["paused_on"] = domain::format_date(*schedule.paused_on);
  if (schedule.finish) result["finish"] = domain::format_date(*schedule.finish);
  return result;
}

}  // namespace

void bind_today(Methods& methods) { methods.bind("today.show", read_show, show); }

}  // namespace rounds::api
