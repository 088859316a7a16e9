#include "domain/round/merging.h"

#include <algorithm>
#include <tuple>

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

/// How far a turn is on its way to being written.
int progress_of(const Turn& turn) {
  switch (turn.state) {
    case TurnState::written:
      return 5;
    case TurnState::queued:
      return 4;
    case TurnState::drafted:
      return 3;
    case TurnState::waiting:
      return turn.snoozed_until ? 1 : 2;
    case TurnState::skipped:
      break;
  }
  return 0;
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

bool goes_before(const Turn& one, const Turn& other) {
  const auto rank = [](const Turn& turn) {
    return std::make_tuple(-progress_of(turn), turn.place, turn.id);
  };
  return rank(one) < rank(other);
}

bool overtakes(const Turn& one, const Turn& lead) {
  const bool prepared = one.state == TurnState::drafted || one.state == TurnState::queued ||
                        one.state == TurnState::written;
  return prepared && progress_of(one) > progress_of(lead);
}

}  // namespace rounds::domain
