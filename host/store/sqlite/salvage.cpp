#include "store/sqlite/salvage.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_set>

#include "domain/refusal.h"
#include "store/journal/fact_json.h"
#include "store/sqlite/journal_pages.h"
#include "store/sqlite/schema.h"

namespace rounds::store {
namespace {

using domain::Refusal;
using domain::RefusalKind;

/// A fact of a kind that only a newer version knows is none the less one.
bool is_fact(const JournalRow& row) {
  try {
    (void)read_fact(row.kind, row.body);
    return true;
  } catch (const Refusal& refusal) {
    return refusal.kind() == RefusalKind::unsupported;
  } catch (const std::exception&) {
    return false;
  }
}

/// Does something with a damaged file; what cannot be read of it is passed over.
template <typename Read>
void as_far_as_possible(Read read) {
  try {
    read();
  } catch (const Refusal& refusal) {
    if (refusal.kind() != RefusalKind::damaged && refusal.kind() != RefusalKind::storage) throw;
  } catch (const std::logic_error&) {
    // A table that is not there any more, in a schema that was damaged.
  }
}

class Salvage {
 public:
  Salvage(const std::filesystem::path& damaged, const Database& into)
      : path_(damaged), into_(into) {}

  Salvaged run() {
    // Pages first: they hold all that the table would give, and what no table leads to any more.
    for_each_journal_row(path_, [this](const JournalRow& row) { keep(row); });
    std::optional<std::string> machine;
    as_far_as_possible([this, &machine] {
      const Database damaged(path_, Database::Access::reading);
      as_far_as_possible([this, &damaged] { expect_facts(damaged); });
      as_far_as_possible(
          [&machine, &damaged] { machine = damaged.string("SELECT id FROM device"); });
      // From both ends, as a damaged page in the middle stops either.
      for (const std::string_view order : {"", " DESC"}) {
        as_far_as_possible([this, &damaged, order] { keep_receipts(damaged, order); });
      }
    });
    Salvaged salvaged;
    salvaged.facts = into_.integer("SELECT count(*) FROM journal");
    const std::int64_t gaps =
        into_.integer("SELECT coalesce(max(seq), 0) - count(DISTINCT seq) FROM journal");
    salvaged.lost = std::max(gaps, missing());
    if (salvaged.lost == 0 && machine && !machine->empty()) {
      into_.prepare("UPDATE device SET id = ?").bind(*machine).run();
    } else {
      become_new_machine(into_);
    }
    return salvaged;
  }

 private:
  void keep(const JournalRow& row) {
    if (!is_fact(row)) return;
    into_
        .prepare(
            "INSERT OR IGNORE INTO journal(fact, device, seq, at, kind, subject, body) VALUES "
            "(?, ?, ?, ?, ?, ?, ?)")
        .bind(row.fact, row.device, row.seq, row.at, row.kind, row.subject, row.body)
        .run();
  }

  /// The journal's index names facts whose page may be lost.
  void expect_facts(const Database& damaged) {
    Statement row = damaged.prepare("SELECT fact FROM journal ORDER BY fact");
    while (row.step()) expected_.insert(row.string(0));
  }

  [[nodiscard]] std::int64_t missing() const {
    std::int64_t missing = 0;
    Statement found = into_.prepare("SELECT 1 FROM journal WHERE fact = ?");
    for (const std::string& fact : expected_) {
      if (!found.bind(fact).step()) ++missing;
    }
    return missing;
  }

  void keep_receipts(const Database& damaged, std::string_view order) {
    Statement row = damaged.prepare("SELECT fact, request, result FROM receipts ORDER BY fact" +
                                    std::string(order));
    Statement kept =
        into_.prepare("INSERT OR IGNORE INTO receipts(fact, request, result) VALUES (?, ?, ?)");
    while (row.step()) kept.bind(row.text(0), row.text(1), row.text(2)).run();
  }

  const std::filesystem::path& path_;
  const Database& into_;
  std::unordered_set<std::string> expected_;
};

}  // namespace

Salvaged salvage(const std::filesystem::path& damaged, const Database& into) {
  return Salvage(damaged, into).run();
}

}  // namespace rounds::store
