#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "domain/refusal.h"
#include "store/journal/fact_json.h"
#include "store/journal/projection.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/schema.h"
#include "support/contract.h"
#include "support/temporary_folder.h"

namespace rounds::store {
namespace {

using nlohmann::json;
using testing::TemporaryFolder;

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777U;
}

domain::RefusalKind kind_of_opening(const std::filesystem::path& path) {
  try {
    const Database database = open_database(path);
    ADD_FAILURE() << "opened " << path;
  } catch (const domain::Refusal& refusal) {
    EXPECT_NE(std::string(refusal.what()).find(path.filename().string()), std::string::npos)
        << refusal.what();
    return refusal.kind();
  }
  return domain::RefusalKind::invalid;
}

/// Every row of every table, as text.
std::string all_rows(const Database& database) {
  std::string text;
  std::vector<std::string> tables;
  Statement table =
      database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  while (table.step()) tables.push_back(table.string(0));
  for (const auto& name : tables) {
    text += "== " + name + "\n";
    Statement row = database.prepare("SELECT * FROM " + name);
    std::vector<std::string> lines;
    while (row.step()) {
      std::string line;
      for (int i = 0; i < row.columns(); ++i) line += (row.is_null(i) ? "∅" : row.string(i)) + "|";
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    for (const auto& line : lines) text += line + "\n";
  }
  return text;
}

TEST(OpenDatabaseTest, MakesFolderAndFileForTheUserAlone) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a" / "b" / "rounds.db";
  const Database database = open_database(path);
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(mode_of(path.parent_path()), 0700U);
  EXPECT_EQ(mode_of(path.parent_path().parent_path()), 0700U);
}

TEST(OpenDatabaseTest, ClosesAFileThatOthersCouldRead) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rounds.db";
  { const Database database = open_database(path); }
  std::filesystem::permissions(path, std::filesystem::perms(0644));
  const Database database = open_database(path);
  EXPECT_EQ(mode_of(path), 0600U);
}

TEST(OpenDatabaseTest, RefusesANewerSchemaAndLeavesItAlone) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rounds.db";
  {
    const Database database = open_database(path);
    database.execute("PRAGMA user_version=" + std::to_string(kSchemaVersion + 1));
  }
  EXPECT_EQ(kind_of_opening(path), domain::RefusalKind::unsupported);
  const Database database(path);
  EXPECT_EQ(database.integer("PRAGMA user_version"), kSchemaVersion + 1);
}

TEST(OpenDatabaseTest, RefusesAnotherProgramsDatabase) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rounds.db";
  Database(path).execute("CREATE TABLE theirs(x)");
  EXPECT_EQ(kind_of_opening(path), domain::RefusalKind::unsupported);
}

TEST(OpenDatabaseTest, RefusesAFileThatIsNoDatabase) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rounds.db";
  std::ofstream(path) << std::string(10'000, 'x');
  EXPECT_EQ(kind_of_opening(path), domain::RefusalKind::damaged);
}

TEST(OpenDatabaseTest, IsSetUpForTwoHosts) {
  const TemporaryFolder folder;
  const Database database = open_database(folder.path() / "rounds.db");
  Statement mode = database.prepare("PRAGMA journal_mode");
  ASSERT_TRUE(mode.step());
  EXPECT_EQ(mode.text(0), "truncate");
  EXPECT_EQ(database.integer("PRAGMA synchronous"), 2);
  EXPECT_EQ(database.integer("PRAGMA foreign_keys"), 1);
  EXPECT_GT(database.integer("PRAGMA busy_timeout"), 0);
  EXPECT_EQ(database.integer("PRAGMA trusted_schema"), 0);
}

TEST(BackupTest, IsAWholeDatabaseForTheUserAlone) {
  const TemporaryFolder folder;
  const Database database = open_database(folder.path() / "rounds.db");
  const auto copy = folder.path() / "copy.db";
  back_up(database, copy);
  EXPECT_EQ(mode_of(copy), 0600U);
  EXPECT_EQ(all_rows(open_database(copy)), all_rows(database));
  EXPECT_THROW(back_up(database, copy), domain::Refusal) << "never over a file that is there";
}

