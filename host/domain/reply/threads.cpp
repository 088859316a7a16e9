#include "domain/reply/threads.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "domain/text/folding.h"
#include "languages/language_packs.h"

namespace rounds::domain {
namespace {

using languages::WordList;

constexpr std::string_view blanks = " \t\r\n";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

const WordList& answer_prefixes() {
  static const WordList list("reply.prefixes");
  return list;
}

const WordList& forward_prefixes() {
  static const WordList list("reply.forward_prefixes");
  return list;
}

// "re[2]", "re (3)", "odp." and "re2" without their ornaments.
std::string_view bare_word(std::string_view prefix) {
  prefix = trim(prefix.substr(0, prefix.find_first_of("[(^")));
  while (!prefix.empty() && (prefix.back() == '.' || is_digit(prefix.back()))) {
    prefix.remove_suffix(1);
  }
  return trim(prefix);
}

// -- Where what is quoted begins -----------------------------------------------------------------

// "On Monday, 5 January 2015, Ann <ann@example.org> wrote:". Some languages have the verb in the
// middle, some programs none; then there is an address and a date.
bool introduces_quote(std::string_view folded) {
  static const WordList verbs("reply.quotes.introductions");
  if (!folded.ends_with(':')) return false;
  const std::string_view line = trim(folded.substr(0, folded.size() - 1));
  const bool has_date = has_digit(line);
  const bool has_address = line.find('@') != std::string_view::npos;
  if (has_date && has_address) return true;
  return std::any_of(
      verbs.entries().begin(), verbs.entries().end(), [&](const languages::Entry& verb) {
        return line.ends_with(verb.folded) ||
               ((has_date || has_address) && line.find(verb.folded) != std::string_view::npos);
      });
}

// "-----Original Message-----", "Begin forwarded message:", Outlook's long line.
bool is_rule(std::string_view folded) {
  static const WordList rules("reply.quotes.rules");
  constexpr std::string_view ornaments = "-_=*#~\u2013\u2014 ";
  constexpr std::size_t long_line = 20;
  const std::size_t begin = folded.find_first_not_of(ornaments);
  if (begin == std::string_view::npos) {
    return folded.starts_with('_') && folded.size() >= long_line;
  }
  std::string_view words = folded.substr(begin);
  words = words.substr(0, words.find_last_not_of(ornaments) + 1);
  const bool colon = words.ends_with(':');
  if (colon) words.remove_suffix(1);
  return (begin > 1 || colon) && rules.contains(trim(words));
}

// The kind of field that a line of a quoted header shows: "Von: Ann", "*Sent:* Monday".
enum class Field { none, from, sent, to, subject };

Field field_of(std::string_view folded) {
  static const WordList from("reply.fields.from");
  static const WordList sent("reply.fields.sent");
  static const WordList to("reply.fields.to");
  static const WordList subject("reply.fields.subject");
  const std::size_t colon = folded.find(':');
  if (colon == std::string_view::npos) return Field::none;
  std::string_view name = folded.substr(0, colon);
  while (name.starts_with('*')) name.remove_prefix(1);
  while (name.ends_with('*')) name.remove_suffix(1);
  name = trim(name);
  if (from.contains(name)) return Field::from;
  if (sent.contains(name)) return Field::sent;
  if (to.contains(name)) return Field::to;
  return subject.contains(name) ? Field::subject : Field::none;
}

// The lines of a text from some place on, flattened.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return begin_ >= text_.size(); }
  [[nodiscard]] std::size_t begin() const { return begin_; }
  std::string_view next() {
    const std::size_t end = std::min(text_.find('\n', begin_), text_.size());
    const std::string_view line = text_.substr(begin_, end - begin_);
    begin_ = end + 1;
    return trim(line);
  }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
};

// A quoted message's header, as Outlook writes it: whom it is from, and two more fields below.
bool begins_header(std::string_view folded, Lines below) {
  if (field_of(folded) != Field::from) return false;
  constexpr int most_lines = 6;
  std::array<bool, 5> seen{};
  for (int i = 0; i < most_lines && !below.at_end(); ++i) {
    const std::string_view line = below.next();
    if (line.empty()) continue;
    seen.at(static_cast<std::size_t>(field_of(fold(line)))) = true;
  }
  return std::count(seen.begin() + 2, seen.end(), true) >= 2;
}

bool begins_quote(std::string_view folded, const Lines& below) {
  return folded.starts_with('>') || introduces_quote(folded) || is_rule(folded) ||
         begins_header(folded, below);
}

}  // namespace

