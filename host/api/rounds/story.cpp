#include "api/rounds/story.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/rounds/figures.h"
#include "store/tables/figures.h"

namespace rounds::api {
namespace {

using domain::format_date;
using nlohmann::json;

struct ShowParams {
  domain::RoundId round;
};

ShowParams read_show(Params& params) { return {params.id("round")}; }

json write_who(const store::Database& database, domain::PersonId person) {
  return {{"id", write_id(person)}, {"full", name_of(database, person)}};
}

json write_note(const store::Database& database, const store::NoteFigure& note) {
  return {{"turn", write_id(note.turn)},
          {"person", write_who(database, note.person)},
          {"on", format_date(note.on)}};
}

void put_days(const std::vector<DayFigure>& days, json& story) {
  std::int64_t sessions = 0;
  std::int64_t seconds = 0;
  std::int64_t timed = 0;
  const DayFigure* longest = nullptr;
  for (const DayFigure& day : days) {
    if (day.session()) ++sessions;
    seconds += day.seconds;
    timed += day.timed;
    const bool longer = longest == nullptr || std::pair(day.written, day.seconds) >
                                                  std::pair(longest->written, longest->seconds);
    if (longer) longest = &day;
  }
  story["seconds"] = seconds;
  story["timed"] = timed;
  story["sessions"] = sessions;
  story["writing_days"] = days.size();
  if (longest != nullptr) {
    story["longest_day"] = {{"on", format_date(longest->date)},
                            {"written", longest->written},
                            {"seconds", longest->seconds}};
  }
}

/// An answer and how long it took, in seconds where that is known.
struct Wait {
  const store::AnswerFigure* answer = nullptr;
  std::optional<std::int64_t> seconds;

  /// To compare by: whole days where nothing else is known.
  [[nodiscard]] std::int64_t length() const {
    constexpr std::int64_t kDay = std::int64_t{24} * 60 * 60;
    return seconds.value_or(answer->days * kDay);
  }
};

json write_wait(Host& host, const Wait& wait) {
  const auto& answer = *wait.answer;
  json object{{"turn", write_id(answer.turn)},
              {"person", write_who(host.database(), answer.person)},
              {"days", answer.days}};
  constexpr std::int64_t kHour = std::int64_t{60} * 60;
  if (wait.seconds) object["hours"] = (*wait.seconds + kHour / 2) / kHour;
  if (const auto moment = domain::parse_moment(answer.date)) {
    object["on"] = format_date(host.day_of(*moment));
  }
  return object;
}

void put_answers(Host& host, const std::vector<store::NoteFigure>& notes,
                 const std::vector<store::AnswerFigure>& answers, json& story) {
  if (answers.empty()) return;
  std::unordered_map<domain::TurnId, std::int64_t> sent;
  for (const auto& note : notes) {
    if (note.sent_at) sent[note.turn] = *note.sent_at;
  }
  std::vector<Wait> waits;
  std::vector<std::int64_t> days;
  for (const auto& answer : answers) {
    Wait wait{&answer, std::nullopt};
    // An answer whose clock runs behind came at once.
    if (const auto at = sent.find(answer.turn); at != sent.end()) {
      wait.seconds = std::max<std::int64_t>(0, answer.at - at->second);
    }
    waits.push_back(wait);
    days.push_back(answer.days);
  }
  const auto [quickest, latest] =
      std::minmax_element(waits.begin(), waits.end(),
                          [](const Wait& a, const Wait& b) { return a.length() < b.length(); });
  story["quickest"] = write_wait(host, *quickest);
  story["latest"] = write_wait(host, *latest);
  if (const auto middle = domain::median(std::move(days))) story["median_days"] = *middle;
}

json write_found_again(const store::Database& database,
                       const std::vector<store::SilenceFigure>& silences) {
  json list = json::array();
  for (const auto& silence : silences) {
    constexpr double kSecondsOfYear = 365.25 * 24 * 60 * 60;
    const double years = static_cast<double>(silence.seconds) / kSecondsOfYear;
    list.push_back({{"person", write_who(database, silence.person)},
                    {"years", std::round(years * 10) / 10},
                    {"on", format_date(silence.on)},
                    {"answered", silence.answered}});
  }
  return list;
}

json write_remembered(const store::Database& database,
                      const std::vector<domain::PersonId>& people) {
  constexpr std::size_t kRoom = std::size_t{600} * 1024;
  PageWriter page(kRoom);
  for (const auto id : people) {
    const auto person = find_person(database, id);
    if (!page.add({{"person", write_who(database, id)}, {"remark", person.remark}})) break;
  }
  return page.take();
}

json write_channels(const std::vector<store::NoteFigure>& notes) {
  // Whoever names a channel of their own for each note is told of the first hundred.
  constexpr std::size_t kMostChannels = 100;
  std::map<std::string, std::int64_t> channels;
  for (const auto& note : notes) {
    if (channels.size() < kMostChannels || channels.contains(note.channel))
      ++channels[note.channel];
  }
  return channels;
}

json show(Host& host, const ShowParams& params) {
  constexpr std::int64_t kMostFoundAgain = 10;
  constexpr std::int64_t kMostRemembered = 200;
  const auto& database = host.database();
  const auto round = find_round(database, params.round);
  const auto notes = store::notes_in_order(database, round.id);
  const auto answers = store::first_answers(database, round.id);

  json story{{"round", write_round(database, round, host.today())},
             {"notes", notes.size()},
             {"replies", answers.size()},
             {"reply_percent", domain::percent(static_cast<std::int64_t>(answers.size()),
                                               static_cast<std::int64_t>(notes.size()))},
             {"bounces", store::reply_counts(database, round.id)["bounce"]},
             {"skipped", round.skipped}};
  put_days(days_of(round, notes), story);
  if (!notes.empty()) {
    story["first"] = write_note(database, notes.front());
    story["last"] = write_note(database, notes.back());
  }
  put_answers(host, notes, answers, story);
  story["found_again"] =
      write_found_again(database, store::longest_silences(database, round.id, kMostFoundAgain));
  story["channels"] = notes.empty() ? json::object() : write_channels(notes);
  story["remembered"] =
      write_remembered(database, store::remembered(database, round.id, kMostRemembered));
  story["milestones"] = write_milestones(database, round, notes);
  return story;
}

}  // namespace

void bind_story(Methods& methods) { methods.bind("story.show", read_show, show); }

}  // namespace rounds::api
