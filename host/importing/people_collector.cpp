#include "importing/people_collector.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "domain/people/addresses.h"
#include "importing/full_name.h"
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

bool is_damaged(const std::string& name) { return name.find(damaged_letter) != std::string::npos; }

}  // namespace

PeopleCollector::PeopleCollector(std::string format, std::string_view unit) : unit_(unit) {
  result_.format = std::move(format);
}

void PeopleCollector::note_problem(std::size_t line, std::string reason) {
  add_problem(result_, {line, std::move(reason)});
}

void PeopleCollector::reject(std::size_t line, std::string reason) {
  ++result_.rejected;
  note_problem(line, std::move(reason));
}

void PeopleCollector::add(const FoundPerson& found) {
  ImportedPerson person;
  person.line = found.line;
  person.given = tidy(found.given);
  person.family = tidy(found.family);
  if (person.given.empty() && person.family.empty() && !found.full.empty()) {
    NameParts parts = split_full_name(found.full);
    person.given = std::move(parts.given);
    person.family = std::move(parts.family);
  }
  if (person.given.empty() && person.family.empty()) {
    reject(found.line, "There is no name in this " + std::string(unit_) +
                           ". Add a first or a last name and import the file again.");
    return;
  }
  person.company = tidy(found.company);
  person.position = tidy(found.position);
  person.url = tidy(found.url);
  person.known_from = tidy(found.known_from);
  person.remark = tidy(found.remark);
  if (is_damaged(person.given) || is_damaged(person.family)) {
    note_problem(found.line,
                 "A letter of the name " +
                     in_quotes(person.given + (person.given.empty() ? "" : " ") + person.family) +
                     " was lost when the file was saved. Save the file as UTF-8 "
                     "and import it again, or correct the name.");
  }
  for (const std::string_view field : found.addresses) {
    read_addresses(field, person);
  }
  read_connected_on(tidy(found.connected_on), person);
  result_.people.push_back(std::move(person));
}

void PeopleCollector::read_addresses(std::string_view field, ImportedPerson& person) {
  constexpr std::string_view between = " ,;\t\r\n\xC2\xA0";
  if (field.empty()) {
    return;
  }
  std::string tidied = tidy(field);
  // Google's mark between several; in an address it cannot stand.
  for (std::size_t mark = 0; (mark = tidied.find(":::", mark)) != std::string::npos;) {
    tidied.replace(mark, 3, ",");
  }
  std::size_t begin = 0;
  while ((begin = tidied.find_first_not_of(between, begin)) != std::string::npos) {
    const std::size_t end = std::min(tidied.find_first_of(between, begin), tidied.size());
    const std::string_view address =
        without_mailto(std::string_view(tidied).substr(begin, end - begin));
    begin = end;
    if (!domain::is_plausible_address(address)) {
      note_problem(person.line,
                   in_quotes(tidied) + " is no e-mail address. The person was kept without it.");
      return;
    }
    if (std::find(person.addresses.begin(), person.addresses.end(), address) ==
        person.addresses.end()) {
      person.addresses.emplace_back(address);
    }
  }
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
    note_problem(person.line, in_quotes(field) +
                                  " is no date that Rounds understands. The person was kept "
                                  "without it; dates such as 2015-02-07 are always understood.");
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
               "always understood."});
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
