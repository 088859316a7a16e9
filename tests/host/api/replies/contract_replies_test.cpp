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
  std::string due_person() { return call("turns.show", {{"turn", turn_}})["turn"]["person"]["id"]; }
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
  json first = record({{"in_reply_to", "<" + note() + ">"}});
  const json second = record({{"in_reply_to", "<" + note() + ">"}});
  EXPECT_EQ(first.erase("evidence"), 1U);  // what it was told from comes with the first answer only
  EXPECT_EQ(second, first);
  const std::string round = call("today.show")["round"];
  EXPECT_EQ(call("progress.show", {{"round", round}})["replies"]["reply"], 1);
}

TEST_F(RepliesTest, AProbableReplyCountsWhenTheUserConfirmsItAndCanBeTakenBack) {
  const std::string round = call("today.show")["round"];
  const auto replies = [&] {
    return call("progress.show", {{"round", round}})["replies"]["reply"];
  };
  record({{"subject", "AW: Hello"}});
  EXPECT_EQ(replies(), 0);
  const json confirmed = change("replies.confirm", {{"message_id", "answer@example.org"}});
  EXPECT_EQ(confirmed["outcome"], "reply");
  EXPECT_EQ(confirmed["days"], 42);
  EXPECT_EQ(replies(), 1);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(replies(), 0);
  EXPECT_EQ(call("replies.list", {{"outcome", "probable"}})["total"], 1);
}

TEST_F(RepliesTest, ADeniedReplyIsAskedAboutNoMore) {
  record({{"subject", "AW: Hello"}});
  EXPECT_EQ(change("replies.deny", {{"message_id", "answer@example.org"}}),
            json({{"outcome", "unrelated"}}));
  EXPECT_EQ(record({{"subject", "AW: Hello"}})["outcome"], "unrelated") << "seen again";
  EXPECT_EQ(call("replies.list")["total"], 0);
  EXPECT_EQ(call("people.show", {{"person", due_person()}})["replies"].size(), 0U);
  EXPECT_EQ(change("replies.confirm", {{"message_id", "answer@example.org"}})["outcome"], "reply")
      << "the user may change his mind";
}

TEST_F(RepliesTest, OnlyWhatMayAnswerCanBeJudged) {
  EXPECT_EQ(refused_kind("replies.confirm", {{"message_id", "nobody@example.org"}}), "not_found");
  record({{"from", "MAILER-DAEMON@example.net"},
          {"subject", "Undelivered Mail Returned to Sender"},
          {"references", {"<" + note() + ">"}}});
  EXPECT_EQ(refused_kind("replies.deny", {{"message_id", "answer@example.org"}}), "conflict");
}

TEST_F(RepliesTest, OnesOwnAddressOfAnOldMachineAndAKnownNameAreProbable) {
  EXPECT_EQ(record({{"from", "\"Family00001, Given1\" <x@elsewhere.example>"}})["outcome"],
            "probable");
  set_day("2017-02-12");
  EXPECT_EQ(record({{"message_id", "late@example.org"},
                    {"date", "2017-02-12T09:00:00+01:00"}})["outcome"],
            "unrelated")
      << "two years later the subject proves nothing";
}

TEST_F(RepliesTest, NewMailOfSomebodyKnownIsAnExchange) {
  const json result = record({{"subject", "Lunch?"}});
  EXPECT_EQ(result, json({{"outcome", "unrelated"}, {"exchange", true}, {"person", due_person()}}));
}

TEST_F(RepliesTest, ABounceProposesTheOtherAddressesAndItsEchoIsNoNews) {
  change("people.edit",
         {{"person", due_person()}, {"changes", {{"addresses", {address(), "home@example.org"}}}}});
  const json bounce{{"from", "MAILER-DAEMON@example.net"},
                    {"subject", "Undelivered Mail Returned to Sender"},
                    {"text", "<" + address() + ">: user unknown\n"}};
  EXPECT_EQ(record(bounce)["other_addresses"], json({"home@example.org"}));
  EXPECT_EQ(state(), "waiting");
  const json found = call("replies.find", {{"message_id", "answer@example.org"}})["reply"];
  EXPECT_EQ(found["dead_addresses"], json({address()}));
  EXPECT_EQ(found["state"], "waiting");

  change("turns.sent",
         {{"turn", turn()}, {"sent_at", now()}, {"message_id", "second@example.org"}});
  json echo = bounce;
  echo["message_id"] = "echo@example.org";
  EXPECT_EQ(record(echo)["outcome"], "unrelated");
  EXPECT_EQ(state(), "written") << "the second note went to another address";
}

