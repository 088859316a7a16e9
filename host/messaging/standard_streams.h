#pragma once

#include <chrono>
#include <functional>

#include "messaging/streams.h"

namespace rounds::messaging {

/// Standard input as a source. Reading goes on after a signal unless one has asked to stop.
class StandardInput final : public ByteSource {
 public:
  std::size_t read(std::span<char> bytes) override;
  bool ready() override;

  /// Does something once whenever nothing has come for so long while a read waits. It should end
  /// soon after ready() tells that something has come.
  void when_quiet(std::chrono::milliseconds after, std::function<void()> work);

 private:
  std::chrono::milliseconds quiet_{};
  std::function<void()> work_;
};

/// Standard output for frames alone: takes descriptor 1 for itself and points it at stderr, so that
/// nothing that prints can corrupt a frame. To be made once, before anything else is written.
class StandardOutput final : public ByteSink {
 public:
  StandardOutput();
  ~StandardOutput() override;
  StandardOutput(const StandardOutput&) = delete;
  StandardOutput& operator=(const StandardOutput&) = delete;
  StandardOutput(StandardOutput&&) = delete;
  StandardOutput& operator=(StandardOutput&&) = delete;
  bool write(std::string_view bytes) override;

 private:
  int descriptor_;
};

/// From now on SIGTERM and SIGINT only ask to stop, which stop_was_asked() tells, and a reader that
/// went away is an error of write() and no signal.
void take_signals();
[[nodiscard]] bool stop_was_asked();

}  // namespace rounds::messaging
