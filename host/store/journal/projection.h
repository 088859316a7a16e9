#pragma once

#include <cstdint>
#include <string>

#include "domain/facts.h"
#include "store/journal/families.h"
#include "store/journal/workbench.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// Carries facts out on the tables that are made from the journal.
///
/// The tables are a pure function of the facts up to here: what a fact does depends on the tables
/// and on the journal up to that fact alone. So carrying all out again, in the journal's order
/// (by `seq`, then by machine), gives the rows that stood there live; and a fact that arrives from
/// another machine and belongs in the middle is appended to the journal and followed by `remake`,
/// in one transaction.
///
/// It is total, too. Live, what cannot have an effect is refused and never becomes a fact. In a
/// journal it may stand all the same (a skip from another machine of a turn that was written here):
/// then it is marked in `without_effect`, takes no part in anything later, and the replay goes on.
/// A fact of an unknown kind, or that cannot be read, is marked there as unread.
class Projection {
 public:
  explicit Projection(const Database& database) : database_(database), bench_(database) {}

  using Progress = store::Progress;

  /// Carries out a fact that is the journal's last. Throws a Refusal of kind `conflict` when it
  /// cannot have an effect; the caller rolls back.
  void apply(const std::string& fact, const domain::Position& at, const domain::FactBody& body,
             const Progress& progress = {});

  /// Deletes all that is projected and carries the whole journal out again, in its own transaction.
  /// Returns how many facts there are.
  std::int64_t rebuild(const Progress& progress = {});
  /// The same inside the caller's transaction.
  std::int64_t remake(const Progress& progress = {});

 private:
  void carry_out_or_mark(const JournalEntry& entry);
  void carry_out_undoing(const domain::FactUndone& fact, const std::string& own,
                         const domain::Position& at);

  const Database& database_;
  Workbench bench_;
};

}  // namespace rounds::store
