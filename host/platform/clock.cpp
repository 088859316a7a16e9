#include "platform/clock.h"

#include <ctime>

namespace rounds::platform {

domain::Moment SystemClock::now() const {
  const auto instant = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return local({instant, {}});
}

domain::Moment SystemClock::local(domain::Moment moment) const {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(moment.instant);
  std::tm fields{};
  // localtime_r reads the zone once in a process; the host lives for days, and its user travels.
  tzset();
  if (localtime_r(&seconds, &fields) == nullptr) return moment;
  return {moment.instant,
          std::chrono::floor<std::chrono::minutes>(std::chrono::seconds{fields.tm_gmtoff})};
}

}  // namespace rounds::platform
