#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/core/methods.h"
#include "domain/refusal.h"
#include "faults/fault_vfs.h"
#include "store/journal/projection.h"
#include "store/sqlite/copies.h"
#include "store/sqlite/examination.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/repair.h"
#include "store/sqlite/schema.h"
#include "support/temporary_folder.h"

// Each thing that Rounds does with its file is done again and again, and every time another of its
// operations on the disk fails: the first, the second, until there is none left to fail. Afterwards
// nothing that was confirmed is missing, the tables are what the journal says, the file is sound,
// and the same thing done once more succeeds.
namespace rounds {
namespace {

using nlohmann::json;
using testing::Fault;

const domain::Moment kNow = domain::parse_moment("2015-01-05T09:00:00+01:00").value();

class EveryFault : public ::testing::TestWithParam<Fault> {
 protected:
  /// A host on the database in `folder`, as after a start.
  class Session {
   public:
    explicit Session(const std::filesystem::path& folder)
        : host_(folder / "rounds.db", std::make_unique<platform::FixedClock>(kNow)) {}
    json call(const std::string& method, const json& params = json::object()) {
      static const api::Methods methods = api::all_methods();
      return methods.call(host_, method, params);
    }
    api::Host& host() { return host_; }

   private:
    api::Host host_;
  };

  static std::string fact(int number) {
    const std::string digits = std::to_string(number);
    return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
  }
  static json list_of(int first, int last, int number) {
    std::string text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    for (int i = first; i <= last; ++i) {
      const std::string n = std::to_string(i);
      text += "Given" + n + ",Family" + n + ",,p" + n + "@example.org,Firm,Post,07 Feb 2012\n";
    }
    return {{"fact", fact(number)}, {"filename", "Connections.csv"}, {"text", text}};
  }
  static json note_to(const std::string& turn, int number) {
    return {{"fact", fact(number)},
            {"turn", turn},
            {"message_id", "note-" + turn + "@example.org"},
            {"sent_at", "2015-01-05T09:00:00+01:00"},
            {"subject", "Hello"},
            {"text", std::string(3000, 'x')}};
  }

  /// A round of six people, of whom one was written to and one is skipped.
  void SetUp() override {
    Session session(before_.path());
    session.call("people.import", list_of(1, 6, 1));
    session.call("rounds.create", {{"fact", fact(2)}, {"name", "All"}, {"start", "2015-01-05"}});
    const json today = session.call("today.show");
    for (const json& turn : today["due"]) turns_.push_back(turn["turn"]);
    session.call("turns.sent", note_to(turns_.at(0), 3));
    session.call("turns.skip", {{"fact", fact(4)}, {"turn", turns_.at(1)}});
  }

  using Act = std::function<void(const std::filesystem::path& folder)>;

  struct Expected {
    int facts = 4;              // that were confirmed before: their numbers are 1 to this
    int confirms = 0;           // the fact that is confirmed when the act has succeeded
    bool from_nothing = false;  // there is no file before
    bool sound_before = true;   // also where the act failed
    Act check;                  // what else is to be looked at, whether it failed or not
  };

  /// Fails every operation of `act` in turn.
  void fail_each(const Act& act, const Expected& expected) {
    constexpr int kMoreThanEnough = 5'000;
    int n = 1;
    for (; n < kMoreThanEnough; ++n) {
      SCOPED_TRACE("operation " + std::to_string(n));
      const testing::TemporaryFolder folder;
      if (!expected.from_nothing) copy(before_.path(), folder.path());
      const bool done = strike(n, folder.path(), act);
      if (!vfs_.struck()) {
        EXPECT_TRUE(done);
        break;
      }
      if (expected.sound_before) {
        expect_confirmed(folder.path(), expected.from_nothing ? 0 : expected.facts);
      }
      if (done && expected.confirms > 0) expect_fact(folder.path(), expected.confirms);
      if (expected.check) expected.check(folder.path());
      act(folder.path());  // once more, without a fault
      expect_sound(folder.path(), expected.facts);
      if (expected.confirms > 0) expect_fact(folder.path(), expected.confirms);
      if (expected.check) expected.check(folder.path());
      if (HasFailure()) return;
    }
    EXPECT_GT(n, 3) << "something was tried";
    EXPECT_LT(n, kMoreThanEnough);
    RecordProperty("operations", n);
  }

  static void expect_fact(const std::filesystem::path& folder, int number) {
    const store::Database database = store::open_database(folder / "rounds.db");
    EXPECT_EQ(database.integer("SELECT count(*) FROM journal WHERE fact = '" + fact(number) + "'"),
              1)
        << number;
  }

  /// Every confirmed fact is there, the tables are what the journal says, and the file is sound.
  static void expect_sound(const std::filesystem::path& folder, int facts) {
    expect_confirmed(folder, facts);
    const store::Database database = store::open_database(folder / "rounds.db");
    for (const auto& difference : store::differences_from_journal(database)) {
      ADD_FAILURE() << difference.rows << " rows of " << difference.table
                    << " are not the journal's";
    }
    EXPECT_EQ(database.integer("SELECT count(*) FROM journal"),
              database.integer("SELECT count(*) FROM receipts"));
  }

