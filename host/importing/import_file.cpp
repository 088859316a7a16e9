#include "importing/import_file.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "domain/addresses.h"
#include "importing/csv_reader.h"
#include "importing/dates.h"
#include "importing/linkedin.h"
#include "importing/text_encoding.h"

namespace rounds::importing {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr std::string_view how_to_get_one =
    "On LinkedIn choose Settings & Privacy, Data privacy, Get a copy of your data, Connections; "
    "the archive that arrives by mail holds Connections.csv.";

// A file with this many quotes that nobody closed was damaged as a whole.
constexpr std::size_t most_unclosed_quotes = 100;

constexpr std::size_t records_between_progress = 512;
constexpr std::size_t most_reserved =
    50'000;  // people; a file of blank lines shall not cost memory

// U+FFFD, what a letter becomes when a file is read in the wrong encoding.
constexpr std::string_view damaged_letter = "\xEF\xBF\xBD";

[[noreturn]] void refuse(std::string_view filename, std::string_view what_is_wrong,
                         std::string_view what_to_do) {
  std::string message;
  message.append(filename.empty() ? "The file" : filename);
  message.append(" ").append(what_is_wrong).append(" ").append(what_to_do);
  throw UnreadableFile(message);
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return result;
}

void refuse_what_is_no_text(std::string_view filename, std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    refuse(filename, "is empty.", how_to_get_one);
  }
  if (starts_with_any(text, {"PK\x03\x04", "PK\x05\x06", "PK\x07\x08"})) {
    if (lower_ascii(filename).ends_with(".zip")) {
      refuse(filename, "is a ZIP archive.",
             "Unpack it and choose the file Connections.csv that is in it.");
    }
    refuse(filename, "is a spreadsheet or an archive, not a CSV file.",
           "Open it in the program that made it, save it as CSV, and choose that file.");
  }
  // The mark of Excel's older format, as bytes and as what is left of them in a text.
  if (starts_with_any(text, {"\xD0\xCF\x11\xE0"sv, "\xEF\xBF\xBD\xEF\xBF\xBD\x11"sv,
                             "\xC3\x90\xC3\x8F\x11\xC3\xA0"sv})) {
    refuse(filename, "is a spreadsheet, not a CSV file.",
           "Open it in the program that made it, save it as CSV, and choose that file.");
  }
  if (text.starts_with("%PDF-")) {
    refuse(filename, "is a PDF document, not a CSV file.", how_to_get_one);
  }
  constexpr std::size_t looked_at = 4096;
  if (text.substr(0, looked_at).find('\0') != std::string_view::npos) {
    refuse(filename, "is no text: it holds bytes that no letter has.", how_to_get_one);
  }
}

// Which list it is instead, where that is plain to see, so that the user knows we have understood.
[[noreturn]] void refuse_unknown_columns(std::string_view filename, std::string_view text) {
  constexpr std::size_t looked_at = std::size_t{16} * 1024;
  const std::string beginning = lower_ascii(text.substr(0, looked_at));
  const auto has = [&](std::string_view words) {
    return beginning.find(words) != std::string::npos;
  };
  if (has("<!doctype html") || has("<html")) {
    refuse(filename, "is a web page, not a CSV file: perhaps the download asked for a password.",
           "Download the list again and choose the file Connections.csv.");
  }
  if (has("begin:vcard")) {
    refuse(filename, "is a vCard file, which Rounds cannot read yet.", how_to_get_one);
  }
  if (has("e-mail 1 - value") || has("e-mail 1 - type")) {
    refuse(filename, "is a list of Google Contacts, which Rounds cannot read yet.", how_to_get_one);
  }
  if (has("primary email") && has("display name")) {
    refuse(filename, "is a Thunderbird address book, which Rounds cannot read yet.",
           how_to_get_one);
  }
  const bool table = has(",") || has(";") || has("\t");
  if (!table) {
    refuse(filename, "is not a CSV file: it has no columns.", how_to_get_one);
  }
  refuse(
      filename,
      "has no line with the names of columns that Rounds knows: First Name, Last Name, URL, Email "
      "Address, Company, Position, Connected On.",
      "If the first line was changed or deleted, put these names back; otherwise: "s +
          std::string(how_to_get_one));
}

