#include "store/journal/workbench.h"

#include "domain/refusal.h"

namespace rounds::store {

void report(const Progress& progress, std::size_t done, std::size_t total) {
  // Shorter work is done before anybody could look.
  constexpr std::size_t kEvery = 500;
  if (!progress || total < kEvery || (done % kEvery != 0 && done != total)) return;
  if (!progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total))) {
    throw domain::Refusal(domain::RefusalKind::cancelled, "Stopped. Nothing was changed.");
  }
}

}  // namespace rounds::store