TEST(ReadFactTest, ReadsWhatOlderVersionsWrote) {
  const std::string terms =
      R"({"name":"R","finish":null,"days_off":[],"paces":[{"from":"2015-01-01","per_day":5,"writing_days":["mon"]}]})";
  const auto edited =
      read_fact("round.edited", R"({"round":1,"now":)" + terms + R"(,"was":)" + terms + "}");
  const auto& now = std::get<domain::RoundEdited>(edited).now;
  EXPECT_FALSE(now.paused_on);
  EXPECT_TRUE(now.fresh_starts.empty());
  const auto written =
      read_fact("turn.written", R"({"turn":1,"on":"2015-01-01","note":{"channel":"mail"}})");
  EXPECT_EQ(std::get<domain::TurnWritten>(written).note.silent_since, "");
}

/// A host that has lived through something of everything.
class LivedInTest : public testing::Contract {
 protected:
  void SetUp() override {
    const std::string round = make_round(60);
    auto turns = due({{"session", 30}});
    for (int i = 0; i < 8; ++i) send(turns[static_cast<std::size_t>(i)]);
    const std::string note = "note-" + turns[0] + "@example.org";
    change("turns.skip", {{"turn", turns[8]}, {"reason", "no idea who this is"}});
    change("turns.snooze", {{"turn", turns[9]}, {"until", "2015-02-01"}});
    change("turns.draft", {{"turn", turns[10]}, {"message_id", "d@example.org"}});
    change("turns.draft", {{"turn", turns[11]}, {"message_id", "e@example.org"}});
    change("turns.release", {{"turn", turns[11]}});
    change("turns.queue", {{"turn", turns[12]}, {"message_id", "q@example.org"}});
    change("turns.skip", {{"turn", turns[13]}});
    change("facts.undo", {{"undo", last_fact()}});
    change("facts.undo", {{"undo", last_fact()}});
    set_day("2015-01-20");
    change("rounds.edit", {{"round", round}, {"per_day", 7}});
    change("replies.record", {{"message_id", "r@example.org"},
                              {"from", "p1@example.org"},
                              {"date", now()},
                              {"in_reply_to", note}});
    change("replies.record",
           {{"message_id", "b@example.org"},
            {"from", "MAILER-DAEMON@example.net"},
            {"date", now()},
            {"subject", "Undelivered Mail Returned to Sender"},
            {"headers", {{"content-type", {"multipart/report; report-type=delivery-status"}}}},
            {"report",
             "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; p2@example.org\n"
             "Action: failed\nStatus: 5.1.1\n"},
            {"references", {"note-" + turns[1] + "@example.org"}}});
    for (const int i : {2, 3, 4}) {
      const std::string id = "probable-" + std::to_string(i) + "@example.org";
      change("replies.record", {{"message_id", id},
                                {"from", "p" + std::to_string(i + 1) + "@example.org"},
                                {"date", now()},
                                {"subject", "Re: Hello"}});
      change(i == 3 ? "replies.deny" : "replies.confirm", {{"message_id", id}});
    }
    change("facts.undo", {{"undo", last_fact()}});
    const json person = call("people.list", {{"search", "Given3"}})["people"][0];
    change("people.edit",
           {{"person", person["id"]},
            {"changes", {{"remark", "Two children"}, {"addresses", json::array()}}}});
    json some = json::array();
    const json page = call("people.list", {{"limit", 5}});
    for (const json& one : page["people"]) some.push_back(one["id"]);
    change("people.edit_many", {{"people", some}, {"changes", {{"known_from", "The choir"}}}});
    some.erase(0);
    change("people.edit_many",
           {{"people", some}, {"changes", {{"known_from", "School"}, {"remark", "Write soon"}}}});
    some.erase(0);
    change("people.edit_many", {{"people", some}, {"changes", {{"known_from", ""}}}});
    const json structure = change("structures.save", {{"name", "Mine"},
                                                      {"subject", "Hello {{given}}"},
                                                      {"body", "Dear {{given}},"},
                                                      {"when", {{"known_from", "Ghent"}}},
                                                      {"default", true}})["structure"];
    change("structures.save", {{"structure", structure["structure"]},
                               {"name", "Mine"},
                               {"subject", "Good day"},
                               {"body", "Dear {{greeting}},"}});
    change("structures.remove", {{"structure", "2"}});
    change("structures.remove", {{"structure", "3"}});
    change("facts.undo", {{"undo", last_fact()}});
    change("people.import", {{"filename", "later.csv"}, {"text", linkedin_list(70)}});
    change("people.import", {{"filename", "undone.csv"}, {"text", linkedin_list(90)}});
    change("facts.undo", {{"undo", last_fact()}});
    change("turns.front", {{"turn", turns[25]}});
    change("turns.front", {{"turn", turns[26]}});
    change("facts.undo", {{"undo", last_fact()}});
    steer(round);
    learn_from_mail();
    live_with_duplicates_and_rules();
  }

