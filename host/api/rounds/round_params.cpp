#include "api/rounds/round_params.h"

#include "domain/round/pace.h"

namespace rounds::api {

using domain::Weekdays;

std::optional<std::int64_t> read_per_day(Params& params) {
  return params.optional_integer("per_day", domain::kFewestPerDay, domain::kMostPerDay);
}

std::optional<Weekdays> read_writing_days(Params& params) {
  const auto names = params.optional_texts("writing_days");
  if (!names) return std::nullopt;
  Weekdays weekdays;
  for (const auto& name : *names) {
    if (!weekdays.add(name)) {
      params.refuse("writing_days", "must be a list of mon, tue, wed, thu, fri, sat and sun");
    }
  }
  if (weekdays.empty()) params.refuse("writing_days", "must name at least one day of the week");
  return weekdays;
}

std::string read_round_name(const std::string& name, Params& params) {
  constexpr std::size_t kMostName = 200;
  if (name.empty()) params.refuse("name", "must not be empty");
  if (name.size() > kMostName) params.refuse("name", "must be at most 200 bytes long");
  return name;
}

}  // namespace rounds::api
