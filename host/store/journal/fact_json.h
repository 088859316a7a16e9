#pragma once

#include <string>
#include <string_view>

#include "domain/facts.h"

namespace rounds::store {

/// The name under which the journal keeps facts of this kind ("turn.written").
[[nodiscard]] std::string_view kind_of(const domain::FactBody& fact);

/// A fact's body as the journal keeps it, and back. read_fact throws a Refusal (`unsupported`) for
/// a kind or a body that this version does not know.
[[nodiscard]] std::string write_fact(const domain::FactBody& fact);
[[nodiscard]] domain::FactBody read_fact(std::string_view kind, std::string_view body);

/// Days off, fresh starts, rules' conditions and weekdays as the projection keeps them.
[[nodiscard]] std::string write_days_off(const std::vector<domain::DaysOff>& days_off);
[[nodiscard]] std::vector<domain::DaysOff> read_days_off(std::string_view text);
[[nodiscard]] std::string write_fresh_starts(const std::vector<domain::FreshStart>& fresh_starts);
[[nodiscard]] std::vector<domain::FreshStart> read_fresh_starts(std::string_view text);
[[nodiscard]] std::string write_condition(const domain::RuleCondition& when);
[[nodiscard]] domain::RuleCondition read_condition(std::string_view text);
[[nodiscard]] std::string write_weekdays(domain::Weekdays weekdays);
[[nodiscard]] domain::Weekdays read_weekdays(std::string_view text);
/// A choice of columns as the projection keeps it.
[[nodiscard]] std::string write_columns(const decltype(domain::ColumnChoice::columns)& columns);
[[nodiscard]] decltype(domain::ColumnChoice::columns) read_columns(std::string_view text);

}  // namespace rounds::store
