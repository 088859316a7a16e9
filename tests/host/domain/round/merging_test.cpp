#include "domain/round/merging.h"

#include <gtest/gtest.h>

namespace rounds::domain {
namespace {

Turn turn(TurnId id, TurnState state) {
  Turn made;
  made.id = id;
  made.state = state;
  return made;
}

TEST(MergingTest, TheKeptPersonsFieldsWinAndEmptyOnesAreFilled) {
  Person kept;
  kept.given = "Ann";
  kept.company = "Acme";
  kept.addresses = {"ann@example.org"};
  kept.remark = "Two children";
  Person other;
  other.given = "Annie";
  other.family = "Lee";
  other.company = "Beta";
  other.position = "CEO";
  other.addresses = {"ANN@example.org", "lee@example.net"};
  other.remark = "Plays the cello";
  const PersonChanges changes = merged_changes(kept, {other});
  EXPECT_FALSE(changes.given);
  EXPECT_FALSE(changes.family) << "names belong together";
  EXPECT_FALSE(changes.company);
  EXPECT_EQ(changes.position, "CEO");
  EXPECT_EQ(changes.addresses, (std::vector<std::string>{"ann@example.org", "lee@example.net"}));
  EXPECT_EQ(changes.remark, "Two children\n\nPlays the cello");
}

TEST(MergingTest, UndoingLeavesWhatCameLater) {
  Person kept;
  kept.addresses = {"a@example.org"};
  Person other;
  other.addresses = {"b@example.org"};
  other.position = "CEO";
  const PersonChanges changes = merged_changes(kept, {other});
  const PersonChanges was = inverse(changes, kept);
  Person present = kept;
  apply(changes, present);
  present.addresses.emplace_back("c@example.org");
  present.position = "CTO";
  apply(unmerged_changes(changes, was, present, {}), present);
  EXPECT_EQ(present.addresses, (std::vector<std::string>{"a@example.org", "c@example.org"}));
  EXPECT_EQ(present.position, "CTO");
}

TEST(MergingTest, OfTwoTurnsTheOneFarthestOnGoesBefore) {
  using enum TurnState;
  EXPECT_TRUE(goes_before(turn(1, waiting), turn(2, waiting))) << "of two alike the first";
  EXPECT_TRUE(goes_before(turn(2, drafted), turn(1, waiting)));
  EXPECT_TRUE(goes_before(turn(2, queued), turn(1, drafted)));
  EXPECT_TRUE(goes_before(turn(2, written), turn(1, queued)));
  EXPECT_TRUE(goes_before(turn(2, waiting), turn(1, skipped)));
  Turn snoozed = turn(1, waiting);
  snoozed.snoozed_until = parse_date("2015-02-01");
  EXPECT_TRUE(goes_before(turn(2, waiting), snoozed));
}

}  // namespace
}  // namespace rounds::domain
