#include "domain/note/salutation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/people/names.h"
#include "domain/people/nicknames.h"
#include "domain/text/word_lists.h"

namespace rounds::domain {
namespace {

// All words here are folded: without case and accents.

struct Phrase {
  std::string_view words;
  bool inflects = false;
};

// Longer phrases stand before the shorter ones that they begin with.
constexpr auto phrases = std::to_array<Phrase>({
    // English
    {"good morning"},
    {"good afternoon"},
    {"good evening"},
    {"good day"},
    {"happy birthday"},
    {"happy new year"},
    {"merry christmas"},
    {"happy christmas"},
    {"happy easter"},
    {"dearest"},
    {"dear"},
    {"hello"},
    {"hullo"},
    {"hallo"},
    {"hiya"},
    {"hi"},
    {"hey"},
    {"howdy"},
    {"greetings"},
    {"g'day"},
    {"good night"},
    {"season's greetings"},
    {"yo"},
    {"morning"},
    // German
    {"guten morgen"},
    {"guten tag"},
    {"guten abend"},
    {"gruss gott"},
    {"gruss dich"},
    {"verehrter"},
    {"verehrte"},
    {"hallochen"},
    {"gruess gott"},
    {"sehr geehrter"},
    {"sehr geehrte"},
    {"sehr verehrte"},
    {"sehr verehrter"},
    {"geehrter"},
    {"geehrte"},
    {"liebster"},
    {"liebste"},
    {"lieber"},
    {"liebe"},
    {"liebes"},
    {"werter"},
    {"werte"},
    {"moin moin"},
    {"moin"},
    {"servus"},
    {"gruezi"},
    {"tag"},
    // French
    {"cher"},
    {"chere"},
    {"chers"},
    {"cheres"},
    {"bonjour"},
    {"bonsoir"},
    {"salut"},
    {"coucou"},
    {"tres cher"},
    {"tres chere"},
    {"mon cher"},
    {"ma chere"},
    {"bien cher"},
    {"bien chere"},
    // Spanish and Catalan
    {"buenos dias"},
    {"buenas tardes"},
    {"buenas noches"},
    {"muy buenas"},
    {"hola"},
    {"queridisimo"},
    {"queridisima"},
    {"buenas"},
    {"estimat"},
    {"querido"},
    {"querida"},
    {"estimado"},
    {"estimada"},
    {"apreciado"},
    {"apreciada"},
    {"benvolgut"},
    {"benvolguda"},
    // Italian
    {"buon giorno"},
    {"buongiorno"},
    {"buona sera"},
    {"buonasera"},
    {"carissimo"},
    {"carissima"},
    {"caro"},
    {"cara"},
    {"ciao"},
    {"cari"},
    {"pregiato"},
    {"pregiata"},
    {"stimato"},
    {"stimata"},
    {"spettabile"},
    {"salve"},
    {"gentile"},
    {"gentilissimo"},
    {"gentilissima"},
    {"egregio"},
    {"egregia"},
    // Portuguese
    {"bom dia"},
    {"boa tarde"},
    {"boa noite"},
    {"ola"},
    {"oi"},
    {"carissimos"},
    {"bons dias"},
    {"amado"},
    {"amada"},
    {"viva"},
    {"prezado"},
    {"prezada"},
    {"meu caro"},
    {"minha cara"},
    // Danish, Norwegian, Swedish, Icelandic
    {"god dag"},
    {"god morgen"},
    {"god morgon"},
    {"kaere"},
    {"kjaere"},
    {"kare"},
    {"kara"},
    {"hejsan"},
    {"hej"},
    {"hejsa"},
    {"hallo der"},
    {"god kvall"},
    {"god kveld"},
    {"god aften"},
    {"goddag"},
    {"basta"},
    {"tja"},
    {"hei"},
    {"heisann"},
    {"halla"},
    {"tjena"},
    {"kaeri"},
    {"kaera"},
    {"saell"},
    {"sael"},
    // Dutch
    {"goede morgen"},
    {"goedemorgen"},
    {"goedemiddag"},
    {"goedenavond"},
    {"goedendag"},
    {"beste"},
    {"lieve"},
    {"geachte"},
    {"hoi"},
    {"waarde"},
    {"goeiemorgen"},
    {"goeiedag"},
    {"goedenmorgen"},
    {"dierbare"},
    {"dag"},
    {"ha"},
    // Finnish, Estonian
    {"hyva"},
    {"rakas"},
    {"moikka"},
    {"hyvaa paivaa"},
    {"kallis"},
    {"lugupeetud"},
    {"moi"},
    {"terve"},
    {"tere"},
    // Polish, Czech, Slovak, Croatian, Slovene
    {"dzien dobry", true},
    {"dobry den", true},
    {"dobar dan", true},
    {"dober dan", true},
    {"drogi", true},
    {"kochany", true},
    {"kochana", true},
    {"najdrozszy", true},
    {"najdrozsza", true},
    {"witam", true},
    {"dobry wieczor", true},
    {"serwus", true},
    {"hejka", true},
    {"siema", true},
    {"nazdar", true},
    {"cau", true},
    {"zdravim", true},
    {"cauko", true},
    {"droga", true},
    {"szanowny", true},
    {"szanowna", true},
    {"czesc", true},
    {"witaj", true},
    {"ahoj", true},
    {"mily", true},
    {"mila", true},
    {"drahy", true},
    {"draha", true},
    {"vazeny", true},
    {"vazena", true},
    {"dragi", true},
    {"draga", true},
    {"postovani", true},
    {"postovana", true},
    {"bok", true},
    {"zivjo", true},
    // Russian, Ukrainian
    {"добрыи день", true},
    {"доброе утро", true},
    {"добрии день", true},
    {"дорогои", true},
    {"добрыи вечер", true},
    {"милыи", true},
    {"милая", true},
    {"любезныи", true},
    {"любезная", true},
    {"дорога", true},
    {"дорогии", true},
    {"вітаю", true},
    {"добрии вечір", true},
    {"дорогая", true},
    {"уважаемыи", true},
    {"уважаемая", true},
    {"привет", true},
    {"здравствуи", true},
    {"здравствуите", true},
    {"шановнии", true},
    {"шановна", true},
    {"привіт", true},
    // Greek, Romanian, Hungarian, Turkish, Lithuanian, Latvian
    {"αγαπητε", true},
    {"αγαπητη", true},
    {"γεια σου", true},
    {"γεια", true},
    {"dragul meu", true},
    {"stimate", true},
    {"stimata", true},
    {"buna", true},
    {"kedves"},
    {"tisztelt"},
    {"szia"},
    {"szervusz"},
    {"udv"},
    {"udvozlom"},
    {"jo napot"},
    {"selam"},
    {"degerli"},
    {"sevgili", true},
    {"merhaba"},
    {"sayin"},
    {"miela", true},
    {"mielas", true},
    {"labas", true},
    {"sveiks", true},
});

// Of these phrases, what is also a name when it is written with a capital behind another greeting.
constexpr auto phrases_and_names = std::to_array<std::string_view>(
    {"cara", "caro", "mila", "draga", "dragi", "dag",  "gentile", "rakas", "ola",   "tag", "ha",
     "moi",  "bok",  "buna", "oi",    "miela", "kara", "kare",    "mily",  "terve", "tere"});

// May stand before a greeting or between it and the name.
constexpr auto fillers = std::to_array<std::string_view>({
    "well",    "oh",   "my",  "meine", "mein", "ma",     "mon",   "min",   "mi",   "mijn",
    "moj",     "moja", "muj", "moy",   "mio",  "mia",    "again", "there", "old",  "noch",
    "ganz",    "very", "so",  "du",    "dig",  "deg",    "pa",    "muy",   "tres", "wieder",
    "nochmal", "re",   "big", "alter", "alte", "little", "young",
});

// Greetings to nobody by name.
constexpr auto impersonal = std::to_array<std::string_view>({
    "all",       "everyone",   "everybody",  "both",       "friend",   "friends",     "team",
    "folks",     "guys",       "people",     "you",        "world",    "stranger",    "sir",
    "madam",     "sirs",       "colleague",  "colleagues", "reader",   "family",      "neighbour",
    "neighbor",  "neighbours", "neighbors",  "mate",       "buddy",    "pal",         "dude",
    "man",       "bro",        "sis",        "love",       "darling",  "sweetheart",  "honey",
    "sunshine",  "gorgeous",   "handsome",   "one",        "ones",     "diary",       "y'all",
    "yall",      "to",         "from",       "zusammen",   "alle",     "allerseits",  "leute",
    "freunde",   "freund",     "freundin",   "kollege",    "kollegin", "kollegen",    "kolleginnen",
    "damen",     "herren",     "ihr",        "euch",       "dir",      "ihnen",       "an",
    "tous",      "toutes",     "tout",       "toi",        "vous",     "ami",         "amie",
    "amis",      "amies",      "a",          "collegue",   "todos",    "todas",       "amigo",
    "amiga",     "amigos",     "amigas",     "tutti",      "tutte",    "amico",       "amica",
    "amici",     "bello",      "bella",      "igen",       "venner",   "ven",         "vanner",
    "allihop",   "allesammen", "jij",        "allemaal",   "iedereen", "vrienden",    "vriend",
    "vriendin",  "collega",    "collega's",  "kaikki",     "kaikille", "ystava",      "wszyscy",
    "panstwo",   "vsichni",    "pratele",    "svima",      "друзья",   "друг",        "коллеги",
    "все",       "всем",       "barati",     "herkes",     "mindenki", "mindenkinek", "grusse",
    "gruesse",   "gruss",      "greetings",  "wishes",     "regards",  "zeit",        "pessoal",
    "galera",    "compañero",  "companero",  "companera",  "gang",     "chap",        "lads",
    "ladies",    "gentlemen",  "kids",       "boys",       "girls",    "fellow",      "fellows",
    "classmate", "classmates", "schoolmate", "comrade",    "comrades", "teacher",     "professor",
    "doctor",    "president",  "boss",       "chef",       "captain",  "coach",
});

// Of these, what is a name when it is written with a capital.
constexpr auto impersonal_and_names = std::to_array<std::string_view>(
    {"bella", "bello", "love", "honey", "mate", "ven", "sis", "amie", "sunshine", "a"});

// And these may have a name behind them: "Cher ami Paul".
constexpr auto kinds_of_people = std::to_array<std::string_view>({
    "friend",    "colleague", "neighbour", "neighbor", "freund",   "freundin", "kollege",
    "kollegin",  "ami",       "amie",      "collegue", "amigo",    "amiga",    "companero",
    "companera", "amico",     "amica",     "vriend",   "vriendin", "collega",  "ven",
    "vriendje",  "classmate", "fellow",    "comrade",
});

// Cried, not called.
constexpr auto exclamations =
    std::to_array<std::string_view>({"thank",     "thanks",  "congratulations",
                                     "wow",       "sorry",   "danke",
                                     "merci",     "gracias", "grazie",
                                     "tak",       "takk",    "tack",
                                     "greetings", "happy",   "yes",
                                     "no",        "great",   "good",
                                     "best",      "long"});

// With these a sentence goes on behind the greeting, whatever their case.
constexpr auto sentence_words = std::to_array<std::string_view>({
    "i",         "i'm",       "i've",
    "i'd",       "i'll",      "it",
    "it's",      "its",       "this",
    "that",      "how",       "hope",
    "hoping",    "long",      "just",
    "we",        "we've",     "we're",
    "thank",     "thanks",    "happy",
    "great",     "good",      "what",
    "where",     "when",      "who",
    "why",       "is",        "are",
    "do",        "did",       "have",
    "can",       "could",     "would",
    "the",       "an",        "as",
    "if",        "in",        "on",
    "at",        "after",     "many",
    "much",      "not",       "no",
    "yes",       "sorry",     "remember",
    "guess",     "some",      "today",
    "yesterday", "here",      "your",
    "me",        "greetings", "ich",
    "wir",       "wie",       "es",
    "das",       "der",       "die",
    "danke",     "endlich",   "heute",
    "lange",     "hast",      "hat",
    "was",       "wo",        "wann",
    "weisst",    "geht",      "schon",
    "je",        "j'ai",      "j'espere",
    "nous",      "comment",   "ca",
    "c'est",     "merci",     "quel",
    "quelle",    "espero",    "como",
    "que",       "gracias",   "hace",
    "yo",        "te",        "spero",
    "come",      "grazie",    "sono",
    "ti",        "io",        "jeg",
    "jag",       "hvordan",   "hur",
    "tak",       "takk",      "tack",
    "det",       "hvad",      "hva",
    "vi",        "ik",        "hoe",
    "het",       "dank",      "bedankt",
    "wat",       "we",        "first",
    "last",      "next",      "congratulations",
    "best",      "wow",
});

constexpr auto titles = std::to_array<std::string_view>({
    "mr",      "mrs",     "ms",     "miss",     "mx",         "dr",           "prof",   "professor",
    "doctor",  "herr",    "herrn",  "frau",     "hr",         "fr",           "fru",    "froken",
    "m",       "mme",     "mlle",   "monsieur", "madame",     "mademoiselle", "sr",     "sra",
    "srta",    "senor",   "senora", "senorita", "don",        "dona",         "sig",    "signor",
    "signora", "signore", "dott",   "dottore",  "dottoressa", "ing",          "dhr",    "mevr",
    "heer",    "mevrouw", "de",     "pan",      "pani",       "pane",         "panie",  "sir",
    "dame",    "lady",    "lord",   "rev",      "reverend",   "father",       "sister", "brother",
    "uncle",   "aunt",    "auntie", "tante",    "onkel",      "oncle",        "tia",    "tio",
    "zio",     "zia",     "coach",  "captain",  "judge",      "senator",      "cousin", "cousine",
    "grandpa", "grandma", "granny", "господин", "госпожа",    "пан",          "пані",   "rabbi",
    "pastor",  "pfarrer", "pere",   "frere",    "soeur",
});

// Of these, what is also a given name.
constexpr auto titles_and_names = std::to_array<std::string_view>({"don", "dona", "dame"});

constexpr auto connectors = std::to_array<std::string_view>({
    "and",
    "und",
    "et",
    "y",
    "e",
    "og",
    "och",
    "en",
    "ja",
    "i",
    "a",
    "и",
    "та",
    "és",
    "es",
    "ve",
});

constexpr auto particles = std::to_array<std::string_view>({
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la",
    "le",  "al",  "el", "bin", "ibn", "ter", "ten",   "zu", "af", "av",  "st",
});

// Words that stand alone before a comma as names do, and are none.
constexpr auto openings = std::to_array<std::string_view>({
    "ok",       "okay",       "right",       "anyway",        "finally",
    "again",    "also",       "first",       "surprise",      "hooray",
    "hurrah",   "hurray",     "yay",         "cheers",        "voila",
    "alors",    "bon",        "enfin",       "tja",           "na",
    "ach",      "ja",         "nein",        "also",          "endlich",
    "hurra",    "bueno",      "pues",        "vale",          "allora",
    "dunque",   "ecco",       "now",         "then",          "there",
    "please",   "bitte",      "merci",       "gracias",       "grazie",
    "danke",    "gratuliere", "gratulation", "felicitations", "felicidades",
    "auguri",   "herzlichen", "gluckwunsch", "sincerely",     "love",
    "yours",    "besos",      "bises",       "amities",       "cordialement",
    "gruss",    "grusse",     "attachment",  "note",          "ps",
    "fyi",      "january",    "february",    "march",         "april",
    "june",     "july",       "august",      "september",     "october",
    "november", "december",   "monday",      "tuesday",       "wednesday",
    "thursday", "friday",     "saturday",    "sunday",        "christmas",
    "easter",   "summer",     "winter",      "spring",        "autumn",
    "truly",    "honestly",   "frankly",     "well",          "oh",
    "so",
});

// Of these, and of the words that go on behind a greeting, what is also a given name.
constexpr auto openings_and_names = std::to_array<std::string_view>(
    {"hope", "april", "june", "august", "summer", "autumn", "love"});

std::string_view between(std::string_view from, std::string_view to) {
  return {from.data(), static_cast<std::size_t>(to.data() + to.size() - from.data())};
}

std::string_view without_spaces_before(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  return text;
}

// Whether a greeting may end with the word at `at`: punctuation or the line's end is next.
bool ends_greeting(std::span<const Word> line, std::size_t at) {
  constexpr auto marks =
      std::to_array<std::string_view>({",", "!", ":", ";", ".", "-", "\xE2\x80\x93", "\xE2\x80\x94",
                                       "\xEF\xBC\x8C", "\xEF\xBC\x81"});
  return at + 1 == line.size() || starts_with_any(without_spaces_before(line[at].after), marks);
}

// How many words of the line from `at` on a phrase covers; 0 when it does not stand there.
std::size_t phrase_length(std::span<const Word> line, std::size_t at, std::string_view phrase) {
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < phrase.size(); ++count) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    if (at + count >= line.size() || line[at + count].folded != phrase.substr(begin, end - begin) ||
        (count > 0 && !is_blank(line[at + count].before))) {
      return 0;
    }
    begin = end + 1;
  }
  return count;
}

