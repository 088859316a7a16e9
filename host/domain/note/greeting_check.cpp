#include "domain/note/greeting_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/note/name_fit.h"
#include "domain/note/note_words.h"
#include "domain/note/placeholders.h"
#include "domain/people/nicknames.h"

namespace rounds::domain {
namespace {

using Severity = Finding::Severity;

/// The pack of a language that a program names: "zh-Hant" of "zh-TW", "nb" of "no".
std::string pack_of(std::string_view language) {
  const std::string_view primary =
      language.substr(0, std::min(language.find('-'), language.size()));
  if (primary == "no") return "nb";
  if (primary != "zh") return std::string(primary);
  const bool traditional = language.find("Hant") != std::string_view::npos ||
                           language.ends_with("TW") || language.ends_with("HK");
  return traditional ? "zh-Hant" : "zh-Hans";
}

bool calls_by_endings(std::string_view language) {
  const auto& entries = name_form_words().called.entries();
  return std::any_of(entries.begin(), entries.end(),
                     [&](const auto& entry) { return entry.language == language; });
}

class GreetingCheck {
 public:
  GreetingCheck(const Greeting& greeting, Part part, const GuardPerson& person,
                const Surroundings& surroundings, const MentionFinder& known, Findings& findings)
      : greeting_(greeting),
        part_(part),
        person_(person),
        surroundings_(surroundings),
        known_(known),
        findings_(findings),
        person_name_(name_of(person)),
        calling_(calling()) {}

  void run() {
    if (greeting_.gap != Greeting::Gap::none) return add_gap();
    if (findings_.covers("placeholder", part_, greeting_.text) || is_field_word()) return;
    if (greeting_.names.empty()) return;
    NameFit best = NameFit::other;
    for (const std::vector<Word>& name : greeting_.names) {
      if (is_taught(name)) return;
      if (const GuardPerson* const other = known_.namesake(name)) return add_wrong(name_of(*other));
      best = std::min(best, fit(name));
    }
    decide(best);
  }

 private:
  /// The languages in which the reader may be called. Where the greeting's own say nothing, the
  /// note's do.
  [[nodiscard]] Calling calling() const {
    Calling calling;
    calling.languages = greeting_.languages;
    const bool own =
        !calling.languages.empty() &&
        std::all_of(calling.languages.begin(), calling.languages.end(), calls_by_endings);
    calling.inflects = own;
    for (const std::string& language : {surroundings_.language, surroundings_.reader_language}) {
      if (language.empty()) continue;
      calling.languages.push_back(pack_of(language));
      calling.inflects = calling.inflects || calls_by_endings(calling.languages.back());
    }
    if (greeting_.bare && !calling.inflects) {
      calling.any_language = true;
      // "Kochana Marto,": a word of greeting that we do not know, in a language that may inflect.
      const std::vector<Word>& name = greeting_.names.front();
      calling.inflects = name.size() == 2 && !is_known_given_name(name.front().folded);
    }
    return calling;
  }

  [[nodiscard]] NameFit fit(const std::vector<Word>& name) const {
    NameFit fit =
        fit_name(name, {person_.given, person_.family, person_.full}, calling_, greeting_.closed);
    if (fit != NameFit::theirs && !person_.greeting.empty()) {
      fit = std::min(fit, fit_name(name, {person_.greeting, person_.family, person_.greeting},
                                   calling_, greeting_.closed));
    }
    return fit;
  }

  void decide(NameFit best) {
    const GuardPerson* const other = known_.called(greeting_.names.front(), calling_);
    if (best == NameFit::theirs && calls_other_by_given_name()) best = NameFit::other;
    if (best == NameFit::loosely) best = other == nullptr ? NameFit::theirs : NameFit::other;
    if (best == NameFit::theirs) return;
    if (best == NameFit::doubtful && !has_family_of_other()) return add_doubtful();
    if (other != nullptr || has_family_of_other()) {
      return add_wrong(other == nullptr ? "" : name_of(*other));
    }
    if (greeting_.place) return;  // "Bonjour de Paris"
    const bool on_its_own = !greeting_.word && greeting_.alone && !greeting_.cried;
    const bool likely_name = on_its_own && !greeting_.caseless && part_ == Part::body;
    if (greeting_.bare && !likely_name) return;  // "Oslo, in March": no name that we know
    if (const auto contact = contact_called()) return add_wrong(*contact);
    if (greeting_.caseless && !greeting_.needs_name && !greeting_.closed) return;
    const std::string_view name = greeting_.names.front().front().folded;
    if (!can_be_compared(name, person_name_)) return add_doubtful();
    add_unknown();
  }

  void add_gap() {
    findings_.add(
        part_, greeting_.text,
        {.kind = "placeholder",
         .code = "missing_name",
         .severity = greeting_.gap == Greeting::Gap::certain ? Severity::stop : Severity::warn,
         .params = {{"text", std::string(greeting_.text)}, {"person", person_name_}},
         .message = "A name is missing behind " + in_quotes(greeting_.text) + ".",
         .evidence = evidence()});
  }

