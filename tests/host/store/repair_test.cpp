#include "store/sqlite/repair.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "domain/refusal.h"
#include "store/journal/projection.h"
#include "store/sqlite/examination.h"
#include "store/sqlite/open_database.h"
#include "support/contract.h"

namespace rounds::store {
namespace {

constexpr std::int64_t kPage = 4096;
const domain::Date kToday = domain::parse_date("2015-01-05").value();

class RepairTest : public testing::Contract {
 protected:
  void SetUp() override {
    make_round(60);
    write_todays_notes();
    for (int i = 0; i < 12; ++i) {
      change("turns.sent", {{"turn", due({{"session", 1}}).front()},
                            {"message_id", "long-" + std::to_string(i) + "@example.org"},
                            {"sent_at", now()},
                            {"subject", "Hello"},
                            {"text", std::string(3000 + static_cast<std::size_t>(i) * 500, 'x')}});
    }
    facts_ = host().database().integer("SELECT count(*) FROM journal");
    pages_ = host().database().integer("PRAGMA page_count");
    {
      Statement page =
          host().database().prepare("SELECT pageno FROM dbstat WHERE name = 'journal'");
      while (page.step()) of_journal_.insert(page.integer(0));
    }
    host().close_database();
  }

  static void overwrite(const std::filesystem::path& path, std::int64_t page,
                        const std::string& bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * kPage);
    file << bytes;
  }

  static void expect_sound(const std::filesystem::path& path) {
    const Database database = open_database(path);
    EXPECT_EQ(database.string("PRAGMA integrity_check"), "ok");
    EXPECT_TRUE(foreign_things(database).empty());
    EXPECT_TRUE(differences_from_journal(database).empty());
  }

  std::int64_t facts_ = 0;
  std::int64_t pages_ = 0;
  std::set<std::int64_t> of_journal_;
};

TEST_F(RepairTest, EveryPageMayBeDamaged) {
  for (std::int64_t page = 1; page <= pages_; ++page) {
    SCOPED_TRACE("page " + std::to_string(page));
    const testing::TemporaryFolder folder;
    const auto path = folder.path() / "rounds.db";
    std::filesystem::copy_file(database_path(), path);
    overwrite(path, page, std::string(kPage, page % 2 == 0 ? '\0' : '\xA5'));
    const Repaired repaired = repair(path, kToday);
    EXPECT_TRUE(std::filesystem::exists(repaired.kept));
    expect_sound(path);
    if (!of_journal_.contains(page)) {
      EXPECT_EQ(repaired.facts, facts_);
      EXPECT_EQ(repaired.lost, 0);
    } else {
      EXPECT_LE(repaired.facts, facts_);
    }
    if (HasFailure()) return;
  }
}

TEST_F(RepairTest, AFileThatWasCutOffGivesWhatIsLeft) {
  std::filesystem::resize_file(database_path(), static_cast<std::uintmax_t>(pages_ / 2 * kPage));
  const Repaired repaired = repair(database_path(), kToday);
  EXPECT_GT(repaired.facts, 0);
  expect_sound(database_path());
}

TEST_F(RepairTest, WhereFactsAreLostItGoesOnAsANewMachine) {
  const std::string before = host().database().string("SELECT id FROM device");
  host().database().execute("DELETE FROM journal WHERE seq = 4");
  host().close_database();
  const Repaired repaired = repair(database_path(), kToday);
  EXPECT_EQ(repaired.facts, facts_ - 1);
  EXPECT_EQ(repaired.lost, 1);
  EXPECT_NE(host().database().string("SELECT id FROM device"), before);
}

TEST_F(RepairTest, TheFirstAnswersAreStillRepeated) {
  const nlohmann::json skip{{"fact", "11111111-0000-4000-8000-000000000001"},
                            {"turn", due({{"session", 1}}).front()}};
  const auto first = call("turns.skip", skip);
  host().close_database();
  repair(database_path(), kToday);
  EXPECT_EQ(call("turns.skip", skip), first);
}

TEST_F(RepairTest, AnotherHostThatHasTheFileOpenSeesWhatWasRepaired) {
  const Database other = open_database(database_path());
  other.execute("CREATE TABLE \"my \"\"notes\"(x); UPDATE turns SET state = 'skipped'");
  repair(database_path(), kToday);
  EXPECT_EQ(other.integer("SELECT count(*) FROM turns WHERE state = 'written'"), 17);
  EXPECT_TRUE(foreign_things(other).empty());
}

TEST_F(RepairTest, WhatIsNotOursIsNotRepaired) {
  const auto other = database_path().parent_path() / "other.db";
  Database(other).execute("CREATE TABLE mine(x)");
  EXPECT_THROW(repair(other, kToday), domain::Refusal);
  EXPECT_EQ(Database(other).integer("SELECT count(*) FROM sqlite_schema"), 1);
  const auto garbage = database_path().parent_path() / "garbage.db";
  std::ofstream(garbage) << std::string(50'000, '\x0D');
  EXPECT_THROW(repair(garbage, kToday), domain::Refusal);
  EXPECT_EQ(std::filesystem::file_size(garbage), 50'000U);
}

TEST_F(RepairTest, ARebuildTakesOutWhatOthersPutIn) {
  const Database& database = host().database();
  database.execute(
      "CREATE TABLE \"my \"\"own\"\" notes\"(x); CREATE INDEX theirs ON journal(at);"
      "CREATE TRIGGER forgets AFTER INSERT ON journal BEGIN DELETE FROM journal WHERE seq = "
      "new.seq;"
      " END; CREATE VIEW \"a view\" AS SELECT 1");
  EXPECT_EQ(foreign_things(database).size(), 4U);
  Projection(database).rebuild();
  EXPECT_TRUE(foreign_things(database).empty());
  EXPECT_TRUE(differences_from_journal(database).empty());
}

TEST_F(RepairTest, RowsThatAreNotTheJournalsAreFound) {
  const Database& database = host().database();
  database.execute("UPDATE people SET remark = 'x' WHERE id = (SELECT min(id) FROM people)");
  const auto differences = differences_from_journal(database);
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].table, "people");
  EXPECT_EQ(differences[0].rows, 2) << "one as it is and one as it should be";
}

}  // namespace
}  // namespace rounds::store
