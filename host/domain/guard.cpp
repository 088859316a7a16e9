#include "domain/guard.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "domain/addresses.h"
#include "domain/greeting.h"
#include "domain/names.h"
#include "domain/placeholders.h"
#include "domain/words.h"

namespace rounds::domain {
namespace {

using Severity = Finding::Severity;

constexpr std::size_t longest_subject = 4096;

// More than anybody would read.
constexpr std::size_t most_findings = 50;

std::string quoted(std::string_view text) {
  std::string result = "\"";
  return result.append(text).append("\"");
}

std::string name_of(const GuardPerson& person) {
  if (!person.full.empty()) {
    return person.full;
  }
  std::string name = full_name(person.given, person.family);
  if (name.empty() && !person.addresses.empty()) {
    name = person.addresses.front();
  }
  return name.empty() ? "somebody else" : name;
}

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::vector<std::string> addresses_of_person(const GuardPerson& person) {
  std::vector<std::string> result;
  for (const std::string& address : person.addresses) {
    if (std::string bare = address_of(address); !bare.empty()) {
      result.push_back(std::move(bare));
    }
  }
  return result;
}

std::vector<std::string> bare_addresses(const std::vector<std::string>& mailboxes) {
  std::vector<std::string> result;
  for (const std::string& mailbox : mailboxes) {
    for (std::string& address : addresses_of(mailbox)) {
      if (!contains(result, address)) {
        result.push_back(std::move(address));
      }
    }
  }
  return result;
}

// Words that begin sentences or end letters, or are said of other things than people: as somebody's
// family name they prove nothing.
bool is_common_word(std::string_view folded) {
  static constexpr auto words = std::to_array<std::string_view>({
      "best",   "bell",   "bird",   "black",  "bond",   "brown",   "bush",    "church", "cook",
      "cross",  "day",    "dear",   "dean",   "ding",   "east",    "english", "field",  "fish",
      "fox",    "french", "friend", "gold",   "good",   "grant",   "gray",    "green",  "grey",
      "hall",   "hand",   "hill",   "hope",   "house",  "joy",     "king",    "lake",   "lane",
      "little", "long",   "lord",   "love",   "low",    "man",     "many",    "may",    "moon",
      "more",   "new",    "noble",  "north",  "page",   "park",    "peace",   "pool",   "poor",
      "pope",   "power",  "price",  "read",   "rice",   "rich",    "rose",    "school", "sharp",
      "short",  "silver", "small",  "snow",   "song",   "south",   "spring",  "star",   "stone",
      "storm",  "street", "strong", "summer", "sun",    "swift",   "temple",  "the",    "they",
      "thing",  "to",     "town",   "true",   "wang",   "was",     "water",   "we",     "welcome",
      "west",   "white",  "will",   "winter", "wise",   "wish",    "wood",    "woods",  "work",
      "world",  "yes",    "you",    "young",  "an",     "so",      "do",      "he",     "in",
      "is",     "just",   "gross",  "klein",  "lang",   "kurz",    "jung",    "alt",    "neu",
      "berg",   "bach",   "wald",   "stein",  "sommer", "sonntag", "freitag", "montag", "ernst",
      "herz",   "engel",  "frei",   "gut",    "petit",  "grand",   "roy",     "noel",   "leroy",
      "bon",    "gentil", "martin", "rossi",  "bello",  "costa",   "flores",  "cruz",   "campos",
      "rios",   "paz",    "luna",   "reyes",  "santos",
  });
  return std::find(words.begin(), words.end(), folded) != words.end();
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> result;
  for (Word& word : words_of(text)) {
    result.push_back(std::move(word.folded));
  }
  return result;
}

// Another person's name, ready for being looked for.
struct OtherPerson {
  const GuardPerson* person = nullptr;
  std::vector<std::string> given;
  std::vector<std::string> family;
  std::vector<std::string> addresses;
};

class Check {
 public:
  Check(const Note& note, const GuardPerson& person, std::span<const GuardPerson> others)
      : note_(note),
        person_(person),
        person_name_(name_of(person)),
        person_addresses_(addresses_of_person(person)),
        from_(address_of(note.from)),
        lines_(own_lines(note.body)),
        subject_(words_of(std::string_view(note.subject).substr(0, longest_subject))) {
    const std::string person_folded = fold(person_name_);
    for (const GuardPerson& other : others) {
      OtherPerson entry{&other, folded_words(other.given), folded_words(other.family),
                        addresses_of_person(other)};
      const bool same = fold(name_of(other)) == person_folded ||
                        std::any_of(entry.addresses.begin(), entry.addresses.end(),
                                    [&](const std::string& address) {
                                      return contains(person_addresses_, address);
                                    });
      if (!same) {
        others_.push_back(std::move(entry));
      }
    }
    // These may stand in the note rightfully: the reader's names and the writer's.
    for (const std::string& text : {person.given, person.family, person.full, person.greeting,
                                    note.from.substr(0, note.from.find('<'))}) {
      for (std::string& word : folded_words(text)) {
        known_words_.push_back(std::move(word));
      }
    }
  }

