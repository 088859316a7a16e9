#include "importing/import_file.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "importing/csv_reader.h"
#include "importing/people_collector.h"
#include "importing/table.h"
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

std::string sentence(std::string_view filename, std::string_view what_is_wrong,
                     std::string_view what_to_do) {
  std::string message;
  message.append(filename.empty() ? "The file" : filename);
  return message.append(" ").append(what_is_wrong).append(" ").append(what_to_do);
}

[[noreturn]] void refuse(std::string_view filename, std::string_view what_is_wrong,
                         std::string_view what_to_do) {
  throw UnreadableFile(sentence(filename, what_is_wrong, what_to_do));
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
      refuse(filename, "is a ZIP archive, which cannot come as text.",
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
    refuse(filename, "is a vCard file.",
           "Open it on the page “Import” of the Rounds tab in Thunderbird, which reads vCards.");
  }
  const bool table = has(",") || has(";") || has("\t");
  if (!table) {
    refuse(filename, "is not a CSV file: it has no columns.", how_to_get_one);
  }
  constexpr std::string_view known =
      "has no line with the names of columns that Rounds knows: First Name, Last Name, URL, Email "
      "Address, Company, Position, Connected On.";
  const std::string what_to_do =
      "If the first line was changed or deleted, put these names back; otherwise say which column "
      "is which, or: "s +
      std::string(how_to_get_one);
  auto unknown = describe_table(text);
  if (!unknown) {
    refuse(filename, known, what_to_do);
  }
  throw UnknownColumns(sentence(filename, known, what_to_do), std::move(*unknown));
}

// Turns the records of one file into people and problems.
class Reading {
 public:
  Reading(std::string_view filename, std::string_view text, const Progress& progress,
          const TableHeader& header)
      : filename_(filename),
        text_(text),
        progress_(progress),
        header_(header),
        valid_(is_utf8(text)),
        people_(header.format, "line") {}

  PeopleFile run() {
    const auto lines = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
    people_.reserve(std::min(lines, most_reserved));
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
        people_.reject(
            {line,
             "A quote (\") is opened in this line and never closed. Close or delete it and import "
             "the file again.",
             "open_quote",
             {}});
      } else if (step == CsvReader::Step::too_long) {
        people_.reject({line,
                        "This line is longer than any person's could be. It was left out.",
                        "line_too_long",
                        {}});
      } else if (!reader.record().blank()) {
        read(reader.record());
      }
    }
    report(text_.size());
    if (people_.found_nothing()) {
      refuse(filename_, "has the right columns, but nobody in it.", how_to_get_one);
    }
    for (const std::string& column : header_.unread()) {
      people_.note_problem({header_.rows_line - 1,
                            "The column “" + column +
                                "” holds e-mail addresses and was not read. Choose the columns to "
                                "have them, too.",
                            "column_not_read",
                            {column}});
    }
    PeopleFile file = people_.take();
    file.header = header_.key();
    return file;
  }

 private:
  void report(std::size_t done) const {
    if (progress_ && !progress_(done, text_.size())) {
      throw Stopped();
    }
  }

  // False when the record is no use, with the reason noted.
  bool is_whole(const CsvRecord& record) {
    if (record.size() < header_.used_columns && !drops_empty_fields()) {
      people_.reject({record.line(),
                      "This line has " + count_of_fields(record.size()) +
                          ", but the header names " + std::to_string(header_.columns) +
                          " columns. Add what is missing and import the file again.",
                      "too_few_fields",
                      {std::to_string(record.size()), std::to_string(header_.columns)}});
      return false;
    }
    for (std::size_t i = header_.columns; i < record.size(); ++i) {
      if (!tidy(record[i]).empty()) {
        people_.reject({record.line(),
                        "This line has " + count_of_fields(record.size()) +
                            ", but the header names only " + std::to_string(header_.columns) +
                            " columns. A field that holds a separator needs quotes (\") around "
                            "it. Add them and import the file again.",
                        "too_many_fields",
                        {std::to_string(record.size()), std::to_string(header_.columns)}});
        return false;
      }
    }
    for (std::size_t i = 0; i < record.size(); ++i) {
      if (record[i].find('\0') != std::string_view::npos || (!valid_ && !is_utf8(record[i]))) {
        people_.reject({record.line(),
                        "This line holds bytes that are no text. Correct it, save the file as "
                        "UTF-8 and import "
                        "it again.",
                        "no_text",
                        {}});
        return false;
      }
    }
    return true;
  }

  // Outlook and spreadsheets end a line with its last filled field. A program that does so writes
  // no line that ends with an empty one; where there is such a line, a short one is damaged.
  bool drops_empty_fields() {
    if (!drops_empty_fields_) {
      constexpr std::size_t looked_at = 2000;
      drops_empty_fields_ = true;
      CsvReader reader(text_, header_.separator, header_.rows_begin, header_.rows_line);
      for (std::size_t i = 0; i < looked_at; ++i) {
        const CsvReader::Step step = reader.next();
        if (step == CsvReader::Step::end) {
          break;
        }
        const CsvRecord& record = reader.record();
        if (step == CsvReader::Step::record && !record.blank() && record.size() > 1 &&
            tidy(record[record.size() - 1]).empty()) {
          drops_empty_fields_ = false;
          break;
        }
      }
    }
    return *drops_empty_fields_;
  }

  static std::string count_of_fields(std::size_t count) {
    return count == 1 ? "1 field" : std::to_string(count) + " fields";
  }

  void read(const CsvRecord& record) {
    if (!is_whole(record)) {
      return;
    }
    const auto text = [&](Column column) { return header_.field(record, column); };
    found_.line = record.line();
    found_.given = text(Column::given);
    found_.family = text(Column::family);
    found_.full = text(Column::full);
    found_.addresses.clear();
    for (const std::size_t place : header_.places(Column::addresses)) {
      if (place < record.size()) found_.addresses.push_back(record[place]);
    }
    found_.company = text(Column::company);
    found_.position = text(Column::position);
    found_.connected_on = text(Column::connected_on);
    found_.url = url(record);
    found_.known_from = text(Column::known_from);
    found_.remark = text(Column::remark);
    people_.add(found_);
  }

  // An address book has web pages of all kinds; a firm's would make its people one.
  [[nodiscard]] std::string_view url(const CsvRecord& record) const {
    if (header_.format == "linkedin" || header_.format == "columns") {
      return header_.field(record, Column::url);
    }
    for (const std::size_t place : header_.places(Column::url)) {
      if (place < record.size() && is_profile(record[place])) {
        return record[place];
      }
    }
    return {};
  }

  std::string_view filename_;
  std::string_view text_;
  const Progress& progress_;
  const TableHeader& header_;
  bool valid_;
  std::optional<bool> drops_empty_fields_;  // where a short line has asked
  PeopleCollector people_;
  FoundPerson found_;  // kept for its memory
};

