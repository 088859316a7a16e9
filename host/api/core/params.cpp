#include "api/core/params.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "domain/refusal.h"
#include "domain/text/words.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using nlohmann::json;

std::int64_t parse_id(std::string_view text) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  // One id has one spelling, so "007" is nobody's.
  if (error != std::errc{} || end != text.data() + text.size() || id <= 0 || write_id(id) != text) {
    return 0;
  }
  return id;
}

}  // namespace

Params::Params(const json& object, std::string prefix)
    : object_(object), prefix_(std::move(prefix)) {
  if (!object.is_object()) {
    throw Refusal::invalid(prefix_.empty() ? "params" : prefix_,
                           (prefix_.empty() ? "params" : prefix_) + " must be an object");
  }
  if (!prefix_.empty()) prefix_ += '.';
}

void Params::refuse(const char* name, const std::string& must) const {
  throw Refusal::invalid(prefix_ + name, prefix_ + name + " " + must);
}

const json* Params::optional(const char* name) {
  known_.insert(name);
  const auto found = object_.find(name);
  if (found == object_.end() || found->is_null()) return nullptr;
  return &*found;
}

const json& Params::required(const char* name) {
  const json* const value = optional(name);
  if (value == nullptr) refuse(name, "is missing");
  return *value;
}

bool Params::has(const char* name) { return optional(name) != nullptr; }

bool Params::is_null(const char* name) {
  known_.insert(name);
  const auto found = object_.find(name);
  return found != object_.end() && found->is_null();
}

std::string_view Params::text_view(const char* name, std::size_t most) {
  const json& value = required(name);
  if (!value.is_string()) refuse(name, "must be a string");
  const auto& text = value.get_ref<const std::string&>();
  if (text.size() > most) refuse(name, "must be at most " + std::to_string(most) + " bytes long");
  return text;
}

std::string Params::text(const char* name, std::size_t most) {
  return std::string(text_view(name, most));
}

std::string Params::foreign_text(const char* name, std::size_t most) {
  return domain::beginning(text_view(name, std::string::npos), most);
}

std::optional<std::string> Params::optional_foreign_text(const char* name, std::size_t most) {
  if (!has(name)) return std::nullopt;
  return foreign_text(name, most);
}

std::optional<std::string> Params::optional_text(const char* name, std::size_t most) {
  if (!has(name)) return std::nullopt;
  return text(name, most);
}

std::int64_t Params::integer(const char* name, std::int64_t least, std::int64_t most) {
  const json& value = required(name);
  const auto range = [&] {
    return "must be " + std::to_string(least) + " to " + std::to_string(most);
  };
  // 1.9 and true would be converted without a word.
  if (!value.is_number_integer()) refuse(name, range());
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) {
    refuse(name, range());
  }
  const auto number = value.get<std::int64_t>();
  if (number < least || number > most) refuse(name, range());
  return number;
}

std::optional<std::int64_t> Params::optional_integer(const char* name, std::int64_t least,
                                                     std::int64_t most) {
  if (!has(name)) return std::nullopt;
  return integer(name, least, most);
}

std::optional<std::int64_t> Params::optional_clamped(const char* name, std::int64_t least,
                                                     std::int64_t most) {
  const json* const value = optional(name);
  if (value == nullptr) return std::nullopt;
  // Beyond 64 bits a whole number is read as one with a fraction.
  constexpr double kBeyond = 9e18;
  if (value->is_number_float() && value->get<double>() >= kBeyond) return most;
  if (value->is_number_float() && value->get<double>() <= -kBeyond) return least;
  if (!value->is_number_integer()) refuse(name, "must be a whole number");
  if (value->is_number_unsigned() &&
      value->get<std::uint64_t>() > static_cast<std::uint64_t>(most)) {
    return most;
  }
  return std::clamp(value->get<std::int64_t>(), least, most);
}

domain::Date Params::date(const char* name) {
  const auto date = domain::parse_date(text(name));
  if (!date) refuse(name, "must be a date, YYYY-MM-DD");
  return *date;
}

std::optional<bool> Params::optional_flag(const char* name) {
  const json* const value = optional(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_boolean()) refuse(name, "must be true or false");
  return value->get<bool>();
}

std::optional<domain::Date> Params::optional_date(const char* name) {
  if (!has(name)) return std::nullopt;
  return date(name);
}

