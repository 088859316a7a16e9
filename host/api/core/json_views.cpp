#include "api/core/json_views.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/core/params.h"
#include "domain/people/call_name.h"
#include "domain/people/names.h"
#include "domain/refusal.h"
#include "domain/text/words.h"
#include "store/tables/turns.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using nlohmann::json;

void put(json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

void put(json& object, const char* name, const std::optional<domain::Date>& date) {
  if (date) object[name] = domain::format_date(*date);
}

std::size_t dump_size(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace).size();
}

void cut_texts(json& value, std::size_t longest) {
  if (value.is_string()) {
    auto& text = value.get_ref<std::string&>();
    if (text.size() > longest) text = domain::beginning(text, longest) + "…";
  } else if (value.is_structured()) {
    for (json& part : value) cut_texts(part, longest);
  }
}

void cut_lists(json& value, std::size_t longest) {
  if (!value.is_structured()) return;
  if (value.is_array() && value.size() > longest) {
    value.erase(value.begin() + static_cast<json::difference_type>(longest), value.end());
  }
  for (json& part : value) cut_lists(part, longest);
}

template <typename Found>
Found found_or_refuse(std::optional<Found> found, const char* what) {
  if (found) return std::move(*found);
  throw Refusal(RefusalKind::not_found, std::string("There is no such ") + what + ".");
}

}  // namespace

std::string greeting_of(const domain::Person& person) {
  return person.greeting.empty() ? domain::greeting_name(person.given, person.family)
                                 : person.greeting;
}

json write_person(const domain::Person& person) {
  const auto shown_addresses = [](const domain::Person& one) {
    const auto shown = std::min(one.addresses.size(), domain::kMostAddresses);
    return std::vector(one.addresses.begin(),
                       one.addresses.begin() + static_cast<std::ptrdiff_t>(shown));
  };
  // Of somebody without a name the address is shown, and nobody is greeted by it.
  std::string full = domain::full_name(person.given, person.family);
  if (full.empty() && !person.addresses.empty()) full = person.addresses.front();
  const domain::CallName called = person.greeting.empty()
                                      ? domain::call_name(person.given, person.family)
                                      : domain::CallName{person.greeting, false, {"corrected"}};
  json object{
      {"id", write_id(person.id)},
      {"given", person.given},
      {"family", person.family},
      {"full", full},
      {"greeting", called.name},
      {"greeting_unsure", called.unsure},
      {"greeting_evidence", called.evidence},
      {"addresses", shown_addresses(person)},
      {"company", person.company},
      {"position", person.position},
      {"connected_on", person.connected_on ? domain::format_date(*person.connected_on) : ""},
      {"url", person.url},
      {"known_from", person.known_from},
      {"remark", person.remark}};
  return object;
}

json write_turn(const store::Database& database, const domain::Turn& turn) {
  json object{{"turn", write_id(turn.id)},
              {"round", write_id(turn.round)},
              {"state", domain::name_of(turn.state)},
              {"person", write_person(find_person(database, turn.person))}};
  put(object, "draft", turn.draft);
  put(object, "message_id", turn.message_id);
  put(object, "snoozed_until", turn.snoozed_until);
  put(object, "queued_on", turn.queued_on);
  put(object, "written_on", turn.written_on);
  put(object, "skip_reason", turn.skip_reason);
  put(object, "channel", turn.channel);
  if (turn.superfluous) object["superfluous"] = true;
  put(object, "left_at", turn.left_at);
  return object;
}

domain::Date finishes_on(const store::Database& database, const store::Round& round,
                         domain::Date today) {
  const store::Turns turns(database);
  if (round.left() <= 0) return turns.last_written_on(round.id).value_or(today);
  const domain::Date from = std::max(today, round.schedule.start);
  const domain::Pace& pace = round.schedule.pace_on(from);
  const auto day = domain::finish_at_pace(round.schedule.calendar_on(from), from, round.left(),
                                          pace.per_day, turns.written_on(round.id, from));
  return day.value_or(round.schedule.planned_finish);
}

json write_round(const store::Database& database, const store::Round& round, domain::Date today) {
  const domain::Pace& pace = round.schedule.pace_on(today);
  json object{{"round", write_id(round.id)},
              {"name", round.name},
              {"order", round.order},
              {"start", domain::format_date(round.schedule.start)},
              {"planned_finish", domain::format_date(round.schedule.planned_finish)},
              {"finishes_on", domain::format_date(finishes_on(database, round, today))},
              {"per_day", pace.per_day},
              {"writing_days", pace.weekdays.names()},
              {"days_off", write_days_off(round.schedule.days_off)},
              {"people", round.people},
              {"waiting", round.waiting},
              {"written", round.written},
              {"skipped", round.skipped},
              {"running", round.running()}};
  put(object, "finish", round.schedule.finish);
  put(object, "paused_on", round.schedule.paused_on);
  return object;
}

json write_days_off(const std::vector<domain::DaysOff>& days_off) {
  // What was taken before there was a limit is shown as far as it has room.
  json list = json::array();
  for (const auto& off : days_off) {
    if (list.size() == 2 * domain::kMostDaysOff) break;
    list.push_back({{"from", domain::format_date(off.from)}, {"to", domain::format_date(off.to)}});
  }
  return list;
}

domain::Person find_person(const store::Database& database, domain::PersonId id) {
  return found_or_refuse(store::People(database).find(id), "person");
}

domain::Turn find_turn(const store::Database& database, domain::TurnId id) {
  return found_or_refuse(store::Turns(database).find(id), "turn");
}

store::Round find_round(const store::Database& database, domain::RoundId id) {
  return found_or_refuse(store::RoundTable(database).find(id), "round");
}

json write_people_page(const store::PeoplePage& found) {
  PageWriter page;
  auto next = found.next_after;
  for (const auto& person : found.people) {
    if (!page.add(write_person(person))) {
      next = found.people[page.size() - 1].id;
      break;
    }
  }
  json result{{"people", page.take()}, {"total", found.total}};
  if (next) result["next"] = write_id(*next);
  return result;
}

json cut_to(json value, std::size_t most) {
  constexpr std::size_t kLongest = std::size_t{64} * 1024;
  constexpr std::size_t kShortest = 64;
  std::size_t limit = kLongest;
  while (dump_size(value) > most && limit >= kShortest) {
    cut_texts(value, limit);
    limit /= 2;
  }
  for (limit = kLongest; dump_size(value) > most && limit > 0; limit /= 2) cut_lists(value, limit);
  return value;
}

bool PageWriter::add(json entry) {
  std::size_t size = dump_size(entry) + 1;
  if (entries_.empty() && size > most_) {
    entry = cut_to(std::move(entry), most_);
    size = dump_size(entry) + 1;
  }
  if (!entries_.empty() && bytes_ + size > most_) return false;
  bytes_ += size;
  entries_.push_back(std::move(entry));
  return true;
}

}  // namespace rounds::api
