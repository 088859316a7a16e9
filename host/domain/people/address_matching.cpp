#include "domain/people/address_matching.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

#include "domain/people/name_parts.h"
#include "domain/people/names.h"
#include "domain/people/nicknames.h"
#include "domain/text/word_lists.h"

namespace rounds::domain {
namespace {

using Words = std::vector<NameWord>;

// --- what is common -----------------------------------------------------------------------------

// Names that so many people bear that two of them may well be in one mailbox.
constexpr auto common_families = std::to_array<std::string_view>({
    "smith",     "johnson",   "williams", "brown",     "jones",      "garcia",    "miller",
    "davis",     "rodriguez", "martinez", "hernandez", "lopez",      "gonzalez",  "wilson",
    "anderson",  "thomas",    "taylor",   "moore",     "jackson",    "martin",    "lee",
    "perez",     "thompson",  "white",    "harris",    "sanchez",    "clark",     "ramirez",
    "lewis",     "robinson",  "walker",   "young",     "allen",      "king",      "wright",
    "scott",     "torres",    "nguyen",   "hill",      "flores",     "green",     "adams",
    "nelson",    "baker",     "hall",     "rivera",    "campbell",   "mitchell",  "carter",
    "roberts",   "evans",     "davies",   "hughes",    "edwards",    "wood",      "turner",
    "cooper",    "muller",    "mueller",  "schmidt",   "schneider",  "fischer",   "weber",
    "meyer",     "meier",     "maier",    "mayer",     "wagner",     "becker",    "schulz",
    "schulze",   "hoffmann",  "hofmann",  "koch",      "bauer",      "richter",   "klein",
    "wolf",      "schroder",  "neumann",  "schwarz",   "zimmermann", "braun",     "kruger",
    "hartmann",  "lange",     "werner",   "krause",    "gruber",     "huber",     "steiner",
    "moser",     "bernard",   "dubois",   "durand",    "moreau",     "laurent",   "simon",
    "michel",    "lefebvre",  "leroy",    "rossi",     "russo",      "ferrari",   "esposito",
    "bianchi",   "romano",    "colombo",  "ricci",     "silva",      "santos",    "ferreira",
    "pereira",   "oliveira",  "costa",    "sousa",     "souza",      "fernandez", "gomez",
    "diaz",      "nowak",     "kowalski", "kowalska",  "wisniewski", "novak",     "novakova",
    "svoboda",   "ivanov",    "ivanova",  "smirnov",   "kuznetsov",  "popov",     "petrov",
    "petrova",   "jansen",    "janssen",  "bakker",    "visser",     "smit",      "hansen",
    "johansen",  "olsen",     "larsen",   "nielsen",   "jensen",     "pedersen",  "andersen",
    "johansson", "andersson", "karlsson", "nilsson",   "eriksson",   "larsson",   "olsson",
    "persson",   "yilmaz",    "kaya",     "demir",     "murphy",     "kelly",     "osullivan",
    "walsh",     "byrne",     "ryan",
});

// Families of which there are so few names that any given name meets them often.
constexpr auto most_common_families = std::to_array<std::string_view>({
    "wang",    "li",    "zhang",  "liu",    "chen",     "yang", "huang", "zhao", "wu",
    "zhou",    "xu",    "sun",    "zhu",    "lin",      "kim",  "park",  "choi", "jung",
    "kang",    "tran",  "pham",   "hoang",  "tan",      "lim",  "wong",  "chan", "singh",
    "kaur",    "kumar", "patel",  "sharma", "gupta",    "shah", "khan",  "ali",  "ahmed",
    "hussain", "sato",  "suzuki", "tanaka", "watanabe", "ito",
});

// Whoever has many people's mail says nothing about one of them.
constexpr auto free_mail = std::to_array<std::string_view>({
    "gmail",    "googlemail", "gmx",      "web",        "outlook", "hotmail",  "live",
    "msn",      "yahoo",      "ymail",    "icloud",     "me",      "mac",      "aol",
    "proton",   "protonmail", "pm",       "mail",       "email",   "posteo",   "mailbox",
    "fastmail", "zoho",       "yandex",   "qq",         "163",     "126",      "tonline",
    "freenet",  "arcor",      "bluewin",  "orange",     "wanadoo", "free",     "laposte",
    "libero",   "tiscali",    "virgilio", "wp",         "onet",    "interia",  "seznam",
    "comcast",  "verizon",    "att",      "btinternet", "sky",     "talktalk", "rediffmail",
    "naver",    "daum",       "hey",      "tutanota",   "inbox",   "ukr",      "bigpond",
    "telenet",  "ziggo",      "kpnmail",  "xs4all",     "rambler",
});

// Words of an employer's name that its domain need not have, and that name nobody.
constexpr auto company_forms = std::to_array<std::string_view>({
    "gmbh",   "mbh",         "ag",      "kg",       "kgaa",
    "ohg",    "ug",          "ev",      "inc",      "incorporated",
    "llc",    "llp",         "ltd",     "limited",  "plc",
    "corp",   "corporation", "co",      "company",  "sa",
    "sas",    "sarl",        "srl",     "spa",      "bv",
    "nv",     "ab",          "as",      "oy",       "se",
    "pty",    "pvt",         "the",     "and",      "und",
    "of",     "group",       "holding", "holdings", "international",
    "global", "deutschland", "germany", "europe",   "uk",
    "usa",
});

// Words with which so many employers' names begin that they tell none of them.
constexpr auto vague_companies = std::to_array<std::string_view>({
    "university", "universitat", "bank",      "institute",    "institut", "hotel",       "clinic",
    "school",     "consulting",  "freelance", "selfemployed", "self",     "independent", "private",
    "retired",    "ministry",    "city",      "national",     "first",    "new",         "general",
    "united",     "american",    "european",  "royal",        "state",
});

// Read by whoever is at the desk.
constexpr auto offices = std::to_array<std::string_view>({
    "info",        "office",   "contact",   "kontakt",   "mail",      "hello",
    "hallo",       "support",  "sales",     "team",      "admin",     "webmaster",
    "family",      "familie",  "service",   "post",      "buero",     "buro",
    "sekretariat", "praxis",   "jobs",      "hr",        "help",      "billing",
    "rechnung",    "accounts", "reception", "secretary", "enquiries", "home",
});

// --- people -------------------------------------------------------------------------------------

/// A person's names and employer in the form in which they are compared.
struct Profile {
  Words given;
  Words family;
  Words former;  // families before a marriage
  Words called;  // given names in parentheses: "Robert (Bob)"
  std::string suffix;
  std::vector<std::string> companies;  // what the employer's domain may be called
  bool common = false;

