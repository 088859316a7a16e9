#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace rounds::testing {

/// A program that runs with pipes for its input, output and errors, and `environment` added to
/// ours.
class ChildProcess {
 public:
  ChildProcess(const std::vector<std::string>& arguments,
               const std::vector<std::string>& environment);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ChildProcess(ChildProcess&&) = delete;
  ChildProcess& operator=(ChildProcess&&) = delete;

  void write(std::string_view bytes) const;
  void close_input();
  /// Waits for that many bytes of its output; fewer only at the end.
  [[nodiscard]] std::string read_output(std::size_t count) const;
  [[nodiscard]] std::string read_frame() const;
  [[nodiscard]] std::string read_all_output() const;
  [[nodiscard]] std::string read_all_errors() const;
  void send_signal(int signal) const;
  /// The most memory that it has held until now, in KiB (Linux alone).
  [[nodiscard]] double peak_memory_kib() const;
  /// Its exit status, or 128 and the signal that ended it.
  int wait();

 private:
  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
  int errors_ = -1;
};

}  // namespace rounds::testing