  std::vector<Finding> run() {
    check_recipients();
    check_subject();
    check_body();
    std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
      return a.severity == Severity::stop && b.severity != Severity::stop;
    });
    if (findings_.size() > most_findings) {
      findings_.resize(most_findings);
    }
    return std::move(findings_);
  }

 private:
  void add(std::string kind, Severity severity, std::string where, std::string_view text,
           std::string message) {
    Finding finding;
    finding.kind = std::move(kind);
    finding.severity = severity;
    finding.text = text;
    finding.length = utf16_length(text);
    if (where == "subject" || where == "body") {
      const std::string& whole = where == "subject" ? note_.subject : note_.body;
      if (!text.empty()) {
        finding.at = utf16_length(std::string_view(whole).substr(
            0, static_cast<std::size_t>(text.data() - whole.data())));
      }
    }
    finding.where = std::move(where);
    finding.message = std::move(message);
    findings_.push_back(std::move(finding));
  }

  [[nodiscard]] const OtherPerson* owner_of(const std::string& address) const {
    const auto found = std::find_if(others_.begin(), others_.end(), [&](const OtherPerson& other) {
      return contains(other.addresses, address);
    });
    return found == others_.end() ? nullptr : &*found;
  }

  // "x@example.org", with its owner's name when we know it.
  [[nodiscard]] std::string described(const std::string& address) const {
    const OtherPerson* const owner = owner_of(address);
    return owner == nullptr ? address : name_of(*owner->person) + " (" + address + ")";
  }

  void check_recipients() {
    const std::vector<std::string> to = bare_addresses(note_.to);
    const std::vector<std::string> cc = bare_addresses(note_.cc);
    const auto is_theirs = [&](const std::string& address) {
      return contains(person_addresses_, address);
    };
    const bool reaches_person = std::any_of(to.begin(), to.end(), is_theirs) ||
                                std::any_of(cc.begin(), cc.end(), is_theirs);
    std::vector<std::string> additional;
    for (const std::string& address : to) {
      if (is_theirs(address)) {
        continue;
      }
      if (reaches_person) {
        additional.push_back(address);
      } else if (person_addresses_.empty() && owner_of(address) == nullptr) {
        add("other_recipient", Severity::warn, "to", address,
            "Rounds knows no address of " + person_name_ + ": check that " + address +
                " is theirs.");
      } else {
        add("other_recipient", Severity::stop, "to", address,
            "This note is for " + person_name_ + ", but it goes to " + described(address) + ".");
      }
    }
    if (!reaches_person && to.size() > 1) {
      additional.assign(to.begin() + 1, to.end());
    }
    for (const std::string& address : cc) {
      if (!is_theirs(address) && address != from_) {
        additional.push_back(address);
      }
    }
    if (!additional.empty()) {
      std::string list = described(additional.front());
      if (additional.size() == 2) {
        list += " and " + described(additional.back());
      } else if (additional.size() > 2) {
        list += " and " + std::to_string(additional.size() - 1) + " others";
      }
      add("several_recipients", Severity::stop, "to", additional.front(),
          "A note is for one person, but this one also goes to " + list + ".");
    }
    for (const std::string& address : bare_addresses(note_.bcc)) {
      if (address != from_) {  // a copy for oneself is a habit
        add("hidden_recipient", Severity::warn, "to", address,
            described(address) + " gets a hidden copy (Bcc) of this note to " + person_name_ + ".");
      }
    }
  }

