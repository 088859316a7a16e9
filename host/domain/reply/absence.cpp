#include "domain/reply/absence.h"

#include <algorithm>
#include <cstddef>

#include "domain/reply/threads.h"
#include "domain/text/words.h"
#include "languages/language_packs.h"

namespace rounds::domain {
namespace {

using languages::Entry;
using languages::WordList;

// In characters. Longer than a notice is: somebody took the time. Machines that say so themselves
// may go on about it.
constexpr std::size_t longest_notice = 1500;
constexpr std::size_t longest_of_machine = 3000;

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

const WordList& away() {
  static const WordList list("reply.away.body");
  return list;
}

const WordList& meanwhile() {
  static const WordList list("reply.away.meanwhile");
  return list;
}

bool says(const WordList& list, std::string_view flat) { return list.inside(flat) != nullptr; }

/// Whether a line is only wrapped, and its sentence goes on below.
bool is_wrapped(std::string_view line, std::string_view below) {
  constexpr std::size_t shortest = 50;
  const std::string_view next = trim(below.substr(0, below.find('\n')));
  return utf16_length(line) >= shortest && !next.empty() && !line.ends_with(',');
}

/// The sentences of a text, flattened. A line ends one, too, unless it is only wrapped.
std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> sentences;
  std::string sentence;
  const auto finish = [&] {
    std::string flat = flatten(sentence);
    if (!flat.empty()) sentences.push_back(std::move(flat));
    sentence.clear();
  };
  std::size_t line = 0;  // where it begins
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const char c = text[i];
    sentence += c;
    const bool ends =
        (c == '.' || c == '!' || c == '?') &&
        (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n' || text[i + 1] == '\r');
    const bool line_ends =
        c == '\n' && !is_wrapped(trim(text.substr(line, i - line)), rest.substr(1));
    if (ends || line_ends) finish();
    if (c == '\n') line = i + 1;
    for (const std::string_view stop : {"。", "！", "？", "।"}) {
      if (!rest.starts_with(stop)) continue;
      sentence += stop.substr(1);
      i += stop.size() - 1;
      finish();
    }
  }
  finish();
  return sentences;
}

bool has_word_of(std::string_view flat, const std::vector<std::string>& names) {
  if (names.empty()) return false;
  const std::vector<std::string> words = folded_words(flat);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(names.begin(), names.end(), word) != names.end();
  });
}

/// A name, a place, a telephone number, a greeting: what stands in lines of its own around a
/// notice.
bool is_frame(std::string_view sentence) {
  constexpr std::size_t longest = 48;
  constexpr std::size_t longest_sentence = 36;
  constexpr std::size_t most_words = 5;
  constexpr std::size_t most_cried = 3;  // "Hello!"
  const bool cried = sentence.ends_with('!') || sentence.ends_with("！");
  const bool ends = cried || sentence.ends_with('.') || sentence.ends_with("。");
  return utf16_length(sentence) <= (ends ? longest_sentence : longest) &&
         folded_words(sentence).size() <= (cried ? most_cried : most_words);
}

struct Seen {
  std::size_t away = 0;
  std::size_t meanwhile = 0;
  std::size_t received = 0;
  std::size_t left = 0;
  std::size_t frame = 0;
  std::size_t other = 0;  // sentences that no notice has
};

