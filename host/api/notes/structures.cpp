#include "api/notes/structures.h"

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/note/structures.h"
#include "domain/refusal.h"
#include "domain/text/words.h"
#include "store/tables/people.h"
#include "store/tables/structures.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using domain::Structure;
using domain::StructureId;
using domain::StructureText;
using nlohmann::json;

constexpr std::size_t kMostName = 200;
constexpr std::size_t kMostSubject = 1000;
constexpr std::size_t kMostBody = 20'000;

json write_structure(const Structure& structure) {
  json when = json::object();
  if (!structure.text.known_from.empty()) when["known_from"] = structure.text.known_from;
  return {{"structure", write_id(structure.id)},
          {"name", structure.text.name},
          {"subject", structure.text.subject},
          {"body", structure.text.body},
          {"when", std::move(when)},
          {"default", structure.is_default}};
}

Structure find_structure(const store::Database& database, StructureId id) {
  if (auto found = store::Structures(database).find(id)) return std::move(*found);
  throw Refusal(RefusalKind::not_found, "There is no such structure.");
}

/// A structure is named by its id, or by itself as a method has given it.
std::optional<StructureId> read_structure_id(Params& params) {
  const json* const value = params.value("structure");
  if (value == nullptr || !value->is_object()) return params.optional_id("structure");
  const json named{{"structure", value->value("structure", json())}};
  return Params(named, "structure").id("structure");
}

// --- structures.save, structures.remove ---------------------------------------------------------

struct SaveParams {
  std::optional<StructureId> structure;
  StructureText text;
  bool keeps_rule = true;  // `when` was not given
  bool is_default = false;
};

/// Refuses a template that could not be filled.
void check(const char* field, const std::string& text, const domain::Vocabulary& vocabulary) {
  try {
    domain::check_template(text, vocabulary);
  } catch (const domain::BrokenTemplate& broken) {
    throw Refusal::invalid(
        field, std::string(broken.what()) + " (In the " + field + "; nothing was saved.)");
  }
}

/// The two templates of a structure.
StructureText read_templates(Params& params) {
  StructureText text;
  text.subject = params.text("subject", kMostSubject);
  text.body = params.text("body", kMostBody);
  if (text.subject.find_first_of("\r\n") != std::string::npos) {
    params.refuse("subject", "must be one line");
  }
  check("subject", text.subject, domain::subject_vocabulary());
  check("body", text.body, domain::body_vocabulary());
  return text;
}

SaveParams read_save(Params& params) {
  SaveParams save;
  save.structure = read_structure_id(params);
  save.text = read_templates(params);
  save.text.name = params.text("name", kMostName);
  if (domain::is_blank(save.text.name)) params.refuse("name", "must not be empty");
  if (const json* const object = params.value("when")) {
    Params when(*object, "when");
    save.text.known_from = when.optional_text("known_from", kMostName).value_or("");
    when.finish();
    save.keeps_rule = false;
  } else if (params.is_null("when")) {
    save.keeps_rule = false;
  }
  save.is_default = params.optional_flag("default").value_or(false);
  return save;
}

json save(Change& change, const SaveParams& params) {
  const store::Structures structures(change.database());
  domain::StructureSaved fact{0, params.text, std::nullopt, std::nullopt};
  bool is_default = false;
  if (params.structure) {
    const Structure present = find_structure(change.database(), *params.structure);
    fact.structure = present.id;
    fact.was = present.text;
    is_default = present.is_default;
    if (params.keeps_rule) fact.now.known_from = present.text.known_from;
  } else {
    fact.structure = change.fresh_ids("structures", 1);
  }
  if (params.is_default && !is_default) fact.default_was = structures.default_one();
  if (fact.was != fact.now || fact.default_was) change.record(fact);
  return {{"structure", write_structure(find_structure(change.database(), fact.structure))}};
}

struct StructureParams {
  StructureId structure = 0;
};

StructureParams read_structure(Params& params) {
  const auto id = read_structure_id(params);
  return {id ? *id : params.id("structure")};
}

json remove(Change& change, const StructureParams& params) {
  const Structure present = find_structure(change.database(), params.structure);
  change.record(domain::StructureRemoved{present.id, present.text, present.is_default});
  return {{"structure", write_structure(present)}};
}

// --- structures.list, structures.show -----------------------------------------------------------