// A field as it is told to the user: an answer of a hundred reasons must fit into a frame.
std::string quoted(std::string_view field) {
  constexpr std::size_t longest = 100;
  std::size_t end = std::min(field.size(), longest);
  while (end < field.size() && (static_cast<unsigned char>(field[end]) & 0xC0) == 0x80) {
    --end;  // not in the middle of a letter
  }
  std::string result = "\"";
  result.append(field.substr(0, end)).append(end < field.size() ? "…\"" : "\"");
  return result;
}

std::string_view without_mailto(std::string_view address) {
  constexpr std::string_view scheme = "mailto:";
  if (address.size() > scheme.size() && lower_ascii(address.substr(0, scheme.size())) == scheme) {
    address.remove_prefix(scheme.size());
  }
  return address;
}

// Turns the records of one file into people and problems.
class Reading {
 public:
  Reading(std::string_view filename, std::string_view text, const Progress& progress,
          const LinkedInHeader& header)
      : filename_(filename),
        text_(text),
        progress_(progress),
        header_(header),
        valid_(is_utf8(text)) {}

  PeopleFile run() {
    const auto lines = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
    result_.people.reserve(std::min(lines, most_reserved));
    CsvReader reader(text_, header_.separator, header_.rows_begin, header_.rows_line);
    std::size_t steps = 0;
    std::size_t unclosed = 0;
    for (;;) {
      if (steps++ % records_between_progress == 0) {
        report(reader.position());
      }
      const CsvReader::Step step = reader.next();
      if (step == CsvReader::Step::end) {
        break;
      }
      const std::size_t line = reader.record().line();
      if (step == CsvReader::Step::unclosed_quote) {
        if (++unclosed > most_unclosed_quotes) {
          refuse(
              filename_, "opens a quote (\") and never closes it on more than 100 lines.",
              "It was damaged on its way: download it again, or open it in a spreadsheet, save it "
              "as CSV, and choose that file.");
        }
        reject(
            line,
            "A quote (\") is opened in this line and never closed. Close or delete it and import "
            "the file again.");
      } else if (step == CsvReader::Step::too_long) {
        reject(line, "This line is longer than any person's could be. It was left out.");
      } else if (!reader.record().blank()) {
        read(reader.record());
      }
    }
    report(text_.size());
    if (result_.people.empty() && result_.rejected == 0) {
      refuse(filename_, "has the right columns, but nobody in it.", how_to_get_one);
    }
    settle_dates();
    return std::move(result_);
  }

 private:
  void report(std::size_t done) const {
    if (progress_ && !progress_(done, text_.size())) {
      throw Stopped();
    }
  }

  void note_problem(std::size_t line, std::string reason) {
    if (result_.problems.size() < PeopleFile::most_problems) {
      result_.problems.push_back({line, std::move(reason)});
    }
  }

  void reject(std::size_t line, std::string reason) {
    ++result_.rejected;
    note_problem(line, std::move(reason));
  }

  // False when the record is no use, with the reason noted.
  bool is_whole(const CsvRecord& record) {
    if (record.size() < header_.used_columns) {
      reject(record.line(), "This line has " + count_of_fields(record.size()) +
                                ", but the header names " + std::to_string(header_.columns) +
                                " columns. Add what is missing and import the file again.");
      return false;
    }
    for (std::size_t i = header_.columns; i < record.size(); ++i) {
      if (!tidy(record[i]).empty()) {
        reject(record.line(),
               "This line has " + count_of_fields(record.size()) + ", but the header names only " +
                   std::to_string(header_.columns) +
                   " columns. A field that holds a separator needs quotes (\") around "
                   "it. Add them and import the file again.");
        return false;
      }
    }
    for (std::size_t i = 0; i < record.size(); ++i) {
      if (record[i].find('\0') != std::string_view::npos || (!valid_ && !is_utf8(record[i]))) {
        reject(
            record.line(),
            "This line holds bytes that are no text. Correct it, save the file as UTF-8 and import "
            "it again.");
        return false;
      }
    }
    return true;
  }

  static std::string count_of_fields(std::size_t count) {
    return count == 1 ? "1 field" : std::to_string(count) + " fields";
  }