Seen look(const std::vector<std::string>& sentences) {
  static const WordList received("reply.acknowledged");
  static const WordList left("reply.left");
  Seen seen;
  for (const std::string& sentence : sentences) {
    const bool is_away = says(away(), sentence);
    const bool is_left = says(left, sentence);
    const bool is_meanwhile =
        says(meanwhile(), sentence) || sentence.find('@') != std::string::npos;
    const bool is_received = says(received, sentence);
    seen.away += is_away ? 1U : 0U;
    seen.left += is_left ? 1U : 0U;
    seen.meanwhile += is_meanwhile ? 1U : 0U;
    seen.received += is_received ? 1U : 0U;
    if (is_away || is_left || is_meanwhile || is_received) continue;
    if (is_frame(sentence)) {
      ++seen.frame;
    } else {
      ++seen.other;
    }
  }
  return seen;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The sentence without what stands in quotation marks: what somebody else said, or a subject.
std::string unquoted(std::string_view sentence) {
  std::string words;
  for (;;) {
    const std::size_t open = std::min(sentence.find('"'), sentence.size());
    words += sentence.substr(0, open);
    if (open == sentence.size()) return words;
    const std::size_t close = sentence.find('"', open + 1);
    if (close == std::string_view::npos) return words;
    sentence.remove_prefix(close + 1);
  }
}

/// A number as programs give one to what they keep: "#42", "100234"; but no year.
bool has_file_number(std::string_view flat) {
  constexpr std::size_t shortest = 3;
  constexpr std::size_t year = 4;
  for (std::size_t at = 0; at < flat.size();) {
    if (!is_digit(flat[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < flat.size() && is_digit(flat[end])) ++end;
    const std::string_view number = flat.substr(at, end - at);
    std::string_view before = flat.substr(0, at);
    if (before.ends_with(' ')) before.remove_suffix(1);
    if (before.ends_with('#')) return true;
    const bool is_year =
        number.size() == year && (number.starts_with("19") || number.starts_with("20"));
    if (number.size() >= shortest && !is_year) return true;
    at = end;
  }
  return false;
}

/// A program that keeps requests by number, and says that it has received one.
bool is_ticket(std::string_view subject, const std::vector<std::string>& sentences) {
  static const WordList tickets("reply.tickets");
  static const WordList received("reply.acknowledged");
  const std::string flat_subject = flatten(subject);
  bool numbered =
      (flat_subject.find_first_of("#[") != std::string::npos || says(tickets, flat_subject)) &&
      has_file_number(flat_subject);
  std::size_t of_tickets = 0;
  bool acknowledges = false;
  bool goes_on = false;  // behind "No." a sentence only seems to end
  for (const std::string& sentence : sentences) {
    const bool is_of_ticket = says(tickets, sentence);
    of_tickets += is_of_ticket ? 1U : 0U;
    numbered = numbered || ((is_of_ticket || goes_on) && has_file_number(sentence));
    goes_on = is_of_ticket;
    acknowledges = acknowledges || says(received, sentence);
  }
  return numbered && of_tickets > 0 && (acknowledges || of_tickets > 1);
}

/// A machine that says so of this message, in the first two sentences or the last two.
bool says_machine(const std::vector<std::string>& sentences) {
  static const WordList list("reply.automatic.sentences");
  constexpr std::size_t near = 2;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const bool outside = i < near || i + near >= sentences.size();
    if (outside && says(list, unquoted(sentences[i]))) return true;
  }
  return false;
}

/// "Your message / To: Ann / Subject: x / was read on …", or words of the kind.
bool is_receipt(std::string_view text) {
  static const WordList words("reply.receipts.body");
  static const WordList to("reply.fields.to");
  static const WordList subject("reply.fields.subject");
  constexpr std::size_t longest = 1000;
  const std::string flat = flatten(text);
  if (utf16_length(flat) > longest) return false;
  if (says(words, flat)) return true;
  bool has_to = false;
  bool has_subject = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = flatten(text.substr(begin, end - begin));
    const std::string_view field = trim(std::string_view(line).substr(0, line.find(':')));
    has_to = has_to || (field.size() < line.size() && to.contains(field));
    has_subject = has_subject || (field.size() < line.size() && subject.contains(field));
    begin = end + 1;
  }
  return has_to && has_subject;
}

/// Who is called by name may be asked by somebody, so that more must speak for a filter; but it
/// has read the name in the note's header.
bool is_challenge(std::string_view words, bool names_reader) {
  static const WordList list("reply.challenges");
  const bool has_link = words.find("http") != std::string_view::npos ||
                        words.find("www.") != std::string_view::npos ||
                        words.find("mailto:") != std::string_view::npos ||
                        words.find("-confirm-") != std::string_view::npos;
  const auto hits = std::count_if(
      list.entries().begin(), list.entries().end(),
      [&](const Entry& entry) { return words.find(entry.folded) != std::string_view::npos; });
  if (hits > 1) return true;
  static const WordList marks("reply.challenge_marks");
  return hits == 1 && has_link && (!names_reader || says(marks, words));
}

bool begins_with_any(const WordList& list, std::string_view subject, bool needs_end) {
  const std::string flat = flatten(subject);
  std::string_view head = flat;
  for (const std::string_view bracket : {"[", "**", "【"}) {
    if (head.starts_with(bracket)) head = trim(head.substr(bracket.size()));
  }
  for (std::string_view rest = head;;) {
    const Entry* const found = list.beginning_of(rest);
    if (found == nullptr) return false;
    const std::string_view behind = head.substr(found->folded.size());
    if (behind.empty() || behind.starts_with(':') || behind.starts_with(" :") ||
        behind.starts_with(']') || behind.starts_with("】") ||
        (!needs_end && behind.starts_with(' '))) {
      return true;
    }
    rest = rest.substr(0, found->folded.size() - 1);  // a shorter one may end there
  }
}

}  // namespace

