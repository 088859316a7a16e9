#include "messaging/json_text.h"

namespace rounds::messaging {
namespace {

using nlohmann::json;

/// How deep a text nests, for text that is JSON; any number for text that is not. Counted before
/// parsing, so that nothing deep is ever built.
int depth_of(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
      if (deepest > kDeepestJson) return deepest;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

DeepJson::DeepJson()
    : std::runtime_error("JSON nested deeper than " + std::to_string(kDeepestJson)) {}

json parse_json(std::string_view text) {
  if (depth_of(text) > kDeepestJson) throw DeepJson();
  try {
    return json::parse(text);
  } catch (const json::exception& error) {
    throw BadJson(error.what());
  }
}

}  // namespace rounds::messaging
