#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::platform {

constexpr std::string_view kApplicationName = "rounds_host";
constexpr std::string_view kAddOnId = "rounds@letter-rounds";

/// Where the user's manifest for this host stands.
[[nodiscard]] std::filesystem::path native_manifest_path();

/// The native-messaging manifest that lets Thunderbird start `program` (an absolute path) for the
/// add-on, and nobody else
/// (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests).
[[nodiscard]] std::string native_manifest(const std::filesystem::path& program);

/// Writes the user's manifest, complete or not at all. Throws a Refusal (`storage`).
void install_native_manifest(const std::filesystem::path& program);

/// Removes the user's manifest; false when there was none.
bool remove_native_manifest();

/// What is wrong with the user's manifest, in sentences that say what to do; empty when Thunderbird
/// would start `program` by it.
[[nodiscard]] std::vector<std::string> check_native_manifest(const std::filesystem::path& program);

}  // namespace rounds::platform
