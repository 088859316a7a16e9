#include "store/journal/projection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

/// What a journal can hold that no caller of this version could have put there: another machine's
/// facts, a newer version's, damaged ones.
class ProjectionTest : public testing::Contract {
 protected:
  void SetUp() override { round_ = make_round(6); }

  void foreign(std::int64_t seq, const std::string& kind, const std::string& body,
               const std::string& subject = "NULL") {
    host()
        .database()
        .prepare(
            "INSERT INTO journal(fact, device, seq, at, kind, subject, body) VALUES "
            "(?, 'other', ?, '2015-01-01T09:00:00Z', ?, " +
            subject + ", ?)")
        .bind(new_fact(), seq, kind, body)
        .run();
  }
  std::int64_t last_seq() { return host().database().integer("SELECT max(seq) FROM journal"); }
  void rebuild() { store::Projection(host().database()).rebuild(); }
  std::string state(const std::string& turn) {
    return call("turns.show", {{"turn", turn}})["turn"]["state"];
  }
  std::int64_t without_effect(int unread) {
    return host().database().integer("SELECT count(*) FROM without_effect WHERE unread = " +
                                     std::to_string(unread));
  }
  std::string id_of(const std::string& search) {
    return call("people.list", {{"search", search}})["people"][0]["id"];
  }

  std::string round_;
};

TEST_F(ProjectionTest, WhatCannotBeReadIsKeptAndPassedOver) {
  const auto turns = due();
  foreign(last_seq() + 1, "moon.landed", "{}");
  foreign(last_seq() + 1, "turn.skipped", "{\"turn\":", turns[0]);
  foreign(last_seq() + 1, "turn.skipped", "[1]", turns[0]);
  foreign(last_seq() + 1, "round.edited", R"({"round":1,"now":7,"was":{}})");
  change("turns.skip", {{"turn", turns[1]}});
  const auto facts = host().database().integer("SELECT count(*) FROM journal");
  rebuild();
  EXPECT_EQ(without_effect(1), 4);
  EXPECT_EQ(state(turns[0]), "waiting");
  EXPECT_EQ(state(turns[1]), "skipped");
  EXPECT_EQ(host().database().integer("SELECT count(*) FROM journal"), facts);
}

TEST_F(ProjectionTest, WhatComesTooLateHasNoEffect) {
  const auto turns = due();
  send(turns[0]);
  const std::string sent = last_fact();
  foreign(last_seq() + 1, "turn.skipped",
          R"({"turn":)" + turns[0] + R"(,"on":"2015-01-01","reason":""})", turns[0]);
  foreign(last_seq() + 1, "turn.drafted", R"({"turn":77,"message_id":"d@example.org"})", "77");
  foreign(last_seq() + 1, "person.edited",
          R"({"person":77,"changes":{"given":"X"},"was":{},"on":"2015-01-01"})", "77");
  foreign(last_seq() + 1, "fact.undone", R"({"undo":"00000000-0000-4000-8000-999999999999"})");
  foreign(last_seq() + 1, "people.merged",
          R"({"merge":1,"keep":77,"merged":[78],"changes":{},"was":{},"on":"2015-01-01"})", "77");
  rebuild();
  EXPECT_EQ(without_effect(0), 5);
  EXPECT_EQ(state(turns[0]), "written");
  change("facts.undo", {{"undo", sent}});
  EXPECT_EQ(state(turns[0]), "waiting") << "what had no effect takes no part in anything later";
}

TEST_F(ProjectionTest, AFactThatFailsHalfWayLeavesNothingBehind) {
  const auto people = call("people.list")["total"];
  const std::string known = id_of("Given1");
  foreign(last_seq() + 1, "people.imported",
          R"({"filename":"x","format":"linkedin","on":"2015-01-01","updated":[],"added":)"
          R"([{"id":7,"given":"New"},{"id":)" +
              known + R"(,"given":"Twice"}]})");
  rebuild();
  EXPECT_EQ(without_effect(0), 1);
  EXPECT_EQ(call("people.list")["total"], people);
  EXPECT_EQ(call("people.list", {{"search", "New"}})["total"], 0);
}

TEST_F(ProjectionTest, AFactInTheMiddleIsCarriedOutInItsPlace) {
  const auto turns = due();
  const std::int64_t before = last_seq();
  send(turns[0]);
  foreign(before, "turn.skipped", R"({"turn":)" + turns[0] + R"(,"on":"2015-01-01","reason":"no"})",
          turns[0]);
  rebuild();
  EXPECT_EQ(without_effect(0), 0);
  EXPECT_EQ(state(turns[0]), "written") << "the other machine skipped before this one wrote";
}

TEST_F(ProjectionTest, OfTwoMachinesThatMergedAndWroteOneTurnIsLeft) {
  const std::string one = call("people.list", {{"search", "Given1 "}})["people"][0]["id"];
  const std::string other = call("people.list", {{"search", "Given2 "}})["people"][0]["id"];
  change("people.merge", {{"keep", one}, {"merge", {other}}});
  // The other machine did not know of the merge.
  const json turns = call("people.show", {{"person", one}})["turns"];
  ASSERT_EQ(turns.size(), 2U);
  for (const json& turn : turns) {
    const std::string id = turn["turn"];
    foreign(last_seq() + 1, "turn.drafted",
            R"({"turn":)" + id + R"(,"message_id":"d)" + id + R"(@example.org"})", id);
  }
  rebuild();
  EXPECT_EQ(call("today.show")["drafted"], 1);
  EXPECT_EQ(due({{"session", 10}}).size(), 5U);
}

}  // namespace
}  // namespace rounds
