#include "importing/full_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "importing/table.h"

namespace rounds::importing {
namespace {

constexpr std::array<std::string_view, 35> particles = {
    "van", "von", "de",  "der", "den", "del", "della", "di",  "da",  "dal", "dos", "das",
    "do",  "du",  "des", "la",  "le",  "los", "las",   "ten", "ter", "te",  "zu",  "zum",
    "zur", "vom", "af",  "av",  "bin", "ibn", "al",    "el",  "e",   "y",   "'t"};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_particle(std::string_view word) {
  return std::find(particles.begin(), particles.end(), word) != particles.end();
}

// "PhD", "MBA", "Jr.", "M.D.": what may stand behind a comma without being a given name.
bool is_credential(std::string_view text) {
  constexpr std::array<std::string_view, 8> written_small = {"PhD", "Ph.D.", "Dr.", "Jr.",
                                                             "Jr",  "Sr.",   "Sr",  "Esq."};
  if (std::find(written_small.begin(), written_small.end(), text) != written_small.end()) {
    return true;
  }
  const auto letters = std::count_if(text.begin(), text.end(),
                                     [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
  const bool capitals = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '/' || c == ' ' || c == ',';
  });
  return capitals && letters >= 2 && letters <= 12;
}

NameParts join(const std::vector<std::string_view>& words, std::size_t family_begins) {
  NameParts parts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string& part = i < family_begins ? parts.given : parts.family;
    part.append(part.empty() ? "" : " ").append(words[i]);
  }
  return parts;
}

}  // namespace

NameParts split_full_name(std::string_view full) {
  std::string name = tidy(full);
  std::erase(name, '"');
  if (name.find('@') != std::string::npos) {
    return {};
  }
  if (const std::size_t comma = name.find(','); comma != std::string::npos) {
    const std::string before = tidy(std::string_view(name).substr(0, comma));
    const std::string behind = tidy(std::string_view(name).substr(comma + 1));
    if (!before.empty() && !behind.empty() && !is_credential(behind)) {
      return {behind, before};
    }
    if (before.empty()) {
      return split_full_name(behind);
    }
    NameParts parts = split_full_name(before);
    if (!behind.empty()) {
      (parts.family.empty() ? parts.given : parts.family).append(", ").append(behind);
    }
    return parts;
  }
  const std::vector<std::string_view> words = words_of(name);
  if (words.size() < 2) {
    return {name, ""};
  }
  std::size_t family = words.size() - 1;
  while (family > 1 && is_particle(words[family - 1])) {
    --family;
  }
  return join(words, family);
}

}  // namespace rounds::importing
