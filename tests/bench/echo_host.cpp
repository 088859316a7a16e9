#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

// A native-messaging host that does nothing but send back what it gets: what any host costs.
int main() {
  std::uint32_t length = 0;
  while (read(STDIN_FILENO, &length, sizeof length) == sizeof length) {
    std::vector<char> frame(sizeof length + length);
    std::memcpy(frame.data(), &length, sizeof length);
    for (std::size_t have = sizeof length; have < frame.size();) {
      const ssize_t got = read(STDIN_FILENO, frame.data() + have, frame.size() - have);
      if (got <= 0) return 1;
      have += static_cast<std::size_t>(got);
    }
    if (write(STDOUT_FILENO, frame.data(), frame.size()) < 0) return 1;
  }
  return 0;
}
