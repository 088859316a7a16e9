#include "importing/csv_reader.h"

#include <new>

namespace rounds::importing {
namespace {

// libcsv (Debian's libcsv-dev) parses the fields: a small C library that takes its input in pieces,
// so it can be fed line by line and asked after each line whether the record is complete.

struct Collected {
  std::string* bytes = nullptr;
  std::vector<std::size_t>* ends = nullptr;
  bool complete = false;
};

void on_field(void* field, std::size_t length, void* data) {
  auto& collected = *static_cast<Collected*>(data);
  collected.bytes->append(static_cast<const char*>(field), length);
  collected.ends->push_back(collected.bytes->size());
}

void on_record(int /*terminator*/, void* data) { static_cast<Collected*>(data)->complete = true; }

void feed(csv_parser& parser, std::string_view bytes, Collected& collected) {
  if (csv_parse(&parser, bytes.data(), bytes.size(), on_field, on_record, &collected) !=
      bytes.size()) {
    throw std::bad_alloc();  // without CSV_STRICT the only failure is want of memory
  }
}

void forget_unfinished_record(csv_parser& parser) { csv_fini(&parser, nullptr, nullptr, nullptr); }

// Where a quote was opened by mistake, the quotes of the lines that follow close it at some place,
// but hardly ever with a separator or the line's end behind each: that is what libcsv's strict mode
// asks for.
bool quotes_are_in_order(std::string_view record, char separator) {
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
    throw std::bad_alloc();
  }
  csv_set_delim(&parser, static_cast<unsigned char>(separator));
  const bool parsed =
      csv_parse(&parser, record.data(), record.size(), nullptr, nullptr, nullptr) == record.size();
  const bool finished = csv_fini(&parser, nullptr, nullptr, nullptr) == 0;
  csv_free(&parser);
  return parsed && finished;
}

}  // namespace

PhysicalLine physical_line(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && text[end] != '\n' && text[end] != '\r') {
    ++end;
  }
  std::size_t next = end;
  if (next < text.size()) {
    const bool two_bytes = text[next] == '\r' && next + 1 < text.size() && text[next + 1] == '\n';
    next += two_bytes ? 2 : 1;
  }
  return {text.substr(begin, end - begin), next};
}

CsvReader::CsvReader(std::string_view text, char separator, std::size_t begin, std::size_t line)
    : text_(text), separator_(separator), position_(begin), line_(line) {
  if (csv_init(&parser_, 0) != 0) {
    throw std::bad_alloc();
  }
  csv_set_delim(&parser_, static_cast<unsigned char>(separator));
}

CsvReader::~CsvReader() { csv_free(&parser_); }

CsvReader::Step CsvReader::give_up_record(std::size_t first_line, std::size_t resume_at) {
  forget_unfinished_record(parser_);
  line_ = first_line + 1;
  position_ = resume_at;
  return Step::unclosed_quote;
}

CsvReader::Step CsvReader::next() {
  record_.bytes_.clear();
  record_.ends_.clear();
  Collected collected{&record_.bytes_, &record_.ends_};
  std::size_t begin = position_;        // of the record
  std::size_t after_first = position_;  // the line after the record's first
  std::size_t first_line = line_;
  bool inside = false;  // a quoted field goes on into this line
  while (position_ < text_.size()) {
    const std::size_t line_begin = position_;
    const PhysicalLine line = physical_line(text_, line_begin);
    if (!inside) {
      begin = position_;
      after_first = line.next;
      first_line = line_;
      record_.line_ = first_line;
    }
    position_ = line.next;
    ++line_;
    if (!inside) {
      if (line.text.find_first_not_of(" \t") == std::string_view::npos) {
        continue;
      }
      if (line.text.size() > most_bytes) {
        return Step::too_long;
      }
    } else if (line_ - first_line > most_lines || position_ - begin > most_bytes) {
      return give_up_record(first_line, after_first);
    }
    feed(parser_, text_.substr(line_begin, line.next - line_begin), collected);
    if (!collected.complete && position_ == text_.size()) {
      feed(parser_, "\n", collected);  // the last line may have no end
    }
    if (collected.complete) {
      if (inside && !quotes_are_in_order(text_.substr(begin, position_ - begin), separator_)) {
        return give_up_record(first_line, after_first);
      }
      return Step::record;
    }
    inside = true;
  }
  if (inside) {
    return give_up_record(first_line, after_first);
  }
  return Step::end;
}

}  // namespace rounds::importing
