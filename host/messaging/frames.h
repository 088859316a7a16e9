#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "messaging/streams.h"

namespace rounds::messaging {

/// The largest frame that a host accepts, and the largest that it may send: Thunderbird closes the
/// port at a larger one
/// (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_messaging).
constexpr std::size_t kLargestIncomingFrame = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kLargestOutgoingFrame = std::size_t{1024} * 1024;

/// Reads native-messaging frames: a 32-bit length in the machine's byte order, then so many bytes.
class FrameReader {
 public:
  explicit FrameReader(ByteSource& source) : source_(source) {}

  enum class Outcome {
    frame,
    end,        // of the stream, between two frames
    cut_short,  // the stream ended inside a frame
    too_large,  // a length above kLargestIncomingFrame: the stream cannot be trusted any more
  };

  /// Waits for the next frame and puts its bytes into `frame`.
  Outcome read(std::string& frame);
  /// The same without waiting: nothing when the next frame has not come, or not all of it. What has
  /// come of it is kept for the next call.
  [[nodiscard]] std::optional<Outcome> read_ready(std::string& frame);

 private:
  std::optional<Outcome> go_on(std::string& frame, bool wait);
  /// Reads a part of the length, or of the frame whose length is known; false at the stream's end.
  bool read_some();

  ByteSource& source_;
  std::string bytes_;  // of the length, or, once that is known, of the frame
  std::optional<std::size_t> length_;
};

/// Writes native-messaging frames.
class FrameWriter {
 public:
  explicit FrameWriter(ByteSink& sink) : sink_(sink) {}

  /// False when nobody reads any more. `frame` must not be larger than kLargestOutgoingFrame.
  bool write(std::string_view frame);

 private:
  ByteSink& sink_;
};

}  // namespace rounds::messaging