ThreadSubject thread_subject(std::string_view subject) {
  ThreadSubject result;
  // Flat before its prefixes are looked for, so that what is left is never taken for one later.
  const std::string flat = flatten(subject);
  std::string_view rest = flat;
  constexpr std::size_t longest_prefix = 48;
  constexpr std::size_t longest_tag = 24;
  for (;;) {
    if (rest.starts_with('[')) {  // "[EXT]", or a list's name
      const std::size_t end = rest.find(']');
      if (end > longest_tag || end + 1 == rest.size()) break;  // none is farther than all
      rest = trim(rest.substr(end + 1));
      continue;
    }
    const std::size_t colon = rest.find(':');  // a wide one is folded to this
    if (colon > longest_prefix) break;
    const std::string_view word = bare_word(rest.substr(0, colon));
    const bool answers = answer_prefixes().contains(word);
    if (!answers && !forward_prefixes().contains(word)) break;
    result.answers = result.answers || answers;
    rest = trim(rest.substr(colon + 1));
  }
  result.rest = rest;
  return result;
}

std::string flatten(std::string_view text) {
  std::string folded = fold(text);
  replace_all(folded, "’", "'");
  replace_all(folded, "\u00a0", " ");
  std::string flat;
  flat.reserve(folded.size());
  for (const char c : folded) {
    if (blanks.find(c) == std::string_view::npos) {
      flat += c;
    } else if (!flat.empty() && flat.back() != ' ') {
      flat += ' ';
    }
  }
  if (!flat.empty() && flat.back() == ' ') flat.pop_back();
  return flat;
}

std::string_view own_words(std::string_view text) {
  std::size_t before = std::string_view::npos;  // where the line before begins, unless blank
  for (Lines lines(text); !lines.at_end();) {
    const std::size_t begin = lines.begin();
    const std::string_view line = lines.next();
    const std::string folded = fold(line);
    if (!line.empty() && begins_quote(folded, lines)) {
      // "On Monday, 5 January 2015, Ann <ann@example.org>" may be wrapped before "wrote:".
      const bool wrapped = before != std::string_view::npos && folded.ends_with(':') &&
                           !has_digit(line) && has_digit(text.substr(before, begin - before));
      return text.substr(0, wrapped ? before : begin);
    }
    before = line.empty() ? std::string_view::npos : begin;
  }
  return text;
}

bool quotes_note(std::string_view text, std::string_view note) {
  constexpr std::size_t shortest = 24;
  constexpr std::size_t enough = 60;  // programs wrap what they quote
  std::string unquoted(text);
  replace_all(unquoted, "\n>", "\n");
  std::replace(unquoted.begin(), unquoted.end(), '>', ' ');
  const std::string flat = flatten(unquoted);
  for (std::size_t begin = 0; begin < note.size();) {
    const std::size_t end = std::min(note.find('\n', begin), note.size());
    const std::string line = flatten(note.substr(begin, end - begin));
    if (line.size() >= shortest && flat.find(line.substr(0, enough)) != std::string::npos) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

std::string folded_name_of(std::string_view mailbox) {
  const std::size_t open = mailbox.rfind('<');
  if (open == std::string_view::npos) return {};
  std::string name = fold(mailbox.substr(0, open));
  std::erase_if(name, [](char c) { return c == '"' || c == '\\'; });
  std::string_view bare = trim(name);
  bare = trim(bare.substr(0, bare.find('(')));
  const std::size_t comma = bare.find(',');
  if (comma == std::string_view::npos) return flatten(bare);
  return flatten(std::string(trim(bare.substr(comma + 1))) + " " +
                 std::string(trim(bare.substr(0, comma))));
}

}  // namespace rounds::domain
