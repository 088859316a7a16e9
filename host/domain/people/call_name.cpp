#include "domain/people/call_name.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "domain/people/names.h"
#include "domain/text/word_lists.h"

namespace rounds::domain {
namespace {

using icu::UnicodeString;
using Names = std::vector<UnicodeString>;

// All lists are folded, and without dots.

constexpr auto titles = std::to_array<std::string_view>({
    "dr",   "drs",     "drssa",   "prof", "professor", "mr",   "mrs",   "ms",  "miss",
    "mx",   "sir",     "dame",    "lord", "lady",      "herr", "frau",  "ing", "dipl",
    "mag",  "med",     "univ",    "phil", "rer",       "nat",  "jur",   "rev", "revd",
    "hon",  "capt",    "captain", "lt",   "col",       "maj",  "gen",   "sgt", "cmdr",
    "dott", "dottssa", "avv",     "arch", "eng",       "engr", "ir",    "mme", "mlle",
    "sig",  "sra",     "sr",      "srta", "dhr",       "mevr", "habil", "hc",  "rabbi",
    "imam", "sheikh",  "datuk",   "dato", "pan",       "pani", "mgr",   "bc",  "inz",
    "lic",  "cand",    "mdr",     "muds", "mudr",      "judr", "rndr",  "ca",  "adv",
});

constexpr auto credentials = std::to_array<std::string_view>({
    "phd",       "mba",  "emba",   "md",      "ma",   "msc",  "ms",      "ba",   "bsc",   "bs",
    "beng",      "meng", "mphil",  "dphil",   "edd",  "jd",   "llm",     "llb",  "cpa",   "cfa",
    "acca",      "aca",  "fca",    "cma",     "cia",  "cisa", "cissp",   "cism", "ccna",  "ccnp",
    "ccie",      "pmp",  "csm",    "cspo",    "psm",  "safe", "prince2", "itil", "pe",    "peng",
    "ceng",      "csci", "rn",     "bsn",     "msn",  "np",   "do",      "dds",  "dmd",   "dvm",
    "pharmd",    "mph",  "mpa",    "mpp",     "mfa",  "med",  "dba",     "dsc",  "drph",  "psyd",
    "lcsw",      "shrm", "shrmcp", "shrmscp", "phr",  "sphr", "gphr",    "cipd", "fcipd", "mcipd",
    "assoccipd", "cfp",  "chfc",   "clu",     "frm",  "caia", "fsa",     "asa",  "aia",   "leed",
    "leedap",    "riba", "frsa",   "fbcs",    "mbcs", "obe",  "mbe",     "cbe",  "kbe",   "mp",
    "qc",        "kc",   "esq",    "jr",      "sr",   "ii",   "iii",     "iv",   "ret",   "cics",
    "togaf",     "aws",  "icf",    "acc",     "pcc",  "mcc",  "cscp",    "cpim", "ssbb",  "ssgb",
    "mim",       "dipl", "ing",    "bcom",    "mcom", "mbbs", "frcs",    "frcp", "bds",   "crm",
    "cips",
});

// What stands in brackets behind a name and is no name.
constexpr auto remarks = std::to_array<std::string_view>({
    "she",       "her",        "hers",       "he",       "him",      "his",    "they",
    "them",      "theirs",     "ze",         "zir",      "xe",       "xem",    "ey",
    "sie",       "ihr",        "er",         "ihm",      "elle",     "ella",   "il",
    "lui",       "el",         "ele",        "ela",      "hij",      "hem",    "zij",
    "haar",      "hon",        "han",        "hen",      "any",      "all",    "pronouns",
    "nee",       "geb",        "geborene",   "born",     "formerly", "former", "previously",
    "ex",        "maiden",     "married",    "hiring",   "retired",  "open",   "looking",
    "available", "contractor", "consultant", "deceased", "rip",      "he/him", "she/her",
    "on",        "ret",        "the",        "at",       "now",      "f/k/a",  "fka",
    "roz",
});

constexpr auto also_known = std::to_array<std::string_view>({"aka", "alias", "called", "genannt"});

// Given names that are half a name alone: "Abdul" is "servant of".
constexpr auto halves = std::to_array<std::string_view>({"abdul", "abdel", "abd", "abu", "umm"});

constexpr auto hungarian_given = std::to_array<std::string_view>({
    "adam",      "agnes",     "akos",      "aliz",     "andras",  "anett",    "anita",
    "anna",      "antal",     "aron",      "attila",   "balazs",  "balint",   "barbara",
    "beata",     "bela",      "bence",     "boglarka", "csaba",   "csilla",   "daniel",
    "david",     "denes",     "dora",      "dorottya", "edina",   "edit",     "emese",
    "endre",     "eniko",     "erika",     "erzsebet", "eszter",  "eva",      "ferenc",
    "fruzsina",  "gabor",     "gabriella", "gergely",  "gergo",   "geza",     "gyorgy",
    "gyula",     "hajnalka",  "ilona",     "imre",     "istvan",  "janos",    "jozsef",
    "judit",     "julia",     "karoly",    "katalin",  "kinga",   "kornel",   "kristof",
    "krisztian", "krisztina", "laszlo",    "lajos",    "lilla",   "lorant",   "magdolna",
    "margit",    "maria",     "marta",     "mate",     "matyas",  "mihaly",   "miklos",
    "monika",    "nora",      "noemi",     "norbert",  "orsolya", "otto",     "pal",
    "peter",     "piroska",   "reka",      "robert",   "roland",  "sandor",   "szabolcs",
    "szilvia",   "tamas",     "tibor",     "timea",    "vera",    "veronika", "viktoria",
    "vilmos",    "zoltan",    "zsanett",   "zsofia",   "zsolt",   "zsuzsa",   "zsuzsanna",
});

constexpr auto hungarian_family = std::to_array<std::string_view>({
    "nagy",    "kovacs",  "toth",   "szabo",    "horvath", "varga",  "kiss",    "molnar",
    "nemeth",  "farkas",  "balogh", "papp",     "takacs",  "juhasz", "lakatos", "meszaros",
    "olah",    "racz",    "fekete", "szilagyi", "torok",   "feher",  "gal",     "kocsis",
    "pinter",  "fodor",   "szucs",  "sipos",    "magyar",  "lukacs", "gulyas",  "biro",
    "kiraly",  "katona",  "laszlo", "jakab",    "bogdan",  "boros",  "fazekas", "kelemen",
    "antal",   "somogyi", "orosz",  "hegedus",  "veres",   "deak",   "budai",   "balint",
    "pal",     "vass",    "szoke",  "vegh",     "barta",   "halasz", "bodnar",  "illes",
    "kerekes", "major",   "bartok", "kodaly",   "puskas",  "simon",  "bognar",
});

// East Asian family names that are hardly anybody's given name.
constexpr auto eastern_family = std::to_array<std::string_view>({
    "zhang",     "wang",      "huang",     "zhao",      "zhou",      "zhu",       "xu",
    "sun",       "guo",       "liu",       "chen",      "yang",      "wu",        "hu",
    "luo",       "liang",     "xie",       "tang",      "deng",      "feng",      "cao",
    "peng",      "zeng",      "xiao",      "tian",      "dong",      "pan",       "yuan",
    "cai",       "jiang",     "yu",        "du",        "ye",        "cheng",     "wei",
    "su",        "lu",        "ding",      "ren",       "shen",      "yao",       "zhong",
    "cui",       "tan",       "fan",       "qin",       "hou",       "bai",       "duan",
    "hao",       "shao",      "qian",      "cheung",    "wong",      "leung",     "kwok",
    "chow",      "tsang",     "nguyen",    "tran",      "pham",      "huynh",     "hoang",
    "phan",      "vu",        "dang",      "bui",       "duong",     "truong",    "choi",
    "jeong",     "kang",      "yoon",      "jang",      "shin",      "kwon",      "hwang",
    "sato",      "suzuki",    "takahashi", "tanaka",    "watanabe",  "ito",       "yamamoto",
    "nakamura",  "kobayashi", "kato",      "yoshida",   "yamada",    "sasaki",    "yamaguchi",
    "matsumoto", "inoue",     "kimura",    "hayashi",   "shimizu",   "saito",     "yamazaki",
    "mori",      "abe",       "ikeda",     "hashimoto", "yamashita", "ishikawa",  "nakajima",
    "ogawa",     "fujita",    "okada",     "goto",      "hasegawa",  "murakami",  "kondo",
    "ishii",     "sakamoto",  "endo",      "aoki",      "fujii",     "nishimura", "fukuda",
    "ota",       "miura",     "okamoto",   "matsuda",   "nakagawa",  "nakano",
});

// The same, but also given names elsewhere: believed only before a name of the list below.
constexpr auto doubtful_family = std::to_array<std::string_view>({
    "kim",  "lee",  "li",  "park", "jung", "han", "lin", "ma",  "he",
    "song", "kang", "ho",  "chan", "lam",  "le",  "do",  "gao", "zheng",
    "shi",  "jin",  "lim", "oh",   "yoo",  "mai", "dao", "ly",  "an",
});

constexpr auto eastern_given = std::to_array<std::string_view>({
    "wei",     "fang",    "xiaoming", "xiaohong", "xiaoli", "jianguo", "jing",   "jie",
    "jun",     "min",     "ming",     "na",       "lei",    "li",      "ling",   "hong",
    "hua",     "mei",     "meiling",  "ping",     "qiang",  "tao",     "ting",   "xia",
    "xin",     "xiu",     "yan",      "yi",       "ying",   "yong",    "yun",    "zhen",
    "zhiyuan", "xiuying", "haoran",   "yifan",    "siyu",   "minsu",   "min-su", "jihoon",
    "ji-hoon", "jiwoo",   "ji-woo",   "seojun",   "minjun", "min-jun", "jimin",  "ji-min",
    "soyeon",  "hyun",    "jiyoung",  "ji-young", "sungho", "youngho", "minji",  "min-ji",
    "yuna",    "eunji",   "hiroshi",  "takashi",  "kenji",  "kenta",   "yuki",   "yuko",
    "keiko",   "akiko",   "haruki",   "haruto",   "yuto",   "sakura",  "aiko",   "emiko",
    "kazuo",   "makoto",  "naoko",    "satoshi",  "shinji", "taro",    "tomoko", "yoko",
    "yoshiko", "daisuke", "akira",    "ichiro",   "anh",    "linh",    "minh",   "huong",
    "thanh",   "tuan",    "hung",     "trang",    "thao",   "phuong",  "quang",  "hieu",
    "duc",     "dung",    "hai",      "hoa",      "lan",    "long",    "nam",    "ngoc",
    "nhung",   "quan",    "son",      "thuy",     "trung",  "tung",    "vinh",
});

constexpr auto vietnamese_family = std::to_array<std::string_view>(
    {"nguyen", "tran", "pham", "huynh", "hoang", "phan", "vu", "dang", "bui", "duong", "truong"});

std::string utf8(const UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

std::string folded(const UnicodeString& text) {
  std::string key = fold(utf8(text));
  std::erase(key, '.');
  return key;
}

bool is_letter(UChar32 c) { return u_isalpha(c) != 0 || u_charType(c) == U_NON_SPACING_MARK; }

bool joins(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011 || c == '.' ||
         c == 0x00B7 || c == 0x200C || c == 0x200D;
}

/// The character that closes what this one opens, 0 when it opens nothing.
UChar32 closing(UChar32 opening) {
  switch (opening) {
    case '(':
      return ')';
    case '[':
      return ']';
    case 0xFF08:
      return 0xFF09;
    case '"':
      return '"';
    case 0x201C:
      return 0x201D;
    case 0x201E:
      return 0x201C;
    case 0x00AB:
      return 0x00BB;
    case 0x2018:
      return 0x2019;
    case 0x201A:
      return 0x2018;
    case '\'':
      return '\'';
    default:
      return 0;
  }
}

/// Letters and what joins them; everything else parts words. "Dr.Ann" is two words, "J.R." is one.
Names words_in(const UnicodeString& text) {
  Names words;
  UnicodeString word;
  const auto end = [&] {
    while (word.endsWith(u"-") != 0) word.truncate(word.length() - 1);
    if (std::any_of(word.getBuffer(), word.getBuffer() + word.length(),
                    [](char16_t c) { return is_letter(c) || U16_IS_SURROGATE(c); })) {
      words.push_back(word);
    }
    word.remove();
  };
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (is_letter(c)) {
      const std::int32_t dot = word.length() - 1;
      const bool word_follows = is_letter(text.char32At(text.moveIndex32(i, 1)));
      if (dot > 0 && word.charAt(dot) == '.' && word_follows) end();
      word.append(c);
    } else if (u_isdigit(c) != 0 || (joins(c) && word.length() > 0)) {
      word.append(c);
    } else {
      end();
    }
  }
  end();
  std::erase_if(words, [](const UnicodeString& one) {
    for (std::int32_t i = 0; i < one.length(); ++i) {
      if (u_isdigit(one.char32At(i)) != 0) return true;
    }
    return false;
  });
  return words;
}

bool is_upper(const UnicodeString& word) {
  UnicodeString lower(word);
  UnicodeString upper(word);
  lower.toLower(icu::Locale::getRoot());
  upper.toUpper(icu::Locale::getRoot());
  return lower != upper && word == upper;
}

bool is_lower(const UnicodeString& word) {
  UnicodeString lower(word);
  UnicodeString upper(word);
  lower.toLower(icu::Locale::getRoot());
  upper.toUpper(icu::Locale::getRoot());
  return lower != upper && word == lower;
}

/// The words of a title: all parts of "Dipl.-Ing." are.
bool is_title(const UnicodeString& word) {
  const std::string key = folded(word);
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t end = std::min(key.find('-', begin), key.size());
    if (!is_one_of(std::string_view(key).substr(begin, end - begin), titles)) return false;
    begin = end + 1;
  }
  return true;
}

/// "MBA" and "Ph.D."; "Ma" and "Do" are names.
bool is_credential(const UnicodeString& word) {
  std::string key = folded(word);
  std::erase(key, '-');
  if (!is_one_of(key, credentials)) return false;
  return word.indexOf(u'.') >= 0 || is_upper(word) || key == "phd" || key == "msc" ||
         key == "bsc" || key == "llm" || key == "jr" || key == "sr" || key == "esq" ||
         key == "pharmd" || key == "meng" || key == "beng" || key == "psyd";
}

/// "J", "J.", "J.R." and, without vowels, "JR".
bool is_initials(const UnicodeString& word) {
  int letters = 0;
  int dots = 0;
  bool vowel = false;
  for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
    const UChar32 c = word.char32At(i);
    dots += c == '.' ? 1 : 0;
    letters += u_isalpha(c) != 0 ? 1 : 0;
    vowel = vowel || UnicodeString(u"AEIOUYaeiouy").indexOf(c) >= 0 || c > 0x7F;
  }
  if (letters == 1) {
    // One letter is a whole name where letters are syllables or words.
    return u_isULowercase(u_tolower(word.char32At(0))) != 0;
  }
  return letters == dots || (letters <= 3 && !vowel && is_upper(word));
}