struct FoundPhrase {
  std::size_t words = 0;
  bool inflects = false;
};

FoundPhrase phrase_at(std::span<const Word> line, std::size_t at) {
  FoundPhrase found;
  for (const Phrase& phrase : phrases) {
    const std::size_t length = phrase_length(line, at, phrase.words);
    if (length > found.words) {
      found = {length, phrase.inflects};
    } else if (length > 0 && length == found.words) {
      found.inflects = found.inflects || phrase.inflects;
    }
  }
  return found;
}

// Whether the word at `at`, behind a greeting, goes on with it: "Hello my dear Ben".
bool belongs_to_greeting(std::span<const Word> line, std::size_t at) {
  const Word& word = line[at];
  if (phrase_at(line, at).words > 0) {
    return !word.capital || !is_one_of(word.folded, phrases_and_names);
  }
  // "my dear Ben", but Mia and Min are names.
  return is_one_of(word.folded, fillers) &&
         (!word.capital || word.folded == "there" || word.folded == "again" || word.folded == "my");
}

bool is_initial(const Word& word) { return utf16_length(word.folded) == 1; }

bool is_nobody(const Word& word) {
  return is_one_of(word.folded, impersonal) &&
         !(word.capital && is_one_of(word.folded, impersonal_and_names));
}

