#include "platform/files.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "domain/refusal.h"
#include "platform/environment.h"
#include "platform/native_manifest.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/open_database.h"
#include "support/temporary_folder.h"

namespace rounds::platform {
namespace {

using testing::TemporaryFolder;

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777U;
}

/// An environment variable that has another value, or none, for a while.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name), before_(environment(name)) {
    set(value);
  }
  ~Variable() { set(before_ ? before_->c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  Variable(Variable&&) = delete;
  Variable& operator=(Variable&&) = delete;

 private:
  void set(const char* value) const {
    if (value == nullptr) {
      unsetenv(name_);
    } else {
      setenv(name_, value, 1);
    }
  }
  const char* name_;
  std::optional<std::string> before_;
};

TEST(ManifestTest, NobodyElseMayWriteItWhateverTheUmask) {
  const TemporaryFolder home;
  const Variable variable("HOME", home.path().c_str());
  const mode_t usual = umask(0);
  install_native_manifest("/usr/bin/true");
  umask(usual);
  const auto manifest = native_manifest_path();
  EXPECT_EQ(mode_of(manifest) & 022U, 0U);
  EXPECT_EQ(mode_of(manifest.parent_path()) & 022U, 0U);
  EXPECT_EQ(mode_of(manifest.parent_path().parent_path()) & 022U, 0U);
}

TEST(ManifestTest, ReplacesALinkAndWritesThroughNone) {
  const TemporaryFolder home;
  const Variable variable("HOME", home.path().c_str());
  const auto theirs = home.path() / "theirs";
  std::ofstream(theirs) << "kept";
  std::filesystem::create_directories(manifest_folder());
  const auto manifest = native_manifest_path();
  std::filesystem::create_symlink(theirs, manifest);
  std::filesystem::create_symlink(theirs, manifest.string() + ".unfinished");
  install_native_manifest("/usr/bin/true");
  EXPECT_FALSE(std::filesystem::is_symlink(manifest));
  EXPECT_TRUE(std::filesystem::is_symlink(manifest.string() + ".unfinished"));
  std::ifstream file(theirs);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "kept");
}

TEST(EnvironmentTest, ARelativeDataFolderIsIgnored) {
  const Variable database("ROUNDS_DATABASE", nullptr);
  const Variable home("HOME", "/home/ann");
  for (const auto* const relative : {"data", "./share", "~/data"}) {
    const Variable data("XDG_DATA_HOME", relative);
    EXPECT_TRUE(database_path().string().starts_with("/home/ann/")) << relative;
  }
}

TEST(EnvironmentTest, WithoutAHomeTheAccountsIsTaken) {
  const Variable home("HOME", nullptr);
  EXPECT_TRUE(home_folder().is_absolute());
}

TEST(UnfinishedFileTest, GoesWithoutATraceUnlessItIsNamed) {
  const TemporaryFolder folder;
  { const UnfinishedFile file(folder.path()); }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  UnfinishedFile file(folder.path());
  EXPECT_EQ(mode_of(file.path()), 0600U);
  std::ofstream(folder.path() / "taken") << "theirs";
  EXPECT_FALSE(file.name(folder.path() / "taken"));
  EXPECT_TRUE(file.name(folder.path() / "free"));
  EXPECT_EQ(std::filesystem::file_size(folder.path() / "taken"), 6U);
}

TEST(BackupTest, LeavesOthersFilesAloneAndNothingBehind) {
  const TemporaryFolder folder;
  const store::Database database = store::open_database(folder.path() / "rounds.db");
  const auto theirs = folder.path() / "copy.db.unfinished";
  std::ofstream(theirs) << "theirs";
  store::back_up(database, folder.path() / "copy.db");
  EXPECT_EQ(std::filesystem::file_size(theirs), 6U);

  const auto refused = [&database](const std::filesystem::path& target) {
    try {
      store::back_up(database, target);
    } catch (const domain::Refusal& refusal) {
      return std::string(refusal.what());
    }
    return std::string("nothing was refused");
  };
  EXPECT_EQ(refused(""), "Name a file for the copy.");
  const std::string too_long = refused(folder.path() / std::string(300, 'n'));
  EXPECT_NE(too_long.find("too long"), std::string::npos) << too_long;
  const std::string nowhere = refused(folder.path() / "no" / "such" / "folder" / "copy.db");
  EXPECT_NE(nowhere.find("no such folder"), std::string::npos) << nowhere;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_FALSE(is_unfinished(entry.path())) << entry.path();
  }
}

}  // namespace
}  // namespace rounds::platform
