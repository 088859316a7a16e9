#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/core/params.h"
#include "domain/calendar/calendar.h"

// The parameters that making a round and steering it have in common.
namespace rounds::api {

std::optional<std::int64_t> read_per_day(Params& params);
std::optional<domain::Weekdays> read_writing_days(Params& params);
/// The name itself, when it can be a round's.
std::string read_round_name(const std::string& name, Params& params);

}  // namespace rounds::api
