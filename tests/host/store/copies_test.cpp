#include "store/sqlite/copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "api/exports/copies.h"
#include "domain/refusal.h"
#include "store/sqlite/open_database.h"
#include "support/contract.h"

namespace rounds::store {
namespace {

using domain::Date;
using nlohmann::json;

Date day(std::string_view text) { return domain::parse_date(text).value(); }

TEST(SuperfluousDaysTest, KeepsTheLastSevenAndTheLastOfEachMonth) {
  std::vector<Date> days;
  for (Date on = day("2014-12-20"); on <= day("2015-02-10"); on += std::chrono::days{1}) {
    days.push_back(on);
  }
  const auto superfluous = superfluous_days(days);
  std::vector<std::string> kept;
  for (const Date on : days) {
    if (std::find(superfluous.begin(), superfluous.end(), on) == superfluous.end()) {
      kept.push_back(domain::format_date(on));
    }
  }
  EXPECT_EQ(kept, (std::vector<std::string>{"2014-12-31", "2015-01-31", "2015-02-04", "2015-02-05",
                                            "2015-02-06", "2015-02-07", "2015-02-08", "2015-02-09",
                                            "2015-02-10"}));
}

TEST(SuperfluousDaysTest, CountsDaysOnWhichRoundsWasUsed) {
  EXPECT_TRUE(
      superfluous_days({day("2015-01-01"), day("2015-03-01"), day("2015-03-02"), day("2015-03-20"),
                        day("2015-06-01"), day("2015-06-02"), day("2015-06-03")})
          .empty());
}

class CopiesTest : public testing::Contract {
 protected:
  void SetUp() override { import_people(3); }
  json copies() { return call("copies.list")["copies"]; }
  void make_copy_of_the_day() {
    api::make_copy_of_the_day(host(), [] { return false; });
  }
  [[nodiscard]] std::filesystem::path folder() const {
    return database_path().parent_path() / "copies";
  }
  std::string machine() { return host().database().string("SELECT id FROM device"); }
  void zero_the_middle_page_of(const std::string& table) {
    const auto page = host().database().integer(
        "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'");
    host().close_database();
    std::fstream file(database_path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * 4096);
    file << std::string(4096, '\0');
  }
};

TEST_F(CopiesTest, OneADayIsMadeByItself) {
  make_copy_of_the_day();
  make_copy_of_the_day();
  ASSERT_EQ(copies().size(), 1U);
  EXPECT_EQ(copies()[0]["kind"], "daily");
  EXPECT_EQ(copies()[0]["on"], "2015-01-01");
  EXPECT_EQ(copies()[0]["people"], 3);
  set_day("2015-01-02");
  make_copy_of_the_day();
  ASSERT_EQ(copies().size(), 2U);
  EXPECT_EQ(copies()[0]["on"], "2015-01-02") << "the newest first";
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    EXPECT_EQ(entry.status().permissions(), std::filesystem::perms(0600)) << entry.path();
  }
}

TEST_F(CopiesTest, OldOnesGoAndOthersStay) {
  call("copies.make");
  std::filesystem::create_directories(folder());
  std::ofstream(folder() / "letter.txt") << "not ours";
  for (Date on = day("2015-01-01"); on <= day("2015-01-20"); on += std::chrono::days{1}) {
    set_day(domain::format_date(on));
    make_copy_of_the_day();
  }
  EXPECT_EQ(copies().size(), 7U + 1U);
  EXPECT_TRUE(std::filesystem::exists(folder() / "letter.txt"));
}

TEST_F(CopiesTest, WhoeverComesInterruptsOneAndLeavesNothingHalf) {
  import_people(3000);
  api::make_copy_of_the_day(host(), [] { return true; });
  EXPECT_TRUE(copies().empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder()));
  make_copy_of_the_day();
  EXPECT_EQ(copies().size(), 1U);
}

TEST_F(CopiesTest, NoneIsMadeOfADamagedFileAndNoneIsRemovedForIt) {
  for (Date on = day("2015-01-01"); on <= day("2015-01-08"); on += std::chrono::days{1}) {
    set_day(domain::format_date(on));
    make_copy_of_the_day();
  }
  zero_the_middle_page_of("people");
  set_day("2015-01-09");
  make_copy_of_the_day();
  ASSERT_EQ(copies().size(), 7U);
  EXPECT_EQ(copies()[0]["on"], "2015-01-08");
}

