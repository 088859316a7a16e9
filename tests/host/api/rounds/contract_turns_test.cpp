#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

class TurnsTest : public testing::Contract {
 protected:
  void SetUp() override { round_ = make_round(20); }
  std::string first() { return due().front(); }
  std::string state(const std::string& turn) {
    return call("turns.show", {{"turn", turn}})["turn"]["state"];
  }
  const std::string& round() const { return round_; }

 private:
  std::string round_;
};

TEST_F(TurnsTest, GoFromWaitingThroughDraftedAndQueuedToWritten) {
  const std::string turn = first();
  EXPECT_EQ(state(turn), "waiting");
  const json drafted =
      change("turns.draft", {{"turn", turn}, {"message_id", "<d1@example.org>"}})["turn"];
  EXPECT_EQ(drafted["state"], "drafted");
  EXPECT_EQ(drafted["draft"], "d1@example.org");
  change("turns.draft", {{"turn", turn}, {"message_id", "d2@example.org"}});
  EXPECT_EQ(
      change("turns.queue", {{"turn", turn}, {"message_id", "o@example.org"}})["turn"]["state"],
      "queued");
  const json sent = change(
      "turns.sent", {{"turn", turn}, {"message_id", "o@example.org"}, {"sent_at", now()}})["turn"];
  EXPECT_EQ(sent["state"], "written");
  EXPECT_EQ(sent["written_on"], "2015-01-01");
  EXPECT_EQ(sent["channel"], "mail");
}

TEST_F(TurnsTest, AWrittenTurnTakesNothingMore) {
  const std::string turn = first();
  send(turn);
  EXPECT_EQ(refused_kind("turns.sent", {{"turn", turn}, {"sent_at", now()}}), "conflict");
  EXPECT_EQ(refused_kind("turns.draft", {{"turn", turn}, {"message_id", "d@example.org"}}),
            "conflict");
  EXPECT_EQ(refused_kind("turns.queue", {{"turn", turn}}), "conflict");
  EXPECT_EQ(refused_kind("turns.skip", {{"turn", turn}}), "conflict");
  EXPECT_EQ(refused_kind("turns.snooze", {{"turn", turn}, {"until", "2015-02-01"}}), "conflict");
  EXPECT_EQ(refused_kind("turns.release", {{"turn", turn}}), "conflict");
}

TEST_F(TurnsTest, ADeletedDraftGivesTheTurnBack) {
  const std::string turn = first();
  change("turns.draft", {{"turn", turn}, {"message_id", "d@example.org"}});
  const json released = change("turns.release", {{"turn", turn}})["turn"];
  EXPECT_EQ(released["state"], "waiting");
  EXPECT_FALSE(released.contains("draft"));
  EXPECT_EQ(first(), turn);
  EXPECT_EQ(refused_kind("turns.release", {{"turn", turn}}), "conflict");
}

TEST_F(TurnsTest, WritingAfterAllForgetsWhySomebodyWasSkipped) {
  const std::string turn = first();
  change("turns.skip", {{"turn", turn}, {"reason", "no idea who this is"}});
  const json drafted = change("turns.draft", {{"turn", turn}, {"message_id", "d@example.org"}});
  EXPECT_FALSE(drafted["turn"].contains("skip_reason"));
}

TEST_F(TurnsTest, SnoozingNeedsADayThatIsStillToCome) {
  EXPECT_EQ(refused_kind("turns.snooze", {{"turn", first()}, {"until", "2015-01-01"}}), "invalid");
  EXPECT_EQ(refused_kind("turns.snooze", {{"turn", first()}, {"until", "2014-12-31"}}), "invalid");
}

TEST_F(TurnsTest, WhatWasSentLateCountsForItsDay) {
  const std::string turn = first();
  set_day("2015-01-05");
  const json sent =
      change("turns.sent", {{"turn", turn}, {"sent_at", "2015-01-02T02:00:00+01:00"}});
  EXPECT_EQ(sent["turn"]["written_on"], "2015-01-01");
}

TEST_F(TurnsTest, ANoteWrittenElsewhereKeepsItsChannel) {
  const json sent =
      change("turns.sent",
             {{"turn", first()}, {"sent_at", now()}, {"channel", "linkedin"}, {"text", "Hello"}});
  EXPECT_EQ(sent["turn"]["channel"], "linkedin");
}

