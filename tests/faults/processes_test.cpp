#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite/examination.h"
#include "store/sqlite/open_database.h"
#include "support/child_process.h"
#include "support/memory_streams.h"
#include "support/temporary_folder.h"

// Real hosts that are killed, that are many, or that stand still.
namespace rounds {
namespace {

using nlohmann::json;
using testing::ChildProcess;

class Processes : public ::testing::Test {
 protected:
  std::unique_ptr<ChildProcess> start() {
    return std::make_unique<ChildProcess>(
        std::vector<std::string>{ROUNDS_HOST_PROGRAM, "/rounds_host.json", "rounds@letter-rounds"},
        std::vector<std::string>{"ROUNDS_DATABASE=" + path().string(),
                                 "ROUNDS_NOW=2015-01-05T09:00:00+01:00",
                                 "HOME=" + folder_.path().string()});
  }

  static void ask(const ChildProcess& host, int id, const std::string& method, const json& params) {
    host.write(testing::frame_of(
        json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}}.dump()));
  }
  /// The answer, past what is told of progress; null when the host has ended.
  static json answer(const ChildProcess& host) {
    while (true) {
      const std::string frame = host.read_frame();
      if (frame.empty()) return nullptr;
      json message = json::parse(frame);
      if (message.contains("id")) return message;
    }
  }
  static json call(const ChildProcess& host, const std::string& method, const json& params) {
    ask(host, 1, method, params);
    return answer(host);
  }

  /// A UUID of a fact, of its own for each number.
  static std::string fact(int number) {
    const std::string digits = std::to_string(number);
    return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
  }

  static json list_of(int people, int number) {
    std::string text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    for (int i = 1; i <= people; ++i) {
      const std::string n = std::to_string(i);
      text += "Given" + n + ",Family" + n + ",,p" + n + "@example.org,Firm,Post,07 Feb 2012\n";
    }
    return {{"fact", fact(number)}, {"filename", "Connections.csv"}, {"text", text}};
  }

