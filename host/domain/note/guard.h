#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
  /// Of the note and, where it is known, of its reader (BCP 47); empty: not known. They say which
  /// forms of a name are possible, and never that a name is right.
  std::string language = {};
  std::string reader_language = {};
  /// The full name of any contact, written to or not, whose given or family name is this folded
  /// word.
  std::function<std::optional<std::string>(std::string_view folded)> contact_called = {};
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

/// What a finding was made from: an entry of a language pack's list.
struct Evidence {
  std::string list;      ///< "note.greetings"
  std::string language;  ///< the pack: "de"
  std::string text;      ///< the entry: "sehr geehrter"
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
  /// More exactly than the kind, in snake_case; it decides which sentence is said.
  std::string code;
  /// What the sentence names: "text", "person", "other" and so on.
  std::map<std::string, std::string> params;
  std::vector<Evidence> evidence;
  /// Of an unknown greeting: what the reader may be called from now on, if the user says so.
  std::string teaches;
  Severity severity = Severity::stop;
  std::string where;       ///< "subject", "body" or "to"
  std::string text;        ///< the words found; empty when something is missing
  std::size_t at = 0;      ///< where they begin in subject or body, in UTF-16 code units
  std::size_t length = 0;  ///< in UTF-16 code units
  std::string message;     ///< the sentence in English
};

/// Checks a note to `person`; stops first, then in the order of the text. Quoted lines (">") and
/// the signature (after a line "-- ") are not the note and are not looked at.
[[nodiscard]] std::vector<Finding> check_note(const Note& note, const GuardPerson& person,
                                              const Surroundings& surroundings);

}  // namespace rounds::domain
