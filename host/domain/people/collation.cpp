#include "domain/people/collation.h"

#include <unicode/coll.h>
#include <unicode/ucol.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace rounds::domain {

struct NameCollator::Icu {
  std::unique_ptr<icu::Collator> collator;
  std::vector<std::uint8_t> family_key;
  std::vector<std::uint8_t> given_key;
  std::vector<std::uint8_t> merged;

  /// The key of one name, zero byte included, in `key`.
  void make_key(std::string_view name, std::vector<std::uint8_t>& key) const {
    const auto text =
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    if (key.empty()) key.resize(64);
    const auto length =
        collator->getSortKey(text, key.data(), static_cast<std::int32_t>(key.size()));
    if (static_cast<std::size_t>(length) > key.size()) {
      key.resize(static_cast<std::size_t>(length));
      collator->getSortKey(text, key.data(), length);
    }
  }
};

NameCollator::NameCollator() : icu_(std::make_unique<Icu>()) {
  UErrorCode status = U_ZERO_ERROR;
  icu_->collator.reset(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status) != 0) throw std::runtime_error(u_errorName(status));
  icu_->collator->setStrength(icu::Collator::SECONDARY);
}

NameCollator::~NameCollator() = default;

std::string NameCollator::sort_key(std::string_view family, std::string_view given) {
  if (family.empty()) std::swap(family, given);
  icu_->make_key(family, icu_->family_key);
  icu_->make_key(given, icu_->given_key);
  icu_->merged.resize(icu_->family_key.size() + icu_->given_key.size() + 2);
  // Keys end with a zero byte, and ICU takes -1 to mean just that.
  const auto length =
      ucol_mergeSortkeys(icu_->family_key.data(), -1, icu_->given_key.data(), -1,
                         icu_->merged.data(), static_cast<std::int32_t>(icu_->merged.size()));
  const auto without_zero = static_cast<std::size_t>(length > 0 ? length - 1 : 0);
  return {icu_->merged.begin(), icu_->merged.begin() + static_cast<std::ptrdiff_t>(without_zero)};
}

std::string NameCollator::sort_key(std::string_view text) {
  icu_->make_key(text, icu_->family_key);
  const auto& key = icu_->family_key;
  return {key.begin(), std::find(key.begin(), key.end(), 0)};
}

}  // namespace rounds::domain
