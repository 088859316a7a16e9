#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "domain/refusal.h"
#include "store/sqlite/examination.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/schema.h"
#include "support/contract.h"

namespace rounds::store {
namespace {

/// A file as a host of the first schema left it: its own tables for what no fact can make again,
/// word for word, another projection, and facts as that host wrote them.
void make_file_of_the_first_schema(const std::filesystem::path& path) {
  const Database database(path);
  database.execute(R"sql(
CREATE TABLE device(id TEXT NOT NULL) STRICT;
INSERT INTO device VALUES ('0123456789abcdef');
CREATE TABLE journal(
  fact TEXT NOT NULL UNIQUE,
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject INTEGER,
  body TEXT NOT NULL,
  UNIQUE (seq, device)
) STRICT;
CREATE INDEX journal_of_subject ON journal(subject, kind) WHERE subject IS NOT NULL;
CREATE TABLE receipts(
  fact TEXT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL,
  result TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE persons(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO persons VALUES (1, 'Ann Lee'), (2, 'Bo Ek');
CREATE TABLE letters(person INTEGER NOT NULL REFERENCES persons) STRICT;
INSERT INTO letters VALUES (1);
CREATE VIEW written AS SELECT name FROM persons JOIN letters ON person = id;
)sql");
  const auto add = [&database](int seq, const char* kind, std::optional<int> subject,
                               const std::string& body) {
    database
        .prepare(
            "INSERT INTO journal(fact, device, seq, at, kind, subject, body) VALUES "
            "('00000000-0000-4000-8000-00000000000' || ?1, '0123456789abcdef', ?1, "
            "'2015-01-05T09:00:00+01:00', ?2, ?3, ?4)")
        .bind(seq, std::string_view(kind), subject, body)
        .run();
  };
  add(1, "people.imported", std::nullopt,
      R"({"format":"linkedin","filename":"Connections.csv","on":"2015-01-05","added":[)"
      R"({"id":1,"given":"Ann","family":"Lee","addresses":["ann@example.org"],"company":"",)"
      R"("position":"","connected_on":"2012-02-07","url":"","known_from":"","remark":""},)"
      R"({"id":2,"given":"Bo","family":"Ek","addresses":["bo@example.org"],"company":"",)"
      R"("position":"","connected_on":"2012-02-07","url":"","known_from":"","remark":""}],)"
      R"("updated":[]})");
  add(2, "round.created", std::nullopt,
      R"({"round":7,"name":"All","order":"family_name","start":"2015-01-05","finish":null,)"
      R"("planned_finish":"2015-01-05","days_off":[],"paces":[{"from":"2015-01-05","per_day":5,)"
      R"("writing_days":["mon","tue","wed","thu","fri"]}],"first_turn":100,"people":[2,1]})");
  add(3, "turn.written", 100,
      R"({"turn":100,"on":"2015-01-05","note":{"channel":"mail","message_id":"m@example.org",)"
      R"("sent_at":"2015-01-05T09:00:00+01:00","subject":"","text":""}})");
  database.execute("PRAGMA application_id=0x526E6473; PRAGMA user_version=1;");
}

class MigrationTest : public testing::Contract {
 protected:
  void SetUp() override { make_file_of_the_first_schema(database_path()); }

  void expect_migrated() {
    const Database& database = host().database();
    EXPECT_EQ(database.integer("PRAGMA user_version"), kSchemaVersion);
    EXPECT_EQ(database.integer("SELECT count(*) FROM journal"), 3);
    EXPECT_TRUE(foreign_things(database).empty());
    EXPECT_TRUE(differences_from_journal(database).empty());
    EXPECT_EQ(call("people.list")["total"], 2);
    EXPECT_EQ(call("turns.show", {{"turn", "100"}})["turn"]["state"], "written");
  }
  [[nodiscard]] std::filesystem::path copy(const std::string& more = "") const {
    return database_path().string() + ".schema-1" + more + ".backup";
  }
  static std::int64_t facts_in(const std::filesystem::path& path) {
    return Database(path, Database::Access::reading).integer("SELECT count(*) FROM journal");
  }
};

TEST_F(MigrationTest, MakesTheTablesFromWhatAnOlderVersionWrote) {
  expect_migrated();
  const Database kept(copy(), Database::Access::reading);
  EXPECT_EQ(kept.integer("PRAGMA user_version"), 1);
  EXPECT_EQ(kept.string("SELECT name FROM written"), "Ann Lee") << "as the older version left it";
}

TEST_F(MigrationTest, GoesOnWhereOneWasCutOffBehindItsCopy) {
  std::filesystem::copy_file(database_path(), copy());
  expect_migrated();
  EXPECT_EQ(facts_in(copy()), 3);
  EXPECT_FALSE(std::filesystem::exists(copy(".2"))) << "the whole copy serves";
}

TEST_F(MigrationTest, KeepsWhatHasTheCopysNameAndIsNone) {
  std::ofstream(copy()) << "half a copy";
  expect_migrated();
  EXPECT_EQ(std::filesystem::file_size(copy()), 11U);
  EXPECT_EQ(facts_in(copy(".2")), 3);
}

TEST_F(MigrationTest, MakesAnotherCopyWhereTheOldOneLacksFacts) {
  std::filesystem::copy_file(database_path(), copy());
  Database(copy()).execute("DELETE FROM journal WHERE seq = 3");
  expect_migrated();
  EXPECT_EQ(facts_in(copy()), 2);
  EXPECT_EQ(facts_in(copy(".2")), 3);
}

TEST_F(MigrationTest, IsDoneOnceByManyThatStartTogether) {
  constexpr std::size_t kHosts = 4;
  std::vector<std::string> refused(kHosts);
  std::vector<std::thread> hosts;
  for (std::size_t i = 0; i < kHosts; ++i) {
    hosts.emplace_back([this, &refused, i] {
      try {
        (void)open_database(database_path());
      } catch (const std::exception& error) {
        refused[i] = error.what();
      }
    });
  }
  for (auto& host : hosts) host.join();
  for (const auto& why : refused) EXPECT_EQ(why, "");
  expect_migrated();
  EXPECT_FALSE(std::filesystem::exists(copy(".2")));
}

}  // namespace
}  // namespace rounds::store