json list(Host& host, const NoParams& /*params*/) {
  PageWriter page;
  for (const Structure& structure : store::Structures(host.database()).all()) {
    if (!page.add(write_structure(structure))) break;
  }
  const domain::Vocabulary vocabulary = domain::body_vocabulary();
  json variables = json::array();
  for (const auto name : vocabulary.variables) variables.push_back(name);
  json conditions = json::array();
  for (const auto name : vocabulary.conditions) conditions.push_back(name);
  return {{"structures", page.take()},
          {"variables", std::move(variables)},
          {"conditions", std::move(conditions)}};
}

json show(Host& host, const StructureParams& params) {
  return {{"structure", write_structure(find_structure(host.database(), params.structure))}};
}

// --- structures.fill, structures.preview --------------------------------------------------------

domain::Filling read_filling(Params& params) {
  domain::Filling filling;
  filling.language = read_language(params);
  filling.my_name = params.optional_text("my_name", 1000).value_or("");
  return filling;
}

json fill(const store::Database& database, const StructureText& text, const domain::Person& person,
          const domain::Filling& filling) {
  const auto values = domain::values_of(person, store::history_of(database, person.id), filling);
  const domain::FilledStructure filled = domain::fill_structure(text, values);
  json result{{"subject", filled.subject}, {"body", filled.body}, {"missing", filled.missing}};
  // A value may be as long as a file had it, and stand in a template many times. What is no letter
  // takes six bytes on the wire.
  constexpr std::size_t kMostFilled = std::size_t{256} * 1024;
  if (filled.subject.size() + filled.body.size() > kMostFilled ||
      result.dump().size() > PageWriter::kWholeFrame) {
    throw Refusal(RefusalKind::too_large,
                  "What is known of this person is too long to be filled in. Nothing was changed; "
                  "shorten it, or use fewer variables.");
  }
  if (filled.personal_at) result["personal_at"] = *filled.personal_at;
  return result;
}

struct FillParams {
  std::optional<StructureId> structure;
  domain::TurnId turn = 0;
  domain::Filling filling;
};

FillParams read_fill(Params& params) {
  return {read_structure_id(params), params.id("turn"), read_filling(params)};
}

json fill_for_turn(Host& host, const FillParams& params) {
  const auto& database = host.database();
  const auto person = find_person(database, find_turn(database, params.turn).person);
  auto id = params.structure;
  if (!id) id = domain::choose_structure(store::Structures(database).all(), person);
  const Structure structure = find_structure(database, id.value_or(0));
  domain::Filling filling = params.filling;
  filling.today = host.today();
  json result = fill(database, structure.text, person, filling);
  result["structure"] = write_id(structure.id);
  result["name"] = structure.text.name;
  return result;
}

struct PreviewParams {
  StructureText text;
  std::optional<domain::TurnId> turn;
  std::optional<domain::PersonId> person;
  domain::Filling filling;
};

PreviewParams read_preview(Params& params) {
  PreviewParams preview{read_templates(params), params.optional_id("turn"),
                        params.optional_id("person"), read_filling(params)};
  if (preview.turn.has_value() == preview.person.has_value()) {
    params.refuse("turn", "or person must be given, one of them");
  }
  return preview;
}

json preview(Host& host, const PreviewParams& params) {
  const auto& database = host.database();
  const auto person =
      find_person(database, params.person ? *params.person
                                          : find_turn(database, params.turn.value_or(0)).person);
  domain::Filling filling = params.filling;
  filling.today = host.today();
  return fill(database, params.text, person, filling);
}

}  // namespace

void bind_structures(Methods& methods) {
  methods.bind_change("structures.save", read_save, save);
  methods.bind_change("structures.remove", read_structure, remove);
  methods.bind("structures.list", read_nothing, list);
  methods.bind("structures.show", read_structure, show);
  methods.bind("structures.fill", read_fill, fill_for_turn);
  methods.bind("structures.preview", read_preview, preview);
}

std::vector<std::string> unwritten_notes(const store::Database& database,
                                         const domain::Person& person, domain::Date today,
                                         const std::string& language) {
  const domain::Filling filling{today, language, ""};
  const auto values = domain::values_of(person, store::history_of(database, person.id), filling);
  std::vector<std::string> texts;
  for (const Structure& structure : store::Structures(database).all()) {
    texts.push_back(domain::fill_structure(structure.text, values).body);
  }
  return texts;
}

}  // namespace rounds::api