// "Dear Hope," and "Hello Vi!" call somebody although the words could begin a sentence.
bool may_be_called(std::span<const Word> line, std::size_t at) {
  const Word& word = line[at];
  return word.capital && ends_greeting(line, at) && !is_one_of(word.folded, exclamations);
}

// "de la Cruz": small words that lead to a name.
bool begins_with_particle(std::span<const Word> line, std::size_t at) {
  constexpr std::size_t most_particles = 3;
  std::size_t end = at;
  while (end < std::min(line.size(), at + most_particles) && !line[end].capital &&
         is_one_of(line[end].folded, particles)) {
    ++end;
  }
  return end > at && end < line.size() && line[end].capital;
}

// Reads the names from `at` on into the greeting; the number of the word behind them.
std::size_t read_names(std::span<const Word> line, std::size_t at, bool only_capitals,
                       Greeting& greeting) {
  constexpr std::size_t most_words = 8;
  std::vector<Word> name;
  std::size_t last = at;  // one behind the last word taken
  const std::size_t end = std::min(line.size(), at + most_words);
  for (std::size_t i = at; i < end; ++i) {
    const Word& word = line[i];
    const std::string_view gap = without_spaces_before(word.before);
    if (i > at && !gap.empty()) {
      const Word& previous = line[i - 1];
      const bool after_dot =
          gap.starts_with('.') && (is_initial(previous) || is_one_of(previous.folded, titles));
      const bool another = gap.starts_with('&') || gap.starts_with('/') || gap.starts_with('+');
      if (!after_dot && !another) {
        break;
      }
      if (another && !name.empty()) {
        greeting.names.push_back(std::exchange(name, {}));
      }
    }
    const bool next_is_capital = i + 1 < line.size() && line[i + 1].capital;
    if (!name.empty() && !word.capital && is_one_of(word.folded, connectors) && next_is_capital) {
      greeting.names.push_back(std::exchange(name, {}));
      continue;
    }
    if (is_one_of(word.folded, titles) && i + 1 < end &&
        (next_is_capital || begins_with_particle(line, i + 1))) {
      greeting.title = true;
      continue;
    }
    // "Cher ami Paul": somebody is called by name all the same.
    if (!word.capital && is_one_of(word.folded, kinds_of_people) && next_is_capital &&
        i + 1 < end && is_blank(line[i + 1].before) &&
        !is_one_of(line[i + 1].folded, sentence_words)) {
      continue;
    }
    // "Szanowna Pani," and "Cher Monsieur," call nobody by name.
    if (i == at && word.folded.size() > 2 && is_one_of(word.folded, titles) &&
        !is_one_of(word.folded, titles_and_names) && ends_greeting(line, i)) {
      break;
    }
    if (is_nobody(word) ||
        (is_one_of(word.folded, sentence_words) && !begins_with_particle(line, i) &&
         !(may_be_called(line, i) && i == at && !only_capitals))) {
      break;
    }
    if (!word.capital) {
      const bool particle = is_one_of(word.folded, particles);
      const bool goes_on = particle && !ends_greeting(line, i);
      const bool lone_name =
          !particle && name.empty() && greeting.names.empty() && ends_greeting(line, i);
      if (only_capitals || (!goes_on && !lone_name)) {
        break;
      }
    }
    name.push_back(word);
    last = i + 1;
  }
  if (!name.empty()) {
    greeting.names.push_back(std::move(name));
  }
  if (!greeting.names.empty() && last > at) {
    greeting.text = between(greeting.text, line[last - 1].text);
    greeting.closed = ends_greeting(line, last - 1);
  }
  return last;
}

