#include "api/rounds/figures.h"

#include <algorithm>

#include "api/core/json_views.h"
#include "api/core/params.h"
#include "domain/people/names.h"
#include "domain/round/milestones.h"

namespace rounds::api {

using nlohmann::json;

std::vector<DayFigure> days_of(const store::Round& round,
                               const std::vector<store::NoteFigure>& notes) {
  std::vector<DayFigure> days;
  std::int64_t so_far = 0;
  for (const auto& note : notes) {
    if (days.empty() || days.back().date != note.on) {
      DayFigure day;
      day.date = note.on;
      day.quota = round.schedule.quota(note.on);
      day.planned_so_far = round.schedule.planned_by(note.on, round.people - round.skipped);
      days.push_back(day);
    }
    DayFigure& day = days.back();
    ++day.written;
    day.written_so_far = ++so_far;
    if (note.seconds) {
      day.seconds += *note.seconds;
      ++day.timed;
    }
  }
  return days;
}

json write_milestones(const store::Database& database, const store::Round& round,
                      const std::vector<store::NoteFigure>& notes) {
  json list = json::array();
  for (const auto& milestone : domain::milestones(round.people, round.skipped, round.written)) {
    const auto place = static_cast<std::size_t>(milestone.count - 1);
    if (place >= notes.size()) break;
    const auto& note = notes[place];
    list.push_back({{"kind", domain::name_of(milestone.kind)},
                    {"count", milestone.count},
                    {"on", domain::format_date(note.on)},
                    {"turn", write_id(note.turn)},
                    {"name", name_of(database, note.person)}});
  }
  return list;
}

std::string name_of(const store::Database& database, domain::PersonId person) {
  const auto found = find_person(database, person);
  return domain::full_name(found.given, found.family);
}

json newest_that_fit(std::vector<json> entries, std::size_t most) {
  PageWriter page(most);
  while (!entries.empty() && page.add(std::move(entries.back()))) entries.pop_back();
  json list = page.take();
  std::reverse(list.begin(), list.end());
  return list;
}

}  // namespace rounds::api