  void read(const CsvRecord& record) {
    if (!is_whole(record)) {
      return;
    }
    const auto text = [&](LinkedInColumn column) { return tidy(header_.field(record, column)); };
    ImportedPerson person;
    person.line = record.line();
    person.given = text(LinkedInColumn::given);
    person.family = text(LinkedInColumn::family);
    if (person.given.empty() && person.family.empty()) {
      reject(
          record.line(),
          "There is no name in this line. Add a first or a last name and import the file again.");
      return;
    }
    person.company = text(LinkedInColumn::company);
    person.position = text(LinkedInColumn::position);
    person.url = text(LinkedInColumn::url);
    if (person.given.find(damaged_letter) != std::string::npos ||
        person.family.find(damaged_letter) != std::string::npos) {
      note_problem(record.line(),
                   "A letter of the name " +
                       quoted(person.given + (person.given.empty() ? "" : " ") + person.family) +
                       " was lost when the file was saved. Save the file as UTF-8 "
                       "and import it again, or correct the name.");
    }
    read_addresses(header_.field(record, LinkedInColumn::address), person);
    read_connected_on(text(LinkedInColumn::connected_on), person);
    result_.people.push_back(std::move(person));
  }

  void read_addresses(std::string_view field, ImportedPerson& person) {
    constexpr std::string_view between = " ,;\t\r\n\xC2\xA0";
    if (field.empty()) {
      return;
    }
    const std::string tidied = tidy(field);
    std::size_t begin = 0;
    while ((begin = tidied.find_first_not_of(between, begin)) != std::string::npos) {
      const std::size_t end = std::min(tidied.find_first_of(between, begin), tidied.size());
      const std::string_view address =
          without_mailto(std::string_view(tidied).substr(begin, end - begin));
      begin = end;
      if (!domain::is_plausible_address(address)) {
        note_problem(person.line,
                     quoted(tidied) + " is no e-mail address. The person was kept without it.");
        return;
      }
      if (std::find(person.addresses.begin(), person.addresses.end(), address) ==
          person.addresses.end()) {
        person.addresses.emplace_back(address);
      }
    }
  }

  void read_connected_on(const std::string& field, ImportedPerson& person) {
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
      note_problem(person.line, quoted(field) +
                                    " is no date that Rounds understands. The person was kept "
                                    "without it; dates such as 2015-02-07 are always understood.");
    }
  }

  // Dates such as 2/7/22 are understood once all the file's dates have been seen.
  void settle_dates() {
    std::vector<Problem> still_open;
    for (const OpenDate& open : open_dates_) {
      ImportedPerson& person = result_.people.at(open.person);
      person.connected_on = day_order_.resolve(open.date);
      if (!person.connected_on && still_open.size() < PeopleFile::most_problems) {
        still_open.push_back(
            {person.line,
             quoted(open.written) +
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

  struct OpenDate {
    std::size_t person;
    DayOrMonthFirst date;
    std::string written;
  };

  std::string_view filename_;
  std::string_view text_;
  const Progress& progress_;
  const LinkedInHeader& header_;
  bool valid_;
  PeopleFile result_{.format = "linkedin", .people = {}, .problems = {}};
  DayOrder day_order_;
  std::vector<OpenDate> open_dates_;
};

}  // namespace

void refuse_if_too_large(std::string_view filename, std::uintmax_t bytes) {
  if (bytes > largest_file) {
    refuse(filename,
           "is larger than " + std::to_string(largest_file / (std::size_t{1024} * 1024)) +
               " MB, which no list of people is.",
           how_to_get_one);
  }
}

PeopleFile read_people_file(std::string_view filename, std::string_view utf8_text,
                            const Progress& progress) {
  refuse_if_too_large(filename, utf8_text.size());
  refuse_what_is_no_text(filename, utf8_text);
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (utf8_text.starts_with(byte_order_mark)) {
    utf8_text.remove_prefix(byte_order_mark.size());
  }
  const auto header = find_linkedin_header(utf8_text);
  if (!header) {
    refuse_unknown_columns(filename, utf8_text);
  }
  return Reading(filename, utf8_text, progress, *header).run();
}

}  // namespace rounds::importing
