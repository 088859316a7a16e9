#include "importing/linkedin.h"

#include <algorithm>
#include <utility>

namespace rounds::importing {
namespace {

// A header of LinkedIn's is some hundred bytes long; a paragraph of notes need not be looked at,
// and what is not found after a book's length of notes is not there.
constexpr std::size_t longest_header = 4096;
constexpr std::size_t longest_notes = std::size_t{1024} * 1024;

struct KnownName {
  std::string_view name;  // as plain() gives it
  LinkedInColumn column;
};

// LinkedIn's own names first, then those of its older exports and of lists kept by hand.
constexpr std::array known_names = {
    KnownName{"firstname", LinkedInColumn::given},
    KnownName{"lastname", LinkedInColumn::family},
    KnownName{"url", LinkedInColumn::url},
    KnownName{"emailaddress", LinkedInColumn::address},
    KnownName{"company", LinkedInColumn::company},
    KnownName{"position", LinkedInColumn::position},
    KnownName{"connectedon", LinkedInColumn::connected_on},
    KnownName{"email", LinkedInColumn::address},
    KnownName{"profileurl", LinkedInColumn::url},
    KnownName{"currentcompany", LinkedInColumn::company},
    KnownName{"currentposition", LinkedInColumn::position},
    KnownName{"jobtitle", LinkedInColumn::position},
};

// A column's name without case, spaces, hyphens and underscores: "E-mail Address" is
// "emailaddress".
std::string plain(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c - 'A' + 'a');
    } else if (c != ' ' && c != '-' && c != '_' && c != '\t') {
      result += c;
    }
  }
  return result;
}

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
  return line.size() <= longest_header && line.find_first_of("nN") != std::string_view::npos &&
         line.find_first_of(",;\t") != std::string_view::npos;
}

}  // namespace

std::string_view LinkedInHeader::field(const CsvRecord& record, LinkedInColumn column) const {
  const std::size_t place = place_.at(static_cast<std::size_t>(column));
  return place < record.size() ? record[place] : std::string_view();
}

bool LinkedInHeader::read(const CsvRecord& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = plain(names[i]);
    const auto* const known = std::find_if(known_names.begin(), known_names.end(),
                                           [&](const KnownName& k) { return k.name == name; });
    if (known == known_names.end()) {
      continue;
    }
    std::size_t& place = place_.at(static_cast<std::size_t>(known->column));
    if (place == absent) {  // of two columns for the same thing the first counts
      place = i;
      used_columns = i + 1;
    }
  }
  columns = names.size();
  // Names alone may head any list; with one of these beside them it is a list of contacts.
  return (has(LinkedInColumn::given) || has(LinkedInColumn::family)) &&
         (has(LinkedInColumn::address) || has(LinkedInColumn::url) ||
          has(LinkedInColumn::company) || has(LinkedInColumn::connected_on));
}

std::optional<LinkedInHeader> find_linkedin_header(std::string_view text) {
  std::size_t line_number = 1;
  for (std::size_t begin = 0; begin < std::min(text.size(), longest_notes); ++line_number) {
    const PhysicalLine line = physical_line(text, begin);
    begin = line.next;
    if (!may_be_header(line.text)) {
      continue;
    }
    for (const char separator : {',', ';', '\t'}) {
      LinkedInHeader header;
      header.separator = separator;
      CsvReader reader(line.text, separator);
      if (reader.next() == CsvReader::Step::record && header.read(reader.record())) {
        header.rows_begin = line.next;
        header.rows_line = line_number + 1;
        return header;
      }
    }
  }
  return std::nullopt;
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
