#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

class RepliesTest : public testing::Contract {
 protected:
  void SetUp() override {
    make_round(20);
    turn_ = due().front();
    const json sent = send(turn_)["turn"];
    note_ = sent["message_id"];
    address_ = sent["person"]["addresses"][0];
    set_day("2015-02-12");
  }
  json record(const json& more) {
    json params{{"message_id", "answer@example.org"},
                {"from", "Given1 <" + address_ + ">"},
                {"date", now()},
                {"subject", "Re: Hello"}};
    params.update(more);
    return change("replies.record", params);
  }
  const std::string& turn() const { return turn_; }
  const std::string& note() const { return note_; }
  const std::string& address() const { return address_; }
  std::string state() { return call("turns.show", {{"turn", turn_}})["turn"]["state"]; }

 private:
  std::string turn_;
  std::string note_;
  std::string address_;
};

TEST_F(RepliesTest, AnAnswerInTheThreadIsAReplyWhateverItsAddress) {
  const json result =
      record({{"in_reply_to", "<" + note() + ">"}, {"from", "x@elsewhere.example"}});
  EXPECT_EQ(result["outcome"], "reply");
  EXPECT_EQ(result["turn"], turn());
  EXPECT_EQ(result["days"], 42);
}

TEST_F(RepliesTest, ReferencesAreEnough) {
  EXPECT_EQ(record({{"references", {"<" + note() + ">", "<other@example.org>"}}})["outcome"],
            "reply");
}

TEST_F(RepliesTest, TheUsersOwnFollowUpIsNone) {
  EXPECT_EQ(record({{"in_reply_to", "<" + note() + ">"},
                    {"from", "Me <ME@example.org>"},
                    {"own", {"me@example.org"}}})["outcome"],
            "unrelated");
}

TEST_F(RepliesTest, ALostThreadWithTheSubjectIsProbable) {
  EXPECT_EQ(record({{"subject", "AW: Hello"}})["outcome"], "probable");
  EXPECT_EQ(record({{"message_id", "b@example.org"}, {"subject", "Lunch?"}})["outcome"],
            "unrelated");
}

TEST_F(RepliesTest, AutomaticAnswersAreNoReplies) {
  const json result = record({{"in_reply_to", "<" + note() + ">"},
                              {"headers", {{"auto-submitted", {"auto-replied"}}}},
                              {"subject", "Out of office: Hello"}});
  EXPECT_EQ(result["outcome"], "auto_reply");
  EXPECT_FALSE(result.contains("days"));
}

TEST_F(RepliesTest, ABounceGivesTheTurnBackAndTheAddressIsNotSuggestedAgain) {
  const json result =
      record({{"from", "MAILER-DAEMON@example.net"},
              {"subject", "Undelivered Mail Returned to Sender"},
              {"headers", {{"content-type", {"multipart/report; report-type=delivery-status"}}}},
              {"report", "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; " +
                             address() + "\nAction: failed\nStatus: 5.1.1\n"},
              {"references", {"<" + note() + ">"}}});
  EXPECT_EQ(result["outcome"], "bounce");
  const std::string bounce = last_fact();
  EXPECT_EQ(state(), "waiting");
  const json today = call("today.show", {{"session", 200}});
  EXPECT_EQ(today["written"], 0);
  EXPECT_EQ(today["without_address"], 1);
  for (const json& due_turn : today["due"]) EXPECT_NE(due_turn["turn"], turn());

  change("facts.undo", {{"undo", bounce}});
  EXPECT_EQ(state(), "written");
}

TEST_F(RepliesTest, ADelayDoesNotGiveTheTurnBack) {
  const json result =
      record({{"from", "MAILER-DAEMON@example.net"},
              {"subject", "Delayed Mail (still being retried)"},
              {"headers", {{"content-type", {"multipart/report; report-type=delivery-status"}}}},
              {"report", "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; " +
                             address() + "\nAction: delayed\nStatus: 4.4.1\n"},
              {"in_reply_to", "<" + note() + ">"}});
  EXPECT_EQ(result["outcome"], "temporary");
  EXPECT_EQ(state(), "written");
}

TEST_F(RepliesTest, TheSameMessageIsCountedOnce) {
  const json first = record({{"in_reply_to", "<" + note() + ">"}});
  const json second = record({{"in_reply_to", "<" + note() + ">"}});
  EXPECT_EQ(first, second);
  const std::string round = call("today.show")["round"];
  EXPECT_EQ(call("progress.show", {{"round", round}})["replies"]["reply"], 1);
}

TEST_F(RepliesTest, StrangersMailIsUnrelated) {
  const json result =
      record({{"from", "stranger@example.com"}, {"in_reply_to", "<x@example.com>"}});
  EXPECT_EQ(result, json({{"outcome", "unrelated"}}));
}

TEST_F(RepliesTest, ProgressTellsTheDays) {
  const std::string round = call("today.show")["round"];
  const json progress = call("progress.show", {{"round", round}});
  ASSERT_EQ(progress["days"].size(), 1U);
  EXPECT_EQ(progress["days"][0]["date"], "2015-01-01");
  EXPECT_EQ(progress["days"][0]["written"], 1);
  EXPECT_EQ(progress["days"][0]["planned_so_far"], 5);
}

class NoteCheckTest : public testing::Contract {
 protected:
  json check(const std::string& to, const std::string& body) {
    return call(
        "note.check",
        {{"turn", due().front()}, {"to", {to}}, {"subject", "Hello"}, {"body", body}})["findings"];
  }
};

TEST_F(NoteCheckTest, LetsAGoodNoteLeaveAndStopsAWrongName) {
  make_round(5);
  EXPECT_TRUE(check("p1@example.org", "Dear Given1,\n\nhow are you?\n").empty());
  const json findings = check("p1@example.org", "Dear Zoe,\n\nhow are you?\n");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0]["severity"], "stop");
  EXPECT_EQ(findings[0]["text"], "Dear Zoe");
  EXPECT_EQ(findings[0]["where"], "body");
  EXPECT_EQ(findings[0]["at"], 0);
  EXPECT_EQ(findings[0]["length"], 8);
}

TEST_F(NoteCheckTest, KnowsWhoWasWrittenToLately) {
  make_round(5);
  send(due().front());  // Given1
  EXPECT_FALSE(check("p1@example.org", "Dear Given2,\n\nhow are you?\n").empty());
}

}  // namespace
}  // namespace rounds