  /// The given name by which they are called most likely.
  [[nodiscard]] const NameWord* call_name() const {
    const auto word =
        std::find_if(given.begin(), given.end(), [](const NameWord& w) { return !w.initial; });
    return word == given.end() ? nullptr : &*word;
  }
};

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::vector<std::string> company_names(std::string_view company) {
  std::vector<std::string> words;
  std::string word;
  const std::string folded = fold(company.substr(0, std::min<std::size_t>(company.size(), 200)));
  for (const char c : folded + ' ') {
    if (is_plain(c)) {
      word += c;
    } else if (c != '.' && c != '\'' && !word.empty()) {
      if (!is_one_of(word, company_forms)) words.push_back(word);
      word.clear();
    }
  }
  std::vector<std::string> names;
  if (words.empty()) return names;
  std::string joined;
  std::string letters;
  for (const auto& one : words) {
    joined += one;
    letters += one.front();
    if (joined.size() >= 3) names.push_back(joined);
  }
  // The first word alone stands among the names already, if it is long enough to tell anything.
  if (words.size() > 1 && (words.front().size() < 4 || is_one_of(words.front(), vague_companies))) {
    std::erase(names, words.front());
  }
  if (words.size() == 1 && is_one_of(words.front(), vague_companies)) names.clear();
  if (letters.size() >= 3) names.push_back(letters);
  return names;
}

Profile make_profile(const WantedPerson& person) {
  Profile profile;
  NameParts given = parse_name(person.given);
  NameParts family = parse_family_name(person.family);
  profile.given = std::move(given.words);
  profile.called = std::move(given.former);
  profile.family = std::move(family.words);
  profile.former = std::move(family.former);
  profile.suffix = family.suffix.empty() ? given.suffix : family.suffix;
  profile.companies = company_names(person.company);
  if (!profile.family.empty()) {
    const std::string& last = profile.family.back().text;
    const NameWord* const call = profile.call_name();
    profile.common =
        profile.family.size() == 1 && (is_one_of(last, most_common_families) ||
                                       (is_one_of(last, common_families) &&
                                        (call == nullptr || is_known_given_name(call->text))));
  }
  return profile;
}

// --- addresses ----------------------------------------------------------------------------------

/// An address and the names under which it was seen, taken apart.
struct Seen {
  std::vector<NameParts> names;
  Words local;
  std::string joined_local;
  bool digits = false;  // "john.smith2": the second of that name
  bool office = false;
  std::vector<std::string> hosts;  // the labels of the domain that may name an employer or a family
};

std::vector<std::string> hosts_of(std::string_view domain) {
  std::vector<std::string> labels;
  std::string label;
  for (const char c : domain) {
    if (c == '.') {
      labels.push_back(std::exchange(label, {}));
    } else if (is_plain(c)) {
      label += c;
    }
  }
  // What is left in `label` is the country's or the kind's. "co.uk" has two such.
  if (labels.size() > 1 && (labels.back().size() <= 3) && label.size() == 2) labels.pop_back();
  if (labels.empty() || is_one_of(labels.back(), free_mail)) return {};
  std::erase_if(labels, [](const std::string& one) { return one.size() < 2; });
  return labels;
}

Seen make_seen(const Correspondent& one) {
  constexpr std::size_t kMostNames = 12;
  Seen seen;
  std::vector<std::pair<std::int64_t, std::string_view>> names;
  for (const auto& [name, count] : one.names) names.emplace_back(-count, name);
  std::sort(names.begin(), names.end());
  for (const auto& [count, name] : names) {
    if (seen.names.size() == kMostNames) break;
    NameParts parts = parse_name(name);
    if (!parts.empty()) seen.names.push_back(std::move(parts));
  }
  const std::size_t at = std::min(one.address.rfind('@'), one.address.size());
  const std::string_view local = std::string_view(one.address).substr(0, at);
  seen.local = local_part_words(local);
  for (const NameWord& word : seen.local) seen.joined_local += word.text;
  seen.digits = local.find_first_of("0123456789") != std::string_view::npos;
  seen.office = std::any_of(seen.local.begin(), seen.local.end(),
                            [](const NameWord& word) { return is_one_of(word.text, offices); });
  if (at < one.address.size()) seen.hosts = hosts_of(std::string_view(one.address).substr(at + 1));
  return seen;
}

// --- comparing ----------------------------------------------------------------------------------

enum class NameLevel {
  contrary,  // somebody else's name
  absent,    // no name at all
  given,     // the given name alone, or with another family name
  former,    // the given name with a family name from before
  initial,   // the family name with the right initial
  close,     // a nickname, a name more or less, another order
  full,
};

enum class LocalLevel { contrary, nothing, given, family, initial, full };

enum class GivenFit { none, initial, nickname, same };

bool may_be_nicknames(const NameWord& one, const NameWord& other) {
  return are_nicknames(one.text, other.text);
}

GivenFit fit_given(const NameWord& word, const Profile& person) {
  GivenFit best = GivenFit::none;
  for (std::size_t i = 0; i < person.given.size(); ++i) {
    const NameWord& given = person.given[i];
    GivenFit fit = GivenFit::none;
    if (word.initial || given.initial) {
      // Initials stand for first names, and only rarely for the others.
      if (i == 0 && word.text.front() == given.text.front()) fit = GivenFit::initial;
    } else if (is_same_word(word, given)) {
      fit = i == 0 || &given == person.call_name() ? GivenFit::same : GivenFit::nickname;
    } else if (may_be_nicknames(word, given)) {
      fit = GivenFit::nickname;
    }
    best = std::max(best, fit);
  }
  for (const NameWord& called : person.called) {
    if (is_same_word(word, called)) best = std::max(best, GivenFit::nickname);
  }
  return best;
}

bool agrees(const NameWord& one, const NameWord& other) {
  if (one.initial || other.initial) return one.text.front() == other.text.front();
  return is_same_word(one, other) || may_be_nicknames(one, other);
}

/// Which of the words are the family's; takes them out. How many of its words were found.
std::size_t take_family(Words& words, const Words& family, std::vector<std::size_t>& places) {
  std::size_t found = 0;
  std::vector<bool> taken(words.size(), false);
  for (const NameWord& one : family) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (taken[i] || words[i].initial || !is_same_word(words[i], one)) continue;
      taken[i] = true;
      places.push_back(i);
      ++found;
      break;
    }
  }
  Words rest;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!taken[i]) rest.push_back(std::move(words[i]));
  }
  words = std::move(rest);
  return found;
}