 private:
  /// What is behind is let go, and the round is paused, for the second time.
  void steer(const std::string& round) {
    change("rounds.edit", {{"round", round}, {"let_go", true}});
    change("rounds.pause", {{"round", round}});
    set_day("2015-01-22");
    change("rounds.resume", {{"round", round}});
    change("rounds.edit", {{"round", round}, {"per_day", 8}});
    change("facts.undo", {{"undo", last_fact()}});
    change("rounds.pause", {{"round", round}});
    set_day("2015-01-20");
  }

  void learn_from_mail() {
    const auto learn = [this](const std::string& id, const std::string& address) {
      const json message{{"message_id", id},
                         {"date", "2014-03-12T10:00:00+01:00"},
                         {"from", "Given <" + address + ">"},
                         {"to", {"me@example.org"}},
                         {"subject", "Lunch"}};
      change("mail.learn", {{"messages", {message}}, {"own", {"me@example.org"}}});
    };
    learn("m1", "p20@example.org");
    learn("m2", "p20@example.org");
    learn("m3", "given3@example.net");
    learn("m4", "p21@example.org");
    change("facts.undo", {{"undo", last_fact()}});
    const json person = call("people.list", {{"search", "Given3 "}})["people"][0];
    change("addresses.confirm",
           {{"confirmed", {{{"person", person["id"]}, {"address", "given3@example.net"}}}}});
    change("addresses.confirm",
           {{"confirmed", {{{"person", person["id"]}, {"address", "other@example.net"}}}}});
    change("facts.undo", {{"undo", last_fact()}});
    change("addresses.dismiss", {{"person", person["id"]}, {"address", "p20@example.org"}});
  }

  void live_with_duplicates_and_rules() {
    const auto id_of = [this](const std::string& search) -> std::string {
      return call("people.list", {{"search", search}})["people"][0]["id"];
    };
    const auto merge = [&](const std::string& keep, const std::string& other) {
      change("people.merge", {{"keep", id_of(keep)}, {"merge", {id_of(other)}}});
    };
    // Both written, one bounced, one replied to, one of them not in the round.
    merge("p1@example.org", "p2@example.org");
    merge("p30@example.org", "p31@example.org");
    merge("p30@example.org", "p65@example.org");
    merge("p40@example.org", "p41@example.org");
    change("facts.undo", {{"undo", last_fact()}});
    change("people.keep_apart", {{"people", {id_of("p50@example.org"), id_of("p51@example.org")}}});
    change("rules.save", {{"when", {{"company", "Company 7"}}}, {"known_from", "Seven"}});
    change("rules.save", {{"when", {{"position", "Position 3"}}}, {"leave_out", true}});
    change("rules.save", {{"when", {{"search", "family"}}}, {"known_from", "Nowhere"}});
    change("rules.remove", {{"rule", call("rules.list")["rules"][2]["rule"]}});
    std::string moved = linkedin_list(70);
    const std::string from = "Company 30,";
    moved.replace(moved.find(from), from.size(), "Elsewhere,");
    change("people.import", {{"filename", "moved.csv"}, {"text", moved}});
  }
};

TEST_F(LivedInTest, RebuildGivesTheSameRows) {
  const std::string before = all_rows(host().database());
  ASSERT_NE(before.find("bounce"), std::string::npos);
  EXPECT_EQ(host().database().integer("SELECT count(*) FROM exchanges"), 2);
  // Whatever happened to the projection, the journal makes it whole.
  host().database().execute("UPDATE turns SET state = 'skipped'; DELETE FROM notes;");
  ASSERT_NE(all_rows(host().database()), before);
  Projection(host().database()).rebuild();
  EXPECT_EQ(all_rows(host().database()), before);
}

