#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "importing/dates.h"
#include "importing/import_file.h"

namespace rounds::importing {

/// What a file's line or a card says of somebody, as it stands there.
struct FoundPerson {
  std::size_t line = 0;
  std::string_view given;
  std::string_view family;
  std::string_view full;
  std::vector<std::string_view> addresses;
  std::string_view company;
  std::string_view position;
  std::string_view connected_on;
  std::string_view url;
  std::string_view known_from;
  std::string_view remark;
};

/// Makes people of what is found in a file, line by line or card by card, and notes what cannot be
/// used.
class PeopleCollector {
 public:
  /// `unit` is what the numbers in problems count: "line" or "card".
  PeopleCollector(std::string format, std::string_view unit);

  void reserve(std::size_t people) { result_.people.reserve(people); }
  void add(const FoundPerson& found);
  void note_problem(Problem problem);
  /// A line that gives nobody.
  void reject(Problem problem);

  [[nodiscard]] bool found_nothing() const {
    return result_.people.empty() && result_.rejected == 0;
  }
  /// To be called once, at the end: only now are dates such as 2/7/22 understood.
  [[nodiscard]] PeopleFile take();

 private:
  struct OpenDate {
    std::size_t person;
    DayOrMonthFirst date;
    std::string written;
  };

  /// Cuts what is longer than anybody's name or employer.
  void shorten(ImportedPerson& person);
  void read_name(const FoundPerson& found, ImportedPerson& person);
  void read_addresses(std::string_view field, ImportedPerson& person);
  void read_address(std::string_view address, std::string_view field, ImportedPerson& person);
  void read_connected_on(const std::string& field, ImportedPerson& person);
  void settle_dates();

  std::string_view unit_;
  std::size_t full_line_ = 0;  // the last whose addresses were too many
  PeopleFile result_;
  DayOrder day_order_;
  std::vector<OpenDate> open_dates_;
};

}  // namespace rounds::importing