/// Middle names: both have some, and none of them agrees.
bool middle_names_differ(const Words& rest, const Profile& person) {
  if (rest.size() < 2 || person.given.size() < 2) return false;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    for (const NameWord& given : person.given) {
      if (agrees(rest[i], given)) return false;
    }
  }
  return true;
}

NameLevel compare_name(const NameParts& name, const Profile& person) {
  if (person.given.empty() || person.family.empty()) {
    // Of a mononym only the very same word may be theirs.
    const Words& only = person.given.empty() ? person.family : person.given;
    const bool same = name.words.size() == only.size() && !only.empty() &&
                      std::equal(only.begin(), only.end(), name.words.begin(), is_same_word);
    return same ? NameLevel::given : NameLevel::contrary;
  }
  Words rest = name.words;
  std::vector<std::size_t> places;
  const std::size_t found = take_family(rest, person.family, places);
  bool former = false;
  if (found == 0) {
    places.clear();
    former = take_family(rest, person.former, places) > 0;
  }
  // "Ann Miller (Lee)" for Ann Lee
  if (found == 0 && !former && !name.former.empty()) {
    Words before = name.former;
    std::vector<std::size_t> ignored;
    former = take_family(before, person.family, ignored) > 0;
  }
  if (rest.empty()) return found > 0 ? NameLevel::absent : NameLevel::contrary;

  const GivenFit first = fit_given(rest.front(), person);
  if (first == GivenFit::none) return NameLevel::contrary;
  if (!name.suffix.empty() && !person.suffix.empty() && name.suffix != person.suffix) {
    return NameLevel::contrary;
  }
  if (found == 0) {
    if (first == GivenFit::initial) return NameLevel::contrary;
    return former ? NameLevel::former : NameLevel::given;
  }
  if (middle_names_differ(rest, person)) return NameLevel::contrary;

  const bool family_first = places.front() == 0;
  const bool comma = name.family_first > 0;
  if (comma) {
    const bool behind = std::any_of(places.begin(), places.end(),
                                    [&](std::size_t at) { return at >= name.family_first; });
    // "Martin, Thomas" is not Thomas's family name.
    if (behind) return NameLevel::contrary;
  }
  if (first == GivenFit::initial) return NameLevel::initial;
  const bool extra = std::any_of(rest.begin() + 1, rest.end(), [&](const NameWord& word) {
    return std::none_of(person.given.begin(), person.given.end(),
                        [&](const NameWord& given) { return agrees(word, given); });
  });
  const bool turned = family_first && !comma;
  if (turned && is_known_given_name(person.family.front().text)) return NameLevel::given;
  if (first == GivenFit::nickname || extra || turned || found < person.family.size()) {
    return NameLevel::close;
  }
  return NameLevel::full;
}