/// "Wm." and "Md." stand for a name that nobody is called by.
bool is_abbreviation(const UnicodeString& word) {
  return word.length() <= 6 && word.endsWith(u".") != 0;
}

UScriptCode script_of(const UnicodeString& word) {
  UErrorCode status = U_ZERO_ERROR;
  return word.isEmpty() != 0 ? USCRIPT_COMMON : uscript_getScript(word.char32At(0), &status);
}

bool is_eastern_script(const UnicodeString& word) {
  const UScriptCode script = script_of(word);
  return script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA ||
         script == USCRIPT_KATAKANA;
}

UnicodeString joined(const Names& words, std::size_t from = 0) {
  UnicodeString text;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (i > from) text.append(u' ');
    text.append(words[i]);
  }
  return text;
}

/// One of the two columns of a name, taken apart.
struct Column {
  Names words;
  Names after_comma;
  std::optional<UnicodeString> nickname;
};

/// The name in quotes or brackets, unless what stands there is something else.
std::optional<UnicodeString> nickname_in(const UnicodeString& inside, bool quoted, bool shouted) {
  if (inside.indexOf(u'/') >= 0 || inside.indexOf(u'@') >= 0) return std::nullopt;
  Names words = words_in(inside);
  if (!words.empty() && is_one_of(folded(words.front()), also_known)) words.erase(words.begin());
  constexpr std::size_t kMostWords = 2;
  if (words.empty() || words.size() > kMostWords) return std::nullopt;
  for (const UnicodeString& word : words) {
    const bool acronym = is_upper(word) && word.length() <= 5 && !shouted && !quoted;
    if (is_one_of(folded(word), remarks) || is_credential(word) || is_title(word) || acronym ||
        is_initials(word) || is_lower(word)) {
      return std::nullopt;
    }
  }
  return joined(words);
}

