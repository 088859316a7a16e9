#include "domain/turn_course.h"

#include <gtest/gtest.h>

#include <vector>

namespace rounds::domain {
namespace {

using enum TurnState;

Position at(std::int64_t seq) { return {seq, "m"}; }

/// Two people, 1 and 2, with a turn each; 2 is merged into 1 at `merged`.
class TurnCourseTest : public ::testing::Test {
 protected:
  void happens(std::size_t turn, std::int64_t seq, FactBody fact) {
    turns_[turn - 1].events.push_back({at(seq), std::move(fact), std::nullopt, true});
  }
  void play(std::int64_t merged) { play_turns(turns_, {{at(merged), 2, 1}}); }
  [[nodiscard]] TurnState state(std::size_t turn) const { return turns_[turn - 1].turn.state; }
  [[nodiscard]] bool given_up(std::size_t turn) const { return turns_[turn - 1].turn.superfluous; }

  std::vector<TurnCourse> turns_ = [] {
    std::vector<TurnCourse> turns(2);
    for (int i = 0; i < 2; ++i) {
      auto& course = turns[static_cast<std::size_t>(i)];
      course.turn.id = i + 1;
      course.turn.place = i + 1;
      course.origin = i + 1;
    }
    return turns;
  }();
};

TEST_F(TurnCourseTest, TheTurnFarthestOnLeads) {
  happens(2, 1, TurnDrafted{2, "d"});
  play(5);
  EXPECT_EQ(state(2), drafted);
  EXPECT_TRUE(given_up(1));
  EXPECT_EQ(state(1), skipped);
}

TEST_F(TurnCourseTest, WhoIsSkippedAfterTheMergeIsNotSuggestedByTheOtherTurn) {
  happens(2, 1, TurnDrafted{2, "d"});
  happens(2, 7, TurnSkipped{2, {}, "no"});
  play(5);
  EXPECT_EQ(state(2), skipped);
  EXPECT_TRUE(given_up(1));
}

TEST_F(TurnCourseTest, WhoWasSkippedBeforeTheMergeIsSuggestedByTheOtherTurn) {
  happens(1, 1, TurnSkipped{1, {}, "a duplicate"});
  play(5);
  EXPECT_EQ(state(1), skipped);
  EXPECT_FALSE(given_up(1));
  EXPECT_EQ(state(2), waiting);
}

TEST_F(TurnCourseTest, ADraftThatIsDeletedLeavesItsTurnInTheLead) {
  happens(2, 1, TurnDrafted{2, "d"});
  happens(2, 7, TurnReleased{2});
  play(5);
  EXPECT_EQ(state(2), waiting);
  EXPECT_TRUE(given_up(1));
}

TEST_F(TurnCourseTest, WhatWasSentFromTheOtherTurnTakesTheLead) {
  happens(2, 7, TurnWritten{2, {}, {}});
  play(5);
  EXPECT_EQ(state(2), written);
  EXPECT_TRUE(given_up(1));
}

TEST_F(TurnCourseTest, ATurnThatBouncedWaitsBehindANoteInTheOutbox) {
  WrittenNote note;
  note.message_id = "n";
  happens(1, 1, TurnWritten{1, {}, note});
  happens(2, 2, TurnQueued{2, {}, {}});
  ReplyRecorded bounce;
  bounce.turn = 1;
  bounce.note = "n";
  bounce.outcome = ReplyOutcome::bounce;
  happens(1, 7, bounce);
  play(5);
  EXPECT_EQ(state(2), queued);
  EXPECT_TRUE(given_up(1));
}

TEST_F(TurnCourseTest, NobodyIsGivenUpWhileTheyAreTwoPeople) {
  play_turns(turns_, {});
  EXPECT_EQ(state(1), waiting);
  EXPECT_EQ(state(2), waiting);
}

TEST_F(TurnCourseTest, WhatComesTooLateHadNoEffect) {
  happens(1, 1, TurnWritten{1, {}, {}});
  happens(1, 2, TurnSkipped{1, {}, ""});
  play_turns(turns_, {});
  EXPECT_TRUE(turns_[0].events[0].had_effect);
  EXPECT_FALSE(turns_[0].events[1].had_effect);
  EXPECT_EQ(state(1), written);
}

}  // namespace
}  // namespace rounds::domain
