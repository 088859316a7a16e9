#include "domain/note/sentence_place.h"

#include <algorithm>
#include <array>
#include <string>

#include "domain/note/note_words.h"
#include "domain/people/nicknames.h"

namespace rounds::domain {
namespace {

bool has_any(std::string_view text, std::span<const std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

bool ends_sentence(std::string_view gap) {
  static constexpr auto marks = std::to_array<std::string_view>(
      {".", "!", "?", ";", ":", "\xE2\x80\xA6", "\xE2\x80\x93", "\xE2\x80\x94", " - ",
       "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "("});
  return has_any(gap, marks);
}

bool has_quotation_mark(std::string_view gap) {
  static constexpr auto marks = std::to_array<std::string_view>(
      {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xC2\xAB", "\xC2\xBB"});
  return has_any(gap, marks);
}

}  // namespace

bool has_comma(std::string_view gap) {
  static constexpr auto marks =
      std::to_array<std::string_view>({",", "\xEF\xBC\x8C", "\xE3\x80\x81"});
  return has_any(gap, marks);
}

Place::Place(std::span<const Word> words, std::size_t begin, std::size_t end)
    : words_(words), begin_(begin), end_(end) {
  if (begin_ > 0 && words_[begin_].before.size() <= 2) {
    const std::string& before = words_[begin_ - 1].folded;
    titled_ = speech_words().formal_titles.contains(before) ||
              (speech_words().before_names.contains(before) &&
               !speech_words().conjunctions.contains(before));
    begin_ -= titled_ ? 1 : 0;
  }
  constexpr std::size_t far = 60;
  for (first_ = begin_; first_ > 0 && begin_ - first_ < far && !breaks(first_);) {
    --first_;
  }
  for (last_ = end_; last_ < words_.size() && last_ - end_ < far && !breaks(last_);) {
    ++last_;
  }
}

bool Place::calls() const {
  if (has_quotation_mark(gap_before()) || has_quotation_mark(gap_after())) {
    return false;
  }
  const bool comma_before = begin_ > first_ && has_comma(gap_before());
  const bool comma_after = end_ < last_ && has_comma(gap_after());
  const bool at_end = end_ == last_;
  if (is_dedication()) {
    return true;
  }
  if (at_end && comma_before) {
    return !explains() && !is_listed();
  }
  if (at_end && begin_ > first_) {
    return is_wish(begin_ - 1) || is_dear();
  }
  if (comma_after && comma_before) {
    return !explains() && !is_listed() &&
           (interjected() || wished() || (speaks() && !goes_aside()));
  }
  if (comma_after && begin_ == first_) {
    return !is_listed() && !goes_aside() && speaks();
  }
  if (comma_after && begin_ > first_ && is_blank(gap_before()) && is_wish(begin_ - 1)) {
    return !goes_aside();  // "thank you Anna, for the tea"
  }
  return comma_after && begin_ > first_ && (is_dear() || (interjected() && speaks()));
}

bool Place::is_readers_work() const {
  if (end_ < last_) {
    for (std::size_t i = end_; i < std::min(last_, end_ + 5); ++i) {
      if (has_comma(words_[i].before) || speech_words().third_person.contains(words_[i].folded)) {
        break;
      }
      if (speech_words().second_person.contains(words_[i].folded)) {
        return true;
      }
    }
  }
  const bool at = begin_ > first_ && is_blank(gap_before()) &&
                  speech_words().at_work.contains(words_[begin_ - 1].folded);
  if (!at) {
    return false;
  }
  constexpr std::size_t near = 7;
  bool spoken = false;
  for (std::size_t i = begin_ - 1; i > first_ && begin_ - i <= near + 1;) {
    --i;
    const std::string& word = words_[i].folded;
    if (speech_words().second_person.contains(word)) {
      spoken = true;
      break;
    }
    if (speech_words().third_person.contains(word)) {
      return false;
    }
  }
  return spoken || speech_words().how_is.contains(words_[first_].folded);
}

bool Place::speaks() const {
  return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first_),
                     words_.begin() + static_cast<std::ptrdiff_t>(last_), [](const Word& word) {
                       return speech_words().second_person.contains(word.folded);
                     });
}

bool Place::breaks(std::size_t at) const {
  const std::string_view gap = words_[at].before;
  return ends_sentence(gap) && !(gap.starts_with('.') && at > 0 &&
                                 (speech_words().formal_titles.contains(words_[at - 1].folded) ||
                                  words_[at - 1].folded.size() == 1));
}

std::string_view Place::gap_before() const { return words_[begin_].before; }

std::string_view Place::gap_after() const { return words_[end_ - 1].after; }

bool Place::is_dedication() const {
  return begin_ == 1 && end_ == words_.size() &&
         speech_words().dedications.contains(words_.front().folded);
}

bool Place::is_wish(std::size_t at) const {
  return is_blank(words_[at + 1].before) && speech_words().wishes.contains(words_[at].folded);
}

bool Place::wished() const {
  return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first_),
                     words_.begin() + static_cast<std::ptrdiff_t>(begin_), [](const Word& word) {
                       return speech_words().wishes.contains(word.folded) &&
                              !speech_words().second_person.contains(word.folded);
                     });
}

bool Place::is_dear() const {
  const std::size_t dear = begin_ - 1;
  return begin_ > first_ && speech_words().dear.contains(words_[dear].folded) &&
         (dear == first_ || has_comma(words_[dear].before) ||
          speech_words().second_person.contains(words_[dear - 1].folded));
}

bool Place::interjected() const {
  return begin_ == first_ + 1 && speech_words().interjections.contains(words_[first_].folded);
}

bool Place::explains() const {
  constexpr std::size_t near = 5;
  for (std::size_t i = begin_; i > first_ && begin_ - i < near;) {
    --i;
    if (speech_words().relations.contains(words_[i].folded)) {
      return true;
    }
    if (i < begin_ - 1 && has_comma(words_[i].after)) {
      break;
    }
  }
  return false;
}

bool Place::goes_aside() const {
  if (end_ >= last_ || !has_comma(gap_after())) {
    return false;
  }
  if (speech_words().asides.contains(words_[end_].folded)) {
    return true;
  }
  constexpr std::size_t short_aside = 3;
  for (std::size_t i = end_; i + 1 < last_ && i < end_ + short_aside; ++i) {
    if (has_comma(words_[i].after)) {
      return i > end_;
    }
  }
  return false;
}

bool Place::is_listed() const {
  // "left Anna, right Juan, and in the middle, hidden, Frank"
  for (std::size_t i = begin_; i > first_;) {
    --i;
    if (is_given_name(i) && (i > first_ || i + 1 == begin_)) {
      return true;
    }
  }
  if (end_ >= last_ || !has_comma(gap_after())) {
    return false;
  }
  if (speech_words().conjunctions.contains(words_[end_].folded)) {
    return end_ + 1 < last_ && (is_given_name(end_ + 1) || is_pronoun(end_ + 1));
  }
  // "Sophie, Jean-Pierre et moi": a name alone until the next comma or "and".
  constexpr std::size_t longest_name = 3;
  std::size_t next = end_;
  while (next < std::min(last_, end_ + longest_name) && words_[next].capital &&
         words_[next].folded.size() > 1 && (next == end_ || is_blank(words_[next].before))) {
    ++next;
  }
  return next > end_ && (next == last_ || has_comma(words_[next].before) ||
                         speech_words().conjunctions.contains(words_[next].folded));
}

bool Place::is_given_name(std::size_t at) const {
  const Word& word = words_[at];
  return word.capital &&
         (is_known_given_name(word.folded) ||
          is_known_given_name(std::string_view(word.folded).substr(0, word.folded.find('-'))));
}

bool Place::is_pronoun(std::size_t at) const {
  return speech_words().me.contains(words_[at].folded);
}

}  // namespace rounds::domain
