#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "platform/clock.h"

namespace rounds::platform {

/// An environment variable's value; nothing when it is unset or empty.
[[nodiscard]] std::optional<std::string> environment(const char* name);

/// The user's home folder. Throws a Refusal (`storage`) when there is none to be found.
[[nodiscard]] std::filesystem::path home_folder();

/// The database file: ROUNDS_DATABASE, whatever it is set to, else `rounds/rounds.db` where this
/// system keeps an application's data.
[[nodiscard]] std::filesystem::path database_path();

/// The user's folder in which Thunderbird looks for native-messaging manifests.
[[nodiscard]] std::filesystem::path manifest_folder();

/// This very program. Throws a Refusal (`storage`) when the system does not tell.
[[nodiscard]] std::filesystem::path program_path();

/// A clock that shows ROUNDS_NOW, else the machine's. Throws a Refusal (`invalid`) when ROUNDS_NOW
/// is no RFC 3339 date-time.
[[nodiscard]] std::unique_ptr<Clock> make_clock();

}  // namespace rounds::platform