TEST_F(LivedInTest, AnOlderSchemaIsBackedUpAndProjectedAgain) {
  const std::string before = all_rows(host().database());
  {
    // What an older version projected, with a table of which this one knows nothing.
    const Database old(database_path());
    old.execute(
        "PRAGMA user_version=1; CREATE TABLE forgotten(person INTEGER REFERENCES people) STRICT;"
        "INSERT INTO forgotten SELECT id FROM people; ALTER TABLE notes DROP COLUMN seconds;"
        "DELETE FROM replies;");
  }
  const Database migrated = open_database(database_path());
  EXPECT_EQ(all_rows(migrated), before);
  EXPECT_EQ(migrated.integer("PRAGMA user_version"), kSchemaVersion);
  const Database backup(database_path().string() + ".schema-1.backup");
  EXPECT_EQ(backup.integer("PRAGMA user_version"), 1);
  EXPECT_GT(backup.integer("SELECT count(*) FROM forgotten"), 0);
}

TEST_F(LivedInTest, TheRoundsFiguresAreTheCountsOfItsTurns) {
  Statement row = host().database().prepare(
      "SELECT waiting, drafted, queued, written, skipped, without_address, people FROM rounds");
  ASSERT_TRUE(row.step());
  const auto count = [this](const std::string& condition) {
    return host().database().integer("SELECT count(*) FROM turns WHERE " + condition);
  };
  EXPECT_EQ(row.integer(0), count("state = 'waiting'"));
  EXPECT_EQ(row.integer(1), count("state = 'drafted'"));
  EXPECT_EQ(row.integer(2), count("state = 'queued'"));
  EXPECT_EQ(row.integer(3), count("state = 'written'"));
  EXPECT_EQ(row.integer(4), count("state = 'skipped'"));
  EXPECT_EQ(row.integer(5), count("state = 'waiting' AND reachable = 0"));
  EXPECT_EQ(row.integer(6), 60);
  EXPECT_EQ(call("people.list")["total"], host().database().integer("SELECT count(*) FROM people"));
}

TEST_F(LivedInTest, TheJournalCannotBeChangedByAnythingThatHappens) {
  const auto journal = [this] {
    std::string text;
    Statement row = host().database().prepare(
        "SELECT fact, seq, at, kind, body FROM journal ORDER BY seq LIMIT 20");
    while (row.step()) {
      for (int i = 0; i < 5; ++i) text += row.string(i) + "|";
    }
    return text;
  };
  const std::string before = journal();
  change("facts.undo", {{"undo", call("facts.latest")["fact"]}});
  write_todays_notes();
  EXPECT_EQ(journal(), before);
}

TEST_F(LivedInTest, TwoHostsOnOneFileWaitForEachOther) {
  set_day("2015-01-21");
  const auto skip_some = [this](const std::string& prefix, const std::vector<std::string>& turns) {
    const domain::Moment morning = domain::parse_moment("2015-01-21T09:00:00+01:00").value();
    api::Host mine(database_path(), std::make_unique<testing::SettableClock>(morning));
    const api::Methods methods = api::all_methods();
    int number = 0;
    for (const auto& turn : turns) {
      const std::string digits = std::to_string(++number);
      const std::string fact =
          prefix + "-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
      (void)methods.call(mine, "turns.skip", {{"fact", fact}, {"turn", turn}});
    }
  };
  const auto turns = due({{"session", 40}});
  ASSERT_EQ(turns.size() % 2, 0U);
  const auto middle = turns.begin() + static_cast<std::ptrdiff_t>(turns.size() / 2);
  const auto skipped_before = call("today.show")["skipped"].get<int>();
  std::thread other(skip_some, "aaaaaaaa", std::vector<std::string>(turns.begin(), middle));
  skip_some("bbbbbbbb", {middle, turns.end()});
  other.join();
  EXPECT_EQ(call("today.show")["skipped"], skipped_before + static_cast<int>(turns.size()));
  EXPECT_EQ(host().database().integer("SELECT count(*) = count(DISTINCT seq) FROM journal"), 1);
}

TEST_F(LivedInTest, AFailureInTheMiddleLeavesNothingBehind) {
  const std::string before = all_rows(host().database());
  const json params{{"fact", new_fact()}, {"filename", "more.csv"}, {"text", linkedin_list(2000)}};
  const api::Methods methods = api::all_methods();
  EXPECT_THROW((void)methods.call(host(), "people.import", params,
                                  [](std::int64_t, std::int64_t) { return false; }),
               domain::Refusal);
  EXPECT_EQ(all_rows(host().database()), before);
  EXPECT_EQ(call("people.import", params)["added"], 2000 - 70) << "the fact was not used up";
}

}  // namespace
}  // namespace rounds::store
