#include "domain/note/mentions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/people/nicknames.h"
#include "domain/text/word_lists.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

// All words here are folded: without case and accents.

// Words that begin sentences or end letters, or are said of other things than people: as somebody's
// family name they prove nothing.
constexpr auto common_words = std::to_array<std::string_view>({
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

constexpr auto titles = std::to_array<std::string_view>({
    "mr",      "mrs",  "ms",     "miss",    "dr",     "prof",     "professor", "herr",
    "herrn",   "frau", "m",      "mme",     "madame", "monsieur", "senor",     "senora",
    "sr",      "sra",  "signor", "signora", "sig",    "pan",      "pani",      "heer",
    "mevrouw", "dear", "hi",     "hello",   "and",
});

// Of these, what is no title.
constexpr auto greeting_words =
    std::to_array<std::string_view>({"m", "dear", "hi", "hello", "and", "pan", "pani"});

// Between these and a name no list and no apposition lies: "well, Anna, that is how it went".
constexpr auto interjections = std::to_array<std::string_view>({
    "so",    "well",   "oh",     "ah",   "now", "yes", "no",   "and",   "but",  "hey",   "ok",
    "okay",  "dear",   "my",     "also", "na",  "ach", "ja",   "nein",  "und",  "aber",  "tja",
    "alors", "eh",     "bon",    "oui",  "non", "et",  "mais", "bueno", "pues", "si",    "y",
    "pero",  "allora", "dunque", "beh",  "e",   "ma",  "nou",  "en",    "maar", "entao", "bem",
    "wiec",  "och",    "men",    "og",   "nos", "de",  "ну",   "да",    "а",
});

// What is said to the reader of a letter, and to nobody else.
constexpr auto second_person = std::to_array<std::string_view>({
    "you",      "your",    "yours", "yourself", "you're",  "you've", "you'd",  "you'll",  "du",
    "dir",      "dich",    "dein",  "deine",    "deinen",  "deinem", "deiner", "deines",  "euch",
    "euer",     "eure",    "ihnen", "tu",       "te",      "toi",    "ton",    "tes",     "vous",
    "votre",    "vos",     "t'es",  "usted",    "ustedes", "ti",     "tus",    "tuyo",    "contigo",
    "vosotros", "vuestro", "tuo",   "tua",      "tuoi",    "tue",    "lei",    "jij",     "jou",
    "jouw",     "jullie",  "uw",    "voce",     "teu",     "teus",   "ty",     "cie",     "ciebie",
    "tobie",    "twoj",    "twoja", "twoje",    "wam",     "was",    "dig",    "din",     "ditt",
    "dina",     "deg",     "dere",  "teged",    "neked",   "veled",  "ты",     "тебя",    "тебе",
    "твои",     "твоя",    "вы",    "вас",      "вам",     "ваш",    "ваша",   "помнишь", "si",
    "jsi",      "tebe",    "tobe",
});

// What somebody is told at the end of a letter or on a good day; with a name behind it, even
// without a comma: "Take care Anna!"
constexpr auto wishes = std::to_array<std::string_view>({
    "care",          "hug",          "year",          "health",
    "recovery",      "journey",      "summer",        "winter",
    "spring",        "weekend",      "day",           "evening",
    "trip",          "holidays",     "holiday",       "easter",
    "hugs",          "kiss",         "kisses",        "greetings",
    "beso",          "besos",        "bises",         "bacio",
    "baci",          "kram",         "knus",          "gruss",
    "grusse",        "you",          "yourself",      "congratulations",
    "congrats",      "thanks",       "luck",          "birthday",
    "done",          "bye",          "goodbye",       "farewell",
    "cheers",        "again",        "soon",          "night",
    "christmas",     "bravo",        "well",          "regards",
    "wishes",        "thank",        "geburtstag",    "danke",
    "dir",           "dich",         "ihnen",         "gut",
    "gluckwunsch",   "bald",         "merci",         "toi",
    "vous",          "anniversaire", "felicitations", "bientot",
    "gracias",       "ti",           "felicidades",   "cumpleanos",
    "mucho",         "abrazo",       "grazie",        "auguri",
    "compleanno",    "presto",       "obrigado",      "obrigada",
    "parabens",      "aniversario",  "abraco",        "bedankt",
    "gefeliciteerd", "gauw",         "tack",          "takk",
    "tak",           "grattis",      "tillykke",      "gratulerer",
    "bra",           "snart",        "dziekuje",      "gratulacje",
    "koszonom",      "gratulalok",   "спасибо",       "поздравляю",
    "dekuji",
});

// "your sister, Anna, says": the name explains who that is.
constexpr auto relations = std::to_array<std::string_view>({
    "sister",      "sisters",     "brother",   "brothers",   "wife",       "husband",
    "partner",     "son",         "sons",      "daughter",   "daughters",  "mother",
    "father",      "mum",         "mom",       "dad",        "child",      "children",
    "kids",        "girl",        "boy",       "baby",       "grandson",   "granddaughter",
    "grandmother", "grandfather", "niece",     "nephew",     "cousin",     "cousins",
    "aunt",        "uncle",       "friend",    "friends",    "girlfriend", "boyfriend",
    "fiance",      "fiancee",     "neighbour", "neighbours", "neighbor",   "colleague",
    "colleagues",  "boss",        "dog",       "dogs",       "cat",        "cats",
    "horse",       "kittens",     "teacher",   "doctor",     "tenant",     "assistant",
    "manager",     "called",      "named",     "name",       "names",      "schwester",
    "bruder",      "frau",        "mann",      "sohn",       "tochter",    "mutter",
    "vater",       "kind",        "kinder",    "enkel",      "nichte",     "neffe",
    "tante",       "onkel",       "freund",    "freundin",   "freunde",    "nachbar",
    "nachbarin",   "kollege",     "kollegin",  "chef",       "chefin",     "hund",
    "katze",       "soeur",       "frere",     "femme",      "mari",       "fils",
    "fille",       "mere",        "pere",      "enfants",    "ami",        "amie",
    "amis",        "voisin",      "voisine",   "collegue",   "chien",      "chat",
    "hermana",     "hermano",     "mujer",     "esposa",     "marido",     "esposo",
    "hijo",        "hija",        "hijos",     "madre",      "padre",      "amigo",
    "amiga",       "amigos",      "vecino",    "vecina",     "perro",      "gato",
    "sorella",     "fratello",    "moglie",    "marito",     "figlio",     "figlia",
    "figli",       "amico",       "amica",     "amici",      "vicino",     "vicina",
    "cane",        "gatto",       "zus",       "broer",      "vrouw",      "zoon",
    "dochter",     "moeder",      "vader",     "vriend",     "vriendin",   "buurman",
    "irma",        "irmao",       "mulher",    "filho",      "filha",      "mae",
    "pai",         "siostra",     "brat",      "zona",       "maz",        "syn",
    "corka",       "syster",      "bror",      "fru",        "dotter",     "mor",
    "far",         "van",         "vaninna",   "granne",     "nover",      "batyam",
    "fiam",        "lanyom",      "сестра",    "брат",       "жена",       "муж",
    "сын",         "дочь",
});

// Behind a name these go on about somebody: "Frank, as you know, never answers".
constexpr auto asides = std::to_array<std::string_view>({
    "as",    "who",   "whom",  "whose", "by",      "in",      "at",  "from", "of",  "too",
    "the",   "a",     "an",    "that",  "which",   "they",    "he",  "she",  "is",  "was",
    "has",   "says",  "said",  "will",  "had",     "der",     "die", "wie",  "den", "dem",
    "qui",   "dont",  "comme", "que",   "quien",   "como",    "che", "come", "cui", "som",
    "zoals", "ktory", "ktora", "jak",   "которыи", "которая", "als",
});

constexpr auto conjunctions = std::to_array<std::string_view>({
    "and", "or",   "nor",  "und", "oder", "et",  "ou",  "y",   "e",   "o",
    "i",   "oraz", "och",  "og",  "en",   "of",  "es",  "и",   "или", "ja",
    "a",   "plus", "with", "mit", "avec", "con", "met", "med",
});

// Before an employer: where somebody works, or has come to or left.
constexpr auto at_work = std::to_array<std::string_view>({
    "at",   "with", "for",  "to",  "join", "joined", "left", "leave", "bei",  "fur",
    "chez", "pour", "en",   "a",   "para", "da",     "di",   "alla",  "allo", "presso",
    "bij",  "voor", "pa",   "hos", "w",    "u",      "dla",  "na",    "del",  "ved",
    "til",  "till", "naar", "zu",  "nach", "in",     "v",    "per",   "au",
});

// "you know what they say at Siemens": another's business although somebody is spoken to.
constexpr auto third_person = std::to_array<std::string_view>({
    "i",      "i'm",     "i've",   "they",     "he",      "she",      "we",        "us",
    "me",     "anybody", "anyone", "somebody", "someone", "people",   "who",       "where",
    "friend", "friends", "sister", "brother",  "son",     "daughter", "wife",      "husband",
    "my",     "our",     "his",    "her",      "their",   "know",     "colleague", "colleagues",
    "ich",    "wir",     "er",     "sie",      "mein",    "meine",    "jemand",    "jemanden",
    "wo",     "nous",    "mon",    "ma",       "il",      "elle",     "ils",       "yo",
    "mi",     "el",      "ella",   "io",       "mio",     "mia",      "lui",       "ik",
    "wij",    "mijn",    "hij",    "eu",       "meu",     "minha",    "ele",       "ela",
    "ja",     "moj",     "jag",    "vi",       "min",     "han",      "hon",
});

constexpr auto how_is = std::to_array<std::string_view>({
    "how",
    "how's",
    "hows",
    "wie",
    "was",
    "comment",
    "como",
    "come",
    "hoe",
    "hur",
    "hvordan",
    "jak",
    "hogy",
    "как",
});

constexpr auto legal_forms = std::to_array<std::string_view>({
    "gmbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "ug",
    "se",
    "mbh",
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "lp",
    "co",
    "corp",
    "corporation",
    "company",
    "sa",
    "sas",
    "sarl",
    "spa",
    "srl",
    "sl",
    "bv",
    "nv",
    "ab",
    "as",
    "asa",
    "aps",
    "oy",
    "oyj",
    "kft",
    "zrt",
    "nyrt",
    "bt",
    "sp",
    "z",
    "o",
    "oo",
    "lda",
    "ltda",
    "pty",
    "pvt",
    "kk",
    "doo",
    "s",
    "a",
    "r",
    "p",
    "l",
    "n",
    "v",
    "b",
    "e",
    "group",
    "holding",
    "holdings",
    "international",
});

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// "Müller & Söhne GmbH": what people say of it.
std::vector<std::string> employer_words(std::string_view company) {
  std::vector<std::string> words = folded_words(company);
  while (words.size() > 1 && is_one_of(words.back(), legal_forms)) {
    words.pop_back();
  }
  return words;
}

bool has_any(std::string_view text, std::span<const std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

bool ends_sentence(std::string_view gap) {
  static constexpr auto marks = std::to_array<std::string_view>(
      {".", "!", "?", ";", ":", "\xE2\x80\xA6", "\xE2\x80\x93", "\xE2\x80\x94", " - ",
       "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "("});
  return has_any(gap, marks);
}

bool has_comma(std::string_view gap) {
  static constexpr auto marks =
      std::to_array<std::string_view>({",", "\xEF\xBC\x8C", "\xE3\x80\x81"});
  return has_any(gap, marks);
}

bool has_quotation_mark(std::string_view gap) {
  static constexpr auto marks = std::to_array<std::string_view>(
      {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xC2\xAB", "\xC2\xBB"});
  return has_any(gap, marks);
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

// Where some words stand in their sentence.
class Place {
 public:
  Place(std::span<const Word> words, std::size_t begin, std::size_t end)
      : words_(words), begin_(begin), end_(end) {
    if (begin_ > 0 && is_one_of(words_[begin_ - 1].folded, titles) &&
        !is_one_of(words_[begin_ - 1].folded, conjunctions) && words_[begin_].before.size() <= 2) {
      --begin_;
      titled_ = true;
    }
    constexpr std::size_t far = 60;
    for (first_ = begin_; first_ > 0 && begin_ - first_ < far && !breaks(first_);) {
      --first_;
    }
    for (last_ = end_; last_ < words_.size() && last_ - end_ < far && !breaks(last_);) {
      ++last_;
    }
  }

  // Whether the words call the reader of the note by this name.
  [[nodiscard]] bool calls() const {
    if (has_quotation_mark(gap_before()) || has_quotation_mark(gap_after())) {
      return false;
    }
    const bool comma_before = begin_ > first_ && has_comma(gap_before());
    const bool comma_after = end_ < last_ && has_comma(gap_after());
    const bool at_end = end_ == last_;
    if (is_dedication()) {
      return true;
    }
    if (at_end && comma_before) {
      return !explains() && !is_listed();
    }
    if (at_end && begin_ > first_) {
      return is_wish(begin_ - 1) || is_dear();
    }
    if (comma_after && comma_before) {
      return !explains() && !is_listed() &&
             (interjected() || wished() || (speaks() && !goes_aside()));
    }
    if (comma_after && begin_ == first_) {
      return !is_listed() && !goes_aside() && speaks();
    }
    if (comma_after && begin_ > first_ && is_blank(gap_before()) && is_wish(begin_ - 1)) {
      return !goes_aside();  // "thank you Anna, for the tea"
    }
    return comma_after && begin_ > first_ && (is_dear() || (interjected() && speaks()));
  }

  // Whether somebody's work at this employer is spoken of to themselves.
  [[nodiscard]] bool is_readers_work() const {
    if (end_ < last_) {
      for (std::size_t i = end_; i < std::min(last_, end_ + 5); ++i) {
        if (has_comma(words_[i].before) || is_one_of(words_[i].folded, third_person)) {
          break;
        }
        if (is_one_of(words_[i].folded, second_person)) {
          return true;
        }
      }
    }
    const bool at =
        begin_ > first_ && is_blank(gap_before()) && is_one_of(words_[begin_ - 1].folded, at_work);
    if (!at) {
      return false;
    }
    constexpr std::size_t near = 7;
    bool spoken = false;
    for (std::size_t i = begin_ - 1; i > first_ && begin_ - i <= near + 1;) {
      --i;
      const std::string& word = words_[i].folded;
      if (is_one_of(word, second_person)) {
        spoken = true;
        break;
      }
      if (is_one_of(word, third_person)) {
        return false;
      }
    }
    return spoken || is_one_of(words_[first_].folded, how_is);
  }

  [[nodiscard]] bool starts_sentence() const { return begin_ == first_; }
  [[nodiscard]] bool titled() const { return titled_; }
  [[nodiscard]] std::size_t begin() const { return begin_; }
  // Whether the sentence has a word that is said to the reader.
  [[nodiscard]] bool speaks() const {
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first_),
                       words_.begin() + static_cast<std::ptrdiff_t>(last_),
                       [](const Word& word) { return is_one_of(word.folded, second_person); });
  }

 private:
  // Whether a sentence ends before this word.
  [[nodiscard]] bool breaks(std::size_t at) const {
    const std::string_view gap = words_[at].before;
    return ends_sentence(gap) &&
           !(gap.starts_with('.') && at > 0 &&
             (is_one_of(words_[at - 1].folded, titles) || words_[at - 1].folded.size() == 1));
  }
  [[nodiscard]] std::string_view gap_before() const { return words_[begin_].before; }
  [[nodiscard]] std::string_view gap_after() const { return words_[end_ - 1].after; }

  // "For Anna", and nothing else
  [[nodiscard]] bool is_dedication() const {
    static constexpr auto words = std::to_array<std::string_view>(
        {"for", "fur", "pour", "para", "per", "voor", "till", "til", "dla", "для"});
    return begin_ == 1 && end_ == words_.size() && is_one_of(words_.front().folded, words);
  }
  [[nodiscard]] bool is_wish(std::size_t at) const {
    return is_blank(words_[at + 1].before) && is_one_of(words_[at].folded, wishes);
  }
  [[nodiscard]] bool wished() const {
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(first_),
                       words_.begin() + static_cast<std::ptrdiff_t>(begin_), [](const Word& word) {
                         return is_one_of(word.folded, wishes) &&
                                !is_one_of(word.folded, second_person);
                       });
  }
  // "to you, dear Anna"; but "our dear Anna" is somebody else.
  [[nodiscard]] bool is_dear() const {
    static constexpr auto words = std::to_array<std::string_view>(
        {"dear",    "dearest", "lieber", "liebe", "cher",    "chere",  "caro",   "cara",
         "querido", "querida", "beste",  "lieve", "kara",    "kare",   "kjaere", "kaere",
         "drogi",   "droga",   "kedves", "mila",  "дорогои", "дорогая"});
    const std::size_t dear = begin_ - 1;
    return begin_ > first_ && is_one_of(words_[dear].folded, words) &&
           (dear == first_ || has_comma(words_[dear].before) ||
            is_one_of(words_[dear - 1].folded, second_person));
  }
  // "well, Anna": the words before the comma are the whole beginning of the sentence.
  [[nodiscard]] bool interjected() const {
    return begin_ == first_ + 1 && is_one_of(words_[first_].folded, interjections);
  }
  // "my sister, Anna", "our dog, Frank"
  [[nodiscard]] bool explains() const {
    constexpr std::size_t near = 5;
    for (std::size_t i = begin_; i > first_ && begin_ - i < near;) {
      --i;
      if (is_one_of(words_[i].folded, relations)) {
        return true;
      }
      if (i < begin_ - 1 && has_comma(words_[i].after)) {
        break;
      }
    }
    return false;
  }
  // "Frank, as you know, never answers"; "Priya, I hope, will forgive me"
  [[nodiscard]] bool goes_aside() const {
    if (end_ >= last_ || !has_comma(gap_after())) {
      return false;
    }
    if (is_one_of(words_[end_].folded, asides)) {
      return true;
    }
    constexpr std::size_t short_aside = 3;
    for (std::size_t i = end_; i + 1 < last_ && i < end_ + short_aside; ++i) {
      if (has_comma(words_[i].after)) {
        return i > end_;
      }
    }
    return false;
  }
  // "with Karl, Anna and Tom": one of several names.
  [[nodiscard]] bool is_listed() const {
    // "left Anna, right Juan, and in the middle, hidden, Frank"
    for (std::size_t i = begin_; i > first_;) {
      --i;
      if (is_given_name(i) && (i > first_ || i + 1 == begin_)) {
        return true;
      }
    }
    if (end_ >= last_ || !has_comma(gap_after())) {
      return false;
    }
    if (is_one_of(words_[end_].folded, conjunctions)) {
      return end_ + 1 < last_ && (is_given_name(end_ + 1) || is_pronoun(end_ + 1));
    }
    // "Sophie, Jean-Pierre et moi": a name alone until the next comma or "and".
    constexpr std::size_t longest_name = 3;
    std::size_t next = end_;
    while (next < std::min(last_, end_ + longest_name) && words_[next].capital &&
           words_[next].folded.size() > 1 && (next == end_ || is_blank(words_[next].before))) {
      ++next;
    }
    return next > end_ && (next == last_ || has_comma(words_[next].before) ||
                           is_one_of(words_[next].folded, conjunctions));
  }
  [[nodiscard]] bool is_given_name(std::size_t at) const {
    const Word& word = words_[at];
    return word.capital &&
           (is_known_given_name(word.folded) ||
            is_known_given_name(std::string_view(word.folded).substr(0, word.folded.find('-'))));
  }
  [[nodiscard]] bool is_pronoun(std::size_t at) const {
    static constexpr auto words = std::to_array<std::string_view>(
        {"i", "me", "ich", "moi", "yo", "io", "ik", "eu", "ja", "jag", "jeg"});
    return is_one_of(words_[at].folded, words);
  }

  std::span<const Word> words_;
  std::size_t begin_;
  std::size_t end_;
  std::size_t first_ = 0;  // of the sentence
  std::size_t last_ = 0;   // one behind its last word
  bool titled_ = false;
};

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
                                   bool may_be_nickname, bool& enough) const {
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
    const bool titled = before != nullptr && is_one_of(before->folded, titles);
    const bool addressed = titled && !is_one_of(before->folded, greeting_words);
    // "Tom Lindt" is not Anna Lindt.
    const bool somebody_else = before != nullptr && before->capital && !titled &&
                               words[at].before.size() == 1 && is_blank(words[at].before);
    if (known || somebody_else) {
      return 0;
    }
    const std::string& name = other.family.front();
    const bool weak = family == 1 && (utf16_length(name) < 3 || is_one_of(name, common_words) ||
                                      is_known_given_name(name));
    enough = addressed || !weak;
    return family;
  }
  const Word& word = words[at];
  if (word.capital && other.family.size() == 1 && word.folded == other.family.front() + "s" &&
      at > 0 &&
      is_one_of(words[at - 1].folded,
                std::to_array<std::string_view>({"the", "die", "den", "les", "los", "de"}))) {
    enough = true;  // "the Lindts"
    return 1;
  }
  const bool nickname = may_be_nickname && !other.given.empty() &&
                        are_nicknames(word.folded, other.given.front()) &&
                        !is_known_called(word.folded);
  return nickname ? 1 : 0;
}

void MentionFinder::find_names(std::span<const Word> words, std::vector<Mention>& mentions) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].capital && !(i + 1 < words.size())) {
      continue;
    }
    const bool may_be_nickname =
        words[i].capital && words[i].folded.size() > 2 && is_known_given_name(words[i].folded);
    for (const Other& other : others_) {
      bool enough = false;
      const std::size_t length = name_at(words, i, other, may_be_nickname, enough);
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
                          is_one_of(words[i + length].folded, legal_forms) &&
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
    static constexpr auto possessives =
        std::to_array<std::string_view>({"your", "you", "yours", "deine", "dich", "ihre", "ton",
                                         "votre", "tu", "tua", "uw", "jouw", "din", "twoj"});
    const std::vector<std::string> given = folded_words(owner->given);
    bool spoken = false;
    bool named = false;
    for (const Word& word : line.words) {
      spoken = spoken || is_one_of(word.folded, possessives);
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
