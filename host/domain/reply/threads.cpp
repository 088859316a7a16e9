#include "domain/reply/threads.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "domain/people/names.h"
#include "domain/text/word_lists.h"

namespace rounds::domain {
namespace {

constexpr std::string_view blanks = " \t\r\n";

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

// Folded. What programs put before the subject that they answer or pass on.
constexpr auto answer_words = std::to_array<std::string_view>(
    {"re",   "aw",  "antw",  "antwort", "antwoord", "sv",   "svar",  "vs",   "ref", "rif",
     "r",    "res", "resp",  "odp",     "va",       "ynt",  "yanit", "ans",  "atb", "bls",
     "vast", "отв", "ответ", "ha",      "回复",     "回覆", "答复",  "답장", "rv",  "rsp"});
constexpr auto forward_words = std::to_array<std::string_view>(
    {"fw", "fwd", "wg", "tr", "enc", "i", "doorst", "vl", "pd", "vb", "转发", "轉寄", "итд"});

// "re[2]", "re (3)", "odp." and "re2" without their ornaments.
std::string_view bare_word(std::string_view prefix) {
  prefix = trim(prefix.substr(0, prefix.find_first_of("[(^")));
  while (!prefix.empty() &&
         (prefix.back() == '.' || (prefix.back() >= '0' && prefix.back() <= '9'))) {
    prefix.remove_suffix(1);
  }
  return trim(prefix);
}

bool ends_with_colon(std::string_view line) { return line.ends_with(':') || line.ends_with("："); }

// "On Monday Ann wrote:", as far as the end tells it.
bool introduces_quote(std::string_view folded) {
  static constexpr auto verbs = std::to_array<std::string_view>(
      {"wrote",     "writes",   "schrieb",   "ecrit",       "escribio", "ha scritto",
       "schreef",   "skrev",    "skreiv",    "napisal(a)",  "napisal",  "napisala",
       "napsal(a)", "escreveu", "kirjoitti", "irta",        "yazdi",    "написал(а)",
       "написал",   "пишет",    "写道",      "のメッセージ"});
  if (!ends_with_colon(folded)) return false;
  std::string_view line = folded;
  line.remove_suffix(line.ends_with(':') ? 1 : std::string_view("：").size());
  line = trim(line);
  return std::any_of(verbs.begin(), verbs.end(),
                     [line](std::string_view verb) { return line.ends_with(verb); });
}

bool begins_quote(std::string_view line) {
  static constexpr auto rules = std::to_array<std::string_view>(
      {"-----original", "---- original", "-------- original", "----- ursprung", "-----ursprung",
       "-----message d'origine", "-----mensaje original", "-----messaggio originale",
       "-----oorspronkelijk", "-----ursprungligt", "________________________________"});
  if (line.starts_with('>')) return true;
  const std::string folded = fold(line);
  return introduces_quote(folded) ||
         std::any_of(rules.begin(), rules.end(),
                     [&folded](std::string_view rule) { return folded.starts_with(rule); });
}

}  // namespace

ThreadSubject thread_subject(std::string_view subject) {
  ThreadSubject result;
  // Flat before its prefixes are looked for, so that what is left is never taken for one later.
  const std::string flat = flatten(subject);
  std::string_view rest = flat;
  constexpr std::size_t longest_prefix = 24;
  constexpr std::size_t longest_tag = 24;
  for (;;) {
    if (rest.starts_with('[')) {  // "[EXT]", or a list's name
      const std::size_t end = rest.find(']');
      if (end > longest_tag || end + 1 == rest.size()) break;  // none is farther than all
      rest = trim(rest.substr(end + 1));
      continue;
    }
    const std::size_t wide = rest.find("：");
    const std::size_t colon = std::min(rest.find(':'), wide);
    if (colon > longest_prefix) break;
    const std::string_view word = bare_word(rest.substr(0, colon));
    const bool answers = is_one_of(word, answer_words);
    if (!answers && !is_one_of(word, forward_words)) break;
    result.answers = result.answers || answers;
    rest = trim(rest.substr(colon + (colon == wide ? std::string_view("：").size() : 1)));
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
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(text.substr(begin, end - begin));
    if (!line.empty() && begins_quote(line)) return text.substr(0, begin);
    begin = end + 1;
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
