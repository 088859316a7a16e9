#include "domain/note/placeholders.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "domain/text/word_lists.h"
#include "domain/text/words.h"
#include "languages/language_packs.h"

namespace rounds::domain {
namespace {

using languages::Entry;
using languages::WordList;

constexpr std::size_t kLongest = 80;

struct PlaceholderWords {
  WordList name_fields{"note.name_fields"};
  WordList fields{"note.fields"};
  WordList nothing{"note.nothing"};
};

const PlaceholderWords& placeholder_words() {
  static const PlaceholderWords words;
  return words;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_foreign(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_letter_or_digit(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c) || is_foreign(c);
}
bool is_name_character(char c) { return is_letter_or_digit(c) || c == '_' || c == '.' || c == '-'; }

bool is_identifier(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name_character) &&
         std::any_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) && !is_digit(c); });
}

/// The words of a field: "firstName", "FIRST_NAME" and "contact.first-name" are two and three.
std::vector<std::string> field_words(std::string_view text) {
  std::string apart;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_upper(text[i]) && i > 0 && is_lower(text[i - 1])) apart += ' ';
    apart += std::string_view("_-.:|=").find(text[i]) == std::string_view::npos ? text[i] : ' ';
  }
  return folded_words(apart);
}

bool is_name_field(std::string_view word) { return placeholder_words().name_fields.contains(word); }

/// A field's word, also run together with others or numbered: "firstname", "name1".
bool is_field(std::string_view word) {
  while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
  return is_name_field(word) || placeholder_words().fields.contains(word);
}

