#pragma once

#include <cstdint>
#include <vector>

#include "domain/facts.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// With whom the user exchanges mail.
class Correspondents {
 public:
  explicit Correspondents(const Database& database) : database_(database) {}

  /// For the projection alone.
  void learn(const domain::MailLearned& fact) const;
  void forget_all() const;

  [[nodiscard]] bool any() const;
  /// Whether a message was counted before.
  [[nodiscard]] bool has_message(std::int64_t digest) const;
  [[nodiscard]] std::vector<domain::Correspondent> all() const;

 private:
  const Database& database_;
};

}  // namespace rounds::store
