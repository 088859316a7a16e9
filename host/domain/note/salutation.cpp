#include "domain/note/salutation.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "domain/note/greeting_names.h"
#include "domain/note/note_words.h"

namespace rounds::domain {
namespace {

using languages::Entry;
using languages::WordList;

bool begins_with_comma(std::string_view text) {
  return text.starts_with(',') || text.starts_with("，") || text.starts_with("、") ||
         text.starts_with("،");
}

/// Whether the word at `at`, behind a greeting, goes on with it: "Hello my dear Ben".
bool belongs_to_greeting(std::span<const Word> line, std::size_t at) {
  const Word& word = line[at];
  const FoundPhrase phrase = phrase_at(line, at, greeting_words().greetings);
  if (phrase.words > 0) {
    return !word.capital || is_caseless(word) || !is_marked(phrase.entries, "name");
  }
  // "my dear Ben", but Mia and Min are names.
  return greeting_words().fillers.contains(word.folded) &&
         (!word.capital || word.folded == "there" || word.folded == "again" || word.folded == "my");
}

/// Of a script without spaces, the greeting before a name and the one behind it become words of
/// their own: "亲爱的小明" are two.
std::vector<Word> apart(std::span<const Word> line) {
  const auto whole = [](const Word& word) { return word.text == word.folded; };
  const auto cut = [](const Word& word, std::size_t at, std::vector<Word>& result) {
    const std::string_view text = word.text;
    const std::string_view rest = text.substr(at);
    result.push_back({text.substr(0, at), std::string(text.substr(0, at)), true, word.before,
                      text.substr(at, 0)});
    result.push_back({rest, std::string(rest), true, text.substr(at, 0), word.after});
  };
  std::vector<Word> result;
  for (const Word& word : line) {
    if (!is_caseless(word) || !whole(word)) {
      result.push_back(word);
      continue;
    }
    const Entry* const before = greeting_words().greetings.beginning_of(word.folded);
    const auto& behind = greeting_words().greetings_behind.entries();
    const auto after = std::find_if(behind.begin(), behind.end(), [&](const Entry& entry) {
      return utf16_length(entry.folded) > 1 && word.folded.size() > entry.folded.size() &&
             word.folded.ends_with(entry.folded);
    });
    const bool spaceless = word.text.front() != '\xD7' && word.text.front() != '\xD8' &&
                           word.text.front() != '\xD9' && word.text.front() != '\xD6';
    if (before != nullptr && spaceless && utf16_length(before->folded) > 1 &&
        before->folded.size() < word.folded.size()) {
      cut(word, before->folded.size(), result);
    } else if (after != behind.end() && spaceless) {
      cut(word, word.folded.size() - after->folded.size(), result);
    } else {
      result.push_back(word);
    }
  }
  return result;
}

void add_languages(std::span<const Entry> entries, Greeting& greeting) {
  for (const Entry& entry : entries) {
    greeting.languages.push_back(entry.language);
    greeting.needs_name = greeting.needs_name || entry.is("needs_name");
  }
}

/// Whether these are words that stand before a comma as names do, and are none.
bool opens_sentence(const Word& word, bool only_word, Greeting& greeting) {
  const GreetingWords& words = greeting_words();
  const auto opening = words.openings.find(word.folded);
  if (only_word && is_marked(opening, "name")) {
    greeting.word = true;
    return false;
  }
  const auto impersonal = words.impersonal.find(word.folded);
  return !opening.empty() || (!impersonal.empty() && !is_marked(impersonal, "name")) ||
         words.sentence_words.contains(word.folded) || words.fillers.contains(word.folded);
}

/// How many words at the line's beginning are written as a name is.
std::size_t name_length(std::span<const Word> line) {
  constexpr std::size_t kMostWords = 4;
  std::size_t count = 0;
  while (count < std::min(line.size(), kMostWords) && line[count].capital &&
         (count == 0 || is_blank(line[count].before) ||
          (line[count].before.starts_with('.') && utf16_length(line[count - 1].folded) == 1))) {
    ++count;
    if (!is_blank(line[count - 1].after)) break;
    // "王伟 你好", "Anh Nam thân mến"
    if (count < line.size() &&
        phrase_at(line, count, greeting_words().greetings_behind).words > 0) {
      break;
    }
  }
  return count;
}

/// "Anna," or "Anna!" at the beginning of a line, "田中さん、" and "王伟，你好".
std::optional<Greeting> bare_name(std::span<const Word> line) {
  const std::size_t count = name_length(line);
  if (count == 0 || !is_blank(line.front().before)) return std::nullopt;
  const Word& last = line[count - 1];
  const bool comma = begins_with_comma(without_spaces_before(last.after));
  const FoundPhrase behind = count < line.size()
                                 ? phrase_at(line, count, greeting_words().greetings_behind)
                                 : FoundPhrase{};
  const bool greeted = behind.words > 0 && (comma || is_blank(last.after)) &&
                       ends_greeting(line, count + behind.words - 1);
  const bool cried =
      count == line.size() && (last.after.starts_with('!') || last.after.starts_with("！"));
  if (!comma && !greeted && !cried) return std::nullopt;
  Greeting greeting;
  greeting.bare = !greeted;
  greeting.cried = cried;
  greeting.text = between(line.front().text, last.text);
  greeting.alone = count == line.size();
  greeting.closed = true;
  greeting.caseless = is_caseless(last);
  if (greeted) add_languages(behind.entries, greeting);
  std::vector<Word> name;
  for (const Word& word : line.subspan(0, count)) {
    if (opens_sentence(word, count == 1, greeting)) return std::nullopt;
    const bool title = greeting_words().titles.contains(word.folded) ||
                       (!name.empty() && greeting_words().titles_behind.contains(word.folded));
    if (!title || (count == 1 && is_marked(greeting_words().titles.find(word.folded), "name"))) {
      name.push_back(word);
    }
  }
  if (name.empty()) return std::nullopt;
  greeting.names.push_back(std::move(name));
  return greeting;
}

/// What is missing behind the last word of a greeting, when nothing but signs follows it: "Dear ,",
/// "Hi !", "Hello ...," and "Dear" alone.
Greeting::Gap gap_behind(const Greeting& greeting, std::string_view after) {
  const bool space = after.starts_with(' ');
  const std::string_view rest = without_spaces_before(after);
  if (is_blank(rest)) return greeting.needs_name ? Greeting::Gap::certain : Greeting::Gap::none;
  if (rest.find_first_not_of(" \t\r,.?!:;*#_-()[]{}<>\"'%$\xE2\x80\x93\x94\xA6") !=
      std::string_view::npos) {
    return Greeting::Gap::none;  // a smiling face, say
  }
  const bool opened = rest.find_first_of("([{<") != std::string_view::npos;
  const bool closed = rest.find_first_of(")]}>") != std::string_view::npos;
  if (opened != closed) return Greeting::Gap::none;  // ":)"
  if (greeting.needs_name || opened) return Greeting::Gap::certain;
  if (!space) return Greeting::Gap::none;
  const bool french = std::find(greeting.languages.begin(), greeting.languages.end(), "fr") !=
                      greeting.languages.end();
  if (french && rest.front() != ',' && rest.front() != '.') return Greeting::Gap::none;
  return rest.front() == '!' || rest.front() == ':' || rest.front() == ';' || rest.front() == '-'
             ? Greeting::Gap::possible
             : Greeting::Gap::certain;
}

/// The words behind a greeting up to the next sign.
std::vector<Word> next_words(std::span<const Word> line, std::size_t begin) {
  std::size_t end = begin;
  while (end < line.size() && (end == begin || is_blank(line[end].before))) ++end;
  const std::span<const Word> next = line.subspan(begin, end - begin);
  return {next.begin(), next.end()};
}

/// Reads what stands behind the words of a greeting, which end before `end`.
Greeting read_behind(std::span<const Word> line, std::size_t end, const Greeting& greeting) {
  const Word& last = line[end - 1];
  Greeting result = greeting;
  const bool spaced_comma =
      last.after.starts_with(' ') && begins_with_comma(without_spaces_before(last.after));
  if (end == line.size()) {
    result.gap = gap_behind(greeting, last.after);
    return result;
  }
  if (spaced_comma) {  // "Hi , how are you?"
    result.gap = Greeting::Gap::certain;
    return result;
  }
  const std::string_view after = without_spaces_before(last.after);
  const bool comma = begins_with_comma(after);
  if (!is_blank(after) && !comma) return greeting;
  if (comma && phrase_at(line, end, greeting_words().greetings).words > 0 &&
      !is_marked(phrase_at(line, end, greeting_words().greetings).entries, "name")) {
    return greeting_of(line.subspan(end)).value_or(greeting);  // "Hello again, dear Ben"
  }
  result.next = next_words(line, end);
  // "Dear and family,": one of two names is missing.
  if (greeting.needs_name && !comma && !line[end].capital &&
      greeting_words().connectors.contains(line[end].folded)) {
    result.gap = Greeting::Gap::certain;
    return result;
  }
  const std::size_t behind_names = read_names(line, end, comma, result);
  // "Hi, Ben!" greets Ben; "Hello, London was …" does not greet London.
  if (comma && !result.names.empty() && !ends_greeting(line, behind_names - 1)) return greeting;
  return result;
}

}  // namespace

std::optional<Greeting> greeting_of(std::span<const Word> whole_line) {
  constexpr std::size_t kMostWords = 100;  // no greeting is as long
  const std::vector<Word> words =
      apart(whole_line.subspan(0, std::min(whole_line.size(), kMostWords)));
  const std::span<const Word> line = words;
  const WordList& greetings = greeting_words().greetings;
  std::size_t at = 0;
  while (at < line.size() && phrase_at(line, at, greetings).words == 0 &&
         greeting_words().fillers.contains(line[at].folded)) {
    ++at;
  }
  if (at == line.size() || phrase_at(line, at, greetings).words == 0) return bare_name(line);
  Greeting greeting;
  std::size_t end = at;
  do {
    const FoundPhrase phrase = phrase_at(line, end, greetings);
    add_languages(phrase.entries, greeting);
    if (!phrase.entries.empty()) greeting.phrase = phrase.entries.front().folded;
    end += std::max<std::size_t>(phrase.words, 1);
  } while (end < line.size() && is_blank(line[end].before) && belongs_to_greeting(line, end));
  greeting.text = between(line[at].text, line[end - 1].text);
  return read_behind(line, end, greeting);
}

std::optional<Greeting> find_greeting(std::span<const TextLine> lines) {
  constexpr int kMostLines = 3;
  int seen = 0;
  std::optional<Greeting> bare;
  for (const TextLine& line : lines) {
    if (line.words.empty()) continue;
    if (std::optional<Greeting> greeting = greeting_of(line.words)) {
      if (!greeting->bare) return greeting;
      if (seen == 0) bare = std::move(greeting);
    }
    if (++seen == kMostLines) break;
  }
  return bare;
}

}  // namespace rounds::domain
