#include "store/journal/projection.h"

#include <sqlite3.h>

#include <exception>
#include <limits>
#include <new>
#include <optional>
#include <type_traits>
#include <variant>

#include "domain/refusal.h"
#include "store/journal/fact_json.h"
#include "store/journal/undoings.h"
#include "store/sqlite/schema.h"
#include "store/tables/structures.h"

namespace rounds::store {
namespace {

using domain::FactBody;
using domain::FactUndone;
using domain::Position;
using domain::Refusal;
using domain::RefusalKind;

/// A part of a transaction, so that a fact without effect leaves nothing behind.
class Savepoint {
 public:
  explicit Savepoint(const Database& database)
      : database_(database), changes_(sqlite3_total_changes64(database.handle())) {
    database_.prepare("SAVEPOINT fact").run();
  }
  void keep() { database_.prepare("RELEASE fact").run(); }
  void roll_back() {
    // Rolling back after tables were made costs their statements; mostly nothing was changed.
    if (sqlite3_total_changes64(database_.handle()) != changes_) {
      database_.prepare("ROLLBACK TO fact").run();
    }
    keep();
  }

 private:
  const Database& database_;
  sqlite3_int64 changes_;
};

/// Whether it was the fact that went wrong, and not the disk or the memory: another try would end
/// the same way.
bool is_the_facts_fault(const Database& database, const Refusal& refusal) {
  switch (refusal.kind()) {
    case RefusalKind::cancelled:
    case RefusalKind::busy:
    case RefusalKind::damaged:
      return false;
    case RefusalKind::storage:
      return (sqlite3_errcode(database.handle()) & 0xFF) == SQLITE_CONSTRAINT;
    default:
      return true;
  }
}

/// Nothing for a fact that this version cannot read.
std::optional<FactBody> read_if_known(const JournalEntry& entry) {
  try {
    return read_fact(entry.kind, entry.body);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace

void Projection::apply(const std::string& fact, const Position& at, const FactBody& body,
                       const Progress& progress) {
  bench_.begin(at, &progress);
  std::visit(
      [&](const auto& kind) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(kind)>, FactUndone>) {
          carry_out_undoing(kind, fact, at);
        } else {
          carry_out(bench_, kind, {fact, at, false});
        }
      },
      body);
}

void Projection::carry_out_undoing(const FactUndone& fact, const std::string& own,
                                   const Position& at) {
  const Journal journal = bench_.journal();
  const Undoings undoings(database_);
  const auto target = journal.find(fact.undo);
  if (!target) {
    throw Refusal(RefusalKind::conflict, "What was to be undone is not known here.");
  }
  const Undoings::Undoing undoing = undoings.resolve(journal, *target);
  // First, so that what is projected again no longer sees the fact, or sees it again.
  undoings.keep(undoing, own, at, fact.back_on);
  const JournalEntry& step = undoing.step;
  std::visit(
      [&](const auto& kind) {
        if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(kind)>, FactUndone>) {
          if (undoing.stands) {
            carry_out(bench_, kind, {step.fact, step.at, true});
          } else {
            take_back(bench_, kind);
          }
        }
      },
      read_fact(step.kind, step.body));
}

void Projection::carry_out_or_mark(const JournalEntry& entry) {
  const Undoings undoings(database_);
  const auto body = read_if_known(entry);
  if (!body) {
    undoings.mark_without_effect(entry.fact, "", true);
    return;
  }
  Savepoint savepoint(database_);
  std::string why;
  try {
    apply(entry.fact, entry.at, *body);
    savepoint.keep();
    return;
  } catch (const Refusal& refusal) {
    if (!is_the_facts_fault(database_, refusal)) throw;
    why = refusal.what();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    why = error.what();
  }
  savepoint.roll_back();
  bench_.forget_rules();
  undoings.mark_without_effect(entry.fact, why, false);
}

std::int64_t Projection::rebuild(const Progress& progress) {
  Transaction transaction(database_, Transaction::Kind::writing);
  const std::int64_t total = remake(progress);
  transaction.commit();
  return total;
}

std::int64_t Projection::remake(const Progress& progress) {
  make_empty_projection(database_);
  bench_.forget_rules();
  Structures(database_).add_built_in();
  const std::int64_t total = database_.integer("SELECT count(*) FROM journal");
  const Journal journal(database_);
  std::int64_t done = 0;
  // Fact by fact: a statement that goes through all would not outlive a savepoint's rollback.
  Position place{std::numeric_limits<std::int64_t>::min(), ""};
  while (const auto entry = journal.next_after(place)) {
    carry_out_or_mark(*entry);
    place = entry->at;
    ++done;
    report(progress, static_cast<std::size_t>(done), static_cast<std::size_t>(total));
  }
  return total;
}

}  // namespace rounds::store
