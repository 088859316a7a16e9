#include "support/contract.h"

#include <array>
#include <cstdio>

#include "api/core/dispatch.h"
#include "domain/refusal.h"

namespace rounds::testing {

using nlohmann::json;

json Contract::call(std::string_view method, const json& params) {
  try {
    return methods_.call(*host_, method, params);
  } catch (const domain::Refusal& refusal) {
    ADD_FAILURE() << method << " refused: " << refusal.what();
    throw;
  }
}

json Contract::change(std::string_view method, json params) {
  if (!params.contains("fact")) params["fact"] = new_fact();
  return call(method, params);
}

json Contract::refusal(std::string_view method, const json& params) {
  try {
    const json result = methods_.call(*host_, method, params);
    ADD_FAILURE() << method << " was not refused: " << result;
  } catch (const domain::Refusal& refusal) {
    return api::write_error(refusal);
  }
  return json::object();
}

std::string Contract::refused_kind(std::string_view method, json params) {
  params["fact"] = new_fact();
  return refusal(method, params)["data"]["kind"];
}

std::string Contract::new_fact() {
  std::array<char, 40> uuid{};
  std::snprintf(uuid.data(), uuid.size(), "00000000-0000-4000-8000-%012d", ++facts_);
  last_fact_ = uuid.data();
  return last_fact_;
}

std::string Contract::linkedin_list(int count) {
  std::string text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
  for (int i = 1; i <= count; ++i) {
    std::array<char, 200> line{};
    std::snprintf(line.data(), line.size(),
                  "Given%d,Family%05d,https://www.linkedin.com/in/person-%d,p%d@example.org,"
                  "Company %d,Position %d,07 Feb 2012\n",
                  i, i, i, i, i % 40, i % 15);
    text += line.data();
  }
  return text;
}

json Contract::import_people(int count) {
  return change("people.import", {{"filename", "Connections.csv"}, {"text", linkedin_list(count)}});
}

std::string Contract::make_round(int people, const json& more) {
  import_people(people);
  json params{{"name", "Everyone"}, {"start", "2015-01-01"}};
  params.update(more);
  return change("rounds.create", params)["round"];
}

std::vector<std::string> Contract::due(const json& params) {
  std::vector<std::string> turns;
  const json today = call("today.show", params);
  for (const json& turn : today["due"]) turns.push_back(turn["turn"]);
  return turns;
}

std::vector<std::string> Contract::due_names(const json& params) {
  std::vector<std::string> names;
  const json today = call("today.show", params);
  for (const json& turn : today["due"]) names.push_back(turn["person"]["full"]);
  return names;
}

json Contract::send(const std::string& turn) {
  return change("turns.sent", {{"turn", turn},
                               {"sent_at", now()},
                               {"message_id", "note-" + turn + "@example.org"},
                               {"subject", "Hello"},
                               {"text", "How are you?"}});
}

int Contract::write_todays_notes() {
  const auto turns = due();
  for (const auto& turn : turns) send(turn);
  return static_cast<int>(turns.size());
}

void Contract::reopen() {
  host_ = std::make_unique<api::Host>(database_path(), std::make_unique<SettableClock>(now_));
}

}  // namespace rounds::testing