std::optional<Greeting> bare_name(std::span<const Word> line) {
  constexpr std::size_t most_words = 3;
  std::size_t count = 0;
  while (count < line.size() && count < most_words && line[count].capital &&
         (count == 0 || is_blank(line[count].before) || is_initial(line[count - 1]))) {
    ++count;
    if (!is_blank(line[count - 1].after)) {
      break;
    }
  }
  if (count == 0 || !line.front().before.empty()) {
    return std::nullopt;
  }
  const Word& last = line[count - 1];
  if (!last.after.starts_with(',') && !last.after.starts_with("\xEF\xBC\x8C")) {
    return std::nullopt;
  }
  Greeting greeting;
  greeting.bare = true;
  greeting.text = between(line.front().text, last.text);
  std::vector<Word> name;
  greeting.alone = count == line.size();
  greeting.closed = true;
  for (const Word& word : line.subspan(0, count)) {
    if (count == 1 && is_one_of(word.folded, openings_and_names)) {
      greeting.word = true;
    } else if (is_one_of(word.folded, openings) || is_one_of(word.folded, impersonal) ||
               is_one_of(word.folded, sentence_words) || is_one_of(word.folded, fillers)) {
      return std::nullopt;
    }
    if (!is_one_of(word.folded, titles)) {
      name.push_back(word);
    }
  }
  if (name.empty()) {
    return std::nullopt;
  }
  // "Kochana Marto,": a word of greeting that we do not know, in a language that may inflect.
  greeting.inflects = name.size() == 2 && !is_known_given_name(name.front().folded);
  greeting.names.push_back(std::move(name));
  return greeting;
}

