#include "domain/note/guard.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "domain/note/mentions.h"
#include "domain/note/placeholders.h"
#include "domain/note/reused_text.h"
#include "domain/note/salutation.h"
#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

using Severity = Finding::Severity;

constexpr std::size_t longest_subject = 4096;

// More than anybody would read.
constexpr std::size_t most_findings = 50;

std::string in_quotes(std::string_view text) {
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

class Check {
 public:
  Check(const Note& note, const GuardPerson& person, const Surroundings& surroundings)
      : note_(note),
        person_(person),
        surroundings_(surroundings),
        person_name_(name_of(person)),
        person_addresses_(addresses_of_person(person)),
        from_(address_of(note.from)),
        subject_{{std::string_view(note.subject).substr(0, longest_subject), {}}},
        lines_(own_lines(note.body)),
        mentions_(person, note.from, surroundings.others) {
    subject_.front().words = words_of(subject_.front().text);
    // These may stand in the note rightfully: the reader's names and the writer's.
    for (const std::string& text : {person.given, person.family, person.full, person.greeting,
                                    note.from.substr(0, note.from.find('<'))}) {
      for (std::string& word : folded_words(text)) {
        names_.push_back(std::move(word));
      }
    }
  }

  std::vector<Finding> run() {
    check_recipients();
    check_subject();
    check_body();
    check_mentions();
    check_copies();
    const auto order = [](const Finding& finding) {
      const int place = finding.where == "to" ? 0 : finding.where == "subject" ? 1 : 2;
      return std::tuple(finding.severity, place, finding.at);
    };
    std::stable_sort(findings_.begin(), findings_.end(),
                     [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
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

  // "x@example.org", with its owner's name when we know it.
  [[nodiscard]] std::string described(const std::string& address) const {
    const GuardPerson* const owner = mentions_.owner_of(address);
    return owner == nullptr ? address : name_of(*owner) + " (" + address + ")";
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
      } else if (person_addresses_.empty() && mentions_.owner_of(address) == nullptr) {
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
    if (const auto greeting = greeting_of(subject_.front().words)) {
      check_greeting(*greeting, "subject");
    }
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
          "A name is missing behind " + in_quotes(greeting.text) + ".");
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
      if (mentions_.namesake(name) != nullptr) {
        add("wrong_greeting", Severity::stop, where, greeting.text,
            sentence + in_quotes(greeting.text) + ", but this note goes to " + person_name_ + ".");
        return;
      }
      best = std::min(best, fit_name(name, person_.given, person_.family, person_.full, greeting));
    }
    if (best == NameFit::theirs && calls_other_by_given_name(greeting)) {
      best = NameFit::other;
    }
    if (best == NameFit::theirs) {
      return;
    }
    if (best == NameFit::doubtful && !has_family_of_other(greeting)) {
      add("wrong_greeting", Severity::warn, where, greeting.text,
          sentence + in_quotes(greeting.text) + "; is that " + person_name_ + "?");
      return;
    }
    const bool likely_name = !greeting.word && greeting.alone && where == "body";
    if (greeting.bare && !likely_name && !greets_other(greeting)) {
      return;  // "Oslo, in March": no name that we know
    }
    if (starts_placeholder(greeting)) {
      return;  // "Dear XXX" is found as a placeholder
    }
    add("wrong_greeting", Severity::stop, where, greeting.text,
        sentence + in_quotes(greeting.text) + ", but this note goes to " + person_name_ + ".");
  }

  // What the user calls them is right, whatever their names are.
  [[nodiscard]] bool is_their_greeting(const std::vector<Word>& name) const {
    const std::vector<std::string> own = folded_words(person_.greeting);
    return !own.empty() && std::equal(name.begin(), name.end(), own.begin(), own.end(),
                                      [](const Word& word, const std::string& part) {
                                        return word.folded == part;
                                      });
  }

  [[nodiscard]] bool greets_other(const Greeting& greeting) const {
    return mentions_.is_given_name(greeting.names.front().front().folded);
  }

  // "Dear Frank," to Rose Frank, when Frank Hill was written to lately: friends are not called by
  // their family names.
  [[nodiscard]] bool calls_other_by_given_name(const Greeting& greeting) const {
    const std::vector<Word>& name = greeting.names.front();
    return !greeting.title && greeting.names.size() == 1 && name.size() == 1 &&
           mentions_.is_given_name(name.front().folded) &&
           fit_name(name, person_.given, {}, {}, greeting) == NameFit::other &&
           !person_.given.empty();
  }

  // "Dear Annika Müller" is not Anna Lindt when Jürgen Müller was written to lately.
  [[nodiscard]] bool has_family_of_other(const Greeting& greeting) const {
    return std::any_of(greeting.names.begin(), greeting.names.end(), [&](const auto& name) {
      return name.size() > 1 && mentions_.of_family(name.back().folded) != nullptr;
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
              ": " + in_quotes(placeholder) + ".");
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

  void check_mentions() {
    struct Found {
      Mention mention;
      const char* where;
    };
    std::vector<Found> found;
    for (const Mention& mention : mentions_.find(subject_)) {
      found.push_back({mention, "subject"});
    }
    for (const Mention& mention : mentions_.find(lines_)) {
      found.push_back({mention, "body"});
    }
    // Of each person once is enough, and the gravest.
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
      return a.mention.said_to_them && !b.mention.said_to_them;
    });
    std::vector<const GuardPerson*> told;
    for (const auto& [mention, where] : found) {
      if (std::find(told.begin(), told.end(), mention.person) == told.end() &&
          !is_told(mention, where)) {
        told.push_back(mention.person);
        add("other_person", mention.said_to_them ? Severity::stop : Severity::warn, where,
            mention.text, sentence(mention));
      }
    }
  }

  [[nodiscard]] std::string sentence(const Mention& mention) const {
    const std::string name = name_of(*mention.person);
    std::string lately = " is in this note to " + person_name_ + ": ";
    switch (mention.what) {
      case Mention::What::employer:
        lately += name + ", to whom you wrote lately, works there.";
        break;
      case Mention::What::address:
        lately += "it is the address of " + name + ", to whom you wrote lately.";
        break;
      case Mention::What::name:
        lately += "you wrote to " + name + " lately.";
        break;
    }
    return in_quotes(mention.text) + lately + " Was it left over from that note?";
  }

  // What the greeting says has been said already.
  [[nodiscard]] bool is_told(const Mention& mention, const std::string& where) const {
    return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& finding) {
      return finding.kind == "wrong_greeting" && finding.where == where &&
             overlaps(finding, mention.text);
    });
  }

  void check_copies() {
    if (is_only_structure(lines_, surroundings_.structure_texts, names_)) {
      add("only_structure", Severity::stop, "body", {},
          "There is nothing in this note but your structure: no word of it is for " + person_name_ +
              " alone.");
    }
    const auto pasted =
        find_pasted(lines_, surroundings_.recent_notes, surroundings_.structure_texts, names_);
    if (pasted) {
      add("pasted_note", pasted->whole ? Severity::stop : Severity::warn, "body", pasted->passage,
          (pasted->whole ? "What you wrote to " : "A part of what you wrote to ") +
              pasted->note->person + " stands in this note to " + person_name_ + ", too.");
    }
  }

  [[nodiscard]] bool overlaps(const Finding& finding, std::string_view text) const {
    const std::string& whole = finding.where == "subject" ? note_.subject : note_.body;
    const std::size_t at = utf16_length(
        std::string_view(whole).substr(0, static_cast<std::size_t>(text.data() - whole.data())));
    return at < finding.at + finding.length && finding.at < at + utf16_length(text);
  }

  const Note& note_;
  const GuardPerson& person_;
  const Surroundings& surroundings_;
  std::string person_name_;
  std::vector<std::string> person_addresses_;
  std::string from_;
  std::vector<TextLine> subject_;  // one line
  std::vector<TextLine> lines_;
  MentionFinder mentions_;
  std::vector<std::string> names_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_note(const Note& note, const GuardPerson& person,
                                const Surroundings& surroundings) {
  return Check(note, person, surroundings).run();
}

}  // namespace rounds::domain
