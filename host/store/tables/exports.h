#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/round/turn.h"
#include "store/sqlite/database.h"

namespace rounds::store {

struct ExportColumn {
  std::string name;
  bool number = false;
};

/// What the user may take along as a table, cell by cell, as it is kept.
class ExportTable {
 public:
  /// Nothing when `what` is not people, notes, replies or turns. With a round, of that one alone.
  [[nodiscard]] static std::optional<ExportTable> named(std::string_view what,
                                                        std::optional<domain::RoundId> round);

  [[nodiscard]] const std::vector<ExportColumn>& columns() const { return columns_; }
  [[nodiscard]] std::int64_t total(const Database& database) const;
  /// Visits the rows from place `offset` on, at most `limit`, until `visit` says false. They stand
  /// in an order that only grows at its end, but for people, who stand by family name.
  void visit(const Database& database, std::int64_t offset, std::int64_t limit,
             const std::function<bool(const Statement& row)>& visit) const;

 private:
  ExportTable(std::vector<ExportColumn> columns, std::string select, std::string from,
              std::string order, std::optional<domain::RoundId> round)
      : columns_(std::move(columns)),
        select_(std::move(select)),
        from_(std::move(from)),
        order_(std::move(order)),
        round_(round) {}

  std::vector<ExportColumn> columns_;
  std::string select_;
  std::string from_;  // with a condition on the round, ?1
  std::string order_;
  std::optional<domain::RoundId> round_;
};

}  // namespace rounds::store