  static void expect_confirmed(const std::filesystem::path& folder, int facts) {
    const store::Database database = store::open_database(folder / "rounds.db");
    EXPECT_EQ(database.string("PRAGMA integrity_check"), "ok");
    for (int number = 1; number <= facts; ++number) {
      EXPECT_EQ(
          database.integer("SELECT count(*) FROM journal WHERE fact = '" + fact(number) + "'"), 1)
          << number;
    }
  }

  /// Every file that has the name of a copy is a whole one.
  static void expect_whole_copies(const std::filesystem::path& folder) {
    for (const auto& copy : store::list_copies(folder / "rounds.db")) {
      ASSERT_TRUE(copy.content) << copy.file;
      const store::Database database(copy.file, store::Database::Access::reading);
      EXPECT_EQ(database.string("PRAGMA integrity_check"), "ok") << copy.file;
      EXPECT_GE(copy.content->facts, 4) << copy.file;
    }
  }

  static void copy(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
  }

  [[nodiscard]] const std::filesystem::path& before() const { return before_.path(); }
  [[nodiscard]] const std::string& turn() const { return turns_.at(2); }

 private:
  bool strike(int n, const std::filesystem::path& folder, const Act& act) {
    vfs_.fail_at(n, GetParam());
    bool done = false;
    try {
      act(folder);
      done = true;
    } catch (const domain::Refusal& refusal) {
      EXPECT_EQ(refusal.kind(), domain::RefusalKind::storage) << refusal.what();
    }
    vfs_.heal();
    if (vfs_.struck() && GetParam() == Fault::power_cut) {
      vfs_.lose_what_was_not_synced(folder, static_cast<unsigned>(n));
    }
    return done;
  }

  testing::FaultVfs vfs_;
  testing::TemporaryFolder before_;
  std::vector<std::string> turns_;
};

TEST_P(EveryFault, WhileADatabaseIsMade) {
  Expected expected;
  expected.from_nothing = true;
  expected.facts = 1;
  expected.confirms = 1;
  fail_each([](const auto& folder) { Session(folder).call("people.import", list_of(1, 2, 1)); },
            expected);
}

TEST_P(EveryFault, WhileANoteIsRecorded) {
  Expected expected;
  expected.confirms = 5;
  fail_each([this](const auto& folder) { Session(folder).call("turns.sent", note_to(turn(), 5)); },
            expected);
}

TEST_P(EveryFault, WhilePeopleAreImported) {
  Expected expected;
  expected.confirms = 5;
  fail_each([](const auto& folder) { Session(folder).call("people.import", list_of(1, 30, 5)); },
            expected);
}

TEST_P(EveryFault, WhileTheFileIsMigrated) {
  {
    const store::Database older(before() / "rounds.db");
    older.execute("PRAGMA user_version=1; DELETE FROM notes; DROP TABLE correspondents;");
  }
  Expected expected;
  expected.check = expect_whole_copies;
  fail_each([](const auto& folder) { (void)store::open_database(folder / "rounds.db"); }, expected);
}

TEST_P(EveryFault, WhileTheTablesAreMadeAgain) {
  fail_each(
      [](const auto& folder) {
        const store::Database database = store::open_database(folder / "rounds.db");
        store::Projection(database).rebuild();
      },
      {});
}

TEST_P(EveryFault, WhileACopyIsMade) {
  Expected expected;
  expected.check = expect_whole_copies;
  fail_each(
      [](const auto& folder) {
        store::make_daily_copy(folder / "rounds.db", domain::day_of(kNow), {});
        store::make_copy(folder / "rounds.db", domain::day_of(kNow));
      },
      expected);
}

TEST_P(EveryFault, WhileACopyIsRestored) {
  const auto copied =
      store::make_copy(before() / "rounds.db", domain::day_of(kNow)).file.filename();
  Session(before()).call("turns.skip", {{"fact", fact(5)}, {"turn", turn()}});
  Expected expected;
  expected.check = [](const auto& folder) {
    expect_whole_copies(folder);
    // What was confirmed after the copy was made is in the database or in what was kept of it.
    const auto holds = [](const store::Database& database) {
      return database.integer("SELECT count(*) FROM journal") == 5;
    };
    bool found = holds(store::open_database(folder / "rounds.db"));
    for (const auto& copy : store::list_copies(folder / "rounds.db")) {
      found = found || holds(store::Database(copy.file, store::Database::Access::reading));
    }
    EXPECT_TRUE(found);
  };
  fail_each(
      [&copied](const auto& folder) {
        store::restore(folder / "rounds.db", folder / "copies" / copied, domain::day_of(kNow));
      },
      expected);
}

TEST_P(EveryFault, WhileADamagedFileIsRepaired) {
  {
    const store::Database database(before() / "rounds.db");
    database.execute("CREATE TABLE foreign_one(x); UPDATE turns SET state = 'waiting'");
  }
  Expected expected;
  expected.sound_before = false;
  fail_each([](const auto& folder) { store::repair(folder / "rounds.db", domain::day_of(kNow)); },
            expected);
}

INSTANTIATE_TEST_SUITE_P(, EveryFault,
                         ::testing::Values(Fault::io_error, Fault::full_disk, Fault::power_cut),
                         [](const auto& instance) {
                           switch (instance.param) {
                             case Fault::io_error:
                               return "IoError";
                             case Fault::full_disk:
                               return "FullDisk";
                             case Fault::power_cut:
                               break;
                           }
                           return "PowerCut";
                         });

}  // namespace
}  // namespace rounds
