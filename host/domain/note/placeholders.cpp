#include "domain/note/placeholders.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "domain/text/words.h"

namespace rounds::domain {
namespace {

constexpr std::size_t longest_placeholder = 80;

// What people call the things that are to be filled in, folded.
constexpr auto placeholder_words = std::to_array<std::string_view>({
    "name",         "names",        "firstname", "lastname",   "fullname",   "surname",
    "given",        "family",       "fname",     "lname",      "nickname",   "greeting",
    "salutation",   "recipient",    "contact",   "person",     "company",    "employer",
    "organization", "organisation", "position",  "title",      "jobtitle",   "role",
    "city",         "date",         "year",      "email",      "address",    "placeholder",
    "insert",       "todo",         "tbd",       "xxx",        "fixme",      "vorname",
    "nachname",     "anrede",       "firma",     "stelle",     "prenom",     "nom",
    "entreprise",   "nombre",       "apellido",  "empresa",    "nome",       "cognome",
    "azienda",      "naam",         "voornaam",  "achternaam", "bedrijf",    "fornavn",
    "etternavn",    "efternavn",    "navn",      "namn",       "fornamn",    "efternamn",
    "imie",         "nazwisko",     "jmeno",     "имя",        "фамилия",    "subject",
    "memory",       "anecdote",     "personal",  "betreff",    "personlich", "something",
    "somewhere",    "paragraph",    "einfugen",
});

bool is_placeholder_word(std::string_view word) {
  return std::find(placeholder_words.begin(), placeholder_words.end(), word) !=
         placeholder_words.end();
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool is_name_character(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_letter_or_digit(char c) { return is_name_character(c) && c != '.' && c != '-' && c != '_'; }

bool is_identifier(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name_character) &&
         std::any_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) && !(c >= '0' && c <= '9'); });
}

// Whether the text names something to be filled in: "first name", "COMPANY_NAME", "firstName".
bool names_something(std::string_view text) {
  constexpr std::size_t most_words = 4;
  std::string apart;  // with spaces at underscores and at the capitals of firstName
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_upper(c) && i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z') {
      apart += ' ';
    }
    apart += c == '_' || c == '-' || c == '.' ? ' ' : c;
  }
  const std::vector<Word> words = words_of(apart);
  return !words.empty() && words.size() <= most_words &&
         std::any_of(words.begin(), words.end(),
                     [](const Word& word) { return is_placeholder_word(word.folded); });
}

// The text between an opening that has just been passed and `closing`; nothing when it is not
// there.
std::string_view inside(std::string_view rest, std::string_view closing) {
  const std::string_view near = rest.substr(0, longest_placeholder);
  const std::size_t end = near.find(closing);
  return end == std::string_view::npos ? std::string_view() : near.substr(0, end);
}

std::size_t delimited(std::string_view rest, std::string_view opening, std::string_view closing) {
  if (!rest.starts_with(opening)) {
    return 0;
  }
  const std::string_view content = inside(rest.substr(opening.size()), closing);
  return is_blank(content) ? 0 : opening.size() + content.size() + closing.size();
}

// As delimited(), when the content names something.
std::size_t delimited_name(std::string_view rest, std::string_view opening,
                           std::string_view closing) {
  const std::size_t length = delimited(rest, opening, closing);
  return length > 0 && names_something(
                           rest.substr(opening.size(), length - opening.size() - closing.size()))
             ? length
             : 0;
}

std::size_t braced(std::string_view rest) {
  for (const auto& [opening, closing] :
       {std::pair<std::string_view, std::string_view>{"{{", "}}"}, {"{%", "%}"}, {"${", "}"}}) {
    if (const std::size_t length = delimited(rest, opening, closing); length > 0) {
      return length;
    }
  }
  const std::size_t length = delimited(rest, "{", "}");
  if (length == 0) {
    return 0;
  }
  const std::string_view content = rest.substr(1, length - 2);
  return is_identifier(content) || names_something(content) ? length : 0;
}

std::size_t dollar(std::string_view rest) {
  if (!rest.starts_with('$')) {
    return 0;
  }
  std::size_t end = 1;
  while (end < std::min(rest.size(), longest_placeholder) && is_name_character(rest[end])) {
    ++end;
  }
  while (end > 1 && (rest[end - 1] == '.' || rest[end - 1] == '-')) {
    --end;  // the sentence's
  }
  if (!names_something(rest.substr(1, end - 1))) {
    return 0;
  }
  return rest.substr(end).starts_with('$') ? end + 1 : end;
}