// "Dear ,": these words are hardly ever written without a name.
bool wants_name(std::string_view word) {
  static constexpr auto list = std::to_array<std::string_view>(
      {"dear",    "dearest", "liebe",    "lieber",   "geehrte", "geehrter", "cher",  "chere",
       "querido", "querida", "estimado", "estimada", "caro",    "cara",     "kaere", "kjaere",
       "beste",   "lieve",   "geachte",  "drogi",    "droga",   "kedves"});
  return is_one_of(word, list);
}

// Names compared as written and with the German and Scandinavian spellings: Jürgen is Juergen.
std::string spelled_out(std::string_view name) {
  static constexpr auto spellings = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"\xC3\xA4", "ae"},
      {"\xC3\xB6", "oe"},
      {"\xC3\xBC", "ue"},
      {"\xC3\x84", "Ae"},
      {"\xC3\x96", "Oe"},
      {"\xC3\x9C", "Ue"},
      {"\xC3\xA5", "aa"},
      {"\xC3\x85", "Aa"},
      {"\xC3\xB8", "oe"},
      {"\xC3\x98", "Oe"},
  });
  std::string result;
  for (std::size_t i = 0; i < name.size();) {
    const auto* const found = std::find_if(spellings.begin(), spellings.end(), [&](const auto& s) {
      return name.substr(i).starts_with(s.first);
    });
    if (found == spellings.end()) {
      result += name[i++];
    } else {
      result += found->second;
      i += found->first.size();
    }
  }
  return fold(result);
}