Column read_column(std::string_view bytes, bool brackets_hold_nicknames) {
  constexpr std::size_t kLongestName = 1000;
  const auto text = UnicodeString::fromUTF8(
      {bytes.data(), static_cast<std::int32_t>(std::min(bytes.size(), kLongestName))});
  const bool shouted = is_upper(text);
  Column column;
  UnicodeString rest;
  bool behind_comma = false;
  const auto flush = [&] {
    Names words = words_in(rest);
    Names& place = behind_comma ? column.after_comma : column.words;
    place.insert(place.end(), words.begin(), words.end());
    rest.remove();
  };
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool begins_word = rest.length() == 0 || !is_letter(rest.char32At(rest.length() - 1));
    const UChar32 close = begins_word ? closing(c) : (closing(c) == '\'' ? 0 : closing(c));
    const std::int32_t end = close == 0 ? -1 : text.indexOf(close, i + 1);
    if (end > i) {
      const UnicodeString inside(text, i + 1, end - i - 1);
      const bool quoted = c != '(' && c != '[' && c != 0xFF08;
      if (!column.nickname && (quoted || brackets_hold_nicknames)) {
        column.nickname = nickname_in(inside, quoted, shouted);
      }
      rest.append(u' ');
      i = end;
      continue;
    }
    const bool dash = c == 0x2013 || c == 0x2014 || (c == '-' && text.charAt(i + 1) == ' ');
    if (c == '|' || c == ';' || c == 0x2022 || (dash && begins_word)) break;  // a slogan follows
    if (c == ',' || c == 0xFF0C) {
      flush();
      behind_comma = true;
      continue;
    }
    rest.append(c);
  }
  flush();
  std::erase_if(column.after_comma,
                [](const UnicodeString& word) { return is_credential(word) || is_title(word); });
  Names& words = column.words;
  while (!words.empty() && is_title(words.front())) words.erase(words.begin());
  while (words.size() > 1 && is_credential(words.back())) words.pop_back();
  return column;
}

