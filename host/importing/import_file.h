#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rounds::importing {

/// A person as a file tells of them, their name without titles, degrees and decorations. Of
/// somebody of whom only an address is known both names are empty.
struct ImportedPerson {
  std::string given;
  std::string family;
  std::string greeting;  ///< the name that the list says they go by: "Bob"
  std::string company;
  std::string position;
  std::string url;
  std::vector<std::string> addresses;
  std::optional<std::chrono::year_month_day> connected_on;
  std::string known_from;
  std::string remark;
  std::size_t line = 0;  ///< where their record begins, or the number of their card, from 1
};

/// What was wrong on a line, in a sentence for the user. The line may still have given a person,
/// less what was wrong.
struct Problem {
  std::size_t line = 0;
  std::string reason;
  std::string code;  ///< what the reason says, for whoever says it in another language
  std::vector<std::string> params;  ///< what stands in the sentence, in its order
};

/// The last message that passed between the user and somebody, as LinkedIn's archive tells of it.
struct ImportedExchange {
  std::string url;        ///< of the other's profile
  std::string at;         ///< RFC 3339
  bool from_them = true;  ///< they wrote it, not the user
  std::string subject;
  std::string text;  ///< its beginning
};

struct PeopleFile {
  static constexpr std::size_t most_problems = 100;

  std::string format;  ///< "linkedin", "google", "outlook", "thunderbird", "columns", or of cards
  std::vector<ImportedPerson> people;
  std::vector<Problem> problems;            ///< by line; the first `most_problems`
  std::size_t rejected = 0;                 ///< lines that gave no person
  std::string header;                       ///< names the table by its columns, to know it again
  std::vector<ImportedExchange> exchanges;  ///< one a profile, of an archive
};

/// Tells of what is wrong, unless enough was told already.
void add_problem(PeopleFile& file, Problem problem);

/// Which of a file's columns hold what, as the user says: names of columns by a person's field.
using ChosenColumns = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The fields that a column can be chosen for, by the names that they have on the wire.
constexpr std::array<std::string_view, 10> column_fields = {
    "given",    "family",       "full", "addresses",  "company",
    "position", "connected_on", "url",  "known_from", "remark"};

/// Larger files are refused unread: a list of everybody one knows is some megabytes at most.
constexpr std::size_t largest_file = std::size_t{64} * 1024 * 1024;

/// Nothing of the file could be used. what() says in sentences what happened and what to do next.
class UnreadableFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A table whose columns are not known, with what must be asked to learn which is which.
class UnknownColumns : public UnreadableFile {
 public:
  struct Table {
    std::string key;  ///< as PeopleFile::header
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;  ///< the first few
    ChosenColumns guess;
  };

  UnknownColumns(const std::string& message, Table table)
      : UnreadableFile(message), table_(std::move(table)) {}
  [[nodiscard]] const Table& table() const { return table_; }

 private:
  Table table_;
};

/// The progress function asked to stop.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("The import was stopped.") {}
};

/// Throws UnreadableFile for a file larger than `largest_file`: ask before reading one into memory.
void refuse_if_too_large(std::string_view filename, std::uintmax_t bytes);

/// Told how many of the file's bytes, or of the cards, are done; false stops the reading.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

/// Reads a list of people. Throws UnreadableFile when nothing of the file can be used, of which
/// UnknownColumns is one, and Stopped when `progress` returns false; otherwise every line gave a
/// person, a problem, or was empty.
/// The work is proportional to the text's length whatever is in it. Bytes that are not valid UTF-8
/// in the text do no harm, but a line that holds them is refused.
[[nodiscard]] PeopleFile read_people_file(std::string_view filename, std::string_view utf8_text,
                                          const Progress& progress = {});

/// The same for a table of any kind, of which the user has said which column is which.
[[nodiscard]] PeopleFile read_people_file(std::string_view filename, std::string_view utf8_text,
                                          const ChosenColumns& chosen,
                                          const Progress& progress = {});

/// The columns of a text's table and its first rows, to choose by; nothing when it has no table.
[[nodiscard]] std::optional<UnknownColumns::Table> describe_table(std::string_view utf8_text);

/// A card of an address book or a vCard file, already taken apart.
struct Card {
  std::string given;
  std::string family;
  std::string full;
  std::vector<std::string> addresses;
  std::string company;
  std::string position;
  std::string connected_on;
  std::string url;
  std::string known_from;
  std::string remark;
};

/// The same for cards; the lines in what comes back are their numbers, from 1.
[[nodiscard]] PeopleFile read_cards(std::string_view filename, std::string_view format,
                                    const std::vector<Card>& cards, const Progress& progress = {});

}  // namespace rounds::importing