TEST_F(RepliesTest, AFullMailboxGivesTheTurnBackAndIsNotDead) {
  const json result = record({{"from", "MAILER-DAEMON@example.net"},
                              {"subject", "Undelivered Mail Returned to Sender"},
                              {"text", ""},
                              {"references", {"<" + note() + ">"}},
                              {"report", "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; " +
                                             address() + "\nAction: failed\nStatus: 5.2.2\n"}});
  EXPECT_EQ(result["outcome"], "bounce");
  EXPECT_EQ(result["reason"], "full");
  EXPECT_EQ(result["dead_addresses"], json::array());
  EXPECT_EQ(result["evidence"][0]["code"], "delivery_report");
  EXPECT_EQ(state(), "waiting");
}

TEST_F(RepliesTest, AFailureOfSomebodyElseGivesNothingBack) {
  const json result = record({{"from", "MAILER-DAEMON@example.net"},
                              {"subject", "Undelivered Mail Returned to Sender"},
                              {"text", ""},
                              {"references", {"<" + note() + ">"}},
                              {"report",
                               "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; "
                               "somebody@elsewhere.example\nAction: failed\nStatus: 5.1.1\n"}});
  EXPECT_EQ(result["outcome"], "temporary");
  EXPECT_EQ(result["evidence"].back()["code"], "other_recipient");
  EXPECT_EQ(state(), "written");
}

TEST_F(RepliesTest, AnAnswerThatAListRewroteIsProbable) {
  const json result = record({{"from", "'Given1 Family00001' via Friends <friends@lists.example>"},
                              {"subject", "Re: Hello"},
                              {"in_reply_to", "<rewritten@relay.example>"},
                              {"headers",
                               {{"list-id", {"<friends.lists.example>"}},
                                {"in-reply-to", {"<rewritten@relay.example>"}}}}});
  EXPECT_EQ(result["outcome"], "probable");
}

TEST_F(RepliesTest, TwoAnswersOfOnePersonAreOneReply) {
  record({{"in_reply_to", note()}});
  record({{"in_reply_to", note()}, {"message_id", "again@example.org"}});
  const std::string round = call("today.show")["round"];
  EXPECT_EQ(call("progress.show", {{"round", round}})["replies"]["reply"], 1);
}

TEST_F(RepliesTest, ListsPageByPageTheNewestFirst) {
  for (int i = 1; i <= 5; ++i) {
    record({{"message_id", std::to_string(i) + "@example.org"},
            {"date", "2015-02-0" + std::to_string(i) + "T09:00:00+01:00"},
            {"in_reply_to", note()}});
  }
  const std::string round = call("today.show")["round"];
  std::string ids;
  json after;
  do {
    const json page = call(
        "replies.list", {{"round", round}, {"limit", 2}, {"after", after}, {"outcome", "reply"}});
    EXPECT_EQ(page["total"], 5);
    for (const json& reply : page["replies"]) ids += reply["message_id"].get<std::string>()[0];
    after = page.contains("next") ? page["next"] : json();
  } while (!after.is_null());
  EXPECT_EQ(ids, "54321");
  EXPECT_EQ(call("replies.list", {{"person", "999"}})["total"], 0);
  EXPECT_EQ(refusal("replies.list", {{"outcome", "lovely"}})["data"]["field"], "outcome");
}

TEST_F(RepliesTest, FindsTheNoteThatAThreadGoesBackTo) {
  const json found = call("replies.find", {{"references", {"<" + note() + ">", "<x@y>"}}});
  EXPECT_EQ(found["note"]["turn"], turn());
  EXPECT_EQ(found["note"]["sent_at"], "2015-01-01T09:00:00+01:00");
  EXPECT_EQ(call("replies.find", {{"in_reply_to", "<x@y>"}}), json::object());
}

TEST_F(RepliesTest, SiftsWhatIsWorthReading) {
  const auto message = [](const std::string& from, const std::string& subject) {
    return json{{"from", from}, {"subject", subject}};
  };
  const json sifted = call(
      "replies.sift",
      {{"messages",
        {message("x@nowhere.example", "News"), message("Given1 <" + address() + ">", "Lunch?"),
         message("\"Family00001, Given1\" <y@nowhere.example>", ""),
         message("z@nowhere.example", "Re: Hello"),
         message("without-its-re@nowhere.example", "Hello"),
         message("MAILER-DAEMON@mx.example", "x"), message("p2@example.org", "not written to yet"),
         message("q@nowhere.example", "Automatische Antwort: Hello")}}});
  EXPECT_EQ(sifted["wanted"], json({1, 2, 3, 4, 5, 7}));
  EXPECT_EQ(sifted["since"], "2015-01-01T09:00:00+01:00");
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
