#include "messaging/frames.h"

#include <algorithm>
#include <cstring>

namespace rounds::messaging {

FrameReader::Outcome FrameReader::read(std::string& frame) {
  std::string header;
  if (!fill(header, sizeof(std::uint32_t))) {
    return header.empty() ? Outcome::end : Outcome::cut_short;
  }
  std::uint32_t length = 0;
  std::memcpy(&length, header.data(), sizeof length);
  if (length > kLargestIncomingFrame) return Outcome::too_large;
  frame.clear();
  return fill(frame, length) ? Outcome::frame : Outcome::cut_short;
}

bool FrameReader::fill(std::string& bytes, std::size_t count) {
  // Memory grows with what has really come, whatever length was declared.
  constexpr std::size_t kStep = std::size_t{256} * 1024;
  while (count > 0) {
    const std::size_t before = bytes.size();
    const std::size_t step = std::min(count, kStep);
    bytes.resize(before + step);
    const std::size_t got = source_.read({bytes.data() + before, step});
    bytes.resize(before + got);
    if (got == 0) return false;
    count -= got;
  }
  return true;
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