  /// "Dear First Name," and "Hi undefined": a word that says what should have stood there.
  bool is_field_word() {
    std::vector<Word> words = greeting_.next;
    while (words.size() > 1 && greeting_words().titles.contains(words.front().folded)) {
      words.erase(words.begin());  // "Frau Nachname"
    }
    const auto field = find_field_word(words);
    if (!field || field->words != words.size() || is_theirs(words)) return false;
    const std::string_view text(
        words.front().text.data(),
        static_cast<std::size_t>(words.back().text.data() + words.back().text.size() -
                                 words.front().text.data()));
    const char* const list = field->nothing ? "note.nothing" : "note.name_fields";
    findings_.add(
        part_, text,
        {.kind = "placeholder",
         .code = field->nothing ? "program_word" : "field_word",
         .params = {{"text", std::string(text)}, {"person", person_name_}},
         .message = in_quotes(text) + " stands where the name of " + person_name_ + " should.",
         .evidence = {{list, field->entry->language, field->entry->text}}});
    return true;
  }

  [[nodiscard]] bool is_theirs(const std::vector<Word>& words) const {
    return fit_name(words, {person_.given, person_.family, person_.full}, {}, true) ==
               NameFit::theirs ||
           is_taught(words);
  }

  // What the user calls them is right, whatever their names are.
  [[nodiscard]] bool is_taught(const std::vector<Word>& name) const {
    const std::vector<std::string> own = folded_words(person_.greeting);
    return !own.empty() && std::equal(name.begin(), name.end(), own.begin(), own.end(),
                                      [](const Word& word, const std::string& part) {
                                        return word.folded == part;
                                      });
  }

  // "Dear Frank," to Rose Frank, when Frank Hill was written to lately: friends are not called by
  // their family names.
  [[nodiscard]] bool calls_other_by_given_name() const {
    const std::vector<Word>& name = greeting_.names.front();
    return !greeting_.title && greeting_.names.size() == 1 && name.size() == 1 &&
           !person_.given.empty() && known_.is_given_name(name.front().folded) &&
           fit_name(name, {person_.given, {}, {}}, calling_, greeting_.closed) == NameFit::other;
  }

  // "Dear Annika Müller" is not Anna Lindt when Jürgen Müller was written to lately.
  [[nodiscard]] bool has_family_of_other() const {
    return std::any_of(greeting_.names.begin(), greeting_.names.end(), [&](const auto& name) {
      return name.size() > 1 && known_.of_family(name.back().folded) != nullptr;
    });
  }

  [[nodiscard]] std::optional<std::string> contact_called() const {
    if (!surroundings_.contact_called) return std::nullopt;
    for (const Word& word : greeting_.names.front()) {
      if (auto contact = surroundings_.contact_called(word.folded)) return contact;
    }
    return std::nullopt;
  }

  /// "The greeting says "Dear Anna"", of whichever part.
  [[nodiscard]] std::string beginning() const {
    const std::string text = in_quotes(greeting_.text);
    if (part_ == Part::subject) return "The subject says " + text;
    return (greeting_.bare ? "The note begins with " : "The greeting says ") + text;
  }

  [[nodiscard]] std::vector<Evidence> evidence() const {
    std::vector<Evidence> evidence;
    for (const std::string& language : greeting_.languages) {
      evidence.push_back({"note.greetings", language, greeting_.phrase});
    }
    return evidence;
  }

  void add(const char* code, Severity severity, const std::string& other, bool teaches,
           const std::string& message) {
    std::string name;
    for (const Word& word : greeting_.names.front()) {
      name.append(name.empty() ? "" : " ").append(word.text);
    }
    findings_.add(part_, greeting_.text,
                  {.kind = "wrong_greeting",
                   .code = code,
                   .severity = severity,
                   .params = {{"text", std::string(greeting_.text)},
                              {"name", name},
                              {"person", person_name_},
                              {"other", other}},
                   .message = message,
                   .evidence = evidence(),
                   .teaches = teaches ? name : std::string()});
  }

  void add_wrong(const std::string& other) {
    add("wrong_greeting", Severity::stop, other, false,
        beginning() + ", but this note goes to " + person_name_ + ".");
  }
  void add_unknown() {
    add("unknown_greeting", Severity::stop, {}, true,
        beginning() + ", but this note goes to " + person_name_ + ".");
  }
  void add_doubtful() {
    add("doubtful_greeting", Severity::warn, {}, true,
        beginning() + "; is that " + person_name_ + "?");
  }

  const Greeting& greeting_;
  Part part_;
  const GuardPerson& person_;
  const Surroundings& surroundings_;
  const MentionFinder& known_;
  Findings& findings_;
  std::string person_name_;
  Calling calling_;
};

}  // namespace

void check_greeting(const Greeting& greeting, Part part, const GuardPerson& person,
                    const Surroundings& surroundings, const MentionFinder& known,
                    Findings& findings) {
  GreetingCheck(greeting, part, person, surroundings, known, findings).run();
}

}  // namespace rounds::domain
