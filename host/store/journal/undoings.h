#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/facts.h"
#include "store/journal/journal.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// Which facts are undone, and what undoing an undoing comes to.
///
/// An undoing points at a fact, which may itself be an undoing, and so on. Each of them is about
/// one step at the far end, and makes it stand or not:
///
///     F  a skip           stands
///     U1 undoes F         F is undone
///     U2 undoes U1        F stands
///     U3 undoes F         F is undone
///     U4 undoes U2        F would be undone: it is, so U4 has no effect
///
/// So each undoing is kept with its step and what it made of it, and however long a chain is, its
/// next link costs the same.
class Undoings {
 public:
  explicit Undoings(const Database& database) : database_(database) {}

  struct Undoing {
    JournalEntry step;
    bool stands = false;  // afterwards
  };

  /// What undoing `target` would do. Throws a Refusal of kind `conflict` when it would do nothing:
  /// that was undone already, or it never had an effect.
  [[nodiscard]] Undoing resolve(const Journal& journal, const JournalEntry& target) const;
  [[nodiscard]] bool is_undone(std::string_view step) const;

  // For the projection alone.
  /// Keeps what an undoing has done. `undoing` and `place` are its own.
  void keep(const Undoing& done, const std::string& undoing, const domain::Position& place,
            std::optional<domain::Date> back_on) const;
  /// Marks a fact as one that has no effect; `unread` when this version cannot read it.
  void mark_without_effect(std::string_view fact, std::string_view why, bool unread) const;
  [[nodiscard]] bool is_without_effect(std::string_view fact) const;

 private:
  const Database& database_;
};

/// A note that was undone although its mail had left, as far as the undoing stands.
struct UndoneMail {
  domain::Position undone_at;
  domain::WrittenNote note;
  domain::TurnId turn = 0;
  domain::Date on;
  domain::Date back_on;
};

[[nodiscard]] std::vector<UndoneMail> undone_mails_of(const Database& database,
                                                      domain::TurnId turn);

}  // namespace rounds::store
