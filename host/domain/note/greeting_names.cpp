#include "domain/note/greeting_names.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/note/note_words.h"
#include "domain/text/word_lists.h"

namespace rounds::domain {
namespace {

using languages::Entry;

bool is_initial(const Word& word) { return utf16_length(word.folded) == 1; }

bool is_number(const Word& word) {
  return word.folded.front() >= '0' && word.folded.front() <= '9';
}

/// Reads the names of a greeting word by word.
class NameReader {
 public:
  NameReader(std::span<const Word> line, std::size_t at, bool only_capitals, Greeting& greeting)
      : line_(line),
        begin_(at),
        end_(std::min(line.size(), at + kMostWords)),
        only_capitals_(only_capitals),
        greeting_(greeting),
        last_(at) {}

  std::size_t read() {
    for (at_ = begin_; at_ < end_ && follows(); ++at_) {
      const Step step = decide();
      if (step == Step::stop) break;
      if (step == Step::take) name_.push_back(line_[at_]);
      if (step != Step::skip) last_ = at_ + 1;
    }
    finish_name();
    if (!greeting_.names.empty() && last_ > begin_) {
      greeting_.text = between(greeting_.text, line_[last_ - 1].text);
      greeting_.closed = greeting_.closed || ends_greeting(line_, last_ - 1);
    }
    return last_;
  }

 private:
  static constexpr std::size_t kMostWords = 8;
  /// take: a word of the name; behind: it belongs to the name's end, as "Hanım" does.
  enum class Step { take, behind, skip, stop };

  void finish_name() {
    if (!name_.empty()) greeting_.names.push_back(std::exchange(name_, {}));
  }

  /// Whether the word still belongs to the words before it.
  bool follows() {
    const std::string_view gap = without_spaces_before(line_[at_].before);
    if (at_ == begin_ || gap.empty()) return true;
    const Word& previous = line_[at_ - 1];
    if (gap.starts_with('.') &&
        (is_initial(previous) || greeting_words().titles.contains(previous.folded))) {
      return true;
    }
    const bool another = gap.starts_with('&') || gap.starts_with('/') || gap.starts_with('+');
    if (another) finish_name();
    return another;
  }

  [[nodiscard]] bool next_is_capital() const {
    return at_ + 1 < line_.size() && line_[at_ + 1].capital;
  }

  Step decide() {
    const Word& word = line_[at_];
    const GreetingWords& words = greeting_words();
    if (is_number(word)) return Step::stop;  // "Hello again 1"
    if (!name_.empty() && !word.capital && next_is_capital() &&
        words.connectors.contains(word.folded)) {
      finish_name();
      return Step::skip;
    }
    if (!name_.empty() && phrase_at(line_, at_, words.greetings_behind).words > 0) {
      greeting_.closed = true;
      return Step::stop;
    }
    if (!name_.empty() && words.titles_behind.contains(word.folded)) {
      greeting_.title = true;
      return Step::behind;
    }
    if (const auto titles = words.titles.find(word.folded); !titles.empty()) {
      if (at_ + 1 < end_ && (next_is_capital() || begins_with_particle(at_ + 1)) &&
          !(is_caseless(word) && ends_greeting(line_, at_))) {
        greeting_.title = true;
        return Step::skip;
      }
      if (is_lone_title(word, titles)) return Step::stop;
    }
    return decide_name(word);
  }

  /// "Cher Monsieur," calls nobody by name, and in "Sehr geehrter Herr," the name is missing.
  bool is_lone_title(const Word& word, std::span<const Entry> titles) {
    if (!name_.empty() || utf16_length(word.folded) < 2 || is_marked(titles, "name") ||
        !ends_greeting(line_, at_)) {
      return false;
    }
    std::string_view after = word.after;
    if (after.starts_with('.')) after.remove_prefix(1);
    const bool space = after.starts_with(' ') && without_spaces_before(after).starts_with(',');
    const bool unfinished = greeting_.needs_name && !is_marked(titles, "alone");
    if (space || unfinished) {
      greeting_.gap = Greeting::Gap::certain;
      greeting_.text = between(greeting_.text, word.text);
    }
    return true;
  }

