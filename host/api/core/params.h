#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"

namespace rounds::api {

/// The parameters of one call, read by name and type. Every reader refuses a value of the wrong
/// type or range with a Refusal (`invalid`) that names the field; finish() refuses what nobody
/// asked for, so that a mistyped name is not silently ignored. An optional parameter may be null.
class Params {
 public:
  /// `prefix` stands before the names in refusals, for objects inside parameters.
  explicit Params(const nlohmann::json& object, std::string prefix = "");

  [[nodiscard]] bool has(const char* name);
  /// True for a parameter that is there and null.
  [[nodiscard]] bool is_null(const char* name);

  /// Text of at most `most` bytes.
  std::string text(const char* name, std::size_t most = kMostText);
  std::optional<std::string> optional_text(const char* name, std::size_t most = kMostText);
  /// The same without a copy: holds as long as the call's parameters.
  std::string_view text_view(const char* name, std::size_t most);
  /// Text that a stranger wrote, such as a mail's subject: longer than `most` bytes it is cut, so
  /// that nobody can write what is refused for ever.
  std::string foreign_text(const char* name, std::size_t most = kMostText);
  std::optional<std::string> optional_foreign_text(const char* name, std::size_t most = kMostText);
  std::int64_t integer(const char* name, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> optional_integer(const char* name, std::int64_t least,
                                               std::int64_t most);
  /// A number that is measured and must not be refused for its size: what is out of range becomes
  /// what is nearest.
  std::optional<std::int64_t> optional_clamped(const char* name, std::int64_t least,
                                               std::int64_t most);
  std::optional<bool> optional_flag(const char* name);
  domain::Date date(const char* name);
  std::optional<domain::Date> optional_date(const char* name);
  /// An RFC 3339 date-time.
  domain::Moment moment(const char* name);
  /// A date-time that a stranger wrote, such as a mail's date: nothing when it is none.
  std::optional<domain::Moment> foreign_moment(const char* name);
  /// A fact's UUID, in lower case.
  std::string uuid(const char* name);
  /// The id of something the host knows. A string that cannot be an id is given as 0, which nothing
  /// has: it is not found, as any other id that does not exist.
  std::int64_t id(const char* name);
  std::optional<std::int64_t> optional_id(const char* name);
  std::optional<std::vector<std::int64_t>> optional_ids(const char* name,
                                                        std::size_t most = kMostIds);
  /// At most so many, of kMostText bytes each.
  std::vector<std::string> texts(const char* name, std::size_t most = kMostTexts);
  std::optional<std::vector<std::string>> optional_texts(const char* name,
                                                         std::size_t most = kMostTexts);
  /// What strangers wrote: texts that are too long are cut, and those too many are left out.
  std::optional<std::vector<std::string>> optional_foreign_texts(const char* name,
                                                                 std::size_t most = kMostTexts);
  /// A Message-ID without its angle brackets; refused when it is none.
  std::string message_id(const char* name);
  std::optional<std::string> optional_message_id(const char* name);
  /// Any value, to be read by the caller; nullptr when absent.
  const nlohmann::json* value(const char* name);

  /// To be called when all has been read.
  void finish() const;

  [[noreturn]] void refuse(const char* name, const std::string& must) const;

  static constexpr std::size_t kMostText = 10'000;
  static constexpr std::size_t kMostTexts = 1'000;
  static constexpr std::size_t kMostIds = 200'000;

 private:
  const nlohmann::json& required(const char* name);
  const nlohmann::json* optional(const char* name);
  const nlohmann::json& list_of_texts(const char* name);

  const nlohmann::json& object_;
  std::string prefix_;
  std::set<std::string, std::less<>> known_;
};

/// What a method takes that takes nothing.
struct NoParams {};

[[nodiscard]] inline NoParams read_nothing(Params& /*params*/) { return {}; }

/// The language that dates are written in (`language`, BCP 47): English unless it is given.
[[nodiscard]] std::string read_language(Params& params);

/// The words to search for (`search`): so few that SQLite takes them as one question.
[[nodiscard]] std::string read_search(Params& params);

/// An id as the wire carries it.
[[nodiscard]] std::string write_id(std::int64_t id);

}  // namespace rounds::api
