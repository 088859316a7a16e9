#include "importing/table.h"

#include <algorithm>
#include <initializer_list>
#include <unordered_set>
#include <utility>

#include "domain/people/addresses.h"

namespace rounds::importing {
namespace {

// A header is some hundred bytes long, Outlook's two thousand; a paragraph of notes need not be
// looked at, and what is not found after a book's length of notes is not there.
constexpr std::size_t longest_header = std::size_t{8} * 1024;
constexpr std::size_t longest_notes = std::size_t{1024} * 1024;

// How many bytes of a space or an invisible character the text begins with.
std::size_t blank_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first <= ' ' || first == 0x7F) {
    return 1;
  }
  if (first == 0xC2 && text.starts_with("\xC2\xA0")) {  // no-break space
    return 2;
  }
  if ((first == 0xE2 && text.starts_with("\xE2\x80\x8B")) ||  // zero-width space
      (first == 0xEF && text.starts_with("\xEF\xBB\xBF"))) {  // byte order mark
    return 3;
  }
  return 0;
}

// Bytes with which something begins that tidy() changes, the plain space aside.
constexpr std::array<bool, 256> untidy_bytes = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table.at(i) = i < ' ' || i == 0x7F || i == 0xC2 || i == 0xE2 || i == 0xEF;
  }
  return table;
}();

// True for nearly every field, and cheaper to find out than to copy byte by byte. May be false for
// a tidy one.
bool is_tidy(std::string_view field) {
  bool after_space = true;
  for (const char c : field) {
    if (untidy_bytes[static_cast<unsigned char>(c)] || (after_space && c == ' ')) {
      return false;
    }
    after_space = c == ' ';
  }
  return field.empty() || !after_space;
}

bool may_be_header(std::string_view line) {
  return line.size() <= longest_header && line.find_first_of(",;\t") != std::string_view::npos;
}

template <typename Recognize>
std::optional<TableHeader> find(std::string_view text, Recognize recognize) {
  std::size_t line_number = 1;
  for (std::size_t begin = 0; begin < std::min(text.size(), longest_notes); ++line_number) {
    const PhysicalLine line = physical_line(text, begin);
    begin = line.next;
    if (!may_be_header(line.text)) {
      continue;
    }
    for (const char separator : {',', ';', '\t'}) {
      if (line.text.find(separator) == std::string_view::npos) {
        continue;
      }
      TableHeader header;
      header.separator = separator;
      CsvReader reader(line.text, separator);
      if (reader.next() == CsvReader::Step::record && recognize(header, reader.record())) {
        header.rows_begin = line.next;
        header.rows_line = line_number + 1;
        return header;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view TableHeader::field(const CsvRecord& record, Column column) const {
  for (const std::size_t place : places(column)) {
    if (place < record.size() && !record[place].empty()) {
      return record[place];
    }
  }
  return {};
}

std::string TableHeader::key() const {
  std::string key;
  for (const std::string& name : names) {
    key.append(key.empty() ? "" : "\t").append(name);
  }
  return key;
}

void TableHeader::name_columns(const CsvRecord& record) {
  names.clear();
  columns = record.size();
  for (std::size_t i = 0; i < record.size(); ++i) {
    names.push_back(tidy(record[i]));
  }
  // A spreadsheet's empty columns at the end belong to no table.
  while (!names.empty() && names.back().empty()) {
    names.pop_back();
  }
}

void TableHeader::use(Column column, std::size_t place) {
  places_.at(static_cast<std::size_t>(column)).push_back(place);
  used_columns = std::max(used_columns, place + 1);
}

bool TableHeader::recognize(const CsvRecord& record) {
  name_columns(record);
  std::array<std::vector<std::size_t>, column_fields.size()> found;
  std::array<std::vector<std::size_t>, column_fields.size()> weak;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (const auto name = column_called(names[i])) {
      (name->weak ? weak : found).at(static_cast<std::size_t>(name->column)).push_back(i);
    }
  }
  for (std::size_t column = 0; column < found.size(); ++column) {
    if (found.at(column).empty()) found.at(column) = weak.at(column);
  }
  const auto of = [&found](Column column) -> std::vector<std::size_t>& {
    return found.at(static_cast<std::size_t>(column));
  };
  // Beside a given name alone, "Name" is the family's.
  std::vector<std::size_t>& full = of(Column::full);
  const auto bare_name = std::find_if(full.begin(), full.end(), [this](std::size_t place) {
    return plain_name(names.at(place)) == "name";
  });
  if (bare_name != full.end() && !of(Column::given).empty() && of(Column::family).empty()) {
    of(Column::family).push_back(*bare_name);
    full.erase(bare_name);
  }
  for (std::size_t column = 0; column < found.size(); ++column) {
    for (const std::size_t place : found.at(column)) use(static_cast<Column>(column), place);
  }
  format = format_of();
  return !format.empty();
}

std::string TableHeader::format_of() const {
  const auto has_sign_of = [this](std::string_view program) {
    return std::any_of(names.begin(), names.end(),
                       [program](const std::string& name) { return is_sign_of(name, program); });
  };
  const bool named = has(Column::given) || has(Column::family);
  if (!named && !has(Column::full)) {
    return "";
  }
  if (has_sign_of("google")) {
    return "google";
  }
  if (named && has(Column::connected_on)) {
    return "linkedin";
  }
  if (has_sign_of("thunderbird")) {
    return "thunderbird";
  }
  if (!named) {
    return "";
  }
  const auto any_named = [this](std::initializer_list<std::string_view> wanted) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
    });
  };
  if (!any_named({"URL", "Profile URL"}) &&
      (has_sign_of("outlook") ||
       (any_named({"E-mail Address", "E-Mail Address"}) && any_named({"Job Title"})))) {
    return "outlook";
  }
  // Names alone may head any list; with one of these beside them it is a list of contacts. Where a
  // column may hold something of theirs and is called otherwise, the user is asked.
  const bool contacts = has(Column::addresses) || has(Column::url) || has(Column::company);
  return contacts && !is_doubtful() ? "linkedin" : "";
}