domain::Moment Params::moment(const char* name) {
  const auto moment = domain::parse_moment(text(name));
  if (!moment) {
    refuse(name,
           "must be an RFC 3339 date-time with an offset, in the years 1900 to 9999, such as "
           "2015-01-05T09:10:00+01:00");
  }
  return *moment;
}

std::optional<domain::Moment> Params::foreign_moment(const char* name) {
  return domain::parse_moment(text_view(name, std::string::npos));
}

std::string Params::uuid(const char* name) {
  std::string uuid = text(name);
  constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const bool formed =
      uuid.size() == kForm.size() &&
      std::equal(uuid.begin(), uuid.end(), kForm.begin(), [](char c, char form) {
        return form == '-' ? c == '-' : std::isxdigit(static_cast<unsigned char>(c)) != 0;
      });
  if (!formed) refuse(name, "must be a UUID");
  std::transform(uuid.begin(), uuid.end(), uuid.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return uuid;
}

std::int64_t Params::id(const char* name) { return parse_id(text(name)); }

std::optional<std::int64_t> Params::optional_id(const char* name) {
  if (!has(name)) return std::nullopt;
  return id(name);
}

const json& Params::list_of_texts(const char* name) {
  const json& value = required(name);
  const bool listed =
      value.is_array() &&
      std::all_of(value.begin(), value.end(), [](const json& item) { return item.is_string(); });
  if (!listed) refuse(name, "must be a list of strings");
  return value;
}

std::vector<std::string> Params::texts(const char* name, std::size_t most) {
  const json& value = list_of_texts(name);
  if (value.size() > most) refuse(name, "must have at most " + std::to_string(most) + " entries");
  std::vector<std::string> texts;
  texts.reserve(value.size());
  for (const json& item : value) {
    texts.push_back(item.get<std::string>());
    if (texts.back().size() > kMostText) {
      refuse(name, "must have no entry longer than " + std::to_string(kMostText) + " bytes");
    }
  }
  return texts;
}

std::optional<std::vector<std::string>> Params::optional_texts(const char* name, std::size_t most) {
  if (!has(name)) return std::nullopt;
  return texts(name, most);
}

std::optional<std::vector<std::string>> Params::optional_foreign_texts(const char* name,
                                                                       std::size_t most) {
  if (!has(name)) return std::nullopt;
  std::vector<std::string> texts;
  for (const json& item : list_of_texts(name)) {
    if (texts.size() == most) break;
    texts.push_back(domain::beginning(item.get_ref<const std::string&>(), kMostText));
  }
  return texts;
}

std::optional<std::vector<std::int64_t>> Params::optional_ids(const char* name, std::size_t most) {
  const auto names = optional_texts(name, most);
  if (!names) return std::nullopt;
  std::vector<std::int64_t> ids;
  ids.reserve(names->size());
  for (const auto& text : *names) ids.push_back(parse_id(text));
  return ids;
}

std::string Params::message_id(const char* name) {
  const std::string given = text(name);
  std::string_view id = given;
  if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
  // RFC 5322 asks for more, but what servers really send is kept as it is.
  const bool one = !id.empty() && std::none_of(id.begin(), id.end(), [](unsigned char c) {
    return c <= ' ' || c == '<' || c == '>' || c == 0x7F;
  });
  if (!one) refuse(name, "must be one Message-ID");
  return std::string(id);
}

std::optional<std::string> Params::optional_message_id(const char* name) {
  const auto given = optional_text(name);
  if (!given || given->empty()) return std::nullopt;
  return message_id(name);
}

const json* Params::value(const char* name) { return optional(name); }

void Params::finish() const {
  for (const auto& item : object_.items()) {
    if (!known_.contains(item.key())) {
      refuse(item.key().c_str(), "is not a parameter of this method");
    }
  }
}

std::string read_language(Params& params) {
  return params.optional_text("language", 100).value_or("en");
}

std::string read_search(Params& params) {
  constexpr std::size_t kMostSearch = 1'000;
  constexpr std::size_t kMostWords = 50;
  std::string search = params.optional_text("search", kMostSearch).value_or("");
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : search) {
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (!blank && !in_word) ++words;
    in_word = !blank;
  }
  if (words > kMostWords) {
    params.refuse("search", "must be at most " + std::to_string(kMostWords) + " words");
  }
  return search;
}

std::string write_id(std::int64_t id) { return std::to_string(id); }

}  // namespace rounds::api
