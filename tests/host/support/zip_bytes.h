#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rounds::testing {

/// A file of an archive, and what the archive says of it where that is not so.
struct ZipFile {
  std::string name;
  std::string content;
  std::uint16_t flags = 0;
  std::optional<std::uint32_t> declared_size = std::nullopt;
  std::optional<std::uint16_t> declared_method = std::nullopt;
};

/// The bytes of a ZIP archive with these files, deflated.
[[nodiscard]] std::string zip_bytes(const std::vector<ZipFile>& files);

}  // namespace rounds::testing
