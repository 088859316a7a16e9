#include <variant>

#include "store/journal/fact_json.h"
#include "store/journal/families.h"
#include "store/tables/correspondents.h"
#include "store/tables/exchanges.h"

namespace rounds::store {

using namespace rounds::domain;

void carry_out(Workbench& bench, const MailLearned& fact, const Done& /*done*/) {
  Correspondents(bench.database()).learn(fact);
  const Exchanges exchanges(bench.database());
  for (const Correspondent& one : fact.correspondents) exchanges.refresh_mail_at(one.address);
}

/// Largest and newest cannot be taken out of what was added up, so the rest is added up again: what
/// stands up to now. In a rebuild the journal goes on with what was learned later, which must not
/// be counted before its turn comes, and then once more.
void take_back(Workbench& bench, const MailLearned& fact) {
  const Correspondents correspondents(bench.database());
  correspondents.forget_all();
  for (const JournalEntry& entry : bench.journal().standing_of_kind("mail.learned")) {
    correspondents.learn(std::get<MailLearned>(read_fact(entry.kind, entry.body)));
  }
  const Exchanges exchanges(bench.database());
  for (const Correspondent& one : fact.correspondents) exchanges.refresh_mail_at(one.address);
}

}  // namespace rounds::store
