#include "domain/people/person.h"

namespace rounds::domain {

void apply(const PersonChanges& changes, Person& person) {
  each_field_of(changes, person, [](const auto& change, auto& value) {
    if (change) value = *change;
  });
}

PersonChanges inverse(const PersonChanges& changes, const Person& person) {
  PersonChanges was = changes;
  each_field_of(was, person, [](auto& change, const auto& value) {
    if (change) change = value;
  });
  return was;
}

PersonChanges real_changes(const PersonChanges& changes, const Person& person) {
  PersonChanges real = changes;
  each_field_of(real, person, [](auto& change, const auto& value) {
    if (change && *change == value) change.reset();
  });
  return real;
}

PersonChanges still_standing(const PersonChanges& was, const PersonChanges& changes,
                             const Person& person) {
  const PersonChanges lost = real_changes(changes, person);
  PersonChanges kept = was;
  const auto forget = [](auto& kept_field, const auto& lost_field) {
    if (lost_field) kept_field.reset();
  };
  forget(kept.given, lost.given);
  forget(kept.family, lost.family);
  forget(kept.greeting, lost.greeting);
  forget(kept.addresses, lost.addresses);
  forget(kept.company, lost.company);
  forget(kept.position, lost.position);
  forget(kept.connected_on, lost.connected_on);
  forget(kept.url, lost.url);
  forget(kept.known_from, lost.known_from);
  forget(kept.remark, lost.remark);
  return kept;
}

}  // namespace rounds::domain
