#pragma once

#include <optional>
#include <string_view>

#include "domain/exchange.h"
#include "store/database.h"

namespace rounds::store {

/// The last exchange with each person on each channel.
class Exchanges {
 public:
  explicit Exchanges(const Database& database) : database_(database) {}

  /// Keeps an exchange unless a newer one of its channel is known, or nobody has that id.
  void keep_newest(domain::PersonId person, const domain::Exchange& exchange) const;
  void forget(domain::PersonId person, std::string_view channel) const;
  /// The last on any channel, or on one.
  [[nodiscard]] std::optional<domain::Exchange> last(domain::PersonId person) const;
  [[nodiscard]] std::optional<domain::Exchange> last(domain::PersonId person,
                                                     std::string_view channel) const;

 private:
  const Database& database_;
};

}  // namespace rounds::store
