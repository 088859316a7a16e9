#include "domain/round/milestones.h"

#include <gtest/gtest.h>

namespace rounds::domain {
namespace {

using Kind = MilestoneKind;
using Milestones = std::vector<Milestone>;

TEST(MilestonesTest, AreTheFirstEveryHundredthTheHalfAndTheLast) {
  EXPECT_EQ(milestones(250, 10, 240), (Milestones{{Kind::first, 1},
                                                  {Kind::hundredth, 100},
                                                  {Kind::half, 120},
                                                  {Kind::hundredth, 200},
                                                  {Kind::last, 240}}));
}

TEST(MilestonesTest, AreOnlyThoseThatArePassed) {
  EXPECT_EQ(milestones(250, 0, 0), Milestones{});
  EXPECT_EQ(milestones(250, 0, 99), (Milestones{{Kind::first, 1}}));
}

TEST(MilestonesTest, OfSeveralTheRarestIsSaid) {
  EXPECT_EQ(newest_milestone(200, 0, 100), (Milestone{Kind::half, 100}));
  EXPECT_EQ(newest_milestone(100, 0, 100), (Milestone{Kind::last, 100}));
  EXPECT_EQ(newest_milestone(1, 0, 1), (Milestone{Kind::last, 1}));
  EXPECT_EQ(newest_milestone(10, 0, 5), (Milestone{Kind::half, 5}));
  EXPECT_EQ(newest_milestone(10, 0, 6), std::nullopt);
}

}  // namespace
}  // namespace rounds::domain