std::string_view name_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::none:
      break;
    case NoticeKind::machine:
      return "says_machine";
    case NoticeKind::away:
      return "says_away";
    case NoticeKind::received:
      return "says_received";
    case NoticeKind::left:
      return "says_left";
    case NoticeKind::challenge:
      return "asks_for_proof";
    case NoticeKind::receipt:
      return "says_read";
  }
  return "";
}

bool is_automatic_subject(std::string_view subject) {
  static const WordList list("reply.automatic.subjects");
  return begins_with_any(list, subject, true);
}

bool is_receipt_subject(std::string_view subject) {
  static const WordList list("reply.receipts.subjects");
  return begins_with_any(list, subject, true) ||
         begins_with_any(list, thread_subject(subject).rest, true);
}

bool is_away_subject(std::string_view subject) {
  static const WordList list("reply.away.subjects");
  const ThreadSubject thread = thread_subject(subject);
  return !thread.answers && says(list, thread.rest);
}

bool says_away(std::string_view text, const NoticeContext& context) {
  const std::string words = flatten(own_words(text));
  return says(away(), words) && !has_word_of(words, context.reader);
}

NoticeKind notice_kind(std::string_view subject, std::string_view text,
                       const NoticeContext& context) {
  const std::string_view own = own_words(text);
  const std::string words = flatten(own);
  if (is_receipt_subject(subject) && is_receipt(text)) return NoticeKind::receipt;
  const std::size_t length = utf16_length(words);
  if (words.empty() || length > longest_of_machine) return NoticeKind::none;
  const bool names_reader = has_word_of(words, context.reader);
  const std::vector<std::string> sentences = sentences_of(own);
  if (is_challenge(words, names_reader)) return NoticeKind::challenge;
  if (is_ticket(subject, sentences)) return NoticeKind::received;
  // No machine but these knows how the reader is called.
  if (names_reader) return NoticeKind::none;
  if (says_machine(sentences)) return NoticeKind::machine;
  if (length > longest_notice) return NoticeKind::none;
  // Notices ask nothing, and tell nothing else.
  if (words.find('?') != std::string::npos || words.find("؟") != std::string::npos) {
    return NoticeKind::none;
  }
  const Seen seen = look(sentences);
  const bool away_subject = is_away_subject(subject);
  // A subject of its own that says so is a structure, and so is a notice that is complete without
  // it: then one sentence more may stand there.
  const bool complete = seen.away > 0 && (away_subject || seen.meanwhile + seen.received > 1);
  if (seen.other > (complete ? 1U : 0U)) return NoticeKind::none;
  const bool third_person = has_word_of(words, context.writer);
  const bool addressed = words.find('@') != std::string::npos;
  if (seen.left > 0 && (seen.meanwhile > 0 || seen.received > 0 || third_person || addressed)) {
    return NoticeKind::left;
  }
  if (seen.away > 0 && (seen.meanwhile > 0 || seen.received > 0 || away_subject ||
                        (third_person && sentences.size() > 1 && addressed))) {
    return NoticeKind::away;
  }
  if (seen.received > 1 || (seen.received > 0 && seen.meanwhile > 0)) return NoticeKind::received;
  return NoticeKind::none;
}

}  // namespace rounds::domain
