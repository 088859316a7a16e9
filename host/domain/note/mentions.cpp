#include "domain/note/mentions.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "domain/note/name_forms.h"
#include "domain/note/note_words.h"
#include "domain/note/sentence_place.h"
#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/people/nicknames.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// "Müller & Söhne GmbH": what people say of it.
std::vector<std::string> employer_words(std::string_view company) {
  std::vector<std::string> words = folded_words(company);
  while (words.size() > 1 && speech_words().legal_forms.contains(words.back())) {
    words.pop_back();
  }
  return words;
}

std::string_view span_of(const Word& first, const Word& last) {
  return {first.text.data(),
          static_cast<std::size_t>(last.text.data() + last.text.size() - first.text.data())};
}

// How many words the sequence covers from `at` on; 0 when it does not stand there.
std::size_t sequence_at(std::span<const Word> words, std::size_t at,
                        const std::vector<std::string>& sequence, std::size_t longest_gap = 2) {
  if (sequence.empty() || at + sequence.size() > words.size()) {
    return 0;
  }
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    if (without_honorific(words[at + i].folded) != sequence[i] ||
        (i > 0 && words[at + i].before.size() > longest_gap)) {
      return 0;
    }
  }
  // A name is written with a capital somewhere: "may" is not May.
  return words[at + sequence.size() - 1].capital ? sequence.size() : 0;
}

// Whether a line goes on in the next: it was wrapped, and is no short line of its own.
bool goes_on(const TextLine& line, const TextLine& next) {
  constexpr std::size_t shortest_wrapped = 45;
  return line.text.size() >= shortest_wrapped && !next.words.empty() &&
         line.text.data() + line.text.size() + 1 == next.text.data() &&
         next.words.front().before.empty();
}

std::vector<std::string_view> addresses_in(std::string_view line) {
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

}  // namespace

MentionFinder::MentionFinder(const GuardPerson& person, const std::string& from,
                             std::span<const GuardPerson> others) {
  for (const std::string& text : {person.given, person.family, person.full, from}) {
    for (std::string& word : folded_words(text)) {
      known_.push_back(std::move(word));
    }
  }
  innocent_ = folded_words(person.known);
  const std::vector<std::string> employer = employer_words(person.company);
  innocent_.insert(innocent_.end(), employer.begin(), employer.end());

  std::vector<std::string> own_addresses;
  for (const std::string& address : person.addresses) {
    own_addresses.push_back(address_of(address));
  }
  const std::string own_name =
      fold(person.full.empty() ? full_name(person.given, person.family) : person.full);
  for (const GuardPerson& other : others) {
    Other entry{&other,
                folded_words(other.given),
                folded_words(other.family),
                employer_words(other.company),
                {},
                false};
    bool same = !own_name.empty() && fold(other.full.empty() ? full_name(other.given, other.family)
                                                             : other.full) == own_name;
    for (const std::string& address : other.addresses) {
      if (std::string bare = address_of(address); !bare.empty()) {
        same = same || contains(own_addresses, bare);
        entry.addresses.push_back(std::move(bare));
      }
    }
    if (!same) {
      others_.push_back(std::move(entry));
    }
  }
  constexpr std::ptrdiff_t circle = 3;
  for (Other& other : others_) {
    other.shares_employer =
        std::count_if(others_.begin(), others_.end(), [&](const Other& another) {
          return another.employer == other.employer;
        }) >= circle;
  }
}

std::vector<Mention> MentionFinder::find(std::span<const TextLine> lines) const {
  std::vector<Mention> mentions;
  if (others_.empty()) {
    return mentions;
  }
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin + 1;
    while (end < lines.size() && goes_on(lines[end - 1], lines[end])) {
      ++end;
    }
    std::vector<Word> words;
    for (const TextLine& line : lines.subspan(begin, end - begin)) {
      for (const Word& word : line.words) {
        words.push_back(word);
        if (words.size() > 1) {
          Word& previous = words[words.size() - 2];
          const char* const gap = previous.text.data() + previous.text.size();
          previous.after = {gap, static_cast<std::size_t>(word.text.data() - gap)};
          words.back().before = previous.after;
        }
      }
    }
    find_names(words, mentions);
    find_employers(words, mentions);
    for (const TextLine& line : lines.subspan(begin, end - begin)) {
      find_addresses(line, mentions);
    }
    begin = end;
  }
  return mentions;
}