LocalLevel compare_local(const Seen& seen, const Profile& person) {
  if (seen.local.empty() || person.family.empty() || person.given.empty()) {
    return LocalLevel::nothing;
  }
  Words rest = seen.local;
  std::vector<std::size_t> places;
  if (take_family(rest, person.family, places) > 0) {
    if (rest.empty()) return LocalLevel::family;
    const GivenFit fit = fit_given(rest.front(), person);
    if (fit == GivenFit::none) return LocalLevel::contrary;
    return fit == GivenFit::initial ? LocalLevel::initial : LocalLevel::full;
  }
  // Joined: "annlee", "leeann", "alee", "leea".
  const auto each_spelling = [&](const Words& words, const auto& visit) {
    std::string text;
    std::string spelled;
    for (const NameWord& word : words) {
      text += word.text;
      spelled += word.spelled;
    }
    return visit(text) || (spelled != text && visit(spelled));
  };
  LocalLevel best = LocalLevel::nothing;
  const std::string_view joined = seen.joined_local;
  each_spelling(person.family, [&](const std::string& family) {
    std::string_view other;
    if (joined.size() > family.size() && joined.ends_with(family)) {
      other = joined.substr(0, joined.size() - family.size());
    } else if (joined.size() > family.size() && joined.starts_with(family)) {
      other = joined.substr(family.size());
    } else {
      return false;
    }
    NameWord word;
    word.text = word.spelled = word.sound = other;
    word.initial = other.size() == 1;
    const GivenFit fit = fit_given(word, person);
    std::string initials;
    for (const NameWord& given : person.given) initials += given.text.front();
    if (fit == GivenFit::same || fit == GivenFit::nickname) best = LocalLevel::full;
    if (fit == GivenFit::initial || (initials.size() > 1 && other == initials)) {
      best = std::max(best, LocalLevel::initial);
    }
    if (fit == GivenFit::none && is_known_given_name(other)) best = LocalLevel::contrary;
    return best == LocalLevel::full;
  });
  if (best != LocalLevel::nothing) return best;
  const GivenFit fit = fit_given(seen.local.front(), person);
  if (fit == GivenFit::same || fit == GivenFit::nickname) {
    return seen.local.size() == 1 ? LocalLevel::given : LocalLevel::nothing;
  }
  // "bob@": somebody's name, but not theirs
  const bool others = !seen.local.front().initial && is_known_given_name(seen.local.front().text);
  return others ? LocalLevel::contrary : LocalLevel::nothing;
}

