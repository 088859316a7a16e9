#pragma once

#include <optional>
#include <string_view>

#include "domain/facts.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// Which columns of which tables hold what, as the user said when such a table was imported last.
class ColumnChoices {
 public:
  explicit ColumnChoices(const Database& database) : database_(database) {}

  void keep(const domain::ColumnChoice& choice) const;
  void forget(std::string_view header) const;
  [[nodiscard]] std::optional<domain::ColumnChoice> find(std::string_view header) const;

 private:
  const Database& database_;
};

}  // namespace rounds::store