/// Whether the text names something to be filled in: "first name", "COMPANY_NAME", "firstName".
bool names_something(std::string_view text) {
  constexpr std::size_t kMostWords = 4;
  const std::vector<std::string> words = field_words(text);
  return !words.empty() && words.size() <= kMostWords &&
         std::any_of(words.begin(), words.end(), [](const std::string& w) { return is_field(w); });
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

/// Whether all of it names a part of somebody's name: "(First Name)", but not "(the name of it)".
bool is_name_field_alone(std::string_view text) {
  const std::vector<std::string> words = field_words(text);
  return !words.empty() &&
         (is_name_field(joined(words)) ||
          (words.size() > 1 && std::all_of(words.begin(), words.end(),
                                           [](const std::string& w) { return is_field(w); })));
}

/// How a program marks what is to be filled in.
struct Style {
  enum class Content {
    anything,  ///< nobody writes these signs for another reason
    code,      ///< one word, or a field
    field,     ///< it has a field's name in it
    name       ///< all of it is a field of names, for signs that people use, too
  };
  std::string_view opening;
  std::string_view closing;
  Content content;
};

using Content = Style::Content;

// Longer openings stand before those with which they begin.
constexpr auto kStyles = std::to_array<Style>({
    {"{{", "}}", Content::anything},
    {"{%", "%}", Content::anything},
    {"{!", "}", Content::code},
    {"{$", "}", Content::code},
    {"{#", "}", Content::code},
    {"{", "}", Content::code},
    {"${", "}", Content::anything},
    {"$(", ")", Content::field},
    {"#{", "}", Content::anything},
    {"%{", "}", Content::anything},
    {"@{", "}", Content::anything},
    {"%(", ")s", Content::anything},
    {"<%", "%>", Content::anything},
    {"<?", "?>", Content::anything},
    {"<<", ">>", Content::code},
    {"<", ">", Content::field},
    {"*|", "|*", Content::anything},
    {"*", "*", Content::name},
    {"[[", "]]", Content::anything},
    {"[%", "%]", Content::anything},
    {"[object ", "]", Content::anything},
    {"[", "]", Content::field},
    {"%%", "%%", Content::code},
    {"##", "##", Content::code},
    {"#", "#", Content::field},
    {"::", "::", Content::code},
    {"@@", "@@", Content::code},
    {"@", "@", Content::name},
    {"~~", "~~", Content::field},
    {"~", "~", Content::name},
    {"^", "^", Content::name},
    {"||", "||", Content::field},
    {"|", "|", Content::name},
    {"!", "!", Content::name},
    {"=", "=", Content::name},
    {"+", "+", Content::name},
    {"__", "__", Content::field},
    {"_", "_", Content::name},
    {"--", "--", Content::name},
    {"-", "-", Content::name},
    {"((", "))", Content::field},
    {"(", ")", Content::name},
    {"&lt;&lt;", "&gt;&gt;", Content::code},
    {"&lt;", "&gt;", Content::field},
    {"&laquo;", "&raquo;", Content::field},
    {"&#123;&#123;", "&#125;&#125;", Content::anything},
    {"&#123;", "&#125;", Content::code},
    {"«", "»", Content::field},
    {"‹", "›", Content::field},
    {"【", "】", Content::field},
    {"「", "」", Content::name},
    {"［", "］", Content::field},
    {"〈", "〉", Content::field},
    {"《", "》", Content::name},
    {"（", "）", Content::name},
    {"｛｛", "｝｝", Content::anything},
    {"｛", "｝", Content::field},
    {"〔", "〕", Content::field},
    {"『", "』", Content::name},
    {"“", "”", Content::name},
    {"\"", "\"", Content::name},
});

/// "{0}" and "{first name}", but not "{a set, of words}".
bool is_code(std::string_view content) {
  const bool number = content.size() <= 2 && std::all_of(content.begin(), content.end(), is_digit);
  return number || is_identifier(content) || names_something(content);
}

bool fits(std::string_view content, Content wanted) {
  switch (wanted) {
    case Content::anything:
      return true;
    case Content::code:
      return is_code(content);
    case Content::field:
      return names_something(content);
    case Content::name:
      return !content.starts_with(' ') && !content.ends_with(' ') && is_name_field_alone(content);
  }
  return false;
}

std::size_t length_of(std::string_view rest, const Style& style) {
  if (!rest.starts_with(style.opening)) return 0;
  const std::string_view near = rest.substr(style.opening.size(), kLongest);
  const std::size_t end = near.find(style.closing);
  if (end == std::string_view::npos) return 0;
  const std::string_view content = near.substr(0, end);
  if (is_blank(content) || !fits(content, style.content)) return 0;
  return style.opening.size() + content.size() + style.closing.size();
}

std::size_t marked(std::string_view rest, char before) {
  for (const Style& style : kStyles) {
    const bool symmetric = style.opening == style.closing;
    const std::size_t length = length_of(rest, style);
    // "no-name-brand" and "a_name_b" are words.
    const bool inside = symmetric && (is_letter_or_digit(before) ||
                                      (length < rest.size() && is_letter_or_digit(rest[length])));
    if (length > 0 && !(inside && style.content != Content::code)) return length;
  }
  return 0;
}

/// "$name" and "%FirstName", for the sign that begins `rest`.
std::size_t signed_name(std::string_view rest) {
  std::size_t end = 1;
  while (end < std::min(rest.size(), kLongest) && is_name_character(rest[end])) ++end;
  while (end > 1 && (rest[end - 1] == '.' || rest[end - 1] == '-')) --end;  // the sentence's
  if (end == 1 || !names_something(rest.substr(1, end - 1))) return 0;
  return end < rest.size() && rest[end] == rest.front() ? end + 1 : end;
}

/// "%NAME%", "%to(firstname)%" and a program's "%s" and "%1$s".
std::size_t percent(std::string_view rest, char before) {
  const std::size_t close = rest.substr(0, kLongest).find('%', 1);
  if (close != std::string_view::npos && close > 2) {
    const std::string_view content = rest.substr(1, close - 1);
    const std::string_view word = content.substr(0, std::min(content.find('('), content.size()));
    const bool called = word.size() < content.size() && content.ends_with(')');
    if (is_identifier(word) && (called || word.size() == content.size())) return close + 1;
  }
  if (is_letter_or_digit(before)) return 0;  // "50%s"
  std::size_t end = 1;
  while (end < rest.size() && (is_digit(rest[end]) || rest[end] == '$')) ++end;
  const bool printed = end < rest.size() && (rest[end] == 's' || rest[end] == '@') &&
                       (end + 1 == rest.size() || !is_letter_or_digit(rest[end + 1]));
  return printed ? end + 1 : signed_name(rest);
}

/// "XXX"; in Chinese and Japanese "XX" and "○○" before 先生 or さん.
std::size_t crosses(std::string_view rest, std::string_view cross) {
  std::size_t count = 0;
  while (rest.substr(count * cross.size()).starts_with(cross)) ++count;
  const std::size_t end = count * cross.size();
  if (cross != "X") return count >= 2 ? end : 0;
  const bool whole = end == rest.size() || !is_letter_or_digit(rest[end]);
  const bool before_title = end < rest.size() && static_cast<unsigned char>(rest[end]) >= 0xE3;
  return (count >= 3 && whole) || (count >= 2 && before_title) ? end : 0;
}

/// A word that a program puts for nothing, where a person would not write it.
std::size_t program_word(std::string_view rest) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#NV", "#BEZUG!",
       "#WERT!", "#REF", "#ERROR!", "(null)", "(undefined)", "(none)", "<null>", "<undefined>",
       "&lt;null&gt;", "NaN"});
  for (const std::string_view word : kWords) {
    if (rest.starts_with(word) &&
        (rest.size() == word.size() || !is_letter_or_digit(rest[word.size()]))) {
      return word.size();
    }
  }
  return 0;
}