  /// A round of so many people; their turns.
  std::vector<std::string> make_round(int people) {
    const auto host = start();
    EXPECT_TRUE(call(*host, "people.import", list_of(people, 900'001)).contains("result"));
    EXPECT_TRUE(call(*host, "rounds.create",
                     {{"fact", fact(900'002)}, {"name", "All"}, {"start", "2015-01-05"}})
                    .contains("result"));
    const json today = call(*host, "today.show", {{"session", people}});
    std::vector<std::string> turns;
    for (const json& turn : today["result"]["due"]) turns.push_back(turn["turn"]);
    host->close_input();
    host->wait();
    return turns;
  }

  void expect_sound(const std::set<std::string>& confirmed) {
    const store::Database database = store::open_database(path());
    EXPECT_EQ(database.string("PRAGMA integrity_check"), "ok");
    for (const std::string& one : confirmed) {
      EXPECT_EQ(database.integer("SELECT count(*) FROM journal WHERE fact = '" + one + "'"), 1)
          << one;
    }
    EXPECT_EQ(database.integer("SELECT count(*) = count(DISTINCT seq) FROM journal"), 1);
    for (const auto& difference : store::differences_from_journal(database)) {
      ADD_FAILURE() << difference.rows << " rows of " << difference.table;
    }
  }

  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "rounds.db"; }

 private:
  testing::TemporaryFolder folder_;
};

TEST_F(Processes, KilledAtAnyMomentLoseNothingThatWasConfirmed) {
  constexpr int kKills = 40;
  const auto turns = make_round(20);
  std::mt19937 random(9);
  std::set<std::string> confirmed;
  int number = 0;
  for (int kill = 0; kill < kKills; ++kill) {
    const auto host = start();
    const int first = number + 1;
    constexpr int kCalls = 12;
    for (int i = 0; i < kCalls; ++i) {
      ++number;
      ask(*host, number, "turns.snooze",
          {{"fact", fact(number)},
           {"turn", turns.at(static_cast<std::size_t>(number) % turns.size())},
           {"until", "2015-02-01"}});
    }
    // The host works meanwhile; when exactly it is hit matters to nothing below.
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
    host->send_signal(SIGKILL);
    for (json reply = answer(*host); !reply.is_null(); reply = answer(*host)) {
      ASSERT_TRUE(reply.contains("result")) << reply;
      confirmed.insert(fact(reply["id"]));
    }
    host->wait();
    // What was not confirmed is sent again, as the add-on does, under the same facts.
    const auto next = start();
    for (int again = first; again <= number; ++again) {
      const json reply = call(*next, "turns.snooze",
                              {{"fact", fact(again)},
                               {"turn", turns.at(static_cast<std::size_t>(again) % turns.size())},
                               {"until", "2015-02-01"}});
      ASSERT_TRUE(reply.contains("result")) << reply;
      confirmed.insert(fact(again));
    }
  }
  expect_sound(confirmed);
}

TEST_F(Processes, TenOnOneFileLoseNothing) {
  constexpr int kHosts = 10;
  constexpr int kEach = 6;
  const auto turns = make_round(kHosts * kEach);
  ASSERT_EQ(turns.size(), static_cast<std::size_t>(kHosts * kEach));
  std::vector<std::unique_ptr<ChildProcess>> hosts;
  for (int i = 0; i < kHosts; ++i) hosts.push_back(start());
  for (int i = 0; i < kHosts * kEach; ++i) {
    ask(*hosts[static_cast<std::size_t>(i % kHosts)], i + 1, "turns.sent",
        {{"fact", fact(i + 1)},
         {"turn", turns[static_cast<std::size_t>(i)]},
         {"message_id", "note-" + std::to_string(i) + "@example.org"},
         {"sent_at", "2015-01-05T09:00:00+01:00"}});
  }
  std::set<std::string> confirmed;
  for (const auto& host : hosts) {
    for (int i = 0; i < kEach; ++i) {
      const json reply = answer(*host);
      ASSERT_TRUE(reply.contains("result")) << reply;
      confirmed.insert(fact(reply["id"]));
    }
  }
  EXPECT_EQ(confirmed.size(), static_cast<std::size_t>(kHosts * kEach));
  expect_sound(confirmed);
}

TEST_F(Processes, ThatStartTogetherAtAnOlderFileAllSucceed) {
  constexpr int kHosts = 4;
  make_round(20);
  {
    const store::Database older(path());
    older.execute("PRAGMA user_version=1; DELETE FROM notes;");
  }
  std::vector<std::unique_ptr<ChildProcess>> hosts;
  for (int i = 0; i < kHosts; ++i) hosts.push_back(start());
  for (const auto& host : hosts) ask(*host, 1, "host.hello", {{"client", "test"}, {"protocol", 1}});
  for (const auto& host : hosts) {
    const json reply = answer(*host);
    EXPECT_TRUE(reply.contains("result")) << reply;
  }
  expect_sound({fact(900'001), fact(900'002)});
}

TEST_F(Processes, OneThatStandsStillWithTheLockHoldsOffWritersAlone) {
  const auto turns = make_round(5);
  const auto still = start();
  ask(*still, 7, "people.import", list_of(20'000, 1));
  // It tells its progress; once SQLite's journal is begun it holds the lock.
  const std::filesystem::path journal = path().string() + "-journal";
  std::error_code error;
  do {
    ASSERT_FALSE(json::parse(still->read_frame()).contains("id")) << "the import was too quick";
    still->send_signal(SIGSTOP);
    if (std::filesystem::file_size(journal, error) > 0 && !error) break;
    still->send_signal(SIGCONT);
  } while (true);

  const auto other = start();
  EXPECT_TRUE(call(*other, "today.show", json::object()).contains("result")) << "reading goes on";
  const json skip{{"fact", fact(2)}, {"turn", turns[0]}};
  EXPECT_EQ(call(*other, "turns.skip", skip)["error"]["data"]["kind"], "busy");
  still->send_signal(SIGCONT);
  EXPECT_TRUE(answer(*still).contains("result"));
  EXPECT_TRUE(call(*other, "turns.skip", skip).contains("result"));
  expect_sound({fact(1), fact(2)});
}

}  // namespace
}  // namespace rounds