// Whether a column that is not known may hold what a person has: another tool's list.
bool TableHeader::is_doubtful() const {
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    const auto known = column_called(name);
    if (known) return known->weak && known->column == Column::position;  // "Title": Dr. or baker?
    const auto like = column_like(name);
    return like == Column::addresses || like == Column::url || like == Column::company ||
           like == Column::position;
  });
}

bool TableHeader::recognize(const CsvRecord& record, const ChosenColumns& chosen) {
  name_columns(record);
  for (const auto& [field, chosen_names] : chosen) {
    const auto* const known = std::find(column_fields.begin(), column_fields.end(), field);
    if (known == column_fields.end()) {
      return false;
    }
    for (const std::string& column : chosen_names) {
      const auto place = std::find(names.begin(), names.end(), tidy(column));
      if (place == names.end()) {
        return false;
      }
      use(static_cast<Column>(known - column_fields.begin()),
          static_cast<std::size_t>(place - names.begin()));
    }
  }
  format = "columns";
  return used_columns > 0;
}

ChosenColumns TableHeader::guess() const {
  ChosenColumns guessed;
  const auto put = [&guessed](Column column, const std::string& name) {
    auto& of_field = guessed[std::string(column_fields.at(static_cast<std::size_t>(column)))];
    if (of_field.empty() || column == Column::addresses) of_field.push_back(name);
  };
  std::vector<std::string> doubtful;
  for (const std::string& name : names) {
    const auto known = column_called(name);
    if (known && !known->weak) {
      put(known->column, name);
    } else {
      doubtful.push_back(name);
    }
  }
  for (const std::string& name : doubtful) {
    const auto known = column_called(name);
    if (const auto column = known ? std::optional(known->column) : column_like(name)) {
      put(*column, name);
    }
  }
  if (guessed.contains("given") || guessed.contains("family")) {
    guessed.erase("full");
  }
  return guessed;
}