// How many words name the other person from `at` on; `enough` when they do so without being said to
// them.
std::size_t MentionFinder::name_at(std::span<const Word> words, std::size_t at, const Other& other,
                                   const CalledWord* called, bool& enough) const {
  enough = false;
  const std::size_t given = sequence_at(words, at, other.given);
  const std::size_t family = sequence_at(words, at, other.family);
  const auto both = [&](std::size_t first, const std::vector<std::string>& second) {
    const std::size_t more = first == 0 ? 0 : sequence_at(words, at + first, second);
    return more > 0 && is_blank(words[at + first].before) ? first + more : 0;
  };
  if (const std::size_t full = std::max(both(given, other.family), both(family, other.given));
      full > 0) {
    enough = true;
    return full;
  }
  if (given > 0) {
    // "Anna Lee" is not Anna Lindt.
    const bool longer = at + given < words.size() && words[at + given].capital &&
                        is_blank(words[at + given].before) && !words[at + given].before.empty();
    const bool reader = std::all_of(other.given.begin(), other.given.end(),
                                    [&](const std::string& part) { return is_known_called(part); });
    return longer || reader ? 0 : given;
  }
  if (family > 0) {
    const bool known = std::all_of(other.family.begin(), other.family.end(),
                                   [&](const std::string& part) { return is_known(part); });
    const Word* const before = at > 0 ? &words[at - 1] : nullptr;
    const bool addressed =
        before != nullptr && speech_words().formal_titles.contains(before->folded);
    const bool titled =
        addressed || (before != nullptr && speech_words().before_names.contains(before->folded));
    // "Tom Lindt" is not Anna Lindt.
    const bool somebody_else = before != nullptr && before->capital && !titled &&
                               words[at].before.size() == 1 && is_blank(words[at].before);
    if (known || somebody_else) {
      return 0;
    }
    const std::string& name = other.family.front();
    const bool weak =
        family == 1 && (utf16_length(name) < 3 || speech_words().common_words.contains(name) ||
                        is_known_given_name(name));
    enough = addressed || !weak;
    return family;
  }
  const Word& word = words[at];
  if (word.capital && other.family.size() == 1 && word.folded == other.family.front() + "s" &&
      at > 0 && speech_words().articles.contains(words[at - 1].folded)) {
    enough = true;  // "the Lindts"
    return 1;
  }
  const bool nickname = called != nullptr && !other.given.empty() &&
                        !is_known_called(word.folded) &&
                        called->like(other.given.front()) == Likeness::sure &&
                        called->like_any(known_) == Likeness::none;
  return nickname ? 1 : 0;
}

void MentionFinder::find_names(std::span<const Word> words, std::vector<Mention>& mentions) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].capital && !(i + 1 < words.size())) {
      continue;
    }
    // "Thank you, Liz" and "Dziękuję, Marto" call Elizabeth and Marta.
    std::optional<CalledWord> called;
    if (words[i].capital && words[i].folded.size() > 2 && Place(words, i, i + 1).calls()) {
      Calling calling;
      calling.any_language = !is_known_given_name(words[i].folded);
      called.emplace(words[i].folded, calling);
    }
    for (const Other& other : others_) {
      bool enough = false;
      const std::size_t length = name_at(words, i, other, called ? &*called : nullptr, enough);
      if (length == 0) {
        continue;
      }
      const Place place(words, i, i + length);
      const bool said_to_them = place.calls();
      const auto all_known = [&](const std::vector<std::string>& name) {
        return std::all_of(name.begin(), name.end(),
                           [&](const std::string& part) { return contains(innocent_, part); });
      };
      if (said_to_them || (enough && !all_known(other.family))) {
        mentions.push_back({other.person, Mention::What::name,
                            span_of(words[place.begin()], words[i + length - 1]), said_to_them});
      }
    }
  }
}

