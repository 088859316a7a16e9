#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "store/sqlite/database.h"
#include "store/sqlite/open_database.h"
#include "support/child_process.h"
#include "support/memory_streams.h"
#include "support/temporary_folder.h"

// The doctor, repair, rebuild and restore, as people start them.
namespace rounds {
namespace {

class DoctorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto list = folder_.path() / "Connections.csv";
    std::ofstream(list) << "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
                           "Ann,Lee,,ann@example.org,,,07 Feb 2012\n";
    run({"install"});
    run({"import", list.string()});
  }

  struct Ran {
    int status;
    std::string output;
  };
  Ran run(const std::vector<std::string>& arguments, const std::string& now = "") {
    std::vector<std::string> command{ROUNDS_HOST_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    std::vector<std::string> environment{"ROUNDS_DATABASE=" + path().string(),
                                         "HOME=" + folder_.path().string()};
    if (!now.empty()) environment.push_back("ROUNDS_NOW=" + now);
    testing::ChildProcess process(command, environment);
    process.close_input();
    Ran ran{0, process.read_all_output()};
    ran.output += process.read_all_errors();
    ran.status = process.wait();
    return ran;
  }
  void change(const std::string& sql) { store::Database(path()).execute(sql); }
  void expect_found(const std::string& what) {
    const Ran doctor = run({"doctor"});
    EXPECT_EQ(doctor.status, 1) << doctor.output;
    EXPECT_NE(doctor.output.find(what), std::string::npos) << doctor.output;
  }
  void expect_well() {
    const Ran doctor = run({"doctor"});
    EXPECT_EQ(doctor.status, 0) << doctor.output;
    EXPECT_NE(doctor.output.find("sound: 1 people, 1 facts"), std::string::npos) << doctor.output;
  }
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "rounds.db"; }

 private:
  testing::TemporaryFolder folder_;
};

TEST_F(DoctorTest, FindsWhatSomebodyPutIntoTheFileAndRepairsIt) {
  for (const auto* const sql :
       {"CREATE TRIGGER forgets AFTER INSERT ON journal BEGIN DELETE FROM journal; END",
        "CREATE VIEW looking AS SELECT * FROM people", "CREATE TABLE \"my notes\"(x)",
        "CREATE INDEX theirs ON journal(at)"}) {
    expect_well();
    change(sql);
    expect_found("which is not of Rounds");
    EXPECT_EQ(run({"doctor", "--repair"}).status, 0);
    expect_well();
  }
}

TEST_F(DoctorTest, FindsRowsThatAreNotTheJournals) {
  change("UPDATE people SET remark = 'not said'");
  expect_found("rows of the table people are not what the journal says");
  EXPECT_EQ(run({"rebuild"}).status, 0);
  expect_well();
}

TEST_F(DoctorTest, FindsFactsThatCannotBeReadAndGapsBetweenThem) {
  change(
      "INSERT INTO journal(fact, device, seq, at, kind, body) VALUES "
      "('00000000-0000-4000-8000-000000000009', 'd', 5, '2015-01-01T09:00:00+01:00', "
      "'turn.skipped', '{}')");
  expect_found("1 of 2 facts in the journal cannot be read, the first of them number 5");
  expect_found("3 numbers are missing in the journal");
}

TEST_F(DoctorTest, SaysThatOthersCouldReadTheFile) {
  std::filesystem::permissions(path(), std::filesystem::perms(0644));
  expect_found("can be read by others");
  expect_well();
}

TEST_F(DoctorTest, SaysThatTheClockStandsStill) {
  EXPECT_EQ(run({"doctor"}).output.find("ROUNDS_NOW"), std::string::npos);
  EXPECT_NE(run({"doctor"}, "2015-01-01T09:00:00+01:00").output.find("ROUNDS_NOW"),
            std::string::npos);
}

TEST_F(DoctorTest, RebuildAndRepairHelpADamagedFile) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"rebuild"}, std::vector<std::string>{"doctor", "--repair"}}) {
    const auto page =
        store::Database(path()).integer("SELECT rootpage FROM sqlite_schema WHERE name = 'people'");
    {
      std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
      file.seekp((page - 1) * 4096);
      file << std::string(4096, '\0');
    }
    expect_found("damaged");
    const Ran repaired = run(command);
    EXPECT_EQ(repaired.status, 0) << repaired.output;
    EXPECT_NE(repaired.output.find(".damaged-"), std::string::npos) << repaired.output;
    expect_well();
  }
}

TEST_F(DoctorTest, RestoreListsCopiesAndBringsOneBack) {
  EXPECT_NE(run({"restore"}).output.find("no copies yet"), std::string::npos);
  const auto copy = path().parent_path() / "mine.db";
  EXPECT_EQ(run({"backup", copy.string()}).status, 0);
  std::filesystem::remove(path());
  const Ran restored = run({"restore", copy.string()});
  EXPECT_EQ(restored.status, 0) << restored.output;
  expect_well();
  EXPECT_EQ(run({"restore", "no-such.db"}).status, 1);
}

TEST_F(DoctorTest, TheHostMakesTheCopyOfTheDayWhenThunderbirdLeavesIt) {
  testing::ChildProcess host(
      {ROUNDS_HOST_PROGRAM, "/rounds_host.json", "rounds@letter-rounds"},
      {"ROUNDS_DATABASE=" + path().string(), "ROUNDS_NOW=2015-01-05T09:00:00+01:00", "HOME=/"});
  host.close_input();
  EXPECT_EQ(host.wait(), 0);
  EXPECT_TRUE(std::filesystem::exists(path().parent_path() / "copies" / "rounds-2015-01-05.db"));
  EXPECT_NE(run({"restore"}).output.find("rounds-2015-01-05.db"), std::string::npos);
}

}  // namespace
}  // namespace rounds
