#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rounds::domain {

/// What the guard knows of a person.
struct GuardPerson {
  std::string given;
  std::string family;
  std::string full;
  std::string company;
  std::vector<std::string> addresses;
  std::string known = {};     ///< what else is known: how they met, the user's remark
  std::string greeting = {};  ///< the name that the user greets them with
};

/// A note that went to somebody else not long ago.
struct RecentNote {
  std::string person;  ///< to whom, by full name
  std::string text;
};

/// What a note is compared with.
struct Surroundings {
  /// People who were written to lately: what copying an earlier note leaves behind.
  std::span<const GuardPerson> others;
  /// The notes to them.
  std::span<const RecentNote> recent_notes = {};
  /// What each of the user's structures gives for this person without anything personal.
  std::span<const std::string> structure_texts = {};
};

/// A note that is about to leave.
struct Note {
  std::string from;  ///< "Name <address>"; may be empty
  std::vector<std::string> to;
  std::vector<std::string> cc;
  std::vector<std::string> bcc;
  std::string subject;
  std::string body;  ///< plain text
};

/// Something in a note that the user should look at before it leaves.
struct Finding {
  /// stop: almost certainly a mistake, and the note is held until the user has decided; warn: worth
  /// a look, and shown beside a stop, but it holds no note.
  enum class Severity { stop, warn };

  /// "wrong_greeting", "other_recipient", "several_recipients", "hidden_recipient",
  /// "placeholder", "empty_subject", "empty_body", "other_person", "pasted_note",
  /// "only_structure"
  std::string kind;
  Severity severity = Severity::stop;
  std::string where;       ///< "subject", "body" or "to"
  std::string text;        ///< the words found; empty when something is missing
  std::size_t at = 0;      ///< where they begin in subject or body, in UTF-16 code units
  std::size_t length = 0;  ///< in UTF-16 code units
  std::string message;     ///< a sentence for the user
};

/// Checks a note to `person`; stops first, then in the order of the text. Quoted lines (">") and
/// the signature (after a line "-- ") are not the note and are not looked at.
[[nodiscard]] std::vector<Finding> check_note(const Note& note, const GuardPerson& person,
                                              const Surroundings& surroundings);

}  // namespace rounds::domain
