#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "domain/refusal.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/schema.h"
#include "support/temporary_folder.h"

// What is not ours is left as it is, and what is refused is refused in words for a person.
namespace rounds::store {
namespace {

using domain::RefusalKind;
using testing::TemporaryFolder;

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  EXPECT_EQ(lstat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777U;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

RefusalKind refusal_of(const std::filesystem::path& path) {
  try {
    const Database database = open_database(path);
    ADD_FAILURE() << "opened " << path;
  } catch (const domain::Refusal& refusal) {
    const std::string text = refusal.what();
    EXPECT_NE(text.find("Nothing was changed"), std::string::npos) << text;
    for (const auto* const foreign : {"SQL", "malformed", "filesystem error", "std::"}) {
      EXPECT_EQ(text.find(foreign), std::string::npos) << text;
    }
    return refusal.kind();
  }
  return RefusalKind::invalid;
}

TEST(OpeningTest, LeavesAFolderAsItIs) {
  const TemporaryFolder folder;
  const auto letters = folder.path() / "letters";
  std::filesystem::create_directory(letters);
  std::filesystem::permissions(letters, std::filesystem::perms(0755));
  EXPECT_EQ(refusal_of(letters), RefusalKind::storage);
  EXPECT_EQ(mode_of(letters), 0755U);
  EXPECT_TRUE(std::filesystem::is_empty(letters));
}

TEST(OpeningTest, LeavesAnotherProgramsDatabaseAsItIs) {
  for (const auto* const mode : {"DELETE", "WAL"}) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "other.db";
    {
      sqlite3* raw = nullptr;
      ASSERT_EQ(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
      const std::string sql =
          std::string("PRAGMA journal_mode=") + mode + "; CREATE TABLE mine(x);";
      ASSERT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
      sqlite3_close(raw);
    }
    std::filesystem::permissions(path, std::filesystem::perms(0644));
    const std::string before = bytes_of(path);
    EXPECT_EQ(refusal_of(path), RefusalKind::unsupported);
    EXPECT_EQ(mode_of(path), 0644U);
    EXPECT_TRUE(bytes_of(path) == before);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1)
        << "nothing lies beside it";
  }
}

TEST(OpeningTest, CallsAFileThatIsNoDatabaseDamagedAndLeavesItAsItIs) {
  for (const std::string& content : {std::string("x"), std::string(10'000, 'x')}) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "rounds.db";
    std::ofstream(path) << content;
    std::filesystem::permissions(path, std::filesystem::perms(0644));
    EXPECT_EQ(refusal_of(path), RefusalKind::damaged);
    EXPECT_EQ(mode_of(path), 0644U);
    EXPECT_TRUE(bytes_of(path) == content);
  }
}

TEST(OpeningTest, RefusesNamesThatCannotBeMeant) {
  for (const auto* const name :
       {":memory:", "", "rounds.db", "./rounds.db", "file:x?mode=memory"}) {
    EXPECT_EQ(refusal_of(name), RefusalKind::unsupported) << name;
  }
  EXPECT_FALSE(std::filesystem::exists("rounds.db"));
}

TEST(OpeningTest, DoesNotWaitForAPipe) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "pipe";
  ASSERT_EQ(mkfifo(path.c_str(), 0644), 0);
  EXPECT_EQ(refusal_of(path), RefusalKind::storage);
  EXPECT_EQ(mode_of(path), 0644U);
}

TEST(OpeningTest, FollowsALinkToADatabaseAndRefusesOneToNothing) {
  const TemporaryFolder folder;
  const auto real = folder.path() / "real.db";
  { const Database database = open_database(real); }
  const auto link = folder.path() / "link.db";
  std::filesystem::create_symlink(real, link);
  { const Database database = open_database(link); }
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  std::filesystem::remove(real);
  EXPECT_EQ(refusal_of(link), RefusalKind::storage);
  EXPECT_FALSE(std::filesystem::exists(real)) << "nothing is made behind a link";
  const auto circle = folder.path() / "circle.db";
  std::filesystem::create_symlink(circle, circle);
  EXPECT_EQ(refusal_of(circle), RefusalKind::storage);
}

TEST(OpeningTest, RefusesNamesThatAreTooLongOrLeadThroughAFile) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "mine";
  EXPECT_EQ(refusal_of(folder.path() / "file" / "rounds.db"), RefusalKind::storage);
  EXPECT_EQ(refusal_of(folder.path() / std::string(300, 'n')), RefusalKind::storage);
  EXPECT_EQ(bytes_of(folder.path() / "file"), "mine");
}

TEST(OpeningTest, TakesFromOthersAndNothingFromTheUser) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rounds.db";
  { const Database database = open_database(path); }
  std::filesystem::permissions(path, std::filesystem::perms(0666));
  { const Database database = open_database(path); }
  EXPECT_EQ(mode_of(path), 0600U);
}

TEST(OpeningTest, WhatItMakesIsForTheUserAloneWhateverTheUmask) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "new" / "folder" / "rounds.db";
  const mode_t usual = umask(0);
  { const Database database = open_database(path); }
  umask(usual);
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(mode_of(path.parent_path()), 0700U);
  EXPECT_EQ(mode_of(path.parent_path().parent_path()), 0700U);
}

TEST(ErrorTest, AMistakeOfOursIsNoStorageError) {
  const Database database = Database::in_memory();
  database.execute("CREATE TABLE one(x INTEGER PRIMARY KEY) STRICT");
  database.execute("INSERT INTO one VALUES (1)");
  try {
    database.execute("INSERT INTO one VALUES (1)");
    FAIL();
  } catch (const domain::Refusal& refusal) {
    FAIL() << "the add-on would try again for ever: " << refusal.what();
  } catch (const std::logic_error& error) {
    EXPECT_EQ(std::string(error.what()).find("UNIQUE"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace rounds::store