TEST_F(CopiesTest, ARestoreBringsBackACopyAndKeepsWhatWasThere) {
  const std::string copy = call("copies.make")["copy"]["copy"];
  import_people(5);
  const std::string before = machine();
  const json restored = call("copies.restore", {{"copy", copy}});
  EXPECT_EQ(restored["people"], 3);
  EXPECT_EQ(call("people.list")["total"], 3);
  EXPECT_NE(machine(), before) << "what it adds is another machine's";
  const auto kept = copies();
  ASSERT_EQ(kept.size(), 2U);
  const auto replaced = std::find_if(kept.begin(), kept.end(),
                                     [](const json& one) { return one["kind"] == "replaced"; });
  ASSERT_NE(replaced, kept.end());
  EXPECT_EQ((*replaced)["people"], 5);
  call("copies.restore", {{"copy", (*replaced)["copy"]}});
  EXPECT_EQ(call("people.list")["total"], 5) << "and back again";
}

TEST_F(CopiesTest, AnotherHostThatHasTheFileOpenSeesWhatWasRestored) {
  const auto other = open_database(database_path());
  const std::string copy = call("copies.make")["copy"]["copy"];
  import_people(5);
  ASSERT_EQ(other.integer("SELECT count(*) FROM people"), 5);
  call("copies.restore", {{"copy", copy}});
  EXPECT_EQ(other.integer("SELECT count(*) FROM people"), 3);
  // What it writes from now on lands in the file that everybody has.
  other.execute("UPDATE people SET remark = 'seen' WHERE id = (SELECT min(id) FROM people)");
  EXPECT_EQ(host().database().integer("SELECT count(*) FROM people WHERE remark = 'seen'"), 1);
  EXPECT_EQ(host().database().string("PRAGMA integrity_check"), "ok");
}

TEST_F(CopiesTest, WhatCannotBeRestoredIsRefused) {
  EXPECT_EQ(refusal("copies.restore", {{"copy", "no-such"}})["data"]["kind"], "not_found");
  EXPECT_EQ(refusal("copies.restore", {{"copy", "../rounds.db"}})["data"]["kind"], "not_found");
  const std::string copy = call("copies.make")["copy"]["copy"];
  std::ofstream(folder() / copy, std::ios::trunc) << "not a database any more";
  EXPECT_FALSE(copies()[0].contains("people"));
  EXPECT_EQ(refusal("copies.restore", {{"copy", copy}})["data"]["kind"], "not_found");
  EXPECT_EQ(call("people.list")["total"], 3);
}

TEST_F(CopiesTest, ADamagedDatabaseIsToldAndCanBeRestoredOrRepaired) {
  const json hello{{"client", "test"}, {"protocol", 1}};
  const std::string copy = call("copies.make")["copy"]["copy"];
  for (const bool repairs : {true, false}) {
    zero_the_middle_page_of("people");
    EXPECT_EQ(refusal("people.list")["data"]["kind"], "damaged");
    ASSERT_EQ(copies().size(), 1U);
    const json done = repairs ? call("host.repair") : call("copies.restore", {{"copy", copy}});
    EXPECT_EQ(done["people"], 3);
    EXPECT_TRUE(std::filesystem::exists(done["kept"].get<std::string>()));
    EXPECT_EQ(call("people.list")["total"], 3);
    EXPECT_EQ(call("host.hello", hello)["database"]["people"], 3);
  }
}

TEST_F(CopiesTest, AFileThatIsNoDatabaseAnyMoreIsToldAndCanBeRestored) {
  const json hello{{"client", "test"}, {"protocol", 1}};
  const std::string copy = call("copies.make")["copy"]["copy"];
  host().close_database();
  std::ofstream(database_path(), std::ios::trunc) << std::string(10'000, 'x');
  EXPECT_EQ(refusal("host.hello", hello)["data"]["kind"], "damaged");
  EXPECT_EQ(refusal("host.repair")["data"]["kind"], "damaged") << "nothing can be read of it";
  EXPECT_EQ(call("copies.restore", {{"copy", copy}})["people"], 3);
  EXPECT_EQ(call("host.hello", hello)["database"]["people"], 3);
}

}  // namespace
}  // namespace rounds::store