void TableHeader::complete(std::string_view text) {
  constexpr std::size_t looked_at = 200;
  struct Content {
    std::size_t filled = 0;
    std::size_t addresses = 0;
    std::size_t profiles = 0;
    std::unordered_set<std::string> different;
  };
  std::vector<Content> contents(names.size());
  CsvReader reader(text, separator, rows_begin, rows_line);
  for (std::size_t row = 0; row < looked_at; ++row) {
    const CsvReader::Step step = reader.next();
    if (step == CsvReader::Step::end) {
      break;
    }
    if (step != CsvReader::Step::record) {
      continue;
    }
    const CsvRecord& record = reader.record();
    for (std::size_t i = 0; i < std::min(contents.size(), record.size()); ++i) {
      const std::string field = tidy(record[i]);
      if (field.empty()) {
        continue;
      }
      Content& content = contents[i];
      ++content.filled;
      content.addresses += domain::is_plausible_address(field) ? 1U : 0U;
      content.profiles += is_profile(field) ? 1U : 0U;
      content.different.insert(field);
    }
  }
  const bool addressed = has(Column::addresses);
  const bool profiled = has(Column::url);
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const Content& content = contents[i];
    const bool used = std::any_of(places_.begin(), places_.end(), [i](const auto& places) {
      return std::find(places.begin(), places.end(), i) != places.end();
    });
    // What is the same on every line is not the person's: "Exported by".
    const bool same = content.filled > 2 && content.different.size() == 1;
    if (used || same) {
      continue;
    }
    if (content.addresses > 0 && content.addresses * 2 > content.filled) {
      if (addressed) {
        unread_.push_back(names[i]);
      } else {
        use(Column::addresses, i);
      }
    } else if (!profiled && content.profiles > 0 && content.profiles * 2 > content.filled) {
      use(Column::url, i);
    }
  }
}

std::optional<TableHeader> find_header(std::string_view text) {
  return find(
      text, [](TableHeader& header, const CsvRecord& record) { return header.recognize(record); });
}

std::optional<TableHeader> find_header(std::string_view text, const ChosenColumns& chosen) {
  return find(text, [&chosen](TableHeader& header, const CsvRecord& record) {
    return header.recognize(record, chosen);
  });
}

std::optional<TableHeader> first_table(std::string_view text) {
  constexpr std::size_t looked_at = std::size_t{16} * 1024;
  // Above a header may stand notes, with a comma or two; below it no line has more columns.
  std::size_t most = 1;
  std::optional<TableHeader> widest;
  std::size_t line_number = 1;
  for (std::size_t begin = 0; begin < std::min(text.size(), looked_at); ++line_number) {
    const PhysicalLine line = physical_line(text, begin);
    begin = line.next;
    if (!may_be_header(line.text)) {
      continue;
    }
    for (const char separator : {',', ';', '\t'}) {
      CsvReader reader(line.text, separator);
      if (reader.next() != CsvReader::Step::record) {
        continue;
      }
      TableHeader header;
      header.separator = separator;
      header.recognize(reader.record());
      header.rows_begin = line.next;
      header.rows_line = line_number + 1;
      if (header.names.size() > most) {
        most = header.names.size();
        widest = std::move(header);
      }
    }
  }
  return widest;
}

bool is_profile(std::string_view url) {
  return url.find("linkedin.com/in/") != std::string_view::npos ||
         url.find("linkedin.com/pub/") != std::string_view::npos ||
         url.find("xing.com/profile/") != std::string_view::npos;
}

std::string tidy(std::string_view field) {
  if (is_tidy(field)) {
    return std::string(field);
  }
  std::string result;
  result.reserve(field.size());
  bool space = false;
  for (std::size_t i = 0; i < field.size();) {
    const std::size_t blank = blank_bytes(field.substr(i));
    if (blank > 0) {
      space = !result.empty();
      i += blank;
      continue;
    }
    if (std::exchange(space, false)) {
      result += ' ';
    }
    result += field[i++];
  }
  return result;
}

}  // namespace rounds::importing
