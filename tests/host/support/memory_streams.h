#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "messaging/streams.h"

namespace rounds::testing {

/// Text as a native-messaging frame.
inline std::string frame_of(std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  std::string bytes(sizeof length, '\0');
  std::memcpy(bytes.data(), &length, sizeof length);
  return bytes.append(text);
}

/// The texts of a row of frames.
inline std::vector<std::string> texts_of(std::string_view bytes) {
  std::vector<std::string> texts;
  while (bytes.size() >= sizeof(std::uint32_t)) {
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    texts.emplace_back(bytes.substr(sizeof length, length));
    bytes.remove_prefix(std::min(bytes.size(), sizeof length + length));
  }
  return texts;
}

/// Gives out a string, at most `step` bytes at a time.
class MemorySource final : public messaging::ByteSource {
 public:
  explicit MemorySource(std::string bytes, std::size_t step = SIZE_MAX)
      : bytes_(std::move(bytes)), step_(step) {}

  std::size_t read(std::span<char> bytes) override {
    const std::size_t count = std::min({bytes.size(), step_, bytes_.size() - position_});
    std::copy_n(bytes_.data() + position_, count, bytes.data());
    position_ += count;
    return count;
  }
  bool ready() override { return true; }

 private:
  std::string bytes_;
  std::size_t step_;
  std::size_t position_ = 0;
};

/// Keeps what is written.
class MemorySink final : public messaging::ByteSink {
 public:
  bool write(std::string_view bytes) override {
    bytes_ += bytes;
    return true;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace rounds::testing
