#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "support/child_process.h"
#include "support/memory_streams.h"
#include "support/temporary_folder.h"

// The program itself, started as Thunderbird and as people start it.
namespace rounds {
namespace {

using nlohmann::json;
using testing::ChildProcess;
using testing::frame_of;

class ProcessTest : public ::testing::Test {
 protected:
  std::unique_ptr<ChildProcess> start(const std::vector<std::string>& arguments) {
    std::vector<std::string> command{ROUNDS_HOST_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return std::make_unique<ChildProcess>(
        command, std::vector<std::string>{
                     "ROUNDS_DATABASE=" + (folder_.path() / "rounds.db").string(),
                     "ROUNDS_NOW=2015-01-01T09:00:00+01:00", "HOME=" + folder_.path().string()});
  }
  std::unique_ptr<ChildProcess> start_as_thunderbird(
      const std::string& add_on = "rounds@letter-rounds") {
    return start({"/home/someone/.mozilla/native-messaging-hosts/rounds_host.json", add_on});
  }
  /// Runs a command to its end.
  struct Ran {
    int status;
    std::string output;
    std::string errors;
  };
  Ran run(const std::vector<std::string>& arguments) {
    const auto process = start(arguments);
    process->close_input();
    Ran ran{0, process->read_all_output(), process->read_all_errors()};
    ran.status = process->wait();
    return ran;
  }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  static std::string request(int id, const std::string& method, const json& params) {
    return frame_of(
        json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}}.dump());
  }
  static std::string hello(int id) {
    return request(id, "host.hello", {{"client", "test"}, {"protocol", 1}});
  }

