#include "platform/environment.h"

#include <cstdlib>

#include "domain/refusal.h"

#ifdef __APPLE__
#include <mach-o/dyld.h>

#include <array>
#endif

namespace rounds::platform {

using domain::Refusal;
using domain::RefusalKind;

std::optional<std::string> environment(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::filesystem::path home_folder() {
  if (const auto home = environment("HOME")) return *home;
  throw Refusal(RefusalKind::storage,
                "The home folder is not known: HOME is not set. Set it, or name the database file "
                "in ROUNDS_DATABASE.");
}

std::filesystem::path database_path() {
  if (const auto path = environment("ROUNDS_DATABASE")) return *path;
#ifdef __APPLE__
  return home_folder() / "Library/Application Support/rounds/rounds.db";
#else
  if (const auto data = environment("XDG_DATA_HOME")) {
    return std::filesystem::path(*data) / "rounds/rounds.db";
  }
  return home_folder() / ".local/share/rounds/rounds.db";
#endif
}

std::filesystem::path manifest_folder() {
#ifdef __APPLE__
  return home_folder() / "Library/Mozilla/NativeMessagingHosts";
#else
  return home_folder() / ".mozilla/native-messaging-hosts";
#endif
}

std::filesystem::path program_path() {
#ifdef __APPLE__
  std::array<char, 4096> path{};
  auto size = static_cast<std::uint32_t>(path.size());
  if (_NSGetExecutablePath(path.data(), &size) == 0) return std::filesystem::canonical(path.data());
#else
  std::error_code error;
  auto path = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) return path;
#endif
  throw Refusal(RefusalKind::storage, "The system does not say where this program lies.");
}

std::unique_ptr<Clock> make_clock() {
  const auto now = environment("ROUNDS_NOW");
  if (!now) return std::make_unique<SystemClock>();
  const auto moment = domain::parse_moment(*now);
  if (!moment) {
    throw Refusal::invalid("ROUNDS_NOW",
                           "ROUNDS_NOW must be an RFC 3339 date-time with an offset, such as "
                           "2015-01-05T09:10:00+01:00, and is " +
                               *now + ".");
  }
  return std::make_unique<FixedClock>(*moment);
}

}  // namespace rounds::platform
