#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::importing {

/// A person as a file tells of them: trimmed, but not otherwise changed.
struct ImportedPerson {
  std::string given;
  std::string family;
  std::string company;
  std::string position;
  std::string url;
  std::vector<std::string> addresses;
  std::optional<std::chrono::year_month_day> connected_on;
  std::size_t line = 0;  ///< where their record begins, from 1
};

/// What was wrong on a line, in a sentence for the user. The line may still have given a person,
/// less what was wrong.
struct Problem {
  std::size_t line = 0;
  std::string reason;
};

struct PeopleFile {
  static constexpr std::size_t most_problems = 100;

  std::string format;  ///< "linkedin"
  std::vector<ImportedPerson> people;
  std::vector<Problem> problems;  ///< by line; the first `most_problems`
  std::size_t rejected = 0;       ///< lines that gave no person
};

/// Larger files are refused unread: a list of everybody one knows is some megabytes at most.
constexpr std::size_t largest_file = std::size_t{64} * 1024 * 1024;

/// Nothing of the file could be used. what() says in sentences what happened and what to do next.
class UnreadableFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The progress function asked to stop.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("The import was stopped.") {}
};

/// Throws UnreadableFile for a file larger than `largest_file`: ask before reading one into memory.
void refuse_if_too_large(std::string_view filename, std::uintmax_t bytes);

/// Told how many of the file's bytes are done; false stops the reading.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

/// Reads a list of people. Throws UnreadableFile when nothing of the file can be used and Stopped
/// when `progress` returns false; otherwise every line gave a person, a problem, or was empty.
/// The work is proportional to the text's length whatever is in it. Bytes that are not valid UTF-8
/// in the text do no harm, but a line that holds them is refused.
[[nodiscard]] PeopleFile read_people_file(std::string_view filename, std::string_view utf8_text,
                                          const Progress& progress = {});

}  // namespace rounds::importing