/// "FIRSTNAME", "first_name" and "firstName" are no words of the sentence that they stand in.
std::size_t bare_field(std::string_view rest) {
  std::size_t end = 0;
  while (end < rest.size() && (is_letter_or_digit(rest[end]) || rest[end] == '_')) ++end;
  const std::string_view word = rest.substr(0, end);
  if (word.size() < 2) return 0;
  // "TODO: the story"; but "my TODO list"
  if (word == "TODO" || word == "TBD" || word == "TK" || word == "FIXME") {
    return is_blank(rest.substr(end)) || rest.substr(end).starts_with(':') ? end : 0;
  }
  const bool capitals = std::none_of(word.begin(), word.end(), is_lower);
  bool coded = word.find('_', 1) != std::string_view::npos && !word.ends_with('_');
  for (std::size_t i = 1; i < word.size(); ++i) {
    coded = coded || (is_upper(word[i]) && is_lower(word[i - 1]));
  }
  const std::string whole = joined(folded_words(word));
  const bool compound = whole.size() > 5 && whole != "recipient" && is_name_field(whole);
  if (coded) return is_name_field_alone(word) ? end : 0;
  return capitals && (compound || word == "FNAME" || word == "LNAME") && !is_foreign(word.front())
             ? end
             : 0;
}

/// "in ____ and": a blank to be filled in; but a line of them divides.
std::size_t blank(std::string_view rest) {
  constexpr std::size_t kShortest = 3;
  const std::size_t end = std::min(rest.find_first_not_of('_'), rest.size());
  return end >= kShortest ? end : 0;
}

/// "at ??? and": not "What do you think???"
std::size_t question_marks(std::string_view rest) {
  constexpr std::size_t kShortest = 2;
  const std::size_t end = std::min(rest.find_first_not_of('?'), rest.size());
  return end >= kShortest && end < rest.size() && rest[end] == ' ' ? end : 0;
}

/// "(insert memory here)"
std::size_t instruction(std::string_view rest) {
  constexpr std::size_t kMostWords = 6;
  const std::size_t close = rest.substr(0, kLongest).find(')');
  if (close == std::string_view::npos) return 0;
  const std::vector<std::string> words = folded_words(rest.substr(0, close));
  const bool asks = !words.empty() && (words.front() == "insert" || words.back() == "einfugen");
  return asks && words.size() <= kMostWords ? close + 1 : 0;
}

/// How long a placeholder is that begins `rest`; 0 when none does. `before` is the character before
/// it.
std::size_t placeholder_length(std::string_view rest, char before) {
  const char first = rest.front();
  const bool in_word = is_letter_or_digit(before);
  if (const std::size_t length = program_word(rest); length > 0 && !in_word) return length;
  if (is_letter_or_digit(first) && !is_foreign(first)) {
    if (in_word || before == '_') return 0;
    return first == 'X' ? std::max(crosses(rest, "X"), bare_field(rest)) : bare_field(rest);
  }
  if (const std::size_t length = marked(rest, before); length > 0) return length;
  switch (first) {
    case '$':
      return signed_name(rest);
    case '%':
      return percent(rest, before);
    case '@':
      return in_word ? 0
                     : (is_name_field_alone(rest.substr(1, rest.find_first_of(" ,!", 1) - 1))
                            ? signed_name(rest)
                            : 0);
    case '_':
      return before == ' ' ? blank(rest) : 0;
    case '(':
      return instruction(rest);
    case '?':
      return before == ' ' ? question_marks(rest) : 0;
    default:
      break;
  }
  for (const std::string_view cross : {"○", "〇", "×", "△", "●", "某"}) {
    if (const std::size_t length = crosses(rest, cross); length > 0) return length;
  }
  return 0;
}

}  // namespace

std::vector<std::string_view> find_placeholders(std::string_view line) {
  std::vector<std::string_view> found;
  if (line.find_first_not_of("_ \t\r") == std::string_view::npos) return found;  // it divides
  char before = ' ';
  for (std::size_t at = 0; at < line.size();) {
    // Addresses of web pages are full of such signs.
    if (line[at] == 'h' &&
        (line.substr(at).starts_with("http://") || line.substr(at).starts_with("https://"))) {
      at = std::min(line.find_first_of(" \t>", at), line.size());
      before = ' ';
      continue;
    }
    const std::size_t length = placeholder_length(line.substr(at), before);
    if (length > 0) found.push_back(line.substr(at, length));
    const std::size_t step = std::max<std::size_t>(length, 1);
    before = line[at + step - 1];
    at += step;
  }
  return found;
}

std::optional<FieldWord> find_field_word(std::span<const Word> words) {
  std::string phrase;
  std::optional<FieldWord> found;
  constexpr std::size_t kMostWords = 4;
  const PlaceholderWords& lists = placeholder_words();
  for (std::size_t count = 0; count < std::min(words.size(), kMostWords); ++count) {
    if (count > 0 && !is_blank(words[count].before)) break;
    phrase.append(count > 0 ? " " : "").append(words[count].folded);
    for (const WordList* const list : {&lists.name_fields, &lists.nothing}) {
      if (const auto entries = list->find(phrase); !entries.empty()) {
        found = {count + 1, list == &lists.nothing, &entries.front()};
      }
    }
  }
  return found;
}

}  // namespace rounds::domain
