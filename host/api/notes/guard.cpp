#include "api/notes/guard.h"

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/notes/structures.h"
#include "domain/note/guard.h"
#include "domain/people/names.h"
#include "store/tables/people.h"
#include "store/tables/turns.h"

namespace rounds::api {
namespace {

using nlohmann::json;

struct CheckParams {
  domain::TurnId turn = 0;
  domain::Note note;
  std::string language;
  std::string note_language;
};

CheckParams read_check(Params& params) {
  constexpr std::size_t kMostBody = std::size_t{1024} * 1024;
  constexpr std::size_t kMostLanguage = 35;
  return {params.id("turn"),
          {params.optional_text("from").value_or(""), params.texts("to"),
           params.optional_texts("cc").value_or(std::vector<std::string>{}),
           params.optional_texts("bcc").value_or(std::vector<std::string>{}),
           params.text("subject"), params.text("body", kMostBody)},
          read_language(params),
          params.optional_text("note_language", kMostLanguage).value_or("")};
}

domain::GuardPerson guard_person(const domain::Person& person) {
  return {person.given,
          person.family,
          domain::full_name(person.given, person.family),
          person.company,
          person.addresses,
          person.known_from + "\n" + person.remark + "\n" + person.position,
          greeting_of(person)};
}

/// The people written to last, and what was written to them.
struct Lately {
  std::vector<domain::GuardPerson> people;
  std::vector<domain::RecentNote> notes;
};

Lately written_lately(const store::Database& database, const domain::Turn& turn) {
  // Copying leaves behind the name of somebody written to in the last weeks, not last year.
  constexpr std::int64_t kLately = 50;
  Lately lately;
  const store::Turns turns(database);
  for (const auto& note : turns.notes_written_lately(turn.round, turn.id, kLately)) {
    if (note.person == turn.person) continue;
    lately.people.push_back(guard_person(find_person(database, note.person)));
    if (!note.text.empty()) lately.notes.push_back({lately.people.back().full, note.text});
  }
  return lately;
}

json write_evidence(const std::vector<domain::Evidence>& evidence) {
  json list = json::array();
  for (const auto& one : evidence) {
    list.push_back({{"list", one.list}, {"language", one.language}, {"text", one.text}});
  }
  return list;
}

json write_finding(const domain::Finding& finding, domain::PersonId person) {
  json written{{"kind", finding.kind},
               {"code", finding.code},
               {"params", finding.params},
               {"severity", finding.severity == domain::Finding::Severity::stop ? "stop" : "warn"},
               {"where", finding.where},
               {"text", finding.text},
               {"at", finding.at},
               {"length", finding.length},
               {"message", finding.message}};
  if (!finding.evidence.empty()) written["evidence"] = write_evidence(finding.evidence);
  if (!finding.teaches.empty()) {
    written["teach"] = {{"person", write_id(person)}, {"greeting", finding.teaches}};
  }
  return written;
}

json check(Host& host, const CheckParams& params) {
  const auto& database = host.database();
  const auto turn = find_turn(database, params.turn);
  const auto somebody = find_person(database, turn.person);
  const auto person = guard_person(somebody);
  const Lately lately = written_lately(database, turn);
  const auto structures = unwritten_notes(database, somebody, host.today(), params.language);
  const domain::Surroundings surroundings{
      .others = lately.people,
      .recent_notes = lately.notes,
      .structure_texts = structures,
      .language = params.note_language.empty() ? params.language : params.note_language,
      .contact_called = [&](std::string_view folded) {
        return store::People(database).called(folded, turn.person);
      }};
  // A frame has room for more than anybody reads.
  PageWriter findings;
  for (const auto& finding : domain::check_note(params.note, person, surroundings)) {
    if (!findings.add(write_finding(finding, turn.person))) break;
  }
  return {{"findings", findings.take()}};
}

}  // namespace

void bind_guard(Methods& methods) { methods.bind("note.check", read_check, check); }

}  // namespace rounds::api
