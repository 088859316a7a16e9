#pragma once

#include "domain/calendar/calendar.h"

namespace rounds::platform {

/// Where the host learns what time it is.
class Clock {
 public:
  Clock() = default;
  virtual ~Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  Clock(Clock&&) = delete;
  Clock& operator=(Clock&&) = delete;

  /// Now, with the user's offset from UTC.
  [[nodiscard]] virtual domain::Moment now() const = 0;
  /// The same instant as the user's clock showed it, or will show it.
  [[nodiscard]] virtual domain::Moment local(domain::Moment moment) const = 0;
};

/// The machine's clock and time zone.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] domain::Moment now() const override;
  [[nodiscard]] domain::Moment local(domain::Moment moment) const override;
};

/// A clock that stands still, for tests and demonstrations; its offset holds for every instant.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(domain::Moment now) : now_(now) {}
  [[nodiscard]] domain::Moment now() const override { return now_; }
  [[nodiscard]] domain::Moment local(domain::Moment moment) const override {
    return {moment.instant, now_.offset};
  }

 private:
  domain::Moment now_;
};

}  // namespace rounds::platform