/// "ANN-MARIE" and "ann-marie" as Ann-Marie; what has both cases is left as its owner wrote it.
UnicodeString written_as_name(const UnicodeString& name, bool family_shouted) {
  const bool upper = is_upper(name);
  if (!upper && !is_lower(name)) return name;
  constexpr std::int32_t kShort = 2;  // "AJ Smith" is called by letters, "JO SMITH" is not
  if (upper && name.length() <= kShort && !family_shouted) return name;
  if (name.indexOf(u'.') >= 0) return name;
  UnicodeString lower(name);
  lower.toLower(icu::Locale::getRoot());
  lower.findAndReplace(u"i\u0307", u"i");  // what a Turkish dotted capital becomes
  UnicodeString result;
  std::int32_t letters = 0;  // since the last break
  for (std::int32_t i = 0; i < lower.length(); i = lower.moveIndex32(i, 1)) {
    const UChar32 c = lower.char32At(i);
    if (is_letter(c)) {
      result.append(letters == 0 ? u_totitle(c) : c);
      ++letters;
      continue;
    }
    result.append(c);
    const bool apostrophe = c == '\'' || c == 0x2019;
    if (!apostrophe || letters == 1) letters = 0;  // D'Arcy, but Ta'mara
  }
  return result;
}

/// The name to call by among the words of given names.
UnicodeString called(const Names& words) {
  const auto is_name = [](const UnicodeString& word) {
    return !is_initials(word) && !is_abbreviation(word) && !is_title(word);
  };
  const auto found = std::find_if(words.begin(), words.end(), is_name);
  if (found == words.end()) return joined(words);
  if (is_one_of(folded(*found), halves) && found + 1 != words.end()) {
    return joined({*found, *(found + 1)});
  }
  return *found;
}

