#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <utility>

#include "domain/people/names.h"
#include "domain/reply/replies.h"
#include "support/contract.h"

// How well replies are told from what machines send: see tests/data/replies/README.md.
namespace rounds {
namespace {

using nlohmann::json;

/// A message of the corpus, as the add-on would report it.
struct Sample {
  std::string file;
  std::string name;
  std::string outcome;  // what it must be
  json params;
};

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::filesystem::path data() { return std::filesystem::path(ROUNDS_TEST_DATA) / "replies"; }

/// Reads one message: its header, and after an empty line its text, its report and the header of
/// the message that is returned in it.
Sample read_sample(const std::string& file, const std::string& title,
                   const std::vector<std::string>& lines) {
  const std::size_t colon = title.find(": ");
  Sample sample{file, title.substr(colon + 2), title.substr(0, colon), json::object()};
  json headers = json::object();
  std::map<std::string, std::string> parts;
  std::string part = "head";
  for (const std::string& line : lines) {
    if (line == "--- report" || line == "--- returned") {
      part = line.substr(4);
    } else if (part == "head" && line.empty()) {
      part = "text";
    } else if (part == "head") {
      const std::size_t end = line.find(':');
      std::string value = line.substr(end + 1);
      value.erase(0, value.find_first_not_of(' '));
      headers[domain::fold(line.substr(0, end))] = {value};
    } else {
      parts[part] += line + "\n";
    }
  }
  json references = json::array();
  if (headers.contains("references")) references = headers["references"];
  for (auto& id : domain::parse_message_ids(parts["returned"])) references.push_back(id);
  sample.params = {{"from", headers["from"][0]},
                   {"subject", headers["subject"][0]},
                   {"headers", headers},
                   {"references", references},
                   {"text", parts["text"]},
                   {"report", parts["report"]},
                   {"own", {"rosa@rounds.example", "Rosa <rosa.writer@private.example>"}}};
  if (headers.contains("in-reply-to")) sample.params["in_reply_to"] = headers["in-reply-to"][0];
  return sample;
}

std::vector<Sample> read_samples(const std::string& folder) {
  std::vector<Sample> samples;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(data() / folder)) {
    files.push_back(folder + "/" + entry.path().filename().string());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    std::string title;
    std::vector<std::string> message;
    const auto finish = [&] {
      if (!title.empty()) samples.push_back(read_sample(file, title, message));
      message.clear();
    };
    for (const std::string& line : lines_of(data() / file)) {
      if (line.starts_with("### ")) {
        finish();
        title = line.substr(4);
      } else {
        message.push_back(line);
      }
    }
    finish();
  }
  return samples;
}

/// How many of each kind there are, and how many were told right.
struct Figures {
  std::map<std::string, std::pair<int, int>> by_outcome;  // by file and outcome: all, right
  int machines_as_replies = 0;
  int of_the_world = 0;  // of these, in the files world_*
  int answers = 0;
  int answers_found = 0;
  int addresses = 0;  // of bounces that say what they mean for the address
  int addresses_right = 0;
};

bool answers_a_note(const std::string& outcome) {
  return outcome == "reply" || outcome == "probable";
}

class RepliesCorpusTest : public testing::Contract {
 protected:
  void SetUp() override {
    std::string list = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    std::vector<std::array<std::string, 5>> people;
    std::vector<std::string> lines = lines_of(data() / "people.txt");
    for (std::string& line : lines_of(data() / "people_world.txt")) lines.push_back(line);
    for (const std::string& line : lines) {
      std::array<std::string, 5> person;
      std::istringstream fields(line);
      for (auto& field : person) std::getline(fields, field, '|');
      const std::size_t space = person[0].rfind(' ');
      list += person[0].substr(0, space) + "," + person[0].substr(space + 1) + ",," + person[1] +
              ",,,\n";
      people.push_back(person);
    }
    change("people.import", {{"filename", "Connections.csv"}, {"text", list}});
    change("rounds.create", {{"name", "All"}, {"start", "2015-01-01"}, {"per_day", 50}});
    for (const auto& [name, address, other, id, subject] : people) {
      const json turn = call("turns.find", {{"address", address}})["turn"];
      if (other != "-") {
        change("people.edit",
               {{"person", turn["person"]["id"]}, {"changes", {{"addresses", {address, other}}}}});
      }
      change("turns.sent", {{"turn", turn["turn"]},
                            {"sent_at", now()},
                            {"message_id", id},
                            {"subject", subject},
                            {"text",
                             "Hello,\n\nLange haben wir uns nicht gesehen, und ich habe "
                             "oft an dich gedacht.\n\nRosa"}});
    }
    set_day("2015-01-13");
  }