TEST_F(TurnsTest, ANoteOfAnyLengthCountsAndItsBeginningIsKept) {
  std::string text = "éx";  // the limit falls into the middle of an é
  while (text.size() < 3'000'000) text += text;
  const json sent = change("turns.sent", {{"turn", first()},
                                          {"sent_at", now()},
                                          {"subject", std::string(20'000, 's')},
                                          {"text", text}});
  EXPECT_EQ(sent["turn"]["state"], "written");
  const json shown = call("people.show", {{"person", sent["turn"]["person"]["id"]}});
  const std::string kept = shown["notes"][0]["text"];
  EXPECT_EQ(kept, text.substr(0, kept.size()));
  EXPECT_EQ(kept.size(), 256U * 1024 - 1);
  EXPECT_EQ(shown["notes"][0]["subject"].get<std::string>().size(), 1000U);
}

TEST_F(TurnsTest, EverythingIsUndone) {
  const std::string turn = first();
  const auto undone = [this](const std::string& fact) { change("facts.undo", {{"undo", fact}}); };
  change("turns.skip", {{"turn", turn}});
  undone(last_fact());
  EXPECT_EQ(state(turn), "waiting");
  change("turns.snooze", {{"turn", turn}, {"until", "2015-02-01"}});
  undone(last_fact());
  EXPECT_EQ(first(), turn);
  change("turns.draft", {{"turn", turn}, {"message_id", "d@example.org"}});
  send(turn);
  const std::string sent = last_fact();
  undone(sent);
  EXPECT_EQ(state(turn), "waiting") << "the draft became the mail, and is gone";
  const std::string undoing = last_fact();
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", sent}}), "conflict") << "undone already";
  undone(undoing);
  EXPECT_EQ(state(turn), "written") << "an undoing is undone, too";
}

TEST_F(TurnsTest, LatestIsWhatUndoWouldTakeBack) {
  const std::string turn = first();
  change("turns.skip", {{"turn", turn}});
  const std::string skip = last_fact();
  json latest = call("facts.latest");
  EXPECT_EQ(latest["fact"], skip);
  EXPECT_EQ(latest["kind"], "turn.skipped");
  EXPECT_EQ(latest["person"], "Given1 Family00001");
  change("facts.undo", {{"undo", skip}});
  latest = call("facts.latest");
  EXPECT_EQ(latest["kind"], "round.created");
}

TEST_F(TurnsTest, TheSameFactAgainGivesTheFirstResultAndChangesNothing) {
  const json params{{"fact", new_fact()}, {"turn", first()}, {"reason", "later"}};
  const json result = call("turns.skip", params);
  send(due().front());
  reopen();
  EXPECT_EQ(call("turns.skip", params), result);
  EXPECT_EQ(call("today.show")["skipped"], 1);
  json other = params;
  other["reason"] = "never";
  EXPECT_EQ(refusal("turns.skip", other)["data"]["kind"], "conflict");
  json elsewhere = params;
  elsewhere.erase("reason");
  EXPECT_EQ(refusal("turns.release", elsewhere)["data"]["kind"], "conflict");
}

TEST_F(TurnsTest, AFactIsTheSameInCapitalsToo) {
  json params{{"fact", "6b0b6d4e-3f0e-4c60-9a39-6c2a5f1f0c11"}, {"turn", first()}};
  const json result = call("turns.skip", params);
  params["fact"] = "6B0B6D4E-3F0E-4C60-9A39-6C2A5F1F0C11";
  EXPECT_EQ(call("turns.skip", params), result);
}

TEST_F(TurnsTest, AreFoundByMessageAndByAddress) {
  const std::string turn = first();
  const auto found = [this](const json& params) {
    const json result = call("turns.find", params);
    return result.contains("turn") ? result["turn"]["turn"].get<std::string>() : "";
  };
  EXPECT_EQ(found({{"address", "P1@Example.org"}}), turn);
  EXPECT_EQ(found({{"address", "nobody@example.org"}}), "");
  change("turns.draft", {{"turn", turn}, {"message_id", "d@example.org"}});
  EXPECT_EQ(found({{"message_id", "<d@example.org>"}}), turn);
  send(turn);
  EXPECT_EQ(found({{"address", "p1@example.org"}}), "") << "a written turn is not open";
  EXPECT_EQ(found({{"message_id", "note-" + turn + "@example.org"}}), turn);
}

TEST_F(TurnsTest, AreListedByWhatBecameOfThem) {
  const auto turns = due();
  send(turns[0]);
  change("turns.skip", {{"turn", turns[1]}});
  change("turns.snooze", {{"turn", turns[2]}, {"until", "2015-03-01"}});
  change("turns.draft", {{"turn", turns[3]}, {"message_id", "d@example.org"}});
  change("turns.queue", {{"turn", turns[4]}});
  const auto total = [this](const char* which) {
    return call("turns.list", {{"round", round()}, {"which", which}})["total"].get<int>();
  };
  for (const auto* const which : {"written", "skipped", "snoozed", "drafted", "queued"}) {
    EXPECT_EQ(total(which), 1) << which;
  }
  EXPECT_EQ(total("waiting"), 15);
  const json page = call("turns.list", {{"round", round()}, {"which", "waiting"}, {"limit", 10}});
  EXPECT_EQ(page["turns"].size(), 10U);
  const json rest =
      call("turns.list",
           {{"round", round()}, {"which", "waiting"}, {"limit", 10}, {"after", page["next"]}});
  EXPECT_EQ(rest["turns"].size(), 5U);
  EXPECT_FALSE(rest.contains("next"));
}

TEST_F(TurnsTest, RefusesTurnsThatAreNotThere) {
  for (const auto* const id : {"1", "", "abc", "-1", "007", "99999999999999999999"}) {
    EXPECT_EQ(refused_kind("turns.skip", {{"turn", id}}), "not_found") << id;
  }
  EXPECT_EQ(refused_kind("turns.skip", {{"turn", 1}}), "invalid");
  EXPECT_EQ(refused_kind("turns.sent", {{"turn", first()}, {"sent_at", "now"}}), "invalid");
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", "00000000-0000-4000-8000-999999999999"}}),
            "not_found");
}

}  // namespace
}  // namespace rounds
