#include "domain/people/names.h"

#include <gtest/gtest.h>

#include <string>

#include "domain/people/nicknames.h"

namespace rounds::domain {
namespace {

TEST(Names, FullNameHasNoSpaceToSpare) {
  EXPECT_EQ(full_name("Ann", "Lee"), "Ann Lee");
  EXPECT_EQ(full_name("Ann", ""), "Ann");
  EXPECT_EQ(full_name("", "Lee"), "Lee");
  EXPECT_EQ(full_name("", ""), "");
}

TEST(Names, FoldingForgetsCaseAndAccents) {
  EXPECT_EQ(fold("ANN Lee"), "ann lee");
  EXPECT_EQ(fold("Éva"), "eva");
  EXPECT_EQ(fold("E\xCC\x81va"), "eva") << "accents written apart";
  EXPECT_EQ(fold("Zoë MÜLLER"), "zoe muller");
  EXPECT_EQ(fold("İstanbul"), "istanbul");
}

TEST(Names, FoldingWritesLettersAsPeopleTypeThem) {
  EXPECT_EQ(fold("Łukasz"), "lukasz");
  EXPECT_EQ(fold("Øystein"), "oystein");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("Ægir Œuvre"), "aegir oeuvre");
  EXPECT_EQ(fold("O’Brien"), "o'brien");
  EXPECT_EQ(fold("\xEF\xBC\xA1nn"), "ann") << "full-width letters";
}

TEST(Names, FoldingKeepsTheLettersOfOtherScriptsApart) {
  EXPECT_EQ(fold("Елена"), fold("елена")) << "Cyrillic has case";
  EXPECT_NE(fold("\xE0\xB8\xA8\xE0\xB8\xB4"), fold("\xE0\xB8\xA8")) << "a Thai vowel is no accent";
  EXPECT_NE(fold("\xE3\x81\x8C"), fold("\xE3\x81\x8B")) << "Japanese ga is not ka";
}

TEST(Names, FoldingTwiceChangesNothing) {
  for (const char* const name : {"Ann", "Éva Łukasz", "İ", "\xED\x95\x9C", "a\xFFz"}) {
    EXPECT_EQ(fold(fold(name)), fold(name));
  }
}

TEST(Names, NicknamesAreKnownBothWaysButDoNotJoinDifferentNames) {
  EXPECT_TRUE(are_nicknames("ben", "benjamin"));
  EXPECT_TRUE(are_nicknames("benjamin", "ben"));
  EXPECT_TRUE(are_nicknames("bob", "robert"));
  EXPECT_TRUE(are_nicknames("peggy", "margaret"));
  EXPECT_FALSE(are_nicknames("ann", "anna"));
  EXPECT_FALSE(are_nicknames("alexander", "alexandra")) << "both may be Alex";
  EXPECT_FALSE(are_nicknames("ben", "bob"));
}

}  // namespace
}  // namespace rounds::domain