  void check_subject() {
    if (is_blank(note_.subject)) {
      add("empty_subject", Severity::warn, "subject", {}, "The note has no subject.");
      return;
    }
    check_placeholders(note_.subject, "subject");
    if (const auto greeting = greeting_of(subject_)) {
      check_greeting(*greeting, "subject");
    }
    check_mentions(note_.subject, subject_, "subject");
  }

  void check_body() {
    const auto greeting = find_greeting(lines_);
    if (has_nothing_but(greeting)) {
      add("empty_body", Severity::stop, "body", {},
          greeting ? "There is nothing in the note but its greeting." : "The note is empty.");
    }
    if (greeting) {
      check_greeting(*greeting, "body");
    }
    for (const TextLine& line : lines_) {
      if (findings_.size() >= most_findings) {
        return;
      }
      check_placeholders(line.text, "body");
      check_mentions(line.text, line.words, "body");
    }
  }

  [[nodiscard]] bool has_nothing_but(const std::optional<Greeting>& greeting) const {
    const auto blank = [](const TextLine& line) { return is_blank(line.text); };
    const auto first = std::find_if_not(lines_.begin(), lines_.end(), blank);
    if (first == lines_.end()) {
      return true;
    }
    if (!greeting || !std::all_of(first + 1, lines_.end(), blank)) {
      return false;
    }
    const std::string_view line = first->text;
    const std::string_view greeted = greeting->text;
    if (greeted.data() < line.data() || greeted.data() > line.data() + line.size()) {
      return false;
    }
    const auto end = static_cast<std::size_t>(greeted.data() + greeted.size() - line.data());
    return words_of(line.substr(end)).empty();
  }

  void check_greeting(const Greeting& greeting, const std::string& where) {
    if (greeting.gap) {
      add("placeholder", Severity::stop, where, greeting.text,
          "A name is missing behind " + quoted(greeting.text) + ".");
      return;
    }
    if (greeting.names.empty()) {
      return;
    }
    const std::string sentence = greeting.bare ? "The note begins with " : "The greeting says ";
    NameFit best = NameFit::other;
    for (const std::vector<Word>& name : greeting.names) {
      if (is_their_greeting(name)) {
        return;
      }
      if (const OtherPerson* const other = namesake(name); other != nullptr) {
        add("wrong_greeting", Severity::stop, where, greeting.text,
            sentence + quoted(greeting.text) + ", but this note goes to " + person_name_ + ".");
        return;
      }
      best = std::min(best, fit_name(name, person_.given, person_.family, person_.full, greeting));
    }
    if (best == NameFit::theirs) {
      return;
    }
    if (best == NameFit::doubtful) {
      add("wrong_greeting", Severity::warn, where, greeting.text,
          sentence + quoted(greeting.text) + "; is that " + person_name_ + "?");
      return;
    }
    if (greeting.bare && !(greeting.alone && where == "body") && !greets_other(greeting)) {
      return;  // "Oslo, in March": no name that we know
    }
    if (starts_placeholder(greeting)) {
      return;  // "Dear XXX" is found as a placeholder
    }
    add("wrong_greeting", Severity::stop, where, greeting.text,
        sentence + quoted(greeting.text) + ", but this note goes to " + person_name_ + ".");
  }

