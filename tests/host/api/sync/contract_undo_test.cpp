#include <gtest/gtest.h>

#include <string>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

class UndoContractTest : public testing::Contract {
 protected:
  std::string undo(const std::string& fact) {
    answer_ = change("facts.undo", {{"undo", fact}});
    return last_fact();
  }
  json latest() { return call("facts.latest"); }
  json turn(const std::string& id) { return call("turns.show", {{"turn", id}})["turn"]; }
  std::string skip(const std::string& id) {
    change("turns.skip", {{"turn", id}});
    return last_fact();
  }

  json answer_;
};

TEST_F(UndoContractTest, WhatArrivedByItselfIsNotOffered) {
  make_round(6);
  const auto turns = due();
  send(turns[0]);
  const std::string skipped = skip(turns[1]);
  change("replies.record", {{"message_id", "r@example.org"},
                            {"from", "p1@example.org"},
                            {"date", now()},
                            {"in_reply_to", "<note-" + turns[0] + "@example.org>"}});
  change("mail.learn", {{"own", {"me@example.org"}},
                        {"messages",
                         {{{"message_id", "l@example.org"},
                           {"date", "2014-03-12T10:00:00Z"},
                           {"from", "p2@example.org"},
                           {"to", {"me@example.org"}}}}}});
  EXPECT_EQ(latest()["fact"], skipped);
}

TEST_F(UndoContractTest, WhatIsUndoneIsOfferedAgainUntilSomethingNewIsDone) {
  make_round(6);
  const auto turns = due();
  const std::string first = skip(turns[0]);
  const std::string second = skip(turns[1]);
  EXPECT_FALSE(latest().contains("redo"));
  undo(latest()["fact"]);
  const std::string undoing = undo(latest()["fact"]);
  EXPECT_EQ(latest()["redo"]["fact"], undoing) << "the last that was undone comes first";
  EXPECT_EQ(latest()["redo"]["kind"], "turn.skipped");
  EXPECT_EQ(latest()["redo"]["person"], turn(turns[0])["person"]["full"]);

  undo(latest()["redo"]["fact"]);
  EXPECT_EQ(answer_["redone"], (json{{"fact", first}, {"kind", "turn.skipped"}}));
  EXPECT_EQ(turn(turns[0])["state"], "skipped");
  EXPECT_EQ(turn(turns[1])["state"], "waiting");
  undo(latest()["redo"]["fact"]);
  EXPECT_EQ(turn(turns[1])["state"], "skipped");
  EXPECT_EQ(latest()["fact"], second);
  EXPECT_FALSE(latest().contains("redo"));

  undo(second);
  skip(turns[2]);
  EXPECT_FALSE(latest().contains("redo")) << "something new was done";
}

TEST_F(UndoContractTest, AnyChainOfUndoingsWorks) {
  make_round(6);
  const std::string id = due()[0];
  const std::string skipped = skip(id);
  const std::string u1 = undo(skipped);
  const std::string u2 = undo(u1);
  EXPECT_EQ(turn(id)["state"], "skipped");
  undo(skipped);
  EXPECT_EQ(turn(id)["state"], "waiting");
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", u2}}), "conflict") << "it is undone already";
  EXPECT_EQ(turn(id)["state"], "waiting");
  std::string last = u1;
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", skipped}}), "conflict");
  last = undo(last);
  for (int i = 0; i < 200; ++i) last = undo(last);
  EXPECT_EQ(turn(id)["state"], "skipped");
}

// --- a note that has left -----------------------------------------------------------------------

TEST_F(UndoContractTest, UndoingANoteSaysThatItsMailHasLeft) {
  make_round(6);
  const std::string id = due()[0];
  change("turns.draft", {{"turn", id}, {"message_id", "d@example.org"}});
  send(id);
  const json offered = latest();
  EXPECT_EQ(offered["left"], true);
  EXPECT_EQ(offered["sent_at"], now());
  EXPECT_EQ(offered["address"], turn(id)["person"]["addresses"][0]);
  const std::string undoing = undo(offered["fact"]);
  EXPECT_EQ(answer_["left"], true);
  EXPECT_EQ(answer_["back_on"], "2015-01-02");
  const json shown = turn(id);
  EXPECT_EQ(shown["state"], "waiting");
  EXPECT_EQ(shown["left_at"], now());
  EXPECT_FALSE(shown.contains("draft")) << "the draft became the mail";
  EXPECT_EQ(shown["snoozed_until"], "2015-01-02");

  undo(undoing);
  EXPECT_EQ(turn(id)["state"], "written");
  EXPECT_FALSE(turn(id).contains("left_at"));
}

TEST_F(UndoContractTest, WhoeverWasWrittenToIsNotSuggestedOnTheSameDay) {
  const std::string round = make_round(6);
  set_day("2015-01-02");  // a Friday
  const std::string id = due()[0];
  send(id);
  undo(last_fact());
  for (const auto& other : due({{"session", 200}})) EXPECT_NE(other, id);
  EXPECT_EQ(call("today.show")["written_today"], 0);
  EXPECT_TRUE(call("progress.show", {{"round", round}})["milestones"].empty());
  set_day("2015-01-04");
  for (const auto& other : due({{"session", 200}})) EXPECT_NE(other, id);
  set_day("2015-01-05");
  EXPECT_EQ(due().front(), id);
  EXPECT_TRUE(turn(id).contains("left_at")) << "so that the user is told";
  EXPECT_EQ(send(id)["milestone"]["kind"], "first");
  EXPECT_FALSE(turn(id).contains("left_at"));
}

TEST_F(UndoContractTest, TheUserMayWriteAgainAtOnce) {
  make_round(6);
  const std::string id = due()[0];
  send(id);
  undo(last_fact());
  change("turns.front", {{"turn", id}});
  EXPECT_EQ(due().front(), id);
  EXPECT_EQ(change("turns.draft", {{"turn", id}, {"message_id", "e@example.org"}})["turn"]["state"],
            "drafted");
}

TEST_F(UndoContractTest, ANoteThatWasNoMailIsUndoneAsIfNothingHadBeen) {
  make_round(6);
  const std::string id = due()[0];
  change("turns.sent", {{"turn", id}, {"sent_at", now()}, {"channel", "linkedin"}});
  EXPECT_FALSE(latest().contains("left"));
  undo(last_fact());
  EXPECT_EQ(due().front(), id);
  EXPECT_FALSE(turn(id).contains("left_at"));
}

// --- bounces ------------------------------------------------------------------------------------

TEST_F(UndoContractTest, ASecondReportOfABounceChangesNoTurnThatHasMovedOn) {
  make_round(6);
  const std::string id = due()[0];
  send(id);
  const auto bounce = [&](const std::string& message) {
    change("replies.record",
           {{"message_id", message},
            {"from", "MAILER-DAEMON@example.net"},
            {"date", now()},
            {"subject", "Undelivered Mail Returned to Sender"},
            {"headers", {{"content-type", {"multipart/report; report-type=delivery-status"}}}},
            {"report",
             "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; p1@example.org\n"
             "Action: failed\nStatus: 5.1.1\n"},
            {"references", {"<note-" + id + "@example.org>"}}});
  };
  bounce("b1@example.org");
  EXPECT_EQ(turn(id)["state"], "waiting");
  skip(id);
  bounce("b2@example.org");
  EXPECT_EQ(turn(id)["state"], "skipped");
}

}  // namespace
}  // namespace rounds
