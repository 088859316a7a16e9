#include "store/sqlite/repair.h"

#include "domain/refusal.h"
#include "platform/files.h"
#include "store/journal/projection.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/replace.h"
#include "store/sqlite/salvage.h"

namespace rounds::store {
namespace {

using domain::Refusal;
using domain::RefusalKind;

Salvaged make_from(const std::filesystem::path& damaged, const std::filesystem::path& made) {
  const Database database = open_private_copy(made);
  Transaction transaction(database, Transaction::Kind::writing);
  const Salvaged salvaged = salvage(damaged, database);
  Projection(database).remake();
  transaction.commit();
  return salvaged;
}

}  // namespace

Repaired repair(const std::filesystem::path& named, domain::Date today) {
  const std::filesystem::path database = database_file(named);
  const Owner owner = owner_of(database);
  if (owner == Owner::nobody) {
    throw Refusal(RefusalKind::not_found,
                  database.string() + " is missing or empty: there is nothing to repair.");
  }
  if (owner == Owner::another_program) {
    throw Refusal(RefusalKind::unsupported,
                  database.string() + " is another program's. Nothing was changed.");
  }
  constexpr int kAttempts = 20;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    platform::UnfinishedFile before(database.parent_path());
    const std::string mark = copy_bytes(database, before.path());
    const platform::UnfinishedFile made(database.parent_path());
    const Salvaged salvaged = make_from(before.path(), made.path());
    if (salvaged.facts == 0 && owner == Owner::unknown) {
      throw Refusal(RefusalKind::damaged,
                    database.string() +
                        " holds nothing of Rounds that can be read. Nothing was "
                        "changed; restore a copy (`rounds-host restore`).");
    }
    const auto kept =
        keep_and_replace(before, database.string() + ".damaged-" + domain::format_date(today), "",
                         database, made.path(), mark);
    if (kept) return {salvaged.facts, salvaged.lost, *kept};
  }
  throw Refusal(RefusalKind::busy,
                "Another Rounds writes to the same database. Nothing was changed; try again.");
}

}  // namespace rounds::store
