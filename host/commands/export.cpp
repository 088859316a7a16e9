#include "commands/export.h"

#include <array>
#include <functional>
#include <string>

#include "api/core/methods.h"
#include "commands/csv.h"

namespace rounds::commands {
namespace {

using nlohmann::json;

/// Calls `visit` with what people.show tells of each person, in the list's order.
void for_each_person(api::Host& host, const api::Methods& methods,
                     const std::function<void(const json&)>& visit) {
  json params{{"limit", 500}};
  while (true) {
    const json page = methods.call(host, "people.list", params);
    for (const json& person : page["people"]) {
      visit(methods.call(host, "people.show", {{"person", person["id"]}}));
    }
    if (!page.contains("next")) return;
    params["after"] = page["next"];
  }
}

std::string csv_text(const json& text) { return csv_field(text.get_ref<const std::string&>()); }

}  // namespace

int export_json(api::Host& host, std::ostream& output) {
  const api::Methods methods = api::all_methods();
  output << R"({"rounds":)" << methods.call(host, "rounds.list", json::object())["rounds"].dump()
         << R"(,"people":[)";
  bool first = true;
  for_each_person(host, methods, [&](const json& person) {
    output << (first ? "\n" : ",\n") << person.dump();
    first = false;
  });
  output << "\n]}\n";
  return 0;
}

int export_csv(api::Host& host, std::ostream& output) {
  const api::Methods methods = api::all_methods();
  constexpr std::array<const char*, 8> kOfPerson{
      "given", "family", "company", "position", "connected_on", "known_from", "url", "remark"};
  constexpr std::array<const char*, 5> kOfTurn{"round", "state", "written_on", "channel",
                                               "skip_reason"};
  output << "given,family,company,position,connected_on,known_from,url,remark,address,round,state,"
            "written_on,channel,skip_reason\r\n";
  for_each_person(host, methods, [&](const json& shown) {
    const json& person = shown["person"];
    json turns = shown["turns"];
    if (turns.empty()) turns.push_back(json::object());
    for (const json& turn : turns) {
      for (const char* const name : kOfPerson) output << csv_text(person[name]) << ',';
      output << (person["addresses"].empty() ? "" : csv_text(person["addresses"][0]));
      for (const char* const name : kOfTurn) output << ',' << csv_field(turn.value(name, ""));
      output << "\r\n";
    }
  });
  return 0;
}

}  // namespace rounds::commands