bool names_employer(const Seen& seen, const Profile& person) {
  return std::any_of(seen.hosts.begin(), seen.hosts.end(), [&](const std::string& host) {
    return std::find(person.companies.begin(), person.companies.end(), host) !=
           person.companies.end();
  });
}

bool names_family(const Seen& seen, const Profile& person) {
  return std::any_of(seen.hosts.begin(), seen.hosts.end(), [&](const std::string& host) {
    std::string family;
    for (const NameWord& word : person.family) family += word.text;
    return !family.empty() && (host == family || (!person.given.empty() &&
                                                  host == person.given.front().text + family));
  });
}

// --- grading ------------------------------------------------------------------------------------

/// How one address fits one person, looked at alone.
struct Fit {
  std::size_t person = 0;
  NameLevel name = NameLevel::contrary;
  LocalLevel local = LocalLevel::nothing;
  bool employer = false;
  bool several = false;      // the address is used under others' names, too
  bool half_suffix = false;  // "John Smith Jr." and "John Smith": father or son
  std::optional<AddressGrade> grade;
};

std::optional<AddressGrade> grade_name(const Fit& fit, const Seen& seen, const Profile& person) {
  using enum AddressGrade;
  const bool full_local = fit.local == LocalLevel::full;
  const bool some_local = full_local || fit.local == LocalLevel::initial;
  const bool own_domain = names_family(seen, person) && fit.local >= LocalLevel::given;
  const bool supported = some_local || own_domain;
  switch (fit.name) {
    case NameLevel::full:
      if (person.common) {
        // Two of one name in one company have numbers in their addresses.
        if (!fit.employer) return possible;
        return full_local && !seen.digits ? certain : likely;
      }
      return fit.employer || supported ? certain : likely;
    case NameLevel::close:
      return supported || fit.employer ? likely : possible;
    case NameLevel::initial:
      return full_local || fit.employer ? likely : possible;
    case NameLevel::former:
      return fit.local >= LocalLevel::given || fit.employer ? likely : possible;
    case NameLevel::given:
      if (full_local && !person.common) return likely;
      if (fit.employer || supported) return possible;
      return std::nullopt;
    case NameLevel::absent:
      if (full_local) return fit.employer || own_domain ? likely : possible;
      if (some_local && fit.employer) return possible;
      return std::nullopt;
    case NameLevel::contrary:
      break;
  }
  return std::nullopt;
}

void lower_to(std::optional<AddressGrade>& grade, AddressGrade most) {
  if (grade) grade = std::max(*grade, most);  // the worse one is the larger
}

Fit fit_address(const Seen& seen, const Profile& person, std::size_t index) {
  Fit fit;
  fit.person = index;
  fit.name = seen.names.empty() ? NameLevel::absent : NameLevel::contrary;
  bool others = false;
  for (const NameParts& name : seen.names) {
    const NameLevel level = compare_name(name, person);
    fit.name = std::max(fit.name, level);
    if (name.several || (level == NameLevel::contrary && name.words.size() > 1)) others = true;
    if (name.suffix.empty() != person.suffix.empty()) fit.half_suffix = true;
  }
  fit.several = others;
  if (fit.name == NameLevel::contrary) return fit;
  fit.local = compare_local(seen, person);
  fit.employer = names_employer(seen, person);
  fit.grade = grade_name(fit, seen, person);
  if (fit.several || fit.half_suffix) {
    lower_to(fit.grade, fit.local == LocalLevel::full && !fit.half_suffix ? AddressGrade::likely
                                                                          : AddressGrade::possible);
  }
  if (fit.local == LocalLevel::contrary || seen.office) lower_to(fit.grade, AddressGrade::possible);
  return fit;
}