// The parts of a name, folded: of "Jean-Pierre" also "jean" and "pierre" and "jeanpierre".
std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts;
  for (const std::string& spelling : {std::string(name), spelled_out(name)}) {
    for (const Word& word : words_of(spelling)) {
      const std::string& folded = word.folded;
      parts.push_back(folded);
      if (folded.find('-') == std::string::npos) {
        continue;
      }
      std::string joined;
      for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find('-', begin), folded.size());
        parts.push_back(folded.substr(begin, end - begin));
        joined += parts.back();
        begin = end + 1;
      }
      parts.push_back(joined);
    }
  }
  return parts;
}

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Tommy for Tom, Annie for Ann, Rosie for Rose, Juanito for Juan: the name, perhaps without its
// last vowel, and a pet ending.
bool is_pet_form(std::string_view word, std::string_view name) {
  static constexpr auto endings = std::to_array<std::string_view>(
      {"y", "ie", "i", "chen", "lein", "ito", "ita", "inho", "inha", "zinho", "zinha"});
  const bool vowel = name.ends_with('a') || name.ends_with('e') || name.ends_with('o');
  const std::string_view stem = vowel ? name.substr(0, name.size() - 1) : name;
  if (stem.size() < 3 || !word.starts_with(stem) || (vowel && is_known_given_name(word))) {
    return false;
  }
  std::string_view ending = word.substr(stem.size());
  if (ending == name.substr(stem.size())) {
    return true;
  }
  if (!ending.empty() && ending.front() == stem.back()) {
    ending.remove_prefix(1);
  }
  return is_one_of(ending, endings);
}

// "Max" for "Maximilian", but neither "Martin" for "Martina" nor "Paul" for "Paulina".
bool is_short_form(std::string_view word, std::string_view name) {
  return word.size() >= 3 && word.size() + 3 <= name.size() && name.starts_with(word) &&
         !is_full_given_name(word);
}

