#include "languages/language_packs.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

#include "domain/text/folding.h"

namespace rounds::languages {
namespace {

using nlohmann::json;

constexpr std::string_view kBlanks = " \t\r\n";

std::size_t end_of_string(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

/// Where the value ends that begins here.
std::size_t end_of_value(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = end_of_string(text, at);
    } else {
      depth += c == '{' || c == '[' ? 1U : 0U;
      depth -= c == '}' || c == ']' ? 1U : 0U;
      ++at;
    }
    if (depth == 0) return std::min(at, text.size());
  }
  return text.size();
}

/// The text of an object's member. Packs are sound JSON, which a test holds, of objects, lists and
/// texts, and their keys are plain; so that one list of a pack can be read without reading the
/// rest.
std::optional<std::string_view> member_of(std::string_view object, std::string_view wanted) {
  for (std::size_t at = object.find('"'); at != std::string_view::npos; at = object.find('"', at)) {
    const std::size_t key_end = end_of_string(object, at);
    const std::string_view key = object.substr(at + 1, key_end - at - 2);
    const std::size_t begin = object.find_first_not_of(kBlanks, object.find(':', key_end) + 1);
    const std::size_t end = end_of_value(object, begin);
    if (key == wanted) return object.substr(begin, end - begin);
    at = end;
  }
  return std::nullopt;
}

/// What stands in a pack under "reply.prefixes".
std::optional<std::string_view> value_at(std::string_view pack, std::string_view key) {
  std::optional<std::string_view> value = pack;
  while (value && !key.empty()) {
    const std::size_t dot = std::min(key.find('.'), key.size());
    value = member_of(*value, key.substr(0, dot));
    key.remove_prefix(std::min(dot + 1, key.size()));
  }
  return value;
}

std::vector<std::string> read_texts(const json& value) {
  if (value.is_string()) return {value.get<std::string>()};
  return value.is_array() ? value.get<std::vector<std::string>>() : std::vector<std::string>{};
}

Entry make_entry(std::string_view language, const std::string& text) {
  return {std::string(language), text, domain::fold(text), {}};
}

/// A text, or an object with a `text` and attributes.
Entry read_entry(std::string_view language, const json& value) {
  if (value.is_string()) return make_entry(language, value.get<std::string>());
  Entry entry = make_entry(language, value.at("text").get<std::string>());
  for (const auto& [name, content] : value.items()) {
    if (name != "text") entry.attributes.push_back({name, read_texts(content)});
  }
  return entry;
}

void read_list(std::string_view language, const json& list, std::vector<Entry>& entries) {
  if (list.is_array()) {
    for (const json& value : list) entries.push_back(read_entry(language, value));
    return;
  }
  for (const auto& [text, content] : list.items()) {
    entries.push_back(make_entry(language, text));
    entries.back().attributes.push_back({"", read_texts(content)});
  }
}

const Attribute* find_attribute(const Entry& entry, std::string_view name) {
  const auto found = std::find_if(entry.attributes.begin(), entry.attributes.end(),
                                  [&](const Attribute& one) { return one.name == name; });
  return found == entry.attributes.end() ? nullptr : &*found;
}

struct ByFolded {
  bool operator()(const Entry& one, std::string_view other) const { return one.folded < other; }
  bool operator()(std::string_view one, const Entry& other) const { return one < other.folded; }
};

}  // namespace

bool Entry::is(std::string_view attribute) const {
  return find_attribute(*this, attribute) != nullptr;
}

std::string_view Entry::value(std::string_view attribute) const {
  const auto all = values(attribute);
  return all.empty() ? std::string_view() : std::string_view(all.front());
}

std::span<const std::string> Entry::values(std::string_view attribute) const {
  const Attribute* const found = find_attribute(*this, attribute);
  return found == nullptr ? std::span<const std::string>() : std::span(found->values);
}

WordList::WordList(std::string_view key, std::string_view language) {
  bool known = false;
  for (const Pack& pack : packs()) {
    const auto list = value_at(pack.json, key);
    known = known || list.has_value();
    if (!list || (!language.empty() && pack.language != language)) continue;
    read_list(pack.language, json::parse(*list), entries_);
  }
  if (!known) throw std::logic_error("No language pack has a list " + std::string(key) + ".");
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& one, const Entry& other) { return one.folded < other.folded; });
  for (const Entry& entry : entries_) longest_ = std::max(longest_, entry.folded.size());
}

std::span<const Entry> WordList::find(std::string_view folded) const {
  const auto [begin, end] = std::equal_range(entries_.begin(), entries_.end(), folded, ByFolded{});
  return {begin, end};
}

const Entry* WordList::beginning_of(std::string_view folded) const {
  for (std::size_t length = std::min(longest_, folded.size()); length > 0; --length) {
    const auto found = find(folded.substr(0, length));
    if (!found.empty()) return &found.front();
  }
  return nullptr;
}

const Entry* WordList::inside(std::string_view folded) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return folded.find(entry.folded) != std::string_view::npos;
  });
  return found == entries_.end() ? nullptr : &*found;
}

}  // namespace rounds::languages
