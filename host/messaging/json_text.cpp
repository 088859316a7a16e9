#include "messaging/json_text.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace rounds::messaging {
namespace {

using nlohmann::json;

// What the library's values cost, allocated one by one: upper bounds for a 64-bit machine.
constexpr std::size_t kListEntry = 64;  // its place, while the list grows to double the size
constexpr std::size_t kMember = 160;    // a node of a map, with a short name
constexpr std::size_t kListOrObject = 72;
constexpr std::size_t kText = 80;  // and its bytes

/// A text whose long plain strings (ASCII without escapes, as base 64 is) are taken out, so that
/// the parser, which doubles its buffer to hold a string, never sees them.
class WithoutLongStrings {
 public:
  explicit WithoutLongStrings(std::string_view text) : whole_(text) {
    constexpr std::size_t kLong = std::size_t{1024} * 1024;
    if (text.size() < kLong) return;
    std::size_t kept = 0;
    std::size_t strings = 0;
    for (std::size_t open = text.find('"'); open < text.size(); ++strings) {
      bool plain = true;
      std::size_t close = open + 1;
      for (; close < text.size() && text[close] != '"'; ++close) {
        const auto byte = static_cast<unsigned char>(text[close]);
        if (byte < 0x20 || byte >= 0x7F || byte == '\\') plain = false;
        if (byte == '\\') ++close;
      }
      if (close >= text.size()) break;  // no JSON
      if (plain && close - open > kLong) {
        rest_.append(text.substr(kept, open + 1 - kept));
        kept = close;
        taken_out_.emplace_back(strings, text.substr(open + 1, close - open - 1));
      }
      open = text.find('"', close + 1);
    }
    if (!taken_out_.empty()) rest_.append(text.substr(kept));
  }

  [[nodiscard]] bool is_whole() const { return taken_out_.empty(); }
  [[nodiscard]] std::string_view text() const { return is_whole() ? whole_ : rest_; }
  /// The string that was taken out as the nth of all, keys included.
  [[nodiscard]] std::optional<std::string_view> taken_out(std::size_t nth) {
    if (next_ == taken_out_.size() || taken_out_[next_].first != nth) return std::nullopt;
    return taken_out_[next_++].second;
  }

 private:
  std::string_view whole_;
  std::string rest_;
  std::vector<std::pair<std::size_t, std::string_view>> taken_out_;
  std::size_t next_ = 0;
};

/// Builds the value while the parser reads, and keeps account of what it costs. Each function
/// answers false to make the parser give up.
class Builder {
 public:
  explicit Builder(WithoutLongStrings& long_strings) : long_strings_(long_strings) {}

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(std::int64_t value) { return put(value); }
  bool number_unsigned(std::uint64_t value) { return put(value); }
  bool number_float(double value, const std::string& /*text*/) { return put(value); }
  bool binary(const json::binary_t& /*bytes*/) { return false; }  // JSON has none

  bool string(std::string& text) {
    if (const auto taken_out = long_strings_.taken_out(strings_++)) {
      return spend(kText + taken_out->size()) && put(std::string(*taken_out));
    }
    if (text.size() > kLongestJsonString) {
      return give_up(BadJson::Why::too_large, "A text must be at most 60 MiB long.");
    }
    return spend(kText + text.size()) && put(taken(text));
  }

  bool start_object(std::size_t /*size*/) { return open(json::object()); }
  bool start_array(std::size_t /*size*/) { return open(json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (const auto taken_out = long_strings_.taken_out(strings_++)) name = *taken_out;
    if (!spend(name.size())) return false;
    key_ = taken(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const json::exception& /*error*/) {
    return give_up(BadJson::Why::not_json,
                   long_strings_.is_whole()
                       ? "This is not JSON in UTF-8: see byte " + std::to_string(position) + "."
                       : "This is not JSON in UTF-8.");
  }

  [[nodiscard]] json take(bool parsed) {
    if (parsed) return std::move(root_);
    throw BadJson(why_, message_, id());
  }

 private:
  /// Long text moves out of the parser's buffer instead of being there twice; short text leaves the
  /// buffer where it is, for the next one.
  static std::string taken(std::string& text) {
    constexpr std::size_t kLong = std::size_t{64} * 1024;
    return text.size() < kLong ? text : std::move(text);
  }

  bool put(json value) { return add(std::move(value)) != nullptr; }

  bool open(json value) {
    if (static_cast<int>(open_.size()) == kDeepestJson) {
      return give_up(BadJson::Why::too_deep,
                     "JSON must not nest deeper than " + std::to_string(kDeepestJson) + ".");
    }
    if (!spend(kListOrObject)) return false;
    json* const place = add(std::move(value));
    if (place == nullptr) return false;
    open_.push_back(place);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  /// Where the value stands now: pointers to what is open hold, since what is around it grows only
  /// when it is closed.
  json* add(json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    json& around = *open_.back();
    if (around.is_object()) {
      if (!spend(kMember)) return nullptr;
      json& place = around[std::move(key_)];
      place = std::move(value);
      return &place;
    }
    if (open_.size() == 1 && around.size() == kLargestBatch) {
      give_up(BadJson::Why::too_large,
              "A batch must have at most " + std::to_string(kLargestBatch) + " requests.");
      return nullptr;
    }
    if (!spend(kListEntry)) return nullptr;
    around.push_back(std::move(value));
    return &around.back();
  }

  bool spend(std::size_t bytes) {
    spent_ += bytes;
    if (spent_ <= kMostJsonMemory) return true;
    return give_up(BadJson::Why::too_large,
                   "The message holds more than can be taken at once. Nothing was changed; send "
                   "less at a time.");
  }

  bool give_up(BadJson::Why why, std::string message) {
    why_ = why;
    message_ = std::move(message);
    return false;
  }

  [[nodiscard]] json id() const {
    const auto found = root_.is_object() ? root_.find("id") : root_.end();
    return found == root_.end() ? json() : *found;
  }

  WithoutLongStrings& long_strings_;
  std::size_t strings_ = 0;  // and keys, so far
  json root_;
  std::vector<json*> open_;
  std::string key_;
  std::size_t spent_ = 0;
  BadJson::Why why_ = BadJson::Why::not_json;
  std::string message_;
};

}  // namespace

json parse_json(std::string_view text) {
  WithoutLongStrings long_strings(text);
  Builder builder(long_strings);
  const bool parsed = json::sax_parse(long_strings.text(), &builder);
  return builder.take(parsed);
}

}  // namespace rounds::messaging