// --- finding ------------------------------------------------------------------------------------

/// Who may be meant, by what an address and its names say. Entries are digests: a wrong one costs a
/// comparison and nothing else.
class PeopleIndex {
 public:
  explicit PeopleIndex(const std::vector<Profile>& people) {
    for (std::size_t i = 0; i < people.size(); ++i) add(people[i], static_cast<std::uint32_t>(i));
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  }

  /// Each once, in order.
  [[nodiscard]] std::vector<std::uint32_t> find(const Seen& seen) const {
    std::vector<std::uint32_t> found;
    const auto look = [&](std::uint64_t key) {
      auto entry = std::lower_bound(entries_.begin(), entries_.end(), Entry{key, 0});
      for (; entry != entries_.end() && entry->first == key; ++entry) {
        found.push_back(entry->second);
      }
    };
    for (const NameParts& name : seen.names) {
      Words words = name.words;
      words.insert(words.end(), name.former.begin(), name.former.end());
      look_for_words(words, seen, look);
    }
    look_for_words(seen.local, seen, look);
    look(key('j', seen.joined_local, ""));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  using Entry = std::pair<std::uint64_t, std::uint32_t>;

  static std::uint64_t key(char kind, std::string_view one, std::string_view other) {
    std::string text(1, kind);
    text.append(one).append(1, '\n').append(other);
    return std::hash<std::string>{}(text);
  }

  template <typename Look>
  void look_for_words(const Words& words, const Seen& seen, const Look& look) const {
    for (const NameWord& given : words) {
      for (const std::string& host : seen.hosts) look(key('c', host, given.sound));
      for (const NameWord& family : words) {
        if (&family == &given || family.initial) continue;
        look(key('n', family.sound, given.sound));
        if (!given.initial) look(key('i', family.sound, given.text.substr(0, 1)));
      }
    }
    if (words.size() == 1) look(key('m', words.front().sound, ""));
  }

  void add(const Profile& person, std::uint32_t index) {
    const auto put = [&](std::uint64_t key) { entries_.emplace_back(key, index); };
    if (person.given.empty() || person.family.empty()) {
      const Words& only = person.given.empty() ? person.family : person.given;
      if (only.size() == 1) put(key('m', only.front().sound, ""));
      return;
    }
    std::vector<std::string> given;
    std::vector<std::string> spelled;
    for (const NameWord& word : person.given) {
      given.push_back(word.sound);
      spelled.push_back(word.text);
      if (word.spelled != word.text) spelled.push_back(word.spelled);
      if (word.initial) continue;
      for (const NameWord& nickname : nicknames(word.text)) {
        given.push_back(nickname.sound);
        spelled.push_back(nickname.text);
      }
    }
    for (const NameWord& word : person.called) given.push_back(word.sound);
    const std::string first = person.given.front().text.substr(0, 1);
    Words families = person.family;
    families.insert(families.end(), person.former.begin(), person.former.end());
    for (const NameWord& family : families) {
      for (const std::string& name : given) put(key('n', family.sound, name));
      put(key('n', family.sound, first));
      if (person.given.front().initial) put(key('i', family.sound, first));
    }
    std::string text;
    std::string other;
    for (const NameWord& word : person.family) {
      text += word.text;
      other += word.spelled;
    }
    for (const std::string& family : {text, other}) {
      for (const std::string& name : spelled) {
        put(key('j', name + family, ""));
        put(key('j', family + name, ""));
      }
      put(key('j', first + family, ""));
      put(key('j', family + first, ""));
      if (text == other) break;
    }
    for (const std::string& company : person.companies) {
      for (const std::string& name : given) put(key('c', company, name));
    }
  }

  const Words& nicknames(const std::string& name) {
    const auto [found, is_new] = nicknames_.try_emplace(name);
    if (is_new) {
      for (const std::string_view other : nicknames_of(name)) {
        Words words = parse_name(other).words;
        if (!words.empty()) found->second.push_back(std::move(words.front()));
      }
    }
    return found->second;
  }

  std::vector<Entry> entries_;
  std::unordered_map<std::string, Words> nicknames_;
};

/// Somebody of whom only the given name fits is no rival of one whose whole name does.
bool is_rival(const Fit& fit) {
  return fit.name >= NameLevel::former || fit.local == LocalLevel::full;
}

bool fits_better(const Fit& one, const Fit& other) {
  if (one.name != other.name) return one.name > other.name;
  return one.employer && !other.employer;
}

/// Where two may be meant, neither is certain; where nothing tells them apart, neither is likely.
void settle_rivals(std::vector<Fit>& fits) {
  const auto rivals = std::count_if(fits.begin(), fits.end(), is_rival);
  for (std::size_t i = 0; i < fits.size(); ++i) {
    if (rivals - (is_rival(fits[i]) ? 1 : 0) == 0) continue;
    bool best = true;
    for (std::size_t j = 0; best && j < fits.size(); ++j) {
      best = i == j || !is_rival(fits[j]) || fits_better(fits[i], fits[j]);
    }
    lower_to(fits[i].grade, best ? AddressGrade::likely : AddressGrade::possible);
  }
}

/// Who has which address already.
using Owners = std::unordered_multimap<std::string_view, std::size_t>;

/// What others have is never certain, and what is theirs by name is not proposed at all.
void respect_owners(std::vector<Fit>& fits, const std::string& address, const Owners& owners,
                    const Seen& seen, const std::vector<Profile>& people) {
  const auto [first, last] = owners.equal_range(address);
  if (first == last) return;
  for (Fit& fit : fits) {
    lower_to(fit.grade, AddressGrade::possible);
    for (auto owner = first; owner != last; ++owner) {
      const bool own = owner->second == fit.person;
      const NameLevel name = fit_address(seen, people[owner->second], owner->second).name;
      if (own || name >= fit.name) fit.grade.reset();
    }
  }
}

/// Enough was written to take it for an acquaintance and not for a stranger who uses the name.
bool is_acquainted(const Correspondent& one) { return one.sent > 0 || one.received > 1; }

}  // namespace

