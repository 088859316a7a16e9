#include "messaging/standard_streams.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

namespace rounds::messaging {
namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t stop_asked = 0;  // NOLINT(*-avoid-non-const-global-variables)

extern "C" void ask_to_stop(int /*signal*/) { stop_asked = 1; }

}  // namespace

std::size_t StandardInput::read(std::span<char> bytes) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  const auto wait = static_cast<int>(quiet_.count());
  if (work_ && stop_asked == 0 && poll(&input, 1, wait) == 0) work_();
  while (stop_asked == 0) {
    const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return 0;
  }
  return 0;
}

bool StandardInput::ready() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) > 0;
}

void StandardInput::when_quiet(std::chrono::milliseconds after, std::function<void()> work) {
  quiet_ = after;
  work_ = std::move(work);
}

StandardOutput::StandardOutput()
    // Above 3, which Thunderbird watches, and closed in children.
    : descriptor_(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 4)) {  // NOLINT(*-vararg)
  if (descriptor_ < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
    throw std::system_error(errno, std::generic_category(), "standard output");
  }
}

StandardOutput::~StandardOutput() { close(descriptor_); }

bool StandardOutput::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (written < 0 && errno != EINTR) {
      return false;
    }
  }
  return true;
}

void take_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = ask_to_stop;
  // Without SA_RESTART, so that a read that waits comes back and sees the flag.
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

bool stop_was_asked() { return stop_asked != 0; }

}  // namespace rounds::messaging
