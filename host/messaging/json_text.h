#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

namespace rounds::messaging {

/// Deeper values are refused: copying or destroying them would use up the stack.
constexpr int kDeepestJson = 32;

/// The text is not JSON in UTF-8. what() says where.
class BadJson : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The text is JSON nested deeper than kDeepestJson.
class DeepJson : public std::runtime_error {
 public:
  DeepJson();
};

/// Parses one JSON value (RFC 8259). Throws BadJson or DeepJson.
[[nodiscard]] nlohmann::json parse_json(std::string_view text);

}  // namespace rounds::messaging
