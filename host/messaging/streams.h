#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace rounds::messaging {

/// Where bytes come from.
class ByteSource {
 public:
  ByteSource() = default;
  virtual ~ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  ByteSource(ByteSource&&) = delete;
  ByteSource& operator=(ByteSource&&) = delete;

  /// Waits for bytes and reads some; 0 at the end of the stream.
  virtual std::size_t read(std::span<char> bytes) = 0;
  /// Whether bytes, or the end, can be read without waiting.
  virtual bool ready() = 0;
};

/// Where bytes go.
class ByteSink {
 public:
  ByteSink() = default;
  virtual ~ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  ByteSink(ByteSink&&) = delete;
  ByteSink& operator=(ByteSink&&) = delete;

  /// Writes all of them. False when nobody reads any more.
  virtual bool write(std::string_view bytes) = 0;
};

}  // namespace rounds::messaging
