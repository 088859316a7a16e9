#include "domain/turn_course.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>

#include "domain/round/merging.h"

namespace rounds::domain {
namespace {

constexpr std::string_view kSuperfluous = "in the list twice";

/// Plays the courses of one person side by side.
class Players {
 public:
  explicit Players(std::vector<TurnCourse>& turns) : turns_(turns) {
    for (std::size_t i = 0; i < turns.size(); ++i) take_lead(turns[i].origin, i);
  }

  void join(const Joining& joining) {
    const PersonId merged = home_of(joining.merged);
    const PersonId kept = home_of(joining.kept);
    if (merged == kept) return;
    home_[merged] = kept;
    if (const auto found = leads_.find(merged); found != leads_.end()) {
      take_lead(kept, found->second);
    }
  }

  void play(std::size_t place, TurnEvent& event) {
    TurnCourse& course = turns_[place];
    if (event.undone_until) {
      note_was_undone(std::get<TurnWritten>(event.fact).note, *event.undone_until, course.turn);
    } else {
      event.had_effect = domain::apply(event.fact, course.turn);
      if (const auto* written = std::get_if<TurnWritten>(&event.fact);
          written != nullptr && event.had_effect) {
        course.note = written->note;
      }
    }
    std::size_t& lead = leads_.at(home_of(course.origin));
    if (overtakes(course.turn, turns_[lead].turn)) lead = place;
    if (is_open(turns_[lead].turn)) follow_what_is_on_its_way(lead);
  }

  void give_up_superfluous() {
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      Turn& turn = turns_[i].turn;
      turn.superfluous = is_open(turn) && leads_.at(home_of(turns_[i].origin)) != i;
      if (!turn.superfluous) continue;
      turn.state = TurnState::skipped;
      turn.skip_reason = kSuperfluous;
      turn.snoozed_until.reset();
    }
  }

 private:
  static bool is_open(const Turn& turn) {
    return turn.state == TurnState::waiting || turn.state == TurnState::drafted;
  }

  /// A turn that opens again must not lead while another note to the same person is on its way:
  /// two notes were in the Outbox when the people were merged, one of them left and bounced.
  void follow_what_is_on_its_way(std::size_t& lead) const {
    const PersonId person = home_of(turns_[lead].origin);
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      const TurnState state = turns_[i].turn.state;
      const bool on_its_way = state == TurnState::queued || state == TurnState::written;
      if (on_its_way && home_of(turns_[i].origin) == person &&
          goes_before(turns_[i].turn, turns_[lead].turn)) {
        lead = i;
      }
    }
  }

  [[nodiscard]] PersonId home_of(PersonId person) const {
    for (auto found = home_.find(person); found != home_.end(); found = home_.find(person)) {
      person = found->second;
    }
    return person;
  }

  /// Lets this turn lead among those of `person`, unless one that leads already goes before it.
  void take_lead(PersonId person, std::size_t place) {
    const auto [lead, first] = leads_.emplace(person, place);
    if (!first && goes_before(turns_[place].turn, turns_[lead->second].turn)) {
      lead->second = place;
    }
  }

  std::vector<TurnCourse>& turns_;
  std::unordered_map<PersonId, PersonId> home_;
  std::unordered_map<PersonId, std::size_t> leads_;  // by the person as merged so far
};

}  // namespace

void play_turns(std::vector<TurnCourse>& turns, std::vector<Joining> joinings) {
  std::sort(joinings.begin(), joinings.end(), [](const Joining& a, const Joining& b) {
    return std::tie(a.at, a.merged) < std::tie(b.at, b.merged);
  });
  std::vector<std::pair<std::size_t, TurnEvent*>> events;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    for (TurnEvent& event : turns[i].events) events.emplace_back(i, &event);
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const auto& a, const auto& b) { return a.second->at < b.second->at; });

  Players players(turns);
  auto joining = joinings.begin();
  for (auto& [place, event] : events) {
    for (; joining != joinings.end() && joining->at < event->at; ++joining) players.join(*joining);
    players.play(place, *event);
  }
  for (; joining != joinings.end(); ++joining) players.join(*joining);
  players.give_up_superfluous();
}

}  // namespace rounds::domain
