#include "support/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <system_error>

extern char** environ;

namespace rounds::testing {
namespace {

struct Pipe {
  int reader;
  int writer;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  return {ends[0], ends[1]};
}

std::string read_all(int descriptor) {
  std::string all;
  std::array<char, 4096> bytes{};
  ssize_t got = 0;
  while ((got = read(descriptor, bytes.data(), bytes.size())) > 0) {
    all.append(bytes.data(), static_cast<std::size_t>(got));
  }
  return all;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments,
                           const std::vector<std::string>& environment) {
  const Pipe input = make_pipe();
  const Pipe output = make_pipe();
  const Pipe errors = make_pipe();
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.reader, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.writer, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.writer, STDERR_FILENO);

  std::vector<std::string> texts = arguments;
  std::vector<char*> argv;
  for (auto& text : texts) argv.push_back(text.data());
  argv.push_back(nullptr);
  std::vector<std::string> variables = environment;
  std::vector<char*> envp;
  for (auto& variable : variables) envp.push_back(variable.data());
  for (char** variable = environ; *variable != nullptr; ++variable) envp.push_back(*variable);
  envp.push_back(nullptr);

  const int error = posix_spawn(&process_, argv[0], &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  close(input.reader);
  close(output.writer);
  close(errors.writer);
  input_ = input.writer;
  output_ = output.reader;
  errors_ = errors.reader;
  if (error != 0) throw std::system_error(error, std::generic_category(), arguments[0]);
}

ChildProcess::~ChildProcess() {
  close_input();
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(output_);
  close(errors_);
}

void ChildProcess::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(input_, bytes.data(), bytes.size());
    if (written < 0) throw std::system_error(errno, std::generic_category(), "write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void ChildProcess::close_input() {
  if (input_ >= 0) close(input_);
  input_ = -1;
}

std::string ChildProcess::read_output(std::size_t count) const {
  std::string bytes(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    const ssize_t got = read(output_, bytes.data() + have, count - have);
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

std::string ChildProcess::read_frame() const {
  const std::string header = read_output(sizeof(std::uint32_t));
  std::uint32_t length = 0;
  if (header.size() < sizeof length) return {};
  std::memcpy(&length, header.data(), sizeof length);
  return read_output(length);
}

std::string ChildProcess::read_all_output() const { return read_all(output_); }
std::string ChildProcess::read_all_errors() const { return read_all(errors_); }

void ChildProcess::send_signal(int signal) const { kill(process_, signal); }

double ChildProcess::peak_memory_kib() const {
  std::ifstream status("/proc/" + std::to_string(process_) + "/status");
  constexpr std::string_view kPeak = "VmHWM:";
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(kPeak)) return std::stod(line.substr(kPeak.size()));
  }
  return 0;
}

int ChildProcess::wait() {
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace rounds::testing
