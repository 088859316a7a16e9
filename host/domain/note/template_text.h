#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
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
  using std::runtime_error::runtime_error;
};

/// Throws BrokenTemplate for a syntax error and for a name that is not in the vocabulary.
void check_template(const std::string& text, const Vocabulary& vocabulary);

/// Plain text: nothing is escaped, which is up to whoever knows where it goes. Line breaks inside a
/// value become spaces. Throws as check_template does.
[[nodiscard]] FilledTemplate fill_template(const std::string& text, const Vocabulary& vocabulary,
                                           const TemplateValues& values);

}  // namespace rounds::domain
