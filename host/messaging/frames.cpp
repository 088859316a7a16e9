#include "messaging/frames.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace rounds::messaging {

FrameReader::Outcome FrameReader::read(std::string& frame) {
  // Waiting, it never comes back without something.
  return go_on(frame, true).value_or(Outcome::end);
}

std::optional<FrameReader::Outcome> FrameReader::read_ready(std::string& frame) {
  return go_on(frame, false);
}

std::optional<FrameReader::Outcome> FrameReader::go_on(std::string& frame, bool wait) {
  while (true) {
    if (!length_ && bytes_.size() == sizeof(std::uint32_t)) {
      std::uint32_t length = 0;
      std::memcpy(&length, bytes_.data(), sizeof length);
      if (length > kLargestIncomingFrame) return Outcome::too_large;
      length_ = length;
      bytes_.clear();
    }
    if (length_ && bytes_.size() == *length_) {
      frame = std::exchange(bytes_, {});
      length_.reset();
      return Outcome::frame;
    }
    if (!wait && !source_.ready()) return std::nullopt;
    if (!read_some()) return bytes_.empty() && !length_ ? Outcome::end : Outcome::cut_short;
  }
}

bool FrameReader::read_some() {
  // Memory grows with what has really come, whatever length was declared.
  constexpr std::size_t kStep = std::size_t{256} * 1024;
  const std::size_t whole = length_.value_or(sizeof(std::uint32_t));
  const std::size_t before = bytes_.size();
  const std::size_t step = std::min(whole - before, kStep);
  if (bytes_.capacity() < before + step) {
    bytes_.reserve(std::min(whole, std::max(2 * before, before + step)));
  }
  bytes_.resize(before + step);
  const std::size_t got = source_.read({bytes_.data() + before, step});
  bytes_.resize(before + got);
  return got > 0;
}

bool FrameWriter::write(std::string_view frame) {
  const auto length = static_cast<std::uint32_t>(frame.size());
  // One write for both, so that a reader never sees a length alone.
  std::string bytes(sizeof length, '\0');
  std::memcpy(bytes.data(), &length, sizeof length);
  bytes += frame;
  return sink_.write(bytes);
}

}  // namespace rounds::messaging
