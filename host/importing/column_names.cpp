#include "importing/column_names.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/text/folding.h"
#include "languages/language_packs.h"

namespace rounds::importing {
namespace {

using languages::Entry;
using languages::WordList;

constexpr std::array<std::pair<Column, std::string_view>, 10> lists = {
    {{Column::given, "import.columns.given"},
     {Column::family, "import.columns.family"},
     {Column::full, "import.columns.full"},
     {Column::addresses, "import.columns.addresses"},
     {Column::company, "import.columns.company"},
     {Column::position, "import.columns.position"},
     {Column::connected_on, "import.columns.connected_on"},
     {Column::url, "import.columns.url"},
     {Column::known_from, "import.columns.known_from"},
     {Column::remark, "import.columns.remark"}}};

using ByName = std::unordered_map<std::string, ColumnName>;

// One name may mean one thing in one language and another in another; the first list has it, unless
// it is weak there.
const ByName& known_names() {
  static const ByName names = [] {
    ByName made;
    for (const auto& [column, key] : lists) {
      const WordList list(key);
      for (const Entry& entry : list.entries()) {
        ColumnName name{column, entry.is("weak"), {}};
        const auto programs = entry.values("of");
        name.programs.assign(programs.begin(), programs.end());
        const auto [place, is_new] = made.emplace(plain_name(entry.text), name);
        if (is_new) continue;
        ColumnName& known = place->second;
        if (known.column == column) {
          known.weak = known.weak && name.weak;
          // Where anybody writes it so, it is no sign of a program.
          if (known.programs.empty() || name.programs.empty()) {
            known.programs.clear();
          } else {
            known.programs.insert(known.programs.end(), name.programs.begin(), name.programs.end());
          }
        } else if (known.weak && !name.weak) {
          known = std::move(name);
        }
      }
    }
    return made;
  }();
  return names;
}

std::string without_numbers(std::string name) {
  std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
  return name;
}

// Of what a list has several columns, by their names without numbers.
const ByName& names_of_several() {
  static const ByName names = [] {
    ByName made;
    for (const auto& [known, meaning] : known_names()) {
      if (meaning.column == Column::addresses || meaning.column == Column::url) {
        made.emplace(without_numbers(known), meaning);
      }
    }
    return made;
  }();
  return names;
}

// Of CJK two characters are a word, of letters five.
bool is_long_enough(std::string_view plain) {
  return static_cast<unsigned char>(plain.front()) >= 0xE0 ? plain.size() >= 6 : plain.size() >= 5;
}

}  // namespace

std::string plain_name(std::string_view name) {
  const std::string folded = domain::fold(name);
  const auto text =
      icu::UnicodeString::fromUTF8({folded.data(), static_cast<std::int32_t>(folded.size())});
  icu::UnicodeString plain;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) plain.append(c);  // NOLINT: ICU
  }
  std::string result;
  plain.toUTF8String(result);
  return result;
}

std::optional<ColumnName> column_called(std::string_view name) {
  const std::string plain = plain_name(name);
  const ByName& names = known_names();
  if (const auto found = names.find(plain); found != names.end()) return found->second;
  const std::string unnumbered = without_numbers(plain);
  if (unnumbered == plain || unnumbered.empty()) return std::nullopt;
  const ByName& several = names_of_several();
  const auto found = several.find(unnumbered);
  return found == several.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Column> column_like(std::string_view name) {
  const std::string plain = plain_name(name);
  std::size_t longest = 0;
  std::optional<Column> column;
  for (const auto& [known, meaning] : known_names()) {
    if (known.size() <= longest || !is_long_enough(known) ||
        plain.find(known) == std::string::npos) {
      continue;
    }
    longest = known.size();
    column = meaning.column;
  }
  // A word for mail is short in some languages, and never means anything else.
  return !column && plain.find("mail") != std::string::npos ? std::optional(Column::addresses)
                                                            : column;
}

bool is_sign_of(std::string_view name, std::string_view program) {
  const std::string plain = plain_name(name);
  if (plain.empty()) return false;
  static const auto signs = [] {
    std::unordered_multimap<std::string, std::string> made;
    const WordList list("import.columns.signs");
    for (const Entry& entry : list.entries()) {
      for (const std::string& of : entry.values("of")) made.emplace(plain_name(entry.text), of);
    }
    return made;
  }();
  const auto [first, last] = signs.equal_range(plain);
  if (std::any_of(first, last, [&](const auto& sign) { return sign.second == program; })) {
    return true;
  }
  const auto known = known_names().find(plain);
  if (known == known_names().end() || known->second.column != Column::addresses) return false;
  const auto& programs = known->second.programs;
  return !programs.empty() && std::all_of(programs.begin(), programs.end(),
                                          [&](const auto& one) { return one == program; });
}

}  // namespace rounds::importing
