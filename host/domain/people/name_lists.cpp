#include "domain/people/name_lists.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

namespace rounds::domain {
namespace {

constexpr std::array<std::string_view, 22> keys = {
    "titles",       "degrees",        "generations", "particles",   "born",       "couples",
    "households",   "remarks",        "also_known",  "legal_forms", "firm_words", "halves",
    "double_given", "given_tails",    "family",      "given",       "middle",     "written_family",
    "patronymics",  "family_endings", "syllables",   "no_names"};

bool is_split(std::string_view key, std::string_view language, int most) {
  if (key.starts_with('-')) key.remove_prefix(1);
  if (key.empty()) return true;
  if (most == 0) return false;
  constexpr std::size_t longest = 6;
  for (std::size_t size = std::min(longest, key.size()); size > 0; --size) {
    if (is_in(NameList::syllables, key.substr(0, size), language) &&
        is_split(key.substr(size), language, most - 1)) {
      return true;
    }
  }
  return false;
}

}  // namespace

const languages::WordList& name_list(NameList list) {
  static std::array<std::once_flag, keys.size()> made;
  static std::array<std::unique_ptr<const languages::WordList>, keys.size()> lists;
  const auto place = static_cast<std::size_t>(list);
  std::call_once(made.at(place), [&] {
    lists.at(place) =
        std::make_unique<const languages::WordList>("names." + std::string(keys.at(place)));
  });
  return *lists.at(place);
}

bool has_family_ending(std::string_view key) {
  constexpr std::size_t least_before = 3;
  const auto& endings = name_list(NameList::family_endings).entries();
  return std::any_of(endings.begin(), endings.end(), [key](const languages::Entry& entry) {
    return key.size() >= entry.folded.size() + least_before && key.ends_with(entry.folded);
  });
}

bool is_made_of_syllables(std::string_view key, std::string_view language) {
  constexpr int most = 3;
  return !key.empty() && is_split(key, language, most);
}

bool is_in(NameList list, std::string_view key) { return name_list(list).contains(key); }

bool is_in(NameList list, std::string_view key, std::string_view language) {
  const auto found = name_list(list).find(key);
  return std::any_of(found.begin(), found.end(), [&](const languages::Entry& entry) {
    return entry.language.starts_with(language);
  });
}

bool is_marked(NameList list, std::string_view key, std::string_view mark) {
  const auto found = name_list(list).find(key);
  return !found.empty() &&
         std::all_of(found.begin(), found.end(), [&](const auto& entry) { return entry.is(mark); });
}

}  // namespace rounds::domain
