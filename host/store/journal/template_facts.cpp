#include <optional>
#include <string>
#include <variant>

#include "domain/note/structures.h"
#include "store/journal/fact_json.h"
#include "store/journal/families.h"
#include "store/journal/people_changes.h"
#include "store/tables/structures.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

/// A template's text is one whole: who takes a change back, or brings it back, must not push aside
/// another one that came later.
void refuse_unless(const Structures& structures, StructureId id,
                   const std::optional<StructureText>& text, const std::string& name) {
  const auto present = structures.find(id);
  if (present.has_value() == text.has_value() && (!text || present->text == *text)) return;
  refuse("The structure “" + name + "” was changed again since; undo the later change first.");
}

/// Makes the default from the facts that stand: the structure that was made so last, unless it was
/// removed since. What an undoing would have to bring back can be gone by then: X became the
/// default after D, Y after X, and X is undone before Y is.
void project_default(Workbench& bench) {
  StructureId now = 0;
  for (const Structure& structure : built_in_structures()) {
    if (structure.is_default) now = structure.id;
  }
  for (const JournalEntry& entry : bench.journal().standing_of_templates()) {
    const FactBody body = read_fact(entry.kind, entry.body);
    if (const auto* saved = std::get_if<StructureSaved>(&body)) {
      if (saved->default_was) now = saved->structure;
    } else if (const auto* removed = std::get_if<StructureRemoved>(&body)) {
      if (removed->structure == now) now = 0;
    }
  }
  Structures(bench.database()).make_default(now);
}

}  // namespace

// --- structure.saved ----------------------------------------------------------------------------

void carry_out(Workbench& bench, const StructureSaved& fact, const Done& done) {
  const Structures structures(bench.database());
  if (done.again) refuse_unless(structures, fact.structure, fact.was, fact.now.name);
  structures.put(fact.structure, fact.now);
  project_default(bench);
}

void take_back(Workbench& bench, const StructureSaved& fact) {
  const Structures structures(bench.database());
  refuse_unless(structures, fact.structure, fact.now, fact.now.name);
  if (fact.was) {
    structures.put(fact.structure, *fact.was);
  } else {
    structures.forget(fact.structure);
  }
  project_default(bench);
}

// --- structure.removed --------------------------------------------------------------------------

void carry_out(Workbench& bench, const StructureRemoved& fact, const Done& done) {
  const Structures structures(bench.database());
  if (!structures.find(fact.structure)) refuse("The structure is no longer there.");
  if (done.again) refuse_unless(structures, fact.structure, fact.was, fact.was.name);
  structures.remove(fact.structure);
  project_default(bench);
}

void take_back(Workbench& bench, const StructureRemoved& fact) {
  Structures(bench.database()).put(fact.structure, fact.was);
  project_default(bench);
}

}  // namespace rounds::store