  Step decide_name(const Word& word) {
    const GreetingWords& words = greeting_words();
    const auto impersonal = words.impersonal.find(word.folded);
    // "Cher ami Paul": somebody is called by name all the same.
    if (!word.capital && is_marked(impersonal, "before_name") && next_is_capital() &&
        at_ + 1 < end_ && is_blank(line_[at_ + 1].before) &&
        !words.sentence_words.contains(line_[at_ + 1].folded)) {
      return Step::skip;
    }
    if (!impersonal.empty() && !(word.capital && is_marked(impersonal, "name")) &&
        !begins_with_particle(at_)) {
      return Step::stop;
    }
    const bool particle = words.particles.contains(word.folded);
    if (!word.capital && words.from.contains(word.folded) && name_.empty() && at_ == begin_ &&
        !greeting_.needs_name) {
      if (!particle) return Step::stop;
      greeting_.place = true;
    }
    if (words.sentence_words.contains(word.folded) && !begins_with_particle(at_) &&
        !(may_be_called() && at_ == begin_ && !only_capitals_)) {
      return Step::stop;
    }
    if (word.capital) return is_caseless(word) ? decide_caseless() : Step::take;
    const bool goes_on = particle && !ends_greeting(line_, at_);
    const bool lone_name =
        !particle && name_.empty() && greeting_.names.empty() && ends_greeting(line_, at_);
    return only_capitals_ || (!goes_on && !lone_name) ? Step::stop : Step::take;
  }

  /// Without capitals only a comma, or the line's end, tells a name of up to three words.
  Step decide_caseless() {
    constexpr std::size_t kLongestName = 3;
    greeting_.caseless = true;
    for (std::size_t i = at_; i < std::min(line_.size(), begin_ + kLongestName + 1); ++i) {
      if (ends_greeting(line_, i)) return Step::take;
    }
    return name_.empty() && greeting_.needs_name ? Step::take : Step::stop;
  }

  /// "Dear Hope," and "Hello Vi!" call somebody although the words could begin a sentence.
  [[nodiscard]] bool may_be_called() const {
    const Word& word = line_[at_];
    return word.capital && !is_caseless(word) && ends_greeting(line_, at_) &&
           !greeting_words().exclamations.contains(word.folded);
  }

  /// "de la Cruz": small words that lead to a name.
  [[nodiscard]] bool begins_with_particle(std::size_t at) const {
    constexpr std::size_t kMostParticles = 3;
    std::size_t end = at;
    while (end < std::min(line_.size(), at + kMostParticles) && !line_[end].capital &&
           greeting_words().particles.contains(line_[end].folded)) {
      ++end;
    }
    return end > at && end < line_.size() && line_[end].capital;
  }

  std::span<const Word> line_;
  std::size_t begin_;
  std::size_t end_;
  bool only_capitals_;
  Greeting& greeting_;
  std::size_t last_;  // one behind the last word taken
  std::size_t at_ = 0;
  std::vector<Word> name_;
};

}  // namespace

FoundPhrase phrase_at(std::span<const Word> line, std::size_t at, const languages::WordList& list) {
  constexpr std::size_t kMostWords = 4;
  FoundPhrase found;
  std::string phrase;
  for (std::size_t end = at; end < std::min(line.size(), at + kMostWords); ++end) {
    if (end > at && !is_blank(line[end].before)) break;
    phrase.append(end > at ? " " : "").append(line[end].folded);
    if (const auto entries = list.find(phrase); !entries.empty()) found = {end + 1 - at, entries};
  }
  return found;
}

bool is_marked(std::span<const Entry> entries, std::string_view mark) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Entry& entry) { return entry.is(mark); });
}

std::string_view between(std::string_view from, std::string_view to) {
  return {from.data(), static_cast<std::size_t>(to.data() + to.size() - from.data())};
}

std::string_view without_spaces_before(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

bool ends_greeting(std::span<const Word> line, std::size_t at) {
  static constexpr auto kMarks = std::to_array<std::string_view>(
      {",", "!", ":", ";", ".", "-", "–", "—", "，", "！", "：", "、", "。", "،", "؛", "।", "…"});
  return at + 1 == line.size() || starts_with_any(without_spaces_before(line[at].after), kMarks);
}

bool is_caseless(const Word& word) {
  const auto* const text = reinterpret_cast<const std::uint8_t*>(word.text.data());
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(word.text.size(), 4));
  std::int32_t at = 0;
  UChar32 first = 0;
  U8_NEXT(text, at, length, first);  // NOLINT: the macro's style is ICU's
  return first >= 0x80 && u_charType(first) == U_OTHER_LETTER;
}

std::size_t read_names(std::span<const Word> line, std::size_t at, bool only_capitals,
                       Greeting& greeting) {
  return NameReader(line, at, only_capitals, greeting).read();
}

}  // namespace rounds::domain
