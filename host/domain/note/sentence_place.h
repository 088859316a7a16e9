#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "domain/text/words.h"

namespace rounds::domain {

/// Where some words, such as a name, stand in their sentence: what tells whether they are said to
/// somebody ("thank you, Anna") or about them ("I met Anna").
class Place {
 public:
  Place(std::span<const Word> words, std::size_t begin, std::size_t end);
  /// Whether the words call the reader of the note by this name.
  [[nodiscard]] bool calls() const;
  /// Whether somebody's work at this employer is spoken of to themselves.
  [[nodiscard]] bool is_readers_work() const;
  [[nodiscard]] bool starts_sentence() const { return begin_ == first_; }
  [[nodiscard]] bool titled() const { return titled_; }
  [[nodiscard]] std::size_t begin() const { return begin_; }
  /// Whether the sentence has a word that is said to the reader.
  [[nodiscard]] bool speaks() const;

 private:
  /// Whether a sentence ends before this word.
  [[nodiscard]] bool breaks(std::size_t at) const;
  [[nodiscard]] std::string_view gap_before() const;
  [[nodiscard]] std::string_view gap_after() const;
  /// "For Anna", and nothing else
  [[nodiscard]] bool is_dedication() const;
  [[nodiscard]] bool is_wish(std::size_t at) const;
  [[nodiscard]] bool wished() const;
  /// "to you, dear Anna"; but "our dear Anna" is somebody else.
  [[nodiscard]] bool is_dear() const;
  /// "well, Anna": the words before the comma are the whole beginning of the sentence.
  [[nodiscard]] bool interjected() const;
  /// "my sister, Anna", "our dog, Frank"
  [[nodiscard]] bool explains() const;
  /// "Frank, as you know, never answers"; "Priya, I hope, will forgive me"
  [[nodiscard]] bool goes_aside() const;
  /// "with Karl, Anna and Tom": one of several names.
  [[nodiscard]] bool is_listed() const;
  [[nodiscard]] bool is_given_name(std::size_t at) const;
  [[nodiscard]] bool is_pronoun(std::size_t at) const;
  std::span<const Word> words_;
  std::size_t begin_;
  std::size_t end_;
  std::size_t first_ = 0;  // of the sentence
  std::size_t last_ = 0;   // one behind its last word
  bool titled_ = false;
};

/// Whether a gap between words has a comma, of whatever script.
[[nodiscard]] bool has_comma(std::string_view gap);

}  // namespace rounds::domain
