#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Texts with variables, in Mustache: {{given}}, {{#company}}…{{/company}},
// {{^company}}…{{/company}},
// {{! a remark }}. Partials and other delimiters are refused: nobody who writes a letter needs
// them.
namespace rounds::domain {

/// The place for the personal part. It is left empty; filling tells where it is.
inline constexpr std::string_view kPersonalPart = "personal";

/// The names that a template may use.
struct Vocabulary {
  std::span<const std::string_view> variables;   ///< {{given}}, and {{#given}}: when it has a value
  std::span<const std::string_view> conditions;  ///< {{#changed_jobs}} and {{^changed_jobs}} alone
  bool personal = false;                         ///< {{personal}} may stand in it
};

/// What there is to fill in. A variable without a value is absent, as a condition that does not
/// hold.
struct TemplateValues {
  std::map<std::string, std::string, std::less<>> variables;
  std::set<std::string, std::less<>> conditions;
};

struct FilledTemplate {
  std::string text;                        ///< never with "{{" in it
  std::vector<std::string> missing;        ///< the variables used without a value, in their order
  std::optional<std::size_t> personal_at;  ///< in UTF-16 code units of `text`
};

/// A template that cannot be used. what() is a sentence for its writer that says where and why, and
/// what to do.
class BrokenTemplate : public std::runtime_error {
 public:
  enum class Reason {
    too_many_tags,        ///< more than anybody who writes a letter needs
    unclosed_tag,         ///< "{{" without "}}"
    unreadable_tag,       ///< what stands between them is no name
    unclosed_condition,   ///< {{#company}} without {{/company}}, or closed by another's end
    unopened_condition,   ///< {{/company}} alone
    unknown_name,         ///< no variable of this name
    condition_as_text,    ///< {{changed_jobs}}, which has no text of its own
    personal_in_subject,  ///< {{personal}} where it may not stand
  };

  /// `line` and `column` count from 1, the column in characters.
  BrokenTemplate(Reason reason, std::string name, std::size_t line, std::size_t column,
                 const std::string& message)
      : std::runtime_error(message),
        reason_(reason),
        name_(std::move(name)),
        line_(line),
        column_(column) {}

  [[nodiscard]] Reason reason() const noexcept { return reason_; }
  /// The reason in snake_case, as the wire has it.
  [[nodiscard]] std::string_view code() const noexcept;
  /// What stands in the tag, such as the name that is not known; may be empty.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::size_t line() const noexcept { return line_; }
  [[nodiscard]] std::size_t column() const noexcept { return column_; }

 private:
  Reason reason_;
  std::string name_;
  std::size_t line_;
  std::size_t column_;
};

/// Throws BrokenTemplate for a syntax error and for a name that is not in the vocabulary.
void check_template(const std::string& text, const Vocabulary& vocabulary);

/// Plain text: nothing is escaped, which is up to whoever knows where it goes. Line breaks inside a
/// value become spaces. A variable without a value leaves no gap: of "at {{company}} now" is left
/// "at now", and of "Hi {{given}}," is left "Hi,". Throws as check_template does.
[[nodiscard]] FilledTemplate fill_template(const std::string& text, const Vocabulary& vocabulary,
                                           const TemplateValues& values);

}  // namespace rounds::domain