// Lizzy is written for Lizzie, and Ванечка said for Ваня.
bool is_variant(std::string_view word, std::string_view name) {
  static constexpr auto diminutives =
      std::to_array<std::string_view>({"ечка", "очка", "енька", "онька", "ушка", "юша", "уля"});
  static constexpr auto endings = std::to_array<std::string_view>({"y", "ie", "i", "ey"});
  for (const std::string_view ending : endings) {
    if (word.size() <= ending.size() + 2 || !word.ends_with(ending)) {
      continue;
    }
    const std::string stem(word.substr(0, word.size() - ending.size()));
    if (std::any_of(endings.begin(), endings.end(), [&](std::string_view other) {
          return are_nicknames(stem + std::string(other), name);
        })) {
      return true;
    }
  }
  return std::any_of(diminutives.begin(), diminutives.end(), [&](std::string_view ending) {
    if (!word.ends_with(ending)) {
      return false;
    }
    const std::string stem(word.substr(0, word.size() - ending.size()));
    return name == stem + "а" || name == stem + "я" || are_nicknames(stem + "а", name) ||
           are_nicknames(stem + "я", name);
  });
}

// "Łukaszu" calls Łukasz, in Polish as in Czech; no other name is made so.
bool is_called(std::string_view word, std::string_view name) {
  constexpr std::size_t shortest = 3;
  return name.size() >= shortest && word.size() == name.size() + 1 && word.ends_with('u') &&
         word.starts_with(name) &&
         std::string_view("aeiou").find(name.back()) == std::string_view::npos;
}

bool is_inflected(std::string_view word, std::string_view name) {
  const std::size_t shorter = std::min(word.size(), name.size());
  const std::size_t same = static_cast<std::size_t>(
      std::mismatch(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(shorter), name.begin())
          .first -
      word.begin());
  return same >= (shorter <= 3 ? 2U : 3U) && same + 2 >= shorter && word.size() <= name.size() + 4;
}

bool is_given(const std::string& word, const std::vector<std::string>& given, bool inflects) {
  return std::any_of(given.begin(), given.end(), [&](const std::string& name) {
    return word == name || are_nicknames(word, name) || is_pet_form(word, name) ||
           is_short_form(word, name) || is_variant(word, name) || is_called(word, name) ||
           (inflects && is_inflected(word, name));
  });
}

// Where the family name comes first, the commonest of them: "Chen Wei" is not Zhang Wei.
bool is_leading_family_name(std::string_view word) {
  static constexpr auto names = std::to_array<std::string_view>({
      "wang",     "li",       "zhang",     "liu",    "chen",      "yang",   "huang",    "zhao",
      "wu",       "zhou",     "xu",        "sun",    "zhu",       "hu",     "guo",      "lin",
      "gao",      "luo",      "zheng",     "liang",  "xie",       "song",   "tang",     "deng",
      "feng",     "kim",      "lee",       "park",   "choi",      "jung",   "kang",     "cho",
      "yoon",     "jang",     "lim",       "nguyen", "tran",      "pham",   "hoang",    "phan",
      "dang",     "bui",      "sato",      "suzuki", "takahashi", "tanaka", "watanabe", "ito",
      "yamamoto", "nakamura", "kobayashi", "kato",   "yoshida",   "yamada", "nagy",     "kovacs",
      "toth",     "szabo",    "horvath",   "varga",  "kiss",      "molnar", "nemeth",   "farkas",
      "balogh",   "papp",
  });
  return is_one_of(word, names);
}

// "B", "BO" and "JP" for somebody whose names begin with these letters; not "Bob".
bool are_initials(const Word& initials, const std::vector<std::string>& names) {
  constexpr std::size_t most_initials = 3;
  const std::string& word = initials.folded;
  return word.size() <= most_initials &&
         (word.size() == 1 ||
          std::all_of(initials.text.begin(), initials.text.end(),
                      [](char letter) { return letter >= 'A' && letter <= 'Z'; })) &&
         std::all_of(word.begin(), word.end(), [&](char letter) {
           return std::any_of(names.begin(), names.end(),
                              [&](const std::string& name) { return name.starts_with(letter); });
         });
}

}  // namespace