/// A whole name in one column, in the order that its language has.
UnicodeString called_in_full(const Names& words) {
  const std::string first = folded(words.front());
  const std::string last = folded(words.back());
  if (words.size() < 2 || is_eastern_script(words.front())) return called(words);
  if (is_one_of(last, hungarian_given) &&
      (is_one_of(first, hungarian_family) || first.ends_with("ne")) &&
      !is_one_of(first, hungarian_given)) {
    return words.back();
  }
  const std::string second = folded(words[1]);
  constexpr std::size_t kMostWords = 4;
  const bool eastern = (is_one_of(first, eastern_family) && !is_one_of(second, eastern_family)) ||
                       ((is_one_of(first, eastern_family) || is_one_of(first, doubtful_family)) &&
                        is_one_of(last, eastern_given));
  if (!eastern || words.size() > kMostWords) return called(words);
  return is_one_of(first, vietnamese_family) ? words.back() : joined(words, 1);
}

/// Whether the columns hold the names the wrong way round: "Nagy" as the given name of "Péter".
bool is_swapped(const Names& given, const Names& family) {
  if (given.size() != 1 || family.empty()) return false;
  const std::string first = folded(given.front());
  const std::string last = folded(family.back());
  if (is_one_of(first, hungarian_family) && !is_one_of(first, hungarian_given)) {
    return is_one_of(last, hungarian_given) && !is_one_of(last, hungarian_family);
  }
  return is_one_of(first, eastern_family) && !is_one_of(first, eastern_given) &&
         is_one_of(last, eastern_given) && !is_one_of(last, eastern_family);
}

}  // namespace

