#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rounds::domain {

/// Sorts names as people sort them: by family name, then given name, by Unicode collation (UTS #10)
/// with case aside. Both names are compared by their letters before any accent counts, so Émile
/// Évans stands between Ann Evans and Zoe Evans. Costs milliseconds to make: make one only where
/// names are stored.
class NameCollator {
 public:
  NameCollator();
  ~NameCollator();
  NameCollator(const NameCollator&) = delete;
  NameCollator& operator=(const NameCollator&) = delete;
  NameCollator(NameCollator&&) = delete;
  NameCollator& operator=(NameCollator&&) = delete;

  /// Bytes that compare as the names sort. Somebody without a family name sorts under the given
  /// one.
  [[nodiscard]] std::string sort_key(std::string_view family, std::string_view given);
  /// The same for any other text that people read, such as an employer.
  [[nodiscard]] std::string sort_key(std::string_view text);

 private:
  struct Icu;
  std::unique_ptr<Icu> icu_;
};

}  // namespace rounds::domain