 private:
  testing::TemporaryFolder folder_;
};

TEST_F(ProcessTest, ServesThunderbirdUntilTheStreamEnds) {
  const auto host = start_as_thunderbird();
  host->write(hello(1));
  EXPECT_EQ(json::parse(host->read_frame())["result"]["today"], "2015-01-01");
  host->write(hello(2));
  EXPECT_EQ(json::parse(host->read_frame())["id"], 2);
  host->close_input();
  EXPECT_EQ(host->read_all_output(), "");
  EXPECT_EQ(host->wait(), 0);
}

TEST_F(ProcessTest, RefusesAnotherAddOn) {
  const auto host = start_as_thunderbird("someone@else");
  EXPECT_EQ(host->wait(), 2);
  EXPECT_EQ(host->read_all_output(), "");
  EXPECT_NE(host->read_all_errors().find("someone@else"), std::string::npos);
}

TEST_F(ProcessTest, AnswersALengthTooLargeOnceAndEnds) {
  const auto host = start_as_thunderbird();
  host->write(std::string("\x01\x00\x00\x04", 4));
  EXPECT_EQ(json::parse(host->read_frame())["error"]["data"]["kind"], "too_large");
  EXPECT_EQ(host->wait(), 0);
}

TEST_F(ProcessTest, EndsQuietlyWhenAFrameIsCutShort) {
  const auto host = start_as_thunderbird();
  host->write(hello(1).substr(0, 9));
  host->close_input();
  EXPECT_EQ(host->read_all_output(), "");
  EXPECT_EQ(host->wait(), 0);
}

TEST_F(ProcessTest, EndsWhenAskedToByASignal) {
  const auto host = start_as_thunderbird();
  host->write(hello(1));
  EXPECT_FALSE(host->read_frame().empty());
  host->send_signal(SIGTERM);
  EXPECT_EQ(host->wait(), 0);
}

TEST_F(ProcessTest, WhatWasConfirmedSurvivesAKill) {
  const json people{{"fact", "00000000-0000-4000-8000-000000000001"},
                    {"filename", "Connections.csv"},
                    {"text",
                     "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
                     "Ann,Lee,,ann@example.org,,,07 Feb 2012\n"}};
  const auto first = start_as_thunderbird();
  first->write(request(1, "people.import", people));
  EXPECT_EQ(json::parse(first->read_frame())["result"]["added"], 1);
  first->send_signal(SIGKILL);
  EXPECT_EQ(first->wait(), 128 + SIGKILL);

  const auto second = start_as_thunderbird();
  second->write(request(1, "people.import", people));
  EXPECT_EQ(json::parse(second->read_frame())["result"]["added"], 1) << "the first result";
  second->write(hello(2));
  EXPECT_EQ(json::parse(second->read_frame())["result"]["database"]["people"], 1);
}

TEST_F(ProcessTest, ADatabaseThatCannotBeOpenedIsAnAnswerAndNoEnd) {
  std::filesystem::create_directory(folder() / "rounds.db");
  const auto host = start_as_thunderbird();
  host->write(hello(1));
  EXPECT_EQ(json::parse(host->read_frame())["error"]["data"]["kind"], "storage");
  std::filesystem::remove(folder() / "rounds.db");
  host->write(hello(2));
  EXPECT_TRUE(json::parse(host->read_frame()).contains("result"));
}

TEST_F(ProcessTest, CallPrintsTheResultOrTheError) {
  const Ran good = run({"call", "host.hello", R"({"client":"test","protocol":1})"});
  EXPECT_EQ(good.status, 0);
  EXPECT_EQ(json::parse(good.output)["name"], "rounds-host");
  const Ran bad = run({"call", "turns.skip", R"({"turn":"1"})"});
  EXPECT_EQ(bad.status, 1);
  EXPECT_EQ(bad.output, "");
  EXPECT_EQ(json::parse(bad.errors)["data"]["field"], "fact");
  const Ran unknown = run({"call", "no.such"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_EQ(json::parse(unknown.errors)["code"], -32601);
  const Ran garbled = run({"call", "host.hello", "{"});
  EXPECT_EQ(garbled.status, 1);
  EXPECT_EQ(json::parse(garbled.errors)["code"], -32700);
  const Ran deep = run({"call", "host.hello", std::string(40, '[') + std::string(40, ']')});
  EXPECT_EQ(deep.status, 1);
  EXPECT_EQ(json::parse(deep.errors)["code"], -32600);
  EXPECT_NE(run({"no-such-command"}).status, 0);
}

TEST_F(ProcessTest, OtherCommandsSpeakToPeople) {
  const Ran early = run({"today"});
  EXPECT_EQ(early.status, 1);
  EXPECT_NE(early.errors.find("There is no round yet"), std::string::npos);
  EXPECT_EQ(early.errors.find('{'), std::string::npos);
}

TEST_F(ProcessTest, TellsItsVersionAndItsCommands) {
  EXPECT_NE(run({"--version"}).output.find(ROUNDS_VERSION), std::string::npos);
  const std::string help = run({"--help"}).output;
  for (const auto* const command : {"call", "import", "today", "status", "rebuild", "doctor",
                                    "restore", "install", "uninstall", "backup", "export"}) {
    EXPECT_NE(help.find(command), std::string::npos) << command;
  }
}

TEST_F(ProcessTest, InstallSatisfiesTheDoctorAndUninstallDoesNot) {
  EXPECT_EQ(run({"doctor"}).status, 1);
  EXPECT_EQ(run({"install"}).status, 0);
  const Ran well = run({"doctor"});
  EXPECT_EQ(well.status, 0) << well.output;
  EXPECT_EQ(run({"uninstall"}).status, 0);
  const Ran ill = run({"doctor"});
  EXPECT_EQ(ill.status, 1);
  EXPECT_NE(ill.output.find("rounds-host install"), std::string::npos);
}

TEST_F(ProcessTest, ImportsAFileInAnyEncodingAndExportsIt) {
  const auto file = folder() / "Connections.csv";
  {
    std::ofstream output(file, std::ios::binary);
    output << "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
           << "Zo\xEB,M\xFCller,,zoe@example.org,=1+1,CEO,07 Feb 2012\n";  // windows-1252
  }
  EXPECT_NE(run({"import", "--dry-run", file.string()}).output.find("1 added"), std::string::npos);
  EXPECT_NE(run({"import", file.string()}).output.find("1 added"), std::string::npos);
  const json exported = json::parse(run({"export"}).output);
  EXPECT_EQ(exported["people"][0]["person"]["full"], "Zoë Müller");
  const std::string csv = run({"export", "--format", "csv"}).output;
  EXPECT_NE(csv.find("Zoë,Müller,'=1+1,CEO"), std::string::npos) << csv;
  EXPECT_EQ(run({"import", (folder() / "no-such.csv").string()}).status, 1);
}

}  // namespace
}  // namespace rounds
