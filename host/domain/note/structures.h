#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/note/template_text.h"
#include "domain/people/person.h"

namespace rounds::domain {

using StructureId = std::int64_t;

/// What a structure says and for whom.
struct StructureText {
  std::string name;
  std::string subject;     ///< a template
  std::string body;        ///< a template
  std::string known_from;  ///< for people whom the user knows from there; empty: by hand alone
  bool operator==(const StructureText&) const = default;
};

/// A letter's skeleton from which the user starts a note.
struct Structure {
  StructureId id = 0;
  StructureText text;
  bool is_default = false;  ///< the one for people whom no rule names; at most one is
};

/// What is known of a person beside what the Person holds. Empty text means unknown.
struct PersonHistory {
  std::optional<Date> last_exchange_on;
  std::string last_exchange_subject;
  std::optional<Date> last_note_on;
  std::string former_company;
  std::string former_position;
};

/// For whom, when and in which words a structure is filled.
struct Filling {
  Date today;
  std::string language = "en";  ///< BCP 47, for dates
  std::string my_name;          ///< as the user signs; empty when the signature does that
};

/// What a subject and a body may use.
[[nodiscard]] Vocabulary subject_vocabulary();
[[nodiscard]] Vocabulary body_vocabulary();

[[nodiscard]] TemplateValues values_of(const Person& person, const PersonHistory& history,
                                       const Filling& filling);

struct FilledStructure {
  std::string subject;  ///< one line
  std::string body;
  std::vector<std::string> missing;        ///< the variables of either without a value
  std::optional<std::size_t> personal_at;  ///< in UTF-16 code units of the body
};

/// Throws BrokenTemplate, which no saved structure does.
[[nodiscard]] FilledStructure fill_structure(const StructureText& text,
                                             const TemplateValues& values);

/// The structure for a person: the one whose rule says most about where the user knows them from,
/// else the default, else the first. Nothing when there is none at all.
[[nodiscard]] std::optional<StructureId> choose_structure(std::span<const Structure> structures,
                                                          const Person& person);

/// The structures that come with Rounds, as a start.
[[nodiscard]] const std::vector<Structure>& built_in_structures();

}  // namespace rounds::domain
