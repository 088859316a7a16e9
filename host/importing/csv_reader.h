#pragma once

#include <csv.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::importing {

/// One record of a CSV text: its fields, and where it stands. The fields are views into the reader
/// and live until its next step.
class CsvRecord {
 public:
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t field) const {
    const std::size_t begin = field == 0 ? 0 : ends_[field - 1];
    return std::string_view(bytes_).substr(begin, ends_[field] - begin);
  }
  /// True when no field holds anything: a line of commas alone.
  [[nodiscard]] bool blank() const { return bytes_.empty(); }

 private:
  friend class CsvReader;
  std::string bytes_;  // the fields one after the other
  std::vector<std::size_t> ends_;
  std::size_t line_ = 0;
};

/// Reads CSV records from a text, one physical line at a time, so that each record knows the line
/// on which it begins and a quote that is never closed costs that one line, not the rest of the
/// file. Lines end in CR, LF or CRLF. Blank lines are passed over.
class CsvReader {
 public:
  enum class Step { record, unclosed_quote, too_long, end };

  /// A quoted field may run over line ends, but a record that goes on for longer than this is taken
  /// for a quote that nobody closed. It bounds what is read twice.
  static constexpr std::size_t most_lines = 200;
  static constexpr std::size_t most_bytes = std::size_t{64} * 1024;

  /// Reads `text` from the byte `begin`, which begins the line `line`. The text must outlive the
  /// reader.
  CsvReader(std::string_view text, char separator, std::size_t begin = 0, std::size_t line = 1);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  CsvReader(CsvReader&&) = delete;
  CsvReader& operator=(CsvReader&&) = delete;

  /// Goes on to the next record. After `unclosed_quote` record().line() is the line that opens the
  /// quote, and after `too_long` a line of more than `most_bytes`; reading resumes on the line
  /// after it.
  Step next();

  [[nodiscard]] const CsvRecord& record() const { return record_; }
  /// How many bytes of the text are done.
  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  Step give_up_record(std::size_t first_line, std::size_t resume_at);

  std::string_view text_;
  char separator_;
  std::size_t position_;
  std::size_t line_;  // of position_
  CsvRecord record_;
  csv_parser parser_{};
};

/// The physical line of `text` that begins at `begin`, without its end; `next` is where the
/// following one begins.
struct PhysicalLine {
  std::string_view text;
  std::size_t next = 0;
};
[[nodiscard]] PhysicalLine physical_line(std::string_view text, std::size_t begin);

}  // namespace rounds::importing
