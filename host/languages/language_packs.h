#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What Rounds knows of each language, as data: host/languages/de.json, pl.json and so on, embedded
// by the build. CONTRIBUTING.md, "Language packs", says how they are written.
namespace rounds::languages {

/// What an entry says of itself besides its text.
struct Attribute {
  std::string name;
  std::vector<std::string> values;  ///< of `true` none
};

/// One entry of a list.
struct Entry {
  std::string language;  ///< the pack's: "de", "zh-Hans"; "any" for what no one language has
  std::string text;      ///< as people write it
  std::string folded;    ///< the text as domain::fold gives it
  std::vector<Attribute> attributes;

  /// Whether the entry is marked so: `{"text": "drogi", "inflects": true}`.
  [[nodiscard]] bool is(std::string_view attribute) const;
  /// The attribute's only or first text; empty when it has none.
  [[nodiscard]] std::string_view value(std::string_view attribute) const;
  /// All texts of an attribute. What an entry of a map (`{"Aleksander": ["Alek", "Olek"]}`) stands
  /// for is its attribute without a name.
  [[nodiscard]] std::span<const std::string> values(std::string_view attribute = "") const;
};

/// A list of all packs, or of one: "reply.prefixes", "names.titles". It is read out of the packs
/// when it is made, which takes some ten microseconds for a hundred entries, and nothing else of
/// them is; so whoever asks often keeps it in a function's static.
class WordList {
 public:
  /// @throws std::logic_error for a key that no pack has.
  explicit WordList(std::string_view key) : WordList(key, std::string_view()) {}
  /// The list of one language alone, and without it an empty one.
  WordList(std::string_view key, std::string_view language);

  /// By their folded texts, and those with the same one by language.
  [[nodiscard]] const std::vector<Entry>& entries() const& { return entries_; }
  [[nodiscard]] const std::vector<Entry>& entries() const&& = delete;
  /// Whether a folded text stands in the list.
  [[nodiscard]] bool contains(std::string_view folded) const { return !find(folded).empty(); }
  /// The entries with this folded text, one a language at most.
  [[nodiscard]] std::span<const Entry> find(std::string_view folded) const;
  /// The longest entry with which a folded text begins, wherever in a word it ends; nothing when
  /// there is none.
  [[nodiscard]] const Entry* beginning_of(std::string_view folded) const;
  /// An entry that stands somewhere in a folded text, wherever in words it begins and ends; nothing
  /// when there is none.
  [[nodiscard]] const Entry* inside(std::string_view folded) const;

 private:
  std::vector<Entry> entries_;
  std::size_t longest_ = 0;  // folded
};

/// A pack's name and its whole text.
struct Pack {
  std::string_view language;
  std::string_view json;
};

/// All packs, by name.
[[nodiscard]] std::span<const Pack> packs();

}  // namespace rounds::languages
