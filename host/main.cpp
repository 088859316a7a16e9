#include <chrono>
#include <exception>
#include <iostream>
#include <string_view>

#include "api/core/dispatch.h"
#include "api/core/methods.h"
#include "api/exports/copies.h"
#include "commands/command_line.h"
#include "messaging/json_rpc.h"
#include "messaging/standard_streams.h"
#include "platform/environment.h"
#include "platform/native_manifest.h"

namespace {

/// Thunderbird passes the manifest's path and the add-on's id
/// (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_messaging).
bool started_by_thunderbird(int argc, char** argv) {
  if (argc != 3) return false;
  const std::string_view manifest = argv[1];
  return manifest.starts_with('/') || manifest.ends_with(".json");
}

int serve(std::string_view add_on) {
  using namespace rounds;
  if (add_on != platform::kAddOnId) {
    std::cerr << "rounds-host serves the add-on " << platform::kAddOnId << " alone, not " << add_on
              << ".\n";
    return 2;
  }
  messaging::take_signals();
  messaging::StandardInput input;
  messaging::StandardOutput output;
  messaging::FrameReader reader(input);
  messaging::FrameWriter writer(output);
  const api::Methods methods = api::all_methods();
  api::Host host(platform::database_path(), platform::make_clock());
  // The copy of the day must not keep anybody waiting: it is made in a quiet moment, and given up
  // when something comes. A day without one ends with it; Thunderbird waits three seconds.
  input.when_quiet(std::chrono::seconds{1}, [&host, &input] {
    api::make_copy_of_the_day(host,
                              [&input] { return input.ready() || messaging::stop_was_asked(); });
  });
  const messaging::Handler handler = [&](const auto& method, const auto& params,
                                         const auto& progress) {
    return api::dispatch(methods, host, method, params, progress);
  };
  messaging::JsonRpcServer(handler, reader, writer).run(messaging::stop_was_asked);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{1};
  api::make_copy_of_the_day(host, [end] {
    return messaging::stop_was_asked() || std::chrono::steady_clock::now() > end;
  });
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (started_by_thunderbird(argc, argv)) return serve(argv[2]);
    return rounds::commands::run_command_line(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
