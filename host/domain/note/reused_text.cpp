#include "domain/note/reused_text.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "domain/note/salutation.h"

namespace rounds::domain {
namespace {

// Texts are compared by all stretches of so many words: fewer are everybody's ("I hope that you").
constexpr std::size_t stretch = 4;

// What is shorter may have been written twice: "How are you? We must meet again some day."
constexpr std::size_t fewest_personal_words = 12;

// A part of another note is worth a look when it is a paragraph.
constexpr std::size_t paragraph_words = 25;

// Of a longer text the beginning tells enough.
constexpr std::size_t longest_text = std::size_t{16} * 1024;

struct Token {
  std::size_t hash = 0;
  std::string_view text;
};

using Stretches = std::unordered_set<std::size_t>;

// Whether a letter of Chinese or Japanese, written without spaces, begins here in UTF-8.
bool is_without_spaces(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xE3 && byte <= 0xE9;
}

void add_tokens(const Word& word, std::vector<Token>& tokens) {
  constexpr std::size_t letter = 3;  // bytes
  if (word.text.size() <= letter || !is_without_spaces(word.text.front())) {
    tokens.push_back({std::hash<std::string_view>{}(word.folded), word.text});
    return;
  }
  for (std::size_t at = 0; at < word.text.size();) {
    std::size_t end = at;
    if (is_without_spaces(word.text[at])) {
      end = std::min(at + letter, word.text.size());
    } else {
      while (end < word.text.size() && !is_without_spaces(word.text[end])) {
        ++end;
      }
    }
    const std::string_view text = word.text.substr(at, end - at);
    tokens.push_back({std::hash<std::string_view>{}(text), text});
    at = end;
  }
}

std::vector<Token> tokens_of(std::span<const TextLine> lines, std::span<const std::string> names) {
  std::vector<Token> tokens;
  const auto greeting = find_greeting(lines);
  const std::string_view greeted = greeting ? greeting->text : std::string_view();
  const std::less<> before;
  for (const TextLine& line : lines) {
    for (const Word& word : line.words) {
      const bool in_greeting = !greeted.empty() && !before(word.text.data(), greeted.data()) &&
                               before(word.text.data(), greeted.data() + greeted.size());
      if (!in_greeting && std::find(names.begin(), names.end(), word.folded) == names.end()) {
        add_tokens(word, tokens);
      }
    }
  }
  return tokens;
}

std::vector<Token> tokens_of(std::string_view text, std::span<const std::string> names) {
  const std::vector<TextLine> lines = own_lines(text.substr(0, longest_text));
  return tokens_of(lines, names);
}

std::size_t stretch_at(std::span<const Token> tokens, std::size_t at) {
  std::size_t hash = 0;
  for (const Token& token : tokens.subspan(at, stretch)) {
    constexpr std::size_t factor = 0x9E3779B97F4A7C15U;
    hash = (hash ^ token.hash) * factor;
    hash ^= hash >> 29U;
  }
  return hash;
}

Stretches stretches_of(std::span<const Token> tokens) {
  Stretches stretches;
  for (std::size_t at = 0; at + stretch <= tokens.size(); ++at) {
    stretches.insert(stretch_at(tokens, at));
  }
  return stretches;
}

// Which tokens lie in a stretch for which this holds.
template <typename Predicate>
std::vector<bool> covered(std::span<const Token> tokens, Predicate holds) {
  std::vector<bool> marks(tokens.size(), false);
  for (std::size_t at = 0; at + stretch <= tokens.size(); ++at) {
    if (holds(stretch_at(tokens, at))) {
      std::fill_n(marks.begin() + static_cast<std::ptrdiff_t>(at), stretch, true);
    }
  }
  return marks;
}

// The tokens of the longest run of marks.
std::span<const Token> longest_run(std::span<const Token> tokens, const std::vector<bool>& marks) {
  std::size_t best = 0;
  std::size_t best_end = 0;
  std::size_t length = 0;
  for (std::size_t at = 0; at < marks.size(); ++at) {
    length = marks[at] ? length + 1 : 0;
    if (length > best) {
      best = length;
      best_end = at + 1;
    }
  }
  return tokens.subspan(best_end - best, best);
}

/// Where the sentence begins that goes on at `at`: behind the end of another, or at a line's
/// beginning when the line before it is no part of a wrapped sentence.
std::size_t sentence_begin(std::string_view text, std::size_t at) {
  constexpr std::string_view ends = ".!?:\n";
  std::size_t begin = at;
  while (begin > 0) {
    const char before = text[begin - 1];
    if (before == '\n' && (begin == 1 || std::string_view(",.!?:;\n \r").find(text[begin - 2]) !=
                                             std::string_view::npos)) {
      break;
    }
    if (before == ' ' && begin > 1 && ends.find(text[begin - 2]) != std::string_view::npos) break;
    --begin;
  }
  return begin;
}

/// Where the sentence ends, with its mark, that goes on at `at`.
std::size_t sentence_end(std::string_view text, std::size_t at) {
  constexpr std::string_view ends = ".!?";
  for (std::size_t end = at; end < text.size(); ++end) {
    if (text[end] == '\n' && (end + 1 == text.size() || text[end + 1] == '\n')) return end;
    if (ends.find(text[end]) != std::string_view::npos &&
        (end + 1 == text.size() || text[end + 1] == ' ' || text[end + 1] == '\n')) {
      return end + 1;
    }
  }
  return text.size();
}

/// The run of tokens, and what its first and last sentence have before and behind it.
std::string_view whole_sentences(std::span<const TextLine> note, std::span<const Token> run) {
  const char* const start = note.front().text.data();
  const char* const stop = note.back().text.data() + note.back().text.size();
  const std::string_view text(start, static_cast<std::size_t>(stop - start));
  const Token& last = run.back();
  const std::size_t begin =
      sentence_begin(text, static_cast<std::size_t>(run.front().text.data() - start));
  const std::size_t end =
      sentence_end(text, static_cast<std::size_t>(last.text.data() + last.text.size() - start));
  return text.substr(begin, end - begin);
}

std::size_t count(const std::vector<bool>& marks) {
  return static_cast<std::size_t>(std::count(marks.begin(), marks.end(), true));
}

std::size_t count_own(const std::vector<bool>& phrases) { return phrases.size() - count(phrases); }

}  // namespace

std::optional<Pasted> find_pasted(std::span<const TextLine> note,
                                  std::span<const RecentNote> recent_notes,
                                  std::span<const std::string> structure_texts,
                                  std::span<const std::string> names) {
  const std::vector<Token> tokens = tokens_of(note, names);
  if (tokens.size() < fewest_personal_words || recent_notes.empty()) {
    return std::nullopt;
  }
  const Stretches stretches = stretches_of(tokens);
  Stretches impersonal;
  for (const std::string& text : structure_texts) {
    impersonal.merge(stretches_of(tokens_of(text, names)));
  }
  std::vector<std::vector<Token>> earlier;
  std::unordered_map<std::size_t, int> uses;
  for (const RecentNote& recent : recent_notes) {
    earlier.push_back(tokens_of(recent.text, names));
    for (const std::size_t used : stretches_of(earlier.back())) {
      if (++uses[used] == 2) {
        impersonal.insert(used);
      }
    }
  }
  std::optional<Pasted> part;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    const std::vector<bool> common =
        covered(earlier[i], [&](std::size_t hash) { return impersonal.contains(hash); });
    const std::vector<bool> again =
        covered(earlier[i], [&](std::size_t hash) { return stretches.contains(hash); });
    std::size_t personal = 0;
    std::size_t pasted = 0;
    for (std::size_t at = 0; at < common.size(); ++at) {
      personal += common[at] ? 0 : 1;
      pasted += !common[at] && again[at] ? 1 : 0;
    }
    const bool whole = personal >= fewest_personal_words && pasted * 10 >= personal * 9;
    if (!whole && (pasted < paragraph_words || part)) {
      continue;
    }
    const Stretches theirs = stretches_of(earlier[i]);
    std::vector<bool> shown =
        covered(tokens, [&](std::size_t hash) { return theirs.contains(hash); });
    const std::vector<bool> own_phrases =
        covered(tokens, [&](std::size_t hash) { return impersonal.contains(hash); });
    std::transform(shown.begin(), shown.end(), own_phrases.begin(), shown.begin(),
                   [](bool found, bool own) { return found && !own; });
    const std::span<const Token> run = longest_run(tokens, shown);
    if (run.empty() || (!whole && run.size() < paragraph_words)) {
      continue;
    }
    const Pasted found{&recent_notes[i], whole_sentences(note, run), count(shown),
                       count_own(own_phrases), whole};
    if (whole) {
      return found;
    }
    part = found;
  }
  return part;
}

bool is_only_structure(std::span<const TextLine> note, std::span<const std::string> structure_texts,
                       std::span<const std::string> names) {
  const std::vector<Token> tokens = tokens_of(note, names);
  if (tokens.empty()) {
    return false;
  }
  return std::any_of(structure_texts.begin(), structure_texts.end(), [&](const std::string& text) {
    const std::vector<Token> structure = tokens_of(text, names);
    std::size_t found = 0;
    for (const Token& token : structure) {
      found += found < tokens.size() && tokens[found].hash == token.hash ? 1 : 0;
    }
    return found == tokens.size() && tokens.size() * 2 >= structure.size();
  });
}

}  // namespace rounds::domain
