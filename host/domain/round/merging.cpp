#include "domain/round/merging.h"

#include <algorithm>

#include "domain/people/addresses.h"

namespace rounds::domain {
namespace {

bool has_address(const std::vector<std::string>& addresses, std::string_view address) {
  return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& other) {
    return address_of(other) == address_of(address);
  });
}

/// `more` behind `text`, unless it stands there already.
void add_text(std::string& text, const std::string& more, std::string_view between) {
  if (more.empty() || text.find(more) != std::string::npos) return;
  if (!text.empty()) text += between;
  text += more;
}

/// How far a turn is on its way, for those that may be given up.
int progress_of(const Turn& turn) {
  if (turn.state == TurnState::drafted) return 2;
  return turn.snoozed_until ? 0 : 1;
}

}  // namespace

PersonChanges merged_changes(const Person& kept, const std::vector<Person>& merged) {
  Person whole = kept;
  const auto fill = [](auto& value, const auto& other) {
    if (value == std::remove_cvref_t<decltype(value)>{}) value = other;
  };
  for (const Person& other : merged) {
    if (whole.given.empty() && whole.family.empty()) {
      whole.given = other.given;
      whole.family = other.family;
    }
    fill(whole.greeting, other.greeting);
    fill(whole.company, other.company);
    fill(whole.position, other.position);
    fill(whole.connected_on, other.connected_on);
    fill(whole.url, other.url);
    add_text(whole.known_from, other.known_from, "; ");
    add_text(whole.remark, other.remark, "\n\n");
    for (const auto& address : other.addresses) {
      if (!has_address(whole.addresses, address)) whole.addresses.push_back(address);
    }
  }
  PersonChanges all;
  each_field_of(all, whole, [](auto& change, const auto& value) { change = value; });
  return real_changes(all, kept);
}

PersonChanges unmerged_changes(const PersonChanges& changes, const PersonChanges& was,
                               const Person& present, const std::vector<std::string>& elsewhere) {
  PersonChanges back = still_standing(was, changes, present);
  if (changes.addresses && was.addresses) {
    back.addresses = present.addresses;
    std::erase_if(*back.addresses, [&](const std::string& address) {
      return has_address(*changes.addresses, address) && !has_address(*was.addresses, address) &&
             !has_address(elsewhere, address);
    });
  }
  return real_changes(back, present);
}

std::vector<TurnId> superfluous_turns(const std::vector<Turn>& turns) {
  bool done = false;  // somebody is written to, or will be without another hand
  std::vector<const Turn*> open;
  for (const Turn& turn : turns) {
    done = done || turn.state == TurnState::written || turn.state == TurnState::queued;
    if (turn.state == TurnState::waiting || turn.state == TurnState::drafted) open.push_back(&turn);
  }
  std::stable_sort(open.begin(), open.end(),
                   [](const Turn* a, const Turn* b) { return progress_of(*a) > progress_of(*b); });
  std::vector<TurnId> superfluous;
  for (std::size_t i = done ? 0 : 1; i < open.size(); ++i) superfluous.push_back(open[i]->id);
  return superfluous;
}

}  // namespace rounds::domain
