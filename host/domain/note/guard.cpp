#include "domain/note/guard.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "domain/note/findings.h"
#include "domain/note/greeting_check.h"
#include "domain/note/mentions.h"
#include "domain/note/placeholders.h"
#include "domain/note/recipients.h"
#include "domain/note/reused_text.h"
#include "domain/note/salutation.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

using Severity = Finding::Severity;

constexpr std::size_t kLongestSubject = 4096;

class Check {
 public:
  Check(const Note& note, const GuardPerson& person, const Surroundings& surroundings)
      : note_(note),
        person_(person),
        surroundings_(surroundings),
        person_name_(name_of(person)),
        subject_{{std::string_view(note.subject).substr(0, kLongestSubject), {}}},
        lines_(own_lines(note.body)),
        mentions_(person, note.from, surroundings.others),
        findings_(note) {
    subject_.front().words = words_of(subject_.front().text);
    // These may stand in the note rightfully: the reader's names and the writer's.
    for (const std::string& text : {person.given, person.family, person.full, person.greeting,
                                    note.from.substr(0, note.from.find('<'))}) {
      for (std::string& word : folded_words(text)) names_.push_back(std::move(word));
    }
  }

  std::vector<Finding> run() {
    check_recipients(note_, person_, mentions_, findings_);
    check_subject();
    check_body();
    check_mentions();
    check_copies();
    return std::move(findings_).in_order();
  }

 private:
  void check_subject() {
    if (is_blank(note_.subject)) {
      findings_.add(Part::subject, {},
                    {.kind = "empty_subject",
                     .code = "empty_subject",
                     .severity = Severity::warn,
                     .message = "The note has no subject."});
      return;
    }
    check_placeholders(note_.subject, Part::subject);
    if (const auto greeting = greeting_of(subject_.front().words)) {
      check_greeting(*greeting, Part::subject, person_, surroundings_, mentions_, findings_);
    }
  }

  void check_body() {
    const auto greeting = find_greeting(lines_);
    if (has_nothing_but(greeting)) {
      findings_.add(Part::body, {},
                    {.kind = "empty_body",
                     .code = greeting ? "only_greeting" : "empty_body",
                     .message = greeting ? "There is nothing in the note but its greeting."
                                         : "The note is empty."});
    }
    for (const TextLine& line : lines_) {
      if (findings_.full()) return;
      check_placeholders(line.text, Part::body);
    }
    if (greeting) {
      check_greeting(*greeting, Part::body, person_, surroundings_, mentions_, findings_);
    }
  }

  /// Whether only the greeting stands in the note, and perhaps the writer's name.
  [[nodiscard]] bool has_nothing_but(const std::optional<Greeting>& greeting) const {
    const auto blank = [](const TextLine& line) { return is_blank(line.text); };
    const auto first = std::find_if_not(lines_.begin(), lines_.end(), blank);
    if (first == lines_.end()) return true;
    if (!greeting || !std::all_of(first + 1, lines_.end(), [&](const TextLine& line) {
          return blank(line) || is_signature(line);
        })) {
      return false;
    }
    const std::string_view line = first->text;
    const std::string_view greeted = greeting->text;
    if (greeted.data() < line.data() || greeted.data() > line.data() + line.size()) return false;
    const auto end = static_cast<std::size_t>(greeted.data() + greeted.size() - line.data());
    return words_of(line.substr(end)).empty();
  }

  [[nodiscard]] bool is_signature(const TextLine& line) const {
    const std::vector<std::string> own =
        folded_words(std::string_view(note_.from).substr(0, note_.from.find('<')));
    return !line.words.empty() &&
           std::all_of(line.words.begin(), line.words.end(), [&](const Word& word) {
             return std::find(own.begin(), own.end(), word.folded) != own.end();
           });
  }

  void check_placeholders(std::string_view line, Part part) {
    for (const std::string_view placeholder : find_placeholders(line)) {
      if (placeholder.starts_with('X') && is_kiss(line, placeholder)) continue;
      findings_.add(part, placeholder,
                    {.kind = "placeholder",
                     .code = "placeholder",
                     .params = {{"text", std::string(placeholder)}},
                     .message = "A placeholder is left in the " +
                                std::string(part == Part::subject ? "subject" : "note") + ": " +
                                in_quotes(placeholder) + "."});
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
      Part part;
    };
    std::vector<Found> found;
    for (const Mention& mention : mentions_.find(subject_))
      found.push_back({mention, Part::subject});
    for (const Mention& mention : mentions_.find(lines_)) found.push_back({mention, Part::body});
    // Of each person once is enough, and the gravest.
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
      return a.mention.said_to_them && !b.mention.said_to_them;
    });
    std::vector<const GuardPerson*> told;
    for (const auto& [mention, part] : found) {
      // What the greeting says has been said already.
      if (std::find(told.begin(), told.end(), mention.person) == told.end() &&
          !findings_.covers("wrong_greeting", part, mention.text)) {
        told.push_back(mention.person);
        add_mention(mention, part);
      }
    }
  }

  void add_mention(const Mention& mention, Part part) {
    const std::string name = name_of(*mention.person);
    std::string code = "other_person";
    std::string why = "you wrote to " + name + " lately.";
    if (mention.what == Mention::What::employer) {
      code = "others_employer";
      why = name + ", to whom you wrote lately, works there.";
    } else if (mention.what == Mention::What::address) {
      code = "others_address";
      why = "it is the address of " + name + ", to whom you wrote lately.";
    }
    findings_.add(
        part, mention.text,
        {.kind = "other_person",
         .code = std::move(code),
         .severity = mention.said_to_them ? Severity::stop : Severity::warn,
         .params = {{"text", std::string(mention.text)}, {"person", person_name_}, {"other", name}},
         .message = in_quotes(mention.text) + " is in this note to " + person_name_ + ": " + why +
                    " Was it left over from that note?"});
  }

  void check_copies() {
    if (is_only_structure(lines_, surroundings_.structure_texts, names_)) {
      findings_.add(Part::body, {},
                    {.kind = "only_structure",
                     .code = "only_template",
                     .params = {{"person", person_name_}},
                     .message = "There is nothing in this note but your structure: no word of it "
                                "is for " +
                                person_name_ + " alone."});
    }
    const auto pasted =
        find_pasted(lines_, surroundings_.recent_notes, surroundings_.structure_texts, names_);
    if (!pasted) return;
    const std::string same = std::to_string(pasted->same_words);
    const std::string words = std::to_string(pasted->words);
    findings_.add(Part::body, pasted->passage,
                  {.kind = "pasted_note",
                   .code = pasted->whole ? "pasted_note" : "pasted_part",
                   .severity = pasted->whole ? Severity::stop : Severity::warn,
                   .params = {{"person", person_name_},
                              {"other", pasted->note->person},
                              {"same", same},
                              {"words", words}},
                   .message = same + " of " + words + " words in this note to " + person_name_ +
                              " are those that you wrote to " + pasted->note->person + "."});
  }

  const Note& note_;
  const GuardPerson& person_;
  const Surroundings& surroundings_;
  std::string person_name_;
  std::vector<TextLine> subject_;  // one line
  std::vector<TextLine> lines_;
  MentionFinder mentions_;
  std::vector<std::string> names_;
  Findings findings_;
};

}  // namespace

std::vector<Finding> check_note(const Note& note, const GuardPerson& person,
                                const Surroundings& surroundings) {
  return Check(note, person, surroundings).run();
}

}  // namespace rounds::domain
