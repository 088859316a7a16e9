#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rounds::messaging {

/// Deeper values are refused: copying or destroying them would use up the stack.
constexpr int kDeepestJson = 32;
/// So many requests may come in one batch.
constexpr std::size_t kLargestBatch = 100;
/// What a text may take of the memory as values, whatever its shape: a list of zeros takes
/// twenty-four times its own length, and an import in base 64 hardly more than it is long.
constexpr std::size_t kMostJsonMemory = std::size_t{64} * 1024 * 1024;
/// One text with escapes or beyond ASCII; the parser's own buffer doubles above it. Others, such as
/// an archive in base 64, may fill a frame.
constexpr std::size_t kLongestJsonString = std::size_t{60} * 1024 * 1024;

/// A text that is not taken. what() is a sentence that says why, in our own words.
class BadJson : public std::runtime_error {
 public:
  enum class Why {
    not_json,  // or not UTF-8
    too_deep,
    too_large,
  };

  BadJson(Why why, const std::string& message, nlohmann::json id)
      : std::runtime_error(message), why_(why), id_(std::move(id)) {}

  [[nodiscard]] Why why() const noexcept { return why_; }
  /// The request's `id`, when it stood before what is wrong; else null.
  [[nodiscard]] const nlohmann::json& id() const noexcept { return id_; }

 private:
  Why why_;
  nlohmann::json id_;
};

/// Parses one JSON value (RFC 8259) in bounded memory, and time in proportion to the text: what is
/// too deep or too much is given up where that shows, and is never built. Throws BadJson.
[[nodiscard]] nlohmann::json parse_json(std::string_view text);

}  // namespace rounds::messaging