// The text of a file that is one, without its byte order mark.
std::string_view text_of(std::string_view filename, std::string_view utf8_text) {
  refuse_if_too_large(filename, utf8_text.size());
  refuse_what_is_no_text(filename, utf8_text);
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (utf8_text.starts_with(byte_order_mark)) {
    utf8_text.remove_prefix(byte_order_mark.size());
  }
  return utf8_text;
}

}  // namespace

void refuse_if_too_large(std::string_view filename, std::uintmax_t bytes) {
  if (bytes > largest_file) {
    refuse(filename,
           "is larger than " + std::to_string(largest_file / (std::size_t{1024} * 1024)) +
               " MB, which no list of people is.",
           how_to_get_one);
  }
}

void add_problem(PeopleFile& file, Problem problem) {
  if (file.problems.size() < PeopleFile::most_problems) {
    file.problems.push_back(std::move(problem));
  }
}

PeopleFile read_people_file(std::string_view filename, std::string_view utf8_text,
                            const Progress& progress) {
  const std::string_view text = text_of(filename, utf8_text);
  auto header = find_header(text);
  if (!header) {
    refuse_unknown_columns(filename, text);
  }
  header->complete(text);
  return Reading(filename, text, progress, *header).run();
}

PeopleFile read_people_file(std::string_view filename, std::string_view utf8_text,
                            const ChosenColumns& chosen, const Progress& progress) {
  const std::string_view text = text_of(filename, utf8_text);
  const auto header = find_header(text, chosen);
  if (!header) {
    refuse(filename, "has no line that names all the columns that were chosen.",
           "Choose them again.");
  }
  return Reading(filename, text, progress, *header).run();
}

PeopleFile read_cards(std::string_view filename, std::string_view format,
                      const std::vector<Card>& cards, const Progress& progress) {
  if (cards.empty()) {
    refuse(filename, "has no cards.", "Choose another file or another address book.");
  }
  PeopleCollector people{std::string(format), "card"};
  people.reserve(std::min(cards.size(), most_reserved));
  FoundPerson found;
  for (const Card& card : cards) {
    if (found.line % records_between_progress == 0 && progress &&
        !progress(found.line, cards.size())) {
      throw Stopped();
    }
    ++found.line;
    found.given = card.given;
    found.family = card.family;
    found.full = card.full;
    found.addresses.assign(card.addresses.begin(), card.addresses.end());
    found.company = card.company;
    found.position = card.position;
    found.connected_on = card.connected_on;
    found.url = is_profile(card.url) ? std::string_view(card.url) : std::string_view();
    found.known_from = card.known_from;
    found.remark = card.remark;
    people.add(found);
  }
  return people.take();
}

}  // namespace rounds::importing