std::string greeting_name(std::string_view given, std::string_view family) {
  Column first = read_column(given, true);
  Column last = read_column(family, false);
  const bool shouted = last.words.empty() || is_upper(joined(last.words));
  const auto written = [&shouted](const UnicodeString& name) {
    return utf8(written_as_name(name, shouted));
  };
  if (first.nickname) return written(*first.nickname);
  if (last.nickname) return written(*last.nickname);
  if (last.words.empty() && !first.after_comma.empty()) {
    // "Lee, Ann" in one column
    return written(called(first.after_comma));
  }
  if (first.words.empty()) {
    if (!last.after_comma.empty()) return written(called(last.after_comma));
    return written(joined(last.words));
  }
  if (last.words.empty()) return written(called_in_full(first.words));
  if (is_swapped(first.words, last.words)) {
    const bool vietnamese = is_one_of(folded(first.words.front()), vietnamese_family);
    return written(vietnamese ? last.words.back() : joined(last.words));
  }
  const UnicodeString& only = first.words.front();
  if (first.words.size() == 1 && only.countChar32() == 1 && is_eastern_script(only) &&
      is_eastern_script(last.words.front())) {
    // A name of one syllable is not said without the family's.
    return utf8(last.words.front() + only);
  }
  return written(called(first.words));
}

}  // namespace rounds::domain
