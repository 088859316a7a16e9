#include "domain/people/duplicates.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/people/nicknames.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

// Of a name that more people have than this, the name alone says nothing.
constexpr std::size_t kMostNamesakes = 4;
// What more entries share than this is an office's address or an import gone wrong.
constexpr std::size_t kMostSharers = 40;

/// Somebody as they are compared.
struct Entry {
  const Person* person = nullptr;
  std::vector<std::string> given;   // folded words, without titles and the like
  std::vector<std::string> family;  // the same
  std::vector<std::string> addresses;
  std::string profile;
  std::string employer;
  std::string name;                    // all words of it, whichever comes first
  std::vector<std::size_t> nicknames;  // the groups in which the given name stands, in order
};

bool is_decoration(std::string_view word) {
  static constexpr auto decorations = std::to_array<std::string_view>(
      {"dr",  "prof", "professor", "mr",  "mrs",  "ms",  "miss", "herr", "frau", "ing", "dipl",
       "mag", "phd",  "mba",       "md",  "msc",  "bsc", "cpa",  "pmp",  "cfa",  "jr",  "sr",
       "ii",  "iii",  "she",       "her", "hers", "he",  "him",  "his",  "they", "them"});
  return std::find(decorations.begin(), decorations.end(), word) != decorations.end();
}

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  for (Word& word : words_of(name)) {
    if (!is_decoration(word.folded)) words.push_back(std::move(word.folded));
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

/// Both names, whichever comes first.
std::string name_in_any_order(const Entry& entry) {
  std::vector<std::string> words = entry.given;
  words.insert(words.end(), entry.family.begin(), entry.family.end());
  std::sort(words.begin(), words.end());
  return joined(words);
}

/// An employer without its legal form.
std::string employer_key(std::string_view company) {
  static constexpr auto forms = std::to_array<std::string_view>(
      {"inc", "ltd", "llc", "gmbh",    "ag",          "sa",   "bv",      "nv",
       "oy",  "ab",  "as",  "plc",     "co",          "corp", "limited", "kg",
       "srl", "spa", "the", "company", "corporation", "group"});
  std::vector<std::string> words;
  for (Word& word : words_of(company)) {
    if (std::find(forms.begin(), forms.end(), word.folded) == forms.end()) {
      words.push_back(std::move(word.folded));
    }
  }
  return joined(words);
}

Entry read_entry(const Person& person) {
  Entry entry;
  entry.person = &person;
  entry.given = name_words(person.given);
  entry.family = name_words(person.family);
  for (const auto& address : person.addresses) entry.addresses.push_back(address_of(address));
  entry.profile = profile_key(person.url);
  entry.employer = employer_key(person.company);
  entry.name = name_in_any_order(entry);
  return entry;
}

enum class NameLikeness { none, initial, nickname, reordered, same };

bool is_initial_of(const std::string& letter, const std::string& name) {
  return utf16_length(letter) == 1 && name.starts_with(letter);
}

bool share_one(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

NameLikeness compare_given(const Entry& a, const Entry& b) {
  if (a.given.empty() || b.given.empty()) return NameLikeness::none;
  const std::string& one = a.given.front();
  const std::string& other = b.given.front();
  if (one == other) return NameLikeness::nickname;  // what stands behind it differs
  if (share_one(a.nicknames, b.nicknames)) return NameLikeness::nickname;
  if (is_initial_of(one, other) || is_initial_of(other, one)) return NameLikeness::initial;
  return NameLikeness::none;
}

NameLikeness compare_names(const Entry& a, const Entry& b) {
  if (a.given == b.given && a.family == b.family) {
    return a.given.empty() && a.family.empty() ? NameLikeness::none : NameLikeness::same;
  }
  if (!a.name.empty() && a.name == b.name) return NameLikeness::reordered;
  if (a.family.empty() || a.family != b.family) return NameLikeness::none;
  return compare_given(a, b);
}

std::string full_name_of(const Person& person) { return full_name(person.given, person.family); }

bool nameless(const Entry& entry) { return entry.given.empty() && entry.family.empty(); }

/// What two entries have in common, weighed.
class Comparison {
 public:
  Comparison(const Entry& a, const Entry& b, std::size_t namesakes)
      : a_(a), b_(b), likeness_(compare_names(a, b)), namesakes_(namesakes) {}

  /// False when nothing says that the two are one.
  bool judge(DuplicatePair& pair) {
    const bool one_profile = !a_.profile.empty() && a_.profile == b_.profile;
    const bool two_profiles = !a_.profile.empty() && !b_.profile.empty() && !one_profile;
    const std::string address = shared_address();
    const bool one_employer = !a_.employer.empty() && a_.employer == b_.employer;
    const bool one_day =
        a_.person->connected_on && a_.person->connected_on == b_.person->connected_on;

    const bool alike = likeness_ != NameLikeness::none;
    const bool whole = likeness_ == NameLikeness::same || likeness_ == NameLikeness::reordered;
    // Most who meet in the index have nothing to do with each other.
    if (!one_profile && address.empty() &&
        (!alike || (!one_employer && (whole ? namesakes_ > kMostNamesakes : !one_day)))) {
      return false;
    }

    if (one_profile) say("Both have the profile " + a_.person->url + ".");
    if (!address.empty()) say("Both have the address " + address + ".");
    say_names();
    if (one_employer) say("Both work at " + a_.person->company + ".");
    if (one_day) say("You connected with both on " + format_date(*a_.person->connected_on) + ".");

    if (!address.empty() && !alike && (nameless(a_) || nameless(b_))) {
      say("One of them has no name.");
      return grade(pair, DuplicateGrade::likely);
    }
    if (one_profile) return grade(pair, alike ? DuplicateGrade::certain : DuplicateGrade::likely);
    if (!alike) return false;  // a family may share an address
    if (!address.empty()) {
      // Father and son may share both: a second profile is a doubt.
      return grade(pair, whole && !two_profiles ? DuplicateGrade::certain : DuplicateGrade::likely);
    }
    if (whole) {
      if (one_employer) {
        return grade(pair, two_profiles ? DuplicateGrade::possible : DuplicateGrade::likely);
      }
      return grade(pair, two_profiles || different_employers() ? DuplicateGrade::possible
                                                               : DuplicateGrade::likely);
    }
    if (one_employer && likeness_ == NameLikeness::nickname) {
      return grade(pair, two_profiles ? DuplicateGrade::possible : DuplicateGrade::likely);
    }
    return (one_employer || one_day) && !two_profiles && grade(pair, DuplicateGrade::possible);
  }

 private:
  void say(std::string reason) { reasons_.push_back(std::move(reason)); }

  void say_names() {
    const std::string one = full_name_of(*a_.person);
    const std::string other = full_name_of(*b_.person);
    switch (likeness_) {
      case NameLikeness::none:
        return;
      case NameLikeness::same:
        say("Both are called " + one + ".");
        return;
      case NameLikeness::reordered:
        say(one + " and " + other + " are the same names in another order.");
        return;
      case NameLikeness::nickname:
      case NameLikeness::initial:
        say(one + " and " + other + " may be one person's names.");
        return;
    }
  }

  bool grade(DuplicatePair& pair, DuplicateGrade grade) {
    pair.grade = grade;
    pair.reasons = std::move(reasons_);
    return true;
  }

  [[nodiscard]] std::string shared_address() const {
    const auto found = std::find_if(a_.addresses.begin(), a_.addresses.end(), [&](const auto& one) {
      return std::find(b_.addresses.begin(), b_.addresses.end(), one) != b_.addresses.end();
    });
    return found == a_.addresses.end() ? std::string() : *found;
  }

  [[nodiscard]] bool different_employers() const {
    return !a_.employer.empty() && !b_.employer.empty() && a_.employer != b_.employer;
  }

  const Entry& a_;
  const Entry& b_;
  NameLikeness likeness_;
  std::size_t namesakes_;
  std::vector<std::string> reasons_;
};

/// Everybody under what they can be found by.
class Index {
 public:
  void add(std::string key, std::size_t place) {
    if (key.empty()) return;
    auto& places = places_[std::move(key)];
    if (places.empty() || places.back() != place) places.push_back(place);
  }

  [[nodiscard]] const auto& lists() const { return places_; }

 private:
  std::unordered_map<std::string, std::vector<std::size_t>> places_;
};

/// The keys under which somebody meets those who go by another form of the given name.
std::vector<std::string> nickname_keys(const Entry& entry) {
  if (entry.given.empty() || entry.family.empty()) return {};
  const std::string& given = entry.given.front();
  const std::string family = joined(entry.family);
  std::vector<std::string> keys{family + "\n=" + given};
  for (const std::size_t group : entry.nicknames) {
    keys.push_back(family + "\n#" + std::to_string(group));
  }
  return keys;
}

}  // namespace

std::string_view name_of(DuplicateGrade grade) {
  switch (grade) {
    case DuplicateGrade::certain:
      return "certain";
    case DuplicateGrade::likely:
      return "likely";
    case DuplicateGrade::possible:
      return "possible";
  }
  return "";
}

std::vector<DuplicatePair> find_duplicates(const std::vector<Person>& people) {
  std::vector<Entry> entries;
  entries.reserve(people.size());
  for (const Person& person : people) entries.push_back(read_entry(person));

  std::unordered_map<std::string, std::size_t> family_sizes;
  for (const Entry& entry : entries) ++family_sizes[joined(entry.family)];
  Index index;
  std::unordered_map<std::string, std::size_t> namesakes;
  std::unordered_map<std::string, std::vector<std::size_t>> groups;  // of each given name
  for (std::size_t place = 0; place < entries.size(); ++place) {
    Entry& entry = entries[place];
    for (const auto& address : entry.addresses) index.add("@" + address, place);
    if (!entry.profile.empty()) index.add("/" + entry.profile, place);
    const std::string& name = entry.name;
    if (!name.empty()) {
      ++namesakes[name];
      index.add("n" + name, place);
      if (!entry.employer.empty()) index.add("e" + name + '\n' + entry.employer, place);
    }
    if (family_sizes[joined(entry.family)] < 2) continue;
    if (!entry.given.empty()) {
      const auto [known, is_new] = groups.try_emplace(entry.given.front());
      if (is_new) known->second = nickname_groups(entry.given.front());
      entry.nicknames = known->second;
    }
    for (std::string& key : nickname_keys(entry)) index.add("k" + std::move(key), place);
    // An initial meets everybody of the family at the same employer.
    if (!entry.family.empty() && !entry.employer.empty()) {
      index.add("f" + joined(entry.family) + '\n' + entry.employer, place);
    }
  }

  std::map<std::pair<std::size_t, std::size_t>, DuplicatePair> found;
  for (const auto& [key, places] : index.lists()) {
    if (places.size() < 2 || places.size() > kMostSharers) continue;
    for (std::size_t i = 0; i < places.size(); ++i) {
      for (std::size_t j = i + 1; j < places.size(); ++j) {
        const auto pair = std::make_pair(places[i], places[j]);
        if (found.contains(pair)) continue;
        const Entry& a = entries[pair.first];
        const Entry& b = entries[pair.second];
        DuplicatePair judged;
        judged.one = std::min(a.person->id, b.person->id);
        judged.other = std::max(a.person->id, b.person->id);
        if (Comparison(a, b, namesakes[a.name]).judge(judged)) {
          found.emplace(pair, std::move(judged));
        }
      }
    }
  }
  std::vector<DuplicatePair> pairs;
  pairs.reserve(found.size());
  for (auto& [places, pair] : found) pairs.push_back(std::move(pair));
  std::stable_sort(pairs.begin(), pairs.end(), [](const DuplicatePair& a, const DuplicatePair& b) {
    return a.grade < b.grade;
  });
  return pairs;
}

}  // namespace rounds::domain