  // What the user calls them is right, whatever their names are.
  [[nodiscard]] bool is_their_greeting(const std::vector<Word>& name) const {
    const std::vector<std::string> own = folded_words(person_.greeting);
    return !own.empty() && std::equal(name.begin(), name.end(), own.begin(), own.end(),
                                      [](const Word& word, const std::string& part) {
                                        return word.folded == part;
                                      });
  }

  // Another person whose full name this is, such as another Ben.
  [[nodiscard]] const OtherPerson* namesake(const std::vector<Word>& name) const {
    const auto same = [&](const OtherPerson& other) {
      std::vector<std::string> full = other.given;
      full.insert(full.end(), other.family.begin(), other.family.end());
      return !other.given.empty() && !other.family.empty() &&
             std::equal(
                 name.begin(), name.end(), full.begin(), full.end(),
                 [](const Word& word, const std::string& part) { return word.folded == part; });
    };
    const auto found = std::find_if(others_.begin(), others_.end(), same);
    return found == others_.end() ? nullptr : &*found;
  }

  [[nodiscard]] bool greets_other(const Greeting& greeting) const {
    const std::string& first = greeting.names.front().front().folded;
    return std::any_of(others_.begin(), others_.end(), [&](const OtherPerson& other) {
      return !other.given.empty() && other.given.front() == first;
    });
  }

  static bool starts_placeholder(const Greeting& greeting) {
    const std::string_view name = greeting.names.front().front().text;
    return !find_placeholders(name).empty();
  }

  void check_placeholders(std::string_view line, const std::string& where) {
    for (const std::string_view placeholder : find_placeholders(line)) {
      if (placeholder.starts_with('X') && is_kiss(line, placeholder)) {
        continue;
      }
      add("placeholder", Severity::stop, where, placeholder,
          "A placeholder is left in the " + std::string(where == "subject" ? "subject" : "note") +
              ": " + quoted(placeholder) + ".");
    }
  }

  // "Love, Tom XXX" at the end of a note is no gap to be filled in.
  [[nodiscard]] bool is_kiss(std::string_view line, std::string_view crosses) const {
    const auto end = static_cast<std::size_t>(crosses.data() + crosses.size() - line.data());
    if (!is_blank(line.substr(end))) {
      return false;
    }
    constexpr int closing_lines = 2;
    int seen = 0;
    for (auto last = lines_.rbegin(); last != lines_.rend() && seen < closing_lines; ++last) {
      if (is_blank(last->text)) {
        continue;
      }
      if (last->text.data() == line.data()) {
        return true;
      }
      ++seen;
    }
    return false;
  }

  void check_mentions(std::string_view line, const std::vector<Word>& words,
                      const std::string& where) {
    if (others_.empty() || words.empty()) {
      return;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (OtherPerson& other : others_) {
        if (const auto mention = name_at(words, i, other); !mention.empty()) {
          report_mention(other, mention, where);
        }
      }
    }
    if (line.find('@') == std::string_view::npos) {
      return;
    }
    for (const std::string_view address : addresses_in(line)) {
      const std::string bare = address_of(address);
      const OtherPerson* const owner = owner_of(bare);
      if (owner != nullptr) {
        report_mention(*owner, address, where);
      }
    }
  }

  // The words at `at` when they name the other person in full or by the family name; else nothing.
  [[nodiscard]] std::string_view name_at(const std::vector<Word>& words, std::size_t at,
                                         const OtherPerson& other) const {
    const std::size_t given = sequence_at(words, at, other.given);
    if (given > 0) {
      const std::size_t family = sequence_at(words, at + given, other.family);
      if (family > 0 && is_blank(words[at + given].before)) {
        return span_of(words[at], words[at + given + family - 1]);
      }
      return {};
    }
    if (other.family.empty()) {
      return {};
    }
    const std::size_t family = sequence_at(words, at, other.family);
    if (family == 0) {
      return {};
    }
    const bool single = other.family.size() == 1;
    const std::string& word = other.family.front();
    if (single && (utf16_length(word) < 3 || is_common_word(word))) {
      return {};
    }
    const bool known =
        std::all_of(other.family.begin(), other.family.end(),
                    [&](const std::string& part) { return contains(known_words_, part); });
    // "Tom Lindt" is not Anna Lindt.
    const bool somebody_else = at > 0 && words[at - 1].capital && is_blank(words[at].before) &&
                               words[at].before.size() == 1 && !is_title(words[at - 1].folded);
    if (known || somebody_else) {
      return {};
    }
    return span_of(words[at], words[at + family - 1]);
  }