  /// What the host says of a message. It is as if it had never come afterwards.
  std::string outcome_of(const json& params) { return told_of(params).first; }

  /// The same, and whether an address was declared dead.
  std::pair<std::string, bool> told_of(json params) {
    const std::string fact = new_fact();
    params["fact"] = fact;
    params["message_id"] = fact + "@corpus.example";
    params["date"] = now();
    const json result = call("replies.record", params);
    const std::string outcome = result["outcome"];
    if (outcome != "unrelated") change("facts.undo", {{"undo", fact}});
    const bool dead = !result.value("dead_addresses", json::array()).empty();
    return {result.value("exchange", false) ? "exchange" : outcome, dead};
  }

  Figures measure(const std::string& folder) {
    Figures figures;
    for (const Sample& sample : read_samples(folder)) {
      const auto [outcome, dead] = told_of(sample.params);
      for (const bool means : {true, false}) {
        if (!sample.name.ends_with(means ? "(address dead)" : "(address lives)")) continue;
        ++figures.addresses;
        figures.addresses_right += dead == means ? 1 : 0;
      }
      auto& [all, right] = figures.by_outcome[sample.file + " " + sample.outcome];
      ++all;
      right += outcome == sample.outcome ? 1 : 0;
      if (outcome != sample.outcome) {
        std::cout << "  " << sample.file << ": “" << sample.name << "” is " << sample.outcome
                  << ", and was told as " << outcome << "\n";
      }
      if (answers_a_note(sample.outcome)) {
        ++figures.answers;
        figures.answers_found += answers_a_note(outcome) ? 1 : 0;
      } else {
        const bool mistaken = answers_a_note(outcome);
        const bool of_the_world = sample.file.find("/world_") != std::string::npos;
        figures.machines_as_replies += mistaken ? 1 : 0;
        figures.of_the_world += mistaken && of_the_world ? 1 : 0;
      }
    }
    std::cout << folder << ":";
    for (const auto& [outcome, counts] : figures.by_outcome) {
      std::cout << "\n  " << outcome << " " << counts.second << "/" << counts.first;
    }
    std::cout << "\n  addresses dead or alive " << figures.addresses_right << "/"
              << figures.addresses << "; answers found " << figures.answers_found << "/"
              << figures.answers << "; others counted as answers " << figures.machines_as_replies
              << "\n";
    return figures;
  }

  /// The aim is that no machine's message counts as a reply. `most_of_the_world` is what has been
  /// reached in the files world_*: it may only fall.
  static void expect_good(const Figures& figures, int most_of_the_world = 0) {
    EXPECT_EQ(figures.machines_as_replies - figures.of_the_world, 0)
        << "a machine's message counted as a reply";
    EXPECT_LE(figures.of_the_world, most_of_the_world) << "a machine's message counted as a reply";
    EXPECT_GE(100 * figures.answers_found, 99 * figures.answers);
  }
};

TEST_F(RepliesCorpusTest, DevelopedAgainst) { expect_good(measure("developed")); }

TEST_F(RepliesCorpusTest, HeldOut) { expect_good(measure("held_out"), 2); }

TEST_F(RepliesCorpusTest, LineEndsOfTheWireChangeNothing) {
  for (const char* folder : {"developed", "held_out"}) {
    for (const Sample& sample : read_samples(folder)) {
      json params = sample.params;
      for (const char* part : {"text", "report"}) {
        std::string text;
        for (const char c : params[part].get<std::string>())
          text += c == '\n' ? "\r\n" : std::string(1, c);
        params[part] = text;
      }
      EXPECT_EQ(outcome_of(params), outcome_of(sample.params)) << sample.file << sample.name;
    }
  }
}

}  // namespace
}  // namespace rounds
