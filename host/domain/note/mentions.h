#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/note/guard.h"
#include "domain/note/name_forms.h"
#include "domain/text/words.h"

namespace rounds::domain {

/// Something of another person's in a note.
struct Mention {
  enum class What { name, employer, address };

  const GuardPerson* person = nullptr;
  What what = What::name;
  std::string_view text;  ///< a view into the note
  /// Said to that person ("thank you, Anna", "your job at Globex"), and not about them: a leftover.
  bool said_to_them = false;
};

/// Looks for what belongs to people other than the one a note is for.
class MentionFinder {
 public:
  /// `from` is the writer: "Name <address>". The people must outlive this.
  MentionFinder(const GuardPerson& person, const std::string& from,
                std::span<const GuardPerson> others);

  /// The mentions in some lines of the note, in order. Lines that only a wrapped sentence divides
  /// are read as one.
  [[nodiscard]] std::vector<Mention> find(std::span<const TextLine> lines) const;

  /// Another person of exactly this name, such as another Ben; null when there is none.
  [[nodiscard]] const GuardPerson* namesake(std::span<const Word> name) const;
  /// Whose given name, or family name behind a title, the greeted name surely is a form of; null
  /// when nobody's.
  [[nodiscard]] const GuardPerson* called(std::span<const Word> name, const Calling& calling) const;
  /// Whose family name this is; null when nobody's, or the reader's or writer's.
  [[nodiscard]] const GuardPerson* of_family(std::string_view folded) const;
  /// Whether somebody's given name is this word.
  [[nodiscard]] bool is_given_name(std::string_view folded) const;
  /// Whose address this is; null when nobody's.
  [[nodiscard]] const GuardPerson* owner_of(std::string_view address) const;

 private:
  struct Other {
    const GuardPerson* person = nullptr;
    std::vector<std::string> given;
    std::vector<std::string> family;
    std::vector<std::string> employer;  // without "Ltd" and the like
    std::vector<std::string> addresses;
    bool shares_employer = false;  // with several others: the writer's own circle
  };

  void find_names(std::span<const Word> words, std::vector<Mention>& mentions) const;
  void find_employers(std::span<const Word> words, std::vector<Mention>& mentions) const;
  void find_addresses(const TextLine& line, std::vector<Mention>& mentions) const;
  [[nodiscard]] std::size_t name_at(std::span<const Word> words, std::size_t at, const Other& other,
                                    const CalledWord* called, bool& enough) const;
  [[nodiscard]] bool is_known(std::string_view folded) const;
  [[nodiscard]] bool is_known_called(std::string_view folded) const;

  std::vector<Other> others_;
  std::vector<std::string> known_;     // the reader's names and the writer's
  std::vector<std::string> innocent_;  // words of what is known of the reader
};

}  // namespace rounds::domain