  static bool is_title(std::string_view word) {
    static constexpr auto titles = std::to_array<std::string_view>(
        {"mr",     "mrs",     "ms",   "miss",   "dr",       "prof",  "herr",
         "frau",   "m",       "mme",  "madame", "monsieur", "senor", "senora",
         "signor", "signora", "dear", "hi",     "hello",    "and",   "professor"});
    return std::find(titles.begin(), titles.end(), word) != titles.end();
  }

  static std::size_t sequence_at(const std::vector<Word>& words, std::size_t at,
                                 const std::vector<std::string>& sequence) {
    if (sequence.empty() || at + sequence.size() > words.size()) {
      return 0;
    }
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (words[at + i].folded != sequence[i] || (i > 0 && words[at + i].before.size() > 2)) {
        return 0;
      }
    }
    // A name is written with a capital somewhere: "may" is not May.
    return words[at + sequence.size() - 1].capital ? sequence.size() : 0;
  }

  static std::string_view span_of(const Word& first, const Word& last) {
    return {first.text.data(),
            static_cast<std::size_t>(last.text.data() + last.text.size() - first.text.data())};
  }

  static std::vector<std::string_view> addresses_in(std::string_view line) {
    constexpr std::string_view around = " \t\r<>()[]{},;:\"'!?";
    std::vector<std::string_view> result;
    std::size_t begin = 0;
    while ((begin = line.find_first_not_of(around, begin)) != std::string_view::npos) {
      const std::size_t end = std::min(line.find_first_of(around, begin), line.size());
      std::string_view word = line.substr(begin, end - begin);
      while (word.ends_with('.')) {
        word.remove_suffix(1);
      }
      if (word.find('@') != std::string_view::npos) {
        result.push_back(word);
      }
      begin = end;
    }
    return result;
  }

  void report_mention(const OtherPerson& other, std::string_view text, const std::string& where) {
    // Once is enough; and what the greeting says has been said already.
    for (const Finding& finding : findings_) {
      if (finding.kind == "wrong_greeting" && finding.where == where && overlaps(finding, text)) {
        return;
      }
    }
    if (std::find(mentioned_.begin(), mentioned_.end(), other.person) != mentioned_.end()) {
      return;
    }
    mentioned_.push_back(other.person);
    add("other_person", Severity::warn, where, text,
        quoted(text) + " is in this note to " + person_name_ + ": you wrote to " +
            name_of(*other.person) + " lately. Was it left over from that note?");
  }

  [[nodiscard]] bool overlaps(const Finding& finding, std::string_view text) const {
    const std::string& whole = finding.where == "subject" ? note_.subject : note_.body;
    const std::size_t at = utf16_length(
        std::string_view(whole).substr(0, static_cast<std::size_t>(text.data() - whole.data())));
    return at < finding.at + finding.length && finding.at < at + utf16_length(text);
  }

  const Note& note_;
  const GuardPerson& person_;
  std::string person_name_;
  std::vector<std::string> person_addresses_;
  std::string from_;
  std::vector<TextLine> lines_;
  std::vector<Word> subject_;
  std::vector<OtherPerson> others_;
  std::vector<std::string> known_words_;
  std::vector<const GuardPerson*> mentioned_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_note(const Note& note, const GuardPerson& person,
                                std::span<const GuardPerson> others) {
  return Check(note, person, others).run();
}

}  // namespace rounds::domain
