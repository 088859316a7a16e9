#include "importing/people_collector.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "domain/people/addresses.h"
#include "domain/people/name_reading.h"
#include "domain/people/person.h"
#include "domain/text/words.h"
#include "importing/table.h"

namespace rounds::importing {
namespace {

// U+FFFD, what a letter becomes when a file is read in the wrong encoding.
constexpr std::string_view damaged_letter = "\xEF\xBF\xBD";

std::string_view without_mailto(std::string_view address) {
  constexpr std::string_view scheme = "mailto:";
  const bool has_scheme =
      address.size() > scheme.size() &&
      std::equal(scheme.begin(), scheme.end(), address.begin(), [](char small, char written) {
        return small == written ||
               (written >= 'A' && written <= 'Z' && small == written - 'A' + 'a');
      });
  return has_scheme ? address.substr(scheme.size()) : address;
}

// A field as it is told to the user: an answer of a hundred reasons must fit into a frame.
std::string in_quotes(std::string_view field) {
  constexpr std::size_t longest = 100;
  std::size_t end = std::min(field.size(), longest);
  while (end < field.size() && (static_cast<unsigned char>(field[end]) & 0xC0) == 0x80) {
    --end;  // not in the middle of a letter
  }
  std::string result = "\"";
  result.append(field.substr(0, end)).append(end < field.size() ? "…\"" : "\"");
  return result;
}

// What a spreadsheet or a program left where there was nothing: "#REF!", "[object Object]", "NULL".
// Somebody may be called Null, so that in names only the program's own spelling counts.
std::string_view without_debris(std::string_view field) {
  constexpr std::array<std::string_view, 29> debris = {"[object Object]",
                                                       "[object object]",
                                                       "NULL",
                                                       "null",
                                                       "(null)",
                                                       "<null>",
                                                       "(NULL)",
                                                       "\\N",
                                                       "N/A",
                                                       "n/a",
                                                       "#N/A",
                                                       "nan",
                                                       "NaN",
                                                       "NAN",
                                                       "nil",
                                                       "None",
                                                       "none",
                                                       "undefined",
                                                       "-",
                                                       "--",
                                                       "---",
                                                       "(empty)",
                                                       "(blank)",
                                                       "?",
                                                       "???",
                                                       ".",
                                                       "_",
                                                       "\xE2\x80\x93",
                                                       "\xE2\x80\x94"};
  const std::string text = tidy(field);
  if (std::find(debris.begin(), debris.end(), text) != debris.end()) return {};
  const bool formula_error = text.starts_with('#') && text.size() <= 14 &&
                             std::all_of(text.begin() + 1, text.end(), [](char c) {
                               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                      c == '!' || c == '?' || c == '/' || c == '#' || c == '_';
                             });
  return formula_error ? std::string_view() : field;
}

bool is_damaged(const std::string& name) { return name.find(damaged_letter) != std::string::npos; }

}  // namespace

PeopleCollector::PeopleCollector(std::string format, std::string_view unit) : unit_(unit) {
  result_.format = std::move(format);
}

void PeopleCollector::note_problem(Problem problem) { add_problem(result_, std::move(problem)); }

void PeopleCollector::reject(Problem problem) {
  ++result_.rejected;
  note_problem(std::move(problem));
}

void PeopleCollector::add(const FoundPerson& found) {
  ImportedPerson person;
  person.line = found.line;
  for (const std::string_view field : found.addresses) {
    read_addresses(without_debris(field), person);
  }
  read_name(found, person);
  if (person.given.empty() && person.family.empty()) {
    if (person.addresses.empty()) {
      reject({found.line,
              "There is no name in this " + std::string(unit_) +
                  ". Add a first or a last name and import the file again.",
              "no_name",
              {std::string(unit_)}});
      return;
    }
    note_problem({found.line,
                  "There is no name in this " + std::string(unit_) + " beside " +
                      person.addresses.front() + ". The address was kept; say whose it is.",
                  "only_address",
                  {std::string(unit_), person.addresses.front()}});
  }
  person.company = tidy(without_debris(found.company));
  person.position = tidy(without_debris(found.position));
  person.url = tidy(without_debris(found.url));
  person.known_from = tidy(without_debris(found.known_from));
  person.remark = tidy(without_debris(found.remark));
  shorten(person);
  std::string written = tidy(found.given);
  written.append(written.empty() ? "" : " ").append(tidy(found.family));
  if (is_damaged(written)) {
    const std::string name = in_quotes(written);
    note_problem({found.line,
                  "A letter of the name " + name +
                      " was lost when the file was saved. Save the file as UTF-8 "
                      "and import it again, or correct the name.",
                  "letter_lost",
                  {name}});
  }
  read_connected_on(tidy(without_debris(found.connected_on)), person);
  result_.people.push_back(std::move(person));
}

// Cuts what is longer than anybody's name or employer.
void PeopleCollector::shorten(ImportedPerson& person) {
  const auto shorten_to = [&](std::string& text, std::size_t longest, const char* what) {
    if (text.size() <= longest) return;
    const std::string told = in_quotes(text);
    note_problem({person.line,
                  std::string(what) + " " + told + " is longer than " + std::to_string(longest) +
                      " bytes. Its beginning was kept.",
                  "too_long",
                  {told, std::to_string(longest)}});
    text = domain::beginning(text, longest);
  };
  shorten_to(person.given, domain::kLongestLine, "The first name");
  shorten_to(person.family, domain::kLongestLine, "The last name");
  shorten_to(person.greeting, domain::kLongestLine, "The nickname");
  shorten_to(person.company, domain::kLongestLine, "The employer");
  shorten_to(person.position, domain::kLongestLine, "The position");
  shorten_to(person.known_from, domain::kLongestLine, "How you know them");
  shorten_to(person.remark, domain::kLongestRemark, "The remark");
  if (person.url.size() > domain::kLongestUrl) {
    note_problem({person.line,
                  in_quotes(person.url) +
                      " is too long for a profile's address. The person was kept without it.",
                  "url_too_long",
                  {in_quotes(person.url)}});
    person.url.clear();
  }
}

// Believes the columns of given and family names, and takes a whole name apart where they are
// empty. An address in their place is an address.
void PeopleCollector::read_name(const FoundPerson& found, ImportedPerson& person) {
  const auto text = [&](std::string_view field) {
    const std::string tidied = tidy(without_debris(field));
    if (!domain::is_plausible_address(tidied)) return tidied;
    if (person.addresses.empty()) person.addresses.push_back(tidied);
    return std::string();
  };
  const std::string given = text(found.given);
  const std::string family = text(found.family);
  const bool whole = given.empty() && family.empty();
  const std::string full = whole ? text(found.full) : std::string();
  if (whole && full.empty()) return;
  const domain::PersonName name =
      whole ? domain::read_whole_name(full) : domain::read_name_columns(given, family);
  if (name.given.empty() && name.family.empty() && !name.has("handle")) {
    // Signs alone, in which nobody sees a name; what stands there is kept all the same.
    person.given = given.find('@') == std::string::npos ? given : "";
    person.family = family;
    return;
  }
  person.given = name.given;
  person.family = name.family;
  person.greeting = name.nickname;
}

void PeopleCollector::read_addresses(std::string_view field, ImportedPerson& person) {
  if (field.empty()) {
    return;
  }
  std::string tidied = tidy(field);
  // Google's mark between several; in an address it cannot stand.
  for (std::size_t mark = 0; (mark = tidied.find(":::", mark)) != std::string::npos;) {
    tidied.replace(mark, 3, ",");
  }
  if (tidied.find('<') != std::string::npos) {  // "Ann Lee <ann@example.org>"
    const std::vector<std::string> mailboxes = domain::addresses_of(tidied);
    for (const std::string& address : mailboxes) read_address(address, tidied, person);
    if (mailboxes.empty()) read_address(tidied, tidied, person);
    return;
  }
  constexpr std::string_view between = " ,;|\t\r\n";
  std::size_t begin = 0;
  while ((begin = tidied.find_first_not_of(between, begin)) != std::string::npos) {
    // A local part in quotes may hold what else stands between two addresses.
    std::size_t from = begin;
    if (tidied[begin] == '"') {
      const std::size_t closed = tidied.find("\"@", begin + 1);
      if (closed != std::string::npos) from = closed + 1;
    }
    const std::size_t end = std::min(tidied.find_first_of(between, from), tidied.size());
    read_address(std::string_view(tidied).substr(begin, end - begin), tidied, person);
    begin = end;
  }
}

void PeopleCollector::read_address(std::string_view written, std::string_view field,
                                   ImportedPerson& person) {
  std::string_view address = without_mailto(written);
  if (address.size() != written.size()) address = address.substr(0, address.find('?'));
  if (!domain::is_plausible_address(address)) {
    const std::string told = in_quotes(field);
    note_problem({person.line,
                  told + " is no e-mail address. The person was kept without it.",
                  "no_address",
                  {told}});
    return;
  }
  const std::string key = domain::address_of(address);
  const bool known =
      std::any_of(person.addresses.begin(), person.addresses.end(), [&](const std::string& other) {
        return other == address || (!key.empty() && domain::address_of(other) == key);
      });
  if (known) return;
  if (person.addresses.size() == domain::kMostAddresses) {
    if (person.line != full_line_) {
      note_problem({person.line,
                    "There are more than " + std::to_string(domain::kMostAddresses) +
                        " addresses in this " + std::string(unit_) +
                        ". The first of them were kept.",
                    "too_many_addresses",
                    {std::to_string(domain::kMostAddresses), std::string(unit_)}});
    }
    full_line_ = person.line;
    return;
  }
  person.addresses.emplace_back(address);
}

void PeopleCollector::read_connected_on(const std::string& field, ImportedPerson& person) {
  if (field.empty()) {
    return;
  }
  const WrittenDate date = read_date(field);
  if (const auto* day = std::get_if<std::chrono::year_month_day>(&date)) {
    person.connected_on = *day;
  } else if (const auto* open = std::get_if<DayOrMonthFirst>(&date)) {
    day_order_.learn(*open);
    open_dates_.push_back({result_.people.size(), *open, field});
  } else {
    note_problem({person.line,
                  in_quotes(field) + " is no date that Rounds understands. The person was kept "
                                     "without it; dates such as 2015-02-07 are always understood.",
                  "no_date",
                  {in_quotes(field)}});
  }
}

void PeopleCollector::settle_dates() {
  std::vector<Problem> still_open;
  for (const OpenDate& open : open_dates_) {
    ImportedPerson& person = result_.people.at(open.person);
    person.connected_on = day_order_.resolve(open.date);
    if (!person.connected_on && still_open.size() < PeopleFile::most_problems) {
      still_open.push_back(
          {person.line,
           in_quotes(open.written) +
               " may be two different days, and no other date in the file tells which "
               "is meant. The person was kept without it; dates such as 2015-02-07 are "
               "always understood.",
           "open_date",
           {in_quotes(open.written)}});
    }
  }
  std::vector<Problem>& problems = result_.problems;
  problems.insert(problems.end(), std::make_move_iterator(still_open.begin()),
                  std::make_move_iterator(still_open.end()));
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  if (problems.size() > PeopleFile::most_problems) {
    problems.resize(PeopleFile::most_problems);
  }
}

PeopleFile PeopleCollector::take() {
  settle_dates();
  return std::move(result_);
}

}  // namespace rounds::importing