std::size_t percent(std::string_view rest) {
  const std::size_t length = delimited(rest, "%", "%");
  if (length == 0) {
    return 0;
  }
  const std::string_view content = rest.substr(1, length - 2);
  return content.size() > 1 && is_identifier(content) ? length : 0;
}

std::size_t crosses(std::string_view rest) {
  std::size_t end = 0;
  while (end < rest.size() && rest[end] == 'X') {
    ++end;
  }
  const bool whole_word = end == rest.size() || !is_letter_or_digit(rest[end]);
  return end >= 3 && whole_word ? end : 0;
}

// Such a word in capitals is no word of the sentence that it stands in.
std::size_t capitals(std::string_view rest) {
  static constexpr auto words = std::to_array<std::string_view>({
      "FIRSTNAME", "FIRST_NAME", "LASTNAME",   "LAST_NAME", "FULLNAME", "FULL_NAME", "FNAME",
      "LNAME",     "SURNAME",    "VORNAME",    "NACHNAME",  "PRENOM",   "NOMBRE",    "APELLIDO",
      "COGNOME",   "VOORNAAM",   "ACHTERNAAM", "FORNAVN",   "FORNAMN",  "IMIE",      "FIXME",
  });
  std::size_t end = 0;
  while (end < rest.size() && (is_letter_or_digit(rest[end]) || rest[end] == '_')) {
    ++end;
  }
  const std::string_view word = rest.substr(0, end);
  if (std::find(words.begin(), words.end(), word) != words.end()) {
    return end;
  }
  // "TODO: the story"; but "my TODO list"
  const bool alone = is_blank(rest.substr(end));
  const bool opens = rest.substr(end).starts_with(':');
  return (word == "TODO" || word == "TBD" || word == "TK") && (alone || opens) ? end : 0;
}

// "in ____ and": a blank to be filled in; but a line of them divides.
std::size_t blank(std::string_view rest) {
  constexpr std::size_t shortest = 3;
  const std::size_t end = std::min(rest.find_first_not_of('_'), rest.size());
  return end >= shortest ? end : 0;
}

// "at ??? and": not "What do you think???"
std::size_t question_marks(std::string_view rest) {
  constexpr std::size_t shortest = 2;
  const std::size_t end = std::min(rest.find_first_not_of('?'), rest.size());
  return end >= shortest && end < rest.size() && rest[end] == ' ' ? end : 0;
}

// "(insert memory here)"
std::size_t instruction(std::string_view rest) {
  const std::size_t length = delimited(rest, "(", ")");
  const std::vector<Word> words = words_of(rest.substr(0, length));
  return !words.empty() && words.size() <= 6 &&
                 (words.front().folded == "insert" || words.back().folded == "einfugen")
             ? length
             : 0;
}

// How long a placeholder is that begins `rest`; 0 when none does. `before` is the character before
// it.
std::size_t placeholder_length(std::string_view rest, char before) {
  switch (rest.front()) {
    case '{':
      return braced(rest);
    case '[':
      return delimited_name(rest, "[", "]");
    case '<':
      if (const std::size_t length = delimited(rest, "<<", ">>"); length > 0) {
        return length;
      }
      return delimited_name(rest, "<", ">");
    case '$':
      return std::max(braced(rest), dollar(rest));
    case '%':
      return percent(rest);
    case '*':
      return delimited(rest, "*|", "|*");
    case '#':
      return delimited_name(rest, "#", "#");
    case '_':
      return std::max(delimited_name(rest, "__", "__"), before == ' ' ? blank(rest) : 0);
    case '(':
      return instruction(rest);
    case '?':
      return before == ' ' ? question_marks(rest) : 0;
    case '\xC2':
      return delimited_name(rest, "\xC2\xAB", "\xC2\xBB");
    case 'X':
      return is_letter_or_digit(before) ? 0 : crosses(rest);
    default:
      return is_upper(rest.front()) && !is_letter_or_digit(before) ? capitals(rest) : 0;
  }
}

}  // namespace

std::vector<std::string_view> find_placeholders(std::string_view line) {
  std::vector<std::string_view> found;
  if (line.find_first_not_of("_ \t\r") == std::string_view::npos) {
    return found;  // a line that divides
  }
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
    if (length > 0) {
      found.push_back(line.substr(at, length));
    }
    const std::size_t step = std::max<std::size_t>(length, 1);
    before = line[at + step - 1];
    at += step;
  }
  return found;
}

}  // namespace rounds::domain
