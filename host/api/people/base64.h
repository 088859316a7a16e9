#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rounds::api {

/// The bytes that a text of RFC 4648's base 64 stands for; nothing when it is none. No library that
/// the host uses has it.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);
[[nodiscard]] std::string encode_base64(std::string_view bytes);

}  // namespace rounds::api
