#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// How surely a word is a form of a name.
enum class Likeness { none, loose, sure };

/// In which languages somebody is called.
struct Calling {
  std::vector<std::string> languages;  ///< whose endings for calling count; empty: none
  bool any_language = false;           ///< all of them count
  bool inflects = false;               ///< other endings may differ too
};

/// What a word in a greeting may stand for.
class CalledWord {
 public:
  /// `folded` is the word as fold() gives it.
  CalledWord(std::string_view folded, const Calling& calling);

  /// `name` is a part of somebody's given or family name, folded: "Petře" is Petr, "Juanito" Juan,
  /// "Lizzy" Elizabeth, "민수씨" 민수, and Γιώργο may be Giorgos.
  [[nodiscard]] Likeness like(std::string_view name) const;
  /// The best of several.
  [[nodiscard]] Likeness like_any(std::span<const std::string> names) const;

 private:
  std::string word_;
  std::vector<std::string> bases_;  // the words of which it may be the form, itself first
  bool inflects_ = false;
  bool known_ = false;  // a base is a well-known given name
};

/// The parts of a name, folded: of "Jean-Pierre" also "jean" and "pierre" and "jeanpierre", and of
/// Jürgen also "juergen".
[[nodiscard]] std::vector<std::string> name_parts_of(std::string_view name);

/// Names compared as the German and Scandinavian spellings have them: Jürgen is Juergen.
[[nodiscard]] std::string spelled_out(std::string_view name);

/// Whether it can be told if the word is the name: 田中 may be Tanaka, and nobody can say.
[[nodiscard]] bool can_be_compared(std::string_view word, std::string_view name);

/// Whether a folded word is a father's name such as Петрович, which says nothing against anybody.
[[nodiscard]] bool is_patronymic(std::string_view folded);

}  // namespace rounds::domain