std::optional<Greeting> greeting_of(std::span<const Word> whole_line) {
  constexpr std::size_t most_words = 100;  // no greeting is as long
  const std::span<const Word> line = whole_line.subspan(0, std::min(whole_line.size(), most_words));
  std::size_t at = 0;
  while (at < line.size() && phrase_at(line, at).words == 0 &&
         is_one_of(line[at].folded, fillers)) {
    ++at;
  }
  if (at == line.size() || phrase_at(line, at).words == 0) {
    return bare_name(line);
  }
  Greeting greeting;
  std::size_t end = at;
  do {
    const FoundPhrase phrase = phrase_at(line, end);
    greeting.inflects = greeting.inflects || phrase.inflects;
    end += std::max<std::size_t>(phrase.words, 1);
  } while (end < line.size() && is_blank(line[end].before) && belongs_to_greeting(line, end));
  const Word& last = line[end - 1];
  greeting.text = between(line[at].text, last.text);
  if (wants_name(last.folded) && last.after.starts_with(' ') &&
      without_spaces_before(last.after).starts_with(',')) {
    greeting.gap = true;
    return greeting;
  }
  const std::string_view after = without_spaces_before(last.after);
  const bool comma = after.starts_with(',') && is_blank(after.substr(1));
  if (end == line.size() || (!after.empty() && !comma)) {
    return greeting;
  }
  if (comma && phrase_at(line, end).words > 0) {  // "Hello again, dear Ben"
    return greeting_of(line.subspan(end));
  }
  Greeting with_names = greeting;
  const std::size_t last_name = read_names(line, end, comma, with_names) - 1;
  // "Hi, Ben!" greets Ben; "Hello, London was …" does not greet London.
  if (comma && !with_names.names.empty() && !ends_greeting(line, last_name)) {
    return greeting;
  }
  return with_names;
}

std::optional<Greeting> find_greeting(std::span<const TextLine> lines) {
  constexpr int most_lines = 3;
  int seen = 0;
  std::optional<Greeting> bare;
  for (const TextLine& line : lines) {
    if (line.words.empty()) {
      continue;
    }
    if (std::optional<Greeting> greeting = greeting_of(line.words)) {
      if (!greeting->bare) {
        return greeting;
      }
      if (seen == 0) {
        bare = std::move(greeting);
      }
    }
    if (++seen == most_lines) {
      break;
    }
  }
  return bare;
}

NameFit fit_name(std::span<const Word> name, std::string_view given, std::string_view family,
                 std::string_view full, const Greeting& greeting) {
  const std::vector<std::string> given_parts = name_parts(given);
  const std::vector<std::string> family_parts = name_parts(family);
  std::vector<std::string> all = name_parts(full);
  all.insert(all.end(), given_parts.begin(), given_parts.end());
  all.insert(all.end(), family_parts.begin(), family_parts.end());
  const std::vector<std::string>& greeted_by =
      given_parts.empty() && family_parts.empty() ? all : given_parts;

  bool given_found = false;
  bool family_found = false;
  std::size_t unknown_before = 0;
  std::size_t unknown_after = 0;
  bool second_given = false;
  bool leading_family = false;
  for (Word word : name) {
    word.folded = without_honorific(word.folded);
    word.text = without_honorific(word.text);
    const bool is_theirs_given = is_given(word.folded, greeted_by, greeting.inflects) ||
                                 contains(greeted_by, spelled_out(word.text));
    const bool is_theirs_family =
        contains(family_parts, word.folded) ||
        (greeting.inflects &&
         std::any_of(family_parts.begin(), family_parts.end(),
                     [&](const std::string& part) { return is_inflected(word.folded, part); }));
    if (is_theirs_given) {
      given_found = true;
    } else if (is_theirs_family) {
      family_found = true;
    } else if (contains(all, word.folded) || are_initials(word, all) ||
               is_one_of(word.folded, particles)) {
      // A middle name or an initial says nothing against them, and alone it is enough.
      given_found = given_found || name.size() == 1;
    } else {
      ++(given_found || family_found ? unknown_after : unknown_before);
      second_given = second_given || is_known_given_name(word.folded);
      leading_family = leading_family || is_leading_family_name(word.folded);
    }
  }
  if (given_found) {
    if (unknown_after == 0 || family_found) {
      return leading_family && name.size() == 2 ? NameFit::other : NameFit::theirs;
    }
    // "Dear Ben Adler," is another Ben; "Dear Anna Maria," and "Dear Ben Merry Christmas" may be
    // theirs.
    return greeting.closed && unknown_after == 1 && !second_given ? NameFit::other
                                                                  : NameFit::doubtful;
  }
  if (family_found) {
    // "Dear Mr Okafor" is Ben Okafor; "Dear Anna Okafor" is not.
    return unknown_before > 0 ? NameFit::other : NameFit::theirs;
  }
  return NameFit::other;
}

}  // namespace rounds::domain
