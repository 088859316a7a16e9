#include "api/progress.h"

#include "api/methods.h"
#include "api/shapes.h"

namespace rounds::api {
namespace {

using nlohmann::json;

struct ShowParams {
  domain::RoundId round;
};

ShowParams read_show(Params& params) { return {params.id("round")}; }

/// Notes and minutes for each day on which something was written.
json days_of(const store::Database& database, const store::Round& round) {
  store::Statement row = database.prepare(
      "SELECT written_on, count(*), coalesce(sum(notes.seconds), 0) FROM turns "
      "LEFT JOIN notes ON notes.turn = turns.id WHERE round = ? AND state = 'written' "
      "GROUP BY written_on ORDER BY written_on");
  row.bind(round.id);
  json days = json::array();
  std::int64_t so_far = 0;
  while (row.step()) {
    so_far += row.integer(1);
    const auto date = row.date(0);
    if (!date) continue;
    days.push_back(
        {{"date", row.string(0)},
         {"written", row.integer(1)},
         {"seconds", row.integer(2)},
         {"written_so_far", so_far},
         {"planned_so_far", round.schedule.planned_by(*date, round.people - round.skipped)}});
  }
  return days;
}

json replies_of(const store::Database& database, domain::RoundId round) {
  store::Statement row = database.prepare(
      // Somebody who answers twice has answered; two addresses that bounced are two.
      "SELECT outcome, CASE outcome WHEN 'reply' THEN count(DISTINCT turn) ELSE count(*) END "
      "FROM replies JOIN turns ON turns.id = replies.turn "
      "WHERE turns.round = ? AND outcome <> 'unrelated' GROUP BY outcome");
  row.bind(round);
  json replies{{"reply", 0}, {"probable", 0}, {"auto_reply", 0}, {"bounce", 0}, {"temporary", 0}};
  while (row.step()) replies[row.string(0)] = row.integer(1);
  return replies;
}

json show(Host& host, const ShowParams& params) {
  const auto& database = host.database();
  const auto round = find_round(database, params.round);
  const auto today = host.today();
  json result = write_round(database, round, today);
  result["date"] = domain::format_date(today);
  result["backlog"] =
      domain::backlog(round.schedule, today, round.people, round.skipped, round.written);
  result["planned"] =
      round.schedule.planned_by(today - std::chrono::days{1}, round.people - round.skipped);
  result["list_percent"] = domain::percent(round.written + round.skipped, round.people);
  result["time_percent"] = domain::time_percent(round.schedule, today);
  result["days"] = days_of(database, round);
  result["replies"] = replies_of(database, round.id);
  return result;
}

}  // namespace

void bind_progress(Methods& methods) { methods.bind("progress.show", read_show, show); }

}  // namespace rounds::api
