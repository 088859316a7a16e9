#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace rounds::domain {

/// Why a request was refused. The wire knows `invalid` as JSON-RPC's -32602 and the others as
/// -32000 with the kind's name.
enum class RefusalKind {
  invalid,
  not_found,
  conflict,
  busy,
  storage,  // what may pass: a full disk, no right to write
  damaged,  // the file itself
  too_large,
  unsupported,
  cancelled
};

/// A request that cannot be carried out. what() is a sentence for the user; nothing was changed.
class Refusal : public std::runtime_error {
 public:
  Refusal(RefusalKind kind, const std::string& message)
      : std::runtime_error(message), kind_(kind) {}

  /// A parameter's value is unusable: `field` is the parameter's name.
  static Refusal invalid(std::string field, const std::string& message) {
    Refusal refusal(RefusalKind::invalid, message);
    refusal.field_ = std::move(field);
    return refusal;
  }

  [[nodiscard]] RefusalKind kind() const noexcept { return kind_; }
  [[nodiscard]] const std::string& field() const noexcept { return field_; }

 private:
  RefusalKind kind_;
  std::string field_;
};

}  // namespace rounds::domain
