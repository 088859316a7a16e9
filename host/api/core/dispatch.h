#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "api/core/methods.h"
#include "domain/refusal.h"

namespace rounds::api {

/// What was refused as JSON-RPC's error object.
[[nodiscard]] nlohmann::json write_error(const domain::Refusal& refusal);
[[nodiscard]] nlohmann::json no_such_method(const std::string& method);

/// Carries out one call, whatever comes of it: an object with the one member `result`, or `error`
/// with JSON-RPC's error object. No text of another library is in it.
[[nodiscard]] nlohmann::json dispatch(const Methods& methods, Host& host, const std::string& method,
                                      const nlohmann::json& params, const Progress& progress);

}  // namespace rounds::api