void MentionFinder::find_employers(std::span<const Word> words,
                                   std::vector<Mention>& mentions) const {
  constexpr std::size_t longest_gap = 3;  // " & "
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].capital) {
      continue;
    }
    for (const Other& other : others_) {
      const std::size_t length = sequence_at(words, i, other.employer, longest_gap);
      if (length == 0 ||
          std::all_of(other.employer.begin(), other.employer.end(),
                      [&](const std::string& word) { return contains(innocent_, word); })) {
        continue;
      }
      // "Target" may be the shop, and "Umbrella" any umbrella: one plain word is not enough.
      const Place place(words, i, i + length);
      const bool formal = i + length < words.size() &&
                          speech_words().legal_forms.contains(words[i + length].folded) &&
                          words[i + length].capital && is_blank(words[i + length].before);
      const bool readers = place.is_readers_work();
      if (length == 1 && place.starts_sentence() && !formal && !readers) {
        continue;
      }
      if (length == 1 && i + 1 < words.size() && words[i + 1].capital &&
          words[i + 1].folded.size() > 1 && !formal && words[i + 1].before.size() == 1 &&
          !readers) {
        continue;  // "Umbrella Street"
      }
      mentions.push_back({other.person, Mention::What::employer,
                          span_of(words[i], words[i + length - 1]),
                          readers && !other.shares_employer});
    }
  }
}

void MentionFinder::find_addresses(const TextLine& line, std::vector<Mention>& mentions) const {
  if (line.text.find('@') == std::string_view::npos) {
    return;
  }
  for (const std::string_view address : addresses_in(line.text)) {
    const GuardPerson* const owner = owner_of(address_of(address));
    if (owner == nullptr) {
      continue;
    }
    const std::vector<std::string> given = folded_words(owner->given);
    bool spoken = false;
    bool named = false;
    for (const Word& word : line.words) {
      spoken = spoken || speech_words().possessives.contains(word.folded);
      // Their address may hold their name; elsewhere it tells whose address this is.
      const bool inside =
          word.text.data() >= address.data() && word.text.data() < address.data() + address.size();
      named = named || (!inside && contains(given, word.folded));
    }
    mentions.push_back({owner, Mention::What::address, address, spoken && !named});
  }
}

const GuardPerson* MentionFinder::namesake(std::span<const Word> name) const {
  const auto found = std::find_if(others_.begin(), others_.end(), [&](const Other& other) {
    if (other.given.empty() || other.family.empty()) {
      return false;
    }
    const auto is = [&](const std::vector<std::string>& first,
                        const std::vector<std::string>& second) {
      std::vector<std::string> full = first;
      full.insert(full.end(), second.begin(), second.end());
      return std::equal(
          name.begin(), name.end(), full.begin(), full.end(),
          [](const Word& word, const std::string& part) { return word.folded == part; });
    };
    return is(other.given, other.family) || is(other.family, other.given);
  });
  return found == others_.end() ? nullptr : found->person;
}

const GuardPerson* MentionFinder::called(std::span<const Word> name, const Calling& calling) const {
  for (const Word& word : name) {
    if (!word.capital || utf16_length(word.folded) < 2) continue;
    const CalledWord called(word.folded, calling);
    const auto found = std::find_if(others_.begin(), others_.end(), [&](const Other& other) {
      return called.like_any(other.given) == Likeness::sure ||
             (!other.family.empty() && called.like(other.family.back()) == Likeness::sure);
    });
    if (found != others_.end()) return found->person;
  }
  return nullptr;
}

const GuardPerson* MentionFinder::of_family(std::string_view folded) const {
  if (is_known(folded)) {
    return nullptr;
  }
  const auto found = std::find_if(others_.begin(), others_.end(), [&](const Other& other) {
    return other.family.size() == 1 && other.family.front() == folded;
  });
  return found == others_.end() ? nullptr : found->person;
}

bool MentionFinder::is_given_name(std::string_view folded) const {
  return std::any_of(others_.begin(), others_.end(), [&](const Other& other) {
    return !other.given.empty() && other.given.front() == folded;
  });
}

const GuardPerson* MentionFinder::owner_of(std::string_view address) const {
  const auto found = std::find_if(others_.begin(), others_.end(), [&](const Other& other) {
    return contains(other.addresses, address);
  });
  return found == others_.end() ? nullptr : found->person;
}

bool MentionFinder::is_known(std::string_view folded) const { return contains(known_, folded); }

// Whether the reader or the writer is called so.
bool MentionFinder::is_known_called(std::string_view folded) const {
  return std::any_of(known_.begin(), known_.end(), [&](const std::string& name) {
    return name == folded || are_nicknames(name, folded);
  });
}

}  // namespace rounds::domain