std::string_view name_of(AddressGrade grade) {
  switch (grade) {
    case AddressGrade::certain:
      return "certain";
    case AddressGrade::likely:
      return "likely";
    case AddressGrade::possible:
      break;
  }
  return "possible";
}

std::vector<AddressProposal> match_addresses(std::span<const WantedPerson> people,
                                             std::span<const Correspondent> correspondents) {
  std::vector<Profile> profiles;
  profiles.reserve(people.size());
  Owners owners;
  for (std::size_t i = 0; i < people.size(); ++i) {
    profiles.push_back(make_profile(people[i]));
    for (const auto& address : people[i].addresses) owners.emplace(address, i);
  }
  const PeopleIndex index(profiles);

  struct Found {
    AddressProposal proposal;
    Fit fit;
  };
  std::vector<Found> found;
  std::vector<std::size_t> namesakes(people.size(), 0);  // addresses under somebody's full name
  for (std::size_t i = 0; i < correspondents.size(); ++i) {
    const Seen seen = make_seen(correspondents[i]);
    std::vector<Fit> fits;
    for (const std::uint32_t person : index.find(seen)) {
      Fit fit = fit_address(seen, profiles[person], person);
      if (fit.grade) fits.push_back(fit);
    }
    if (fits.empty()) continue;
    settle_rivals(fits);
    respect_owners(fits, correspondents[i].address, owners, seen, profiles);
    for (Fit& fit : fits) {
      if (fit.name >= NameLevel::close) ++namesakes[fit.person];
      if (!fit.grade || people[fit.person].reachable) continue;
      if (!is_acquainted(correspondents[i])) lower_to(fit.grade, AddressGrade::possible);
      found.push_back({{fit.person, i, *fit.grade}, fit});
    }
  }

  std::vector<AddressProposal> proposals;
  proposals.reserve(found.size());
  for (Found& one : found) {
    // Two addresses of one name may be two people's; the employer's is told from the other.
    if (namesakes[one.fit.person] > 1 && !one.fit.employer) {
      one.proposal.grade = std::max(one.proposal.grade, AddressGrade::likely);
    }
    proposals.push_back(one.proposal);
  }
  return proposals;
}

}  // namespace rounds::domain
