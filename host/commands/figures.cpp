#include "commands/figures.h"

#include <iostream>

#include "api/core/methods.h"

namespace rounds::commands {

using nlohmann::json;

int print_today(api::Host& host, std::int64_t session) {
  json params = json::object();
  if (session > 0) params["session"] = session;
  const json today = api::all_methods().call(host, "today.show", params);
  std::cout << today["date"].get<std::string>() << ", " << today["name"].get<std::string>() << ": "
            << today["written_today"] << " of " << today["quota"] << " written today, "
            << today["backlog"] << " behind";
  if (today.contains("paused_on")) {
    std::cout << ", paused on " << today["paused_on"].get<std::string>();
  }
  std::cout << '\n';
  for (const json& turn : today["due"]) {
    const json& person = turn["person"];
    std::cout << "  " << person["full"].get<std::string>();
    for (const char* const detail : {"position", "company"}) {
      const auto text = person[detail].get<std::string>();
      if (!text.empty()) std::cout << " · " << text;
    }
    if (!person["addresses"].empty()) {
      std::cout << " <" << person["addresses"][0].get<std::string>() << '>';
    }
    std::cout << '\n';
  }
  return 0;
}

int print_status(api::Host& host) {
  const json rounds = api::all_methods().call(host, "rounds.list", json::object())["rounds"];
  if (rounds.empty()) std::cout << "There is no round yet.\n";
  for (const json& round : rounds) {
    std::cout << round["name"].get<std::string>() << ": " << round["written"] << " written, "
              << round["skipped"] << " skipped of " << round["people"] << "; "
              << (round["running"].get<bool>() ? "done on " : "finished on ")
              << round["finishes_on"].get<std::string>() << '\n';
  }
  return 0;
}

}  // namespace rounds::commands
