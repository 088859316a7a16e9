#include "platform/environment.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "domain/refusal.h"
#include "domain/text/words.h"

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
  // A sandbox may start us without it.
  const passwd* const account = getpwuid(getuid());  // NOLINT(concurrency-mt-unsafe)
  if (account != nullptr && account->pw_dir != nullptr && *account->pw_dir == '/') {
    return account->pw_dir;
  }
  throw Refusal(RefusalKind::storage,
                "The home folder is not known: HOME is not set. Set it, or name the database file "
                "in ROUNDS_DATABASE.");
}

std::filesystem::path database_path() {
  // Set to nothing it is a mistake, which is told when the file is opened, and no wish for another.
  const char* const named = std::getenv("ROUNDS_DATABASE");  // NOLINT(concurrency-mt-unsafe)
  if (named != nullptr) return named;
#ifdef __APPLE__
  return home_folder() / "Library/Application Support/rounds/rounds.db";
#else
  // A relative one is to be ignored (https://specifications.freedesktop.org/basedir-spec).
  const std::filesystem::path data = environment("XDG_DATA_HOME").value_or("");
  if (data.is_absolute()) return data / "rounds/rounds.db";
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
                           "ROUNDS_NOW must be an RFC 3339 date-time with an offset, in the years "
                           "1900 to 9999, such as 2015-01-05T09:10:00+01:00, and is " +
                               domain::beginning(*now, 100) + ".");
  }
  return std::make_unique<FixedClock>(*moment);
}

}  // namespace rounds::platform
