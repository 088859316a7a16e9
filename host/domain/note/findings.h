#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/note/guard.h"

namespace rounds::domain {

/// The part of a note that a finding is in.
enum class Part { to, subject, body };

/// What a finding says; where it stands is found by its text.
struct Said {
  std::string kind;
  std::string code;
  Finding::Severity severity = Finding::Severity::stop;
  std::map<std::string, std::string> params = {};
  std::string message = {};
  std::vector<Evidence> evidence = {};
  std::string teaches = {};
};

/// The findings of one note while they are made.
class Findings {
 public:
  explicit Findings(const Note& note) : note_(note) {}

  /// `text` is a view into the part of the note, or empty where something is missing.
  void add(Part part, std::string_view text, Said said);

  [[nodiscard]] bool full() const;
  /// Whether a finding of this kind covers some of the text.
  [[nodiscard]] bool covers(std::string_view kind, Part part, std::string_view text) const;
  /// Stops first, then in the order of the text.
  [[nodiscard]] std::vector<Finding> in_order() &&;

 private:
  [[nodiscard]] std::size_t place_of(Part part, std::string_view text) const;

  const Note& note_;
  std::vector<Finding> findings_;
};

/// `"text"`, as sentences show what stands in a note.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// By which a person is named to the user.
[[nodiscard]] std::string name_of(const GuardPerson& person);

}  // namespace rounds::domain
