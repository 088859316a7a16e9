#include "store/journal/families.h"
#include "store/journal/people_changes.h"
#include "store/tables/rules.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

void rules_changed(Workbench& bench) {
  bench.forget_rules();
  bench.people_writer().follow_rules();
}

}  // namespace

void carry_out(Workbench& bench, const RuleSaved& fact, const Done& done) {
  const RuleTable rules(bench.database());
  if (done.again && rules.find(fact.now.id) != fact.was) {
    refuse("The rule was changed or removed since. Undo the later change first.");
  }
  rules.save(fact.now, done.at.seq);
  rules_changed(bench);
}

void take_back(Workbench& bench, const RuleSaved& fact) {
  const RuleTable rules(bench.database());
  if (rules.find(fact.now.id) != fact.now) {
    refuse("The rule was changed or removed since. Undo the later change first.");
  }
  if (fact.was) {
    rules.save(*fact.was, 0);
  } else {
    rules.forget(fact.now.id);
  }
  rules_changed(bench);
}

void carry_out(Workbench& bench, const RuleRemoved& fact, const Done& /*done*/) {
  const RuleTable rules(bench.database());
  if (!rules.find(fact.rule)) refuse("This rule is no longer there.");
  rules.set_removed(fact.rule, true);
  rules_changed(bench);
}

void take_back(Workbench& bench, const RuleRemoved& fact) {
  RuleTable(bench.database()).set_removed(fact.rule, false);
  rules_changed(bench);
}

}  // namespace rounds::store
