#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "store/journal/projection.h"
#include "store/tables/exchanges.h"
#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

constexpr const char* kHeader =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
constexpr const char* kAnn = "Ann,Lee,https://www.linkedin.com/in/ann,ann@work.example,Acme,CEO,";
constexpr const char* kAnnie = "Annie,Lee,,ann@home.example,Acme,,";

class MergingContractTest : public testing::Contract {
 protected:
  json import_lines(const std::string& lines) {
    return change("people.import",
                  {{"filename", "Connections.csv"}, {"text", std::string(kHeader) + lines}});
  }
  void import_both() {
    import_lines(std::string(kAnn) + "07 Feb 2012\n" + kAnnie + "08 Feb 2012\n" +
                 "Ben,Okafor,,ben@example.org,Beta,CTO,09 Feb 2012\n");
    ann_ = id_of("ann@work.example");
    annie_ = id_of("ann@home.example");
  }
  std::string id_of(const std::string& search) {
    return call("people.list", {{"search", search}})["people"][0]["id"];
  }
  json merge() { return change("people.merge", {{"keep", ann_}, {"merge", {annie_}}}); }
  json show(const std::string& person) { return call("people.show", {{"person", person}}); }
  std::string turn_of(const std::string& person) { return show(person)["turns"][0]["turn"]; }
  std::string make_round_of_them() {
    return change("rounds.create", {{"name", "Round"}, {"start", "2015-01-01"}})["round"];
  }
  /// Every row but those of the journal, as text.
  std::string rows() {
    std::string text;
    const auto& database = host().database();
    for (const auto* const table :
         {"people", "addresses", "turns", "rounds", "notes", "replies", "changes", "tally"}) {
      std::vector<std::string> lines;
      store::Statement row = database.prepare(std::string("SELECT * FROM ") + table);
      while (row.step()) {
        std::string line;
        for (int i = 0; i < row.columns(); ++i) {
          line += (row.is_null(i) ? "∅" : row.string(i)) + "|";
        }
        lines.push_back(line);
      }
      std::sort(lines.begin(), lines.end());
      for (const auto& line : lines) text += line + "\n";
    }
    return text;
  }
  void expect_rebuild_to_agree() {
    const std::string before = rows();
    store::Projection(host().database()).rebuild();
    EXPECT_EQ(rows(), before);
  }

  std::string ann_;
  std::string annie_;
};

TEST_F(MergingContractTest, DuplicatesAreProposedWithReasons) {
  import_both();
  const json found = call("people.duplicates");
  ASSERT_EQ(found["total"], 1);
  const json& pair = found["pairs"][0];
  EXPECT_EQ(pair["people"].size(), 2U);
  EXPECT_EQ(pair["grade"], "likely");
  EXPECT_FALSE(pair["reasons"].empty());
  EXPECT_FALSE(found.contains("next"));
}

TEST_F(MergingContractTest, DuplicatesArePaged) {
  std::string lines;
  for (int i = 0; i < 30; ++i) {
    const std::string name = "Given" + std::to_string(i) + ",Family" + std::to_string(i);
    lines += name + ",,,Acme,,07 Feb 2012\n" + name + ",,,Acme,,08 Feb 2012\n";
  }
  import_lines(lines);
  json params{{"limit", 7}};
  std::set<std::string> seen;
  while (true) {
    const json page = call("people.duplicates", params);
    EXPECT_EQ(page["total"], 30);
    for (const json& pair : page["pairs"]) seen.insert(pair["people"].dump());
    if (!page.contains("next")) break;
    params["after"] = page["next"];
  }
  EXPECT_EQ(seen.size(), 30U);
}

TEST_F(MergingContractTest, MergingKeepsEverything) {
  import_both();
  change("people.edit", {{"person", ann_}, {"changes", {{"remark", "Two children"}}}});
  change("people.edit",
         {{"person", annie_}, {"changes", {{"remark", "Cello"}, {"known_from", "School"}}}});
  make_round_of_them();
  const std::string turn = turn_of(annie_);
  send(turn);
  change("replies.record", {{"message_id", "r@example.org"},
                            {"from", "ann@home.example"},
                            {"date", now()},
                            {"in_reply_to", "note-" + turn + "@example.org"}});
  const json person = merge()["person"];
  EXPECT_EQ(person["full"], "Ann Lee");
  EXPECT_EQ(person["addresses"], json::array({"ann@work.example", "ann@home.example"}));
  EXPECT_EQ(person["remark"], "Two children\n\nCello");
  EXPECT_EQ(person["known_from"], "School");
  const json shown = show(ann_);
  EXPECT_EQ(shown["turns"].size(), 2U);
  EXPECT_EQ(shown["notes"].size(), 1U);
  EXPECT_EQ(shown["replies"].size(), 1U);
  EXPECT_EQ(call("people.list")["total"], 2);
  EXPECT_EQ(call("people.duplicates")["total"], 0);
  EXPECT_EQ(refusal("people.show", {{"person", annie_}})["data"]["kind"], "not_found");
  expect_rebuild_to_agree();
}

TEST_F(MergingContractTest, AMergeIsUndoneExactly) {
  import_both();
  make_round_of_them();
  const std::string turn = turn_of(annie_);
  send(turn);
  const std::string before = rows();
  merge();
  EXPECT_NE(rows(), before);
  const std::string fact = last_fact();
  change("facts.undo", {{"undo", fact}});
  EXPECT_EQ(rows(), before);
  const std::string undoing = last_fact();
  change("facts.undo", {{"undo", undoing}});
  EXPECT_EQ(call("people.list")["total"], 2) << "merged again";
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(rows(), before);
  expect_rebuild_to_agree();
}

TEST_F(MergingContractTest, NobodyIsWrittenToTwiceInARound) {
  import_both();
  make_round_of_them();
  send(turn_of(ann_));
  const std::string spare = turn_of(annie_);
  merge();
  const json today = call("today.show", {{"session", 10}});
  for (const json& turn : today["due"]) {
    EXPECT_NE(turn["turn"], spare);
  }
  const json shown = call("turns.show", {{"turn", spare}})["turn"];
  EXPECT_EQ(shown["state"], "skipped");
  EXPECT_EQ(shown["superfluous"], true);
  EXPECT_EQ(refused_kind("turns.draft", {{"turn", spare}, {"message_id", "d@example.org"}}),
            "conflict");
  EXPECT_EQ(call("today.show")["skipped"], 1);
  expect_rebuild_to_agree();
}

TEST_F(MergingContractTest, OfTwoOpenTurnsOneIsLeft) {
  import_both();
  make_round_of_them();
  change("turns.draft", {{"turn", turn_of(annie_)}, {"message_id", "d@example.org"}});
  const std::string spare = turn_of(ann_);
  merge();
  EXPECT_EQ(call("turns.show", {{"turn", spare}})["turn"]["state"], "skipped");
  EXPECT_EQ(due({{"session", 10}}).size(), 2U) << "Ann by the draft, and Ben";
  EXPECT_EQ(call("today.show")["drafted"], 1);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(due({{"session", 10}}).size(), 3U);
}

TEST_F(MergingContractTest, WhatWasSentFromASpareTurnStillCounts) {
  import_both();
  make_round_of_them();
  const std::string spare = turn_of(annie_);
  merge();
  EXPECT_EQ(send(spare)["turn"]["state"], "written");
}

TEST_F(MergingContractTest, ALaterImportUpdatesThePersonThatWasKept) {
  import_both();
  merge();
  const json again = import_lines(std::string(kAnn) + "07 Feb 2012\n" + kAnnie + "08 Feb 2012\n");
  EXPECT_EQ(again["added"], 0);
  EXPECT_EQ(again["updated"], 0);
  const json result = import_lines("Annie,Lee,,ann@home.example,Gamma,Owner,08 Feb 2012\n");
  EXPECT_EQ(result["added"], 0);
  EXPECT_EQ(result["updated"], 1);
  const json ann = show(ann_)["person"];
  EXPECT_EQ(ann["company"], "Gamma");
  EXPECT_EQ(ann["full"], "Ann Lee");
  EXPECT_EQ(call("people.list")["total"], 2);
  expect_rebuild_to_agree();
  const std::string import = last_fact();
  change("facts.undo", {{"undo", import}});
  EXPECT_EQ(show(ann_)["person"]["company"], "Acme");
  expect_rebuild_to_agree();
}

TEST_F(MergingContractTest, WhatARestsUponIsNotUndoneFirst) {
  import_both();
  const std::string import = last_fact();
  merge();
  const std::string first = last_fact();
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", import}}), "conflict");
  change("people.merge", {{"keep", id_of("ben@example.org")}, {"merge", {ann_}}});
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", first}}), "conflict");
  change("facts.undo", {{"undo", call("facts.latest")["fact"]}});
  change("facts.undo", {{"undo", first}});
  EXPECT_EQ(call("people.list")["total"], 3);
}

TEST_F(MergingContractTest, DeadAddressesStayDead) {
  import_both();
  make_round_of_them();
  const std::string turn = turn_of(annie_);
  send(turn);
  change("replies.record",
         {{"message_id", "b@example.org"},
          {"from", "MAILER-DAEMON@example.net"},
          {"date", now()},
          {"subject", "Undelivered Mail Returned to Sender"},
          {"headers", {{"content-type", {"multipart/report; report-type=delivery-status"}}}},
          {"report",
           "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; ann@home.example\n"
           "Action: failed\nStatus: 5.1.1\n"},
          {"references", {"note-" + turn + "@example.org"}}});
  const std::string bounce = last_fact();
  const std::string before = rows();
  change("people.merge", {{"keep", annie_}, {"merge", {ann_}}});
  EXPECT_EQ(show(annie_)["person"]["addresses"][0], "ann@work.example");
  expect_rebuild_to_agree();
  const std::string merged = call("facts.latest")["fact"];
  change("facts.undo", {{"undo", merged}});
  EXPECT_EQ(rows(), before);
  change("people.merge", {{"keep", ann_}, {"merge", {annie_}}});
  EXPECT_EQ(show(ann_)["person"]["addresses"][0], "ann@work.example");
  change("facts.undo", {{"undo", bounce}});
  expect_rebuild_to_agree();
}

TEST_F(MergingContractTest, ThoseKeptApartAreNeverProposedAgain) {
  import_both();
  change("people.keep_apart", {{"people", {annie_, ann_}}});
  EXPECT_EQ(call("people.duplicates")["total"], 0);
  expect_rebuild_to_agree();
  EXPECT_EQ(call("people.duplicates")["total"], 0);
  change("facts.undo", {{"undo", call("facts.latest")["fact"]}});
  EXPECT_EQ(call("people.duplicates")["total"], 1);
}

TEST_F(MergingContractTest, WhatCannotBeMergedIsRefused) {
  import_both();
  EXPECT_EQ(refused_kind("people.merge", {{"keep", ann_}, {"merge", json::array()}}), "invalid");
  EXPECT_EQ(refused_kind("people.merge", {{"keep", ann_}, {"merge", {ann_}}}), "invalid");
  EXPECT_EQ(refused_kind("people.merge", {{"keep", ann_}, {"merge", {"77"}}}), "not_found");
  EXPECT_EQ(refused_kind("people.keep_apart", {{"people", {ann_, ann_}}}), "invalid");
  EXPECT_EQ(refused_kind("people.keep_apart", {{"people", {ann_, "77"}}}), "not_found");
}

TEST_F(MergingContractTest, TheLastExchangesGoWithThePerson) {
  import_both();
  // What the messages in an archive of LinkedIn's leave behind.
  store::Exchanges(host().database())
      .keep_newest(std::stoll(annie_),
                   {"linkedin", "2014-01-01T09:00:00+01:00", "from", "Hello", "", "Hi"});
  const auto owner = [this] { return host().database().integer("SELECT person FROM exchanges"); };
  const auto last = [this](const std::string& person) {
    return host().database().integer("SELECT last_exchange IS NOT NULL FROM people WHERE id = " +
                                     person);
  };
  merge();
  EXPECT_EQ(std::to_string(owner()), ann_);
  EXPECT_EQ(last(ann_), 1);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(std::to_string(owner()), annie_);
  EXPECT_EQ(last(ann_), 0);
  EXPECT_EQ(last(annie_), 1);
}

// --- names and changes --------------------------------------------------------------------------

TEST_F(MergingContractTest, TheGreetingIsMadeFromTheNamesUntilTheUserCorrectsIt) {
  import_lines(
      "Dr. ANN,\"LEE, PhD (she/her) 🚀\",https://www.linkedin.com/in/ann,,Acme,CEO,07 Feb "
      "2012\n");
  const std::string ann = call("people.list")["people"][0]["id"];
  const auto greeting = [&] { return show(ann)["person"]["greeting"]; };
  EXPECT_EQ(greeting(), "Ann");
  change("people.edit", {{"person", ann}, {"changes", {{"greeting", "Annie"}}}});
  EXPECT_EQ(greeting(), "Annie");
  import_lines("Anna,Lee,https://www.linkedin.com/in/ann,,Acme,CEO,07 Feb 2012\n");
  EXPECT_EQ(greeting(), "Annie") << "over later imports, too";
  EXPECT_EQ(show(ann)["person"]["given"], "Anna");
  expect_rebuild_to_agree();
  change("people.edit", {{"person", ann}, {"changes", {{"greeting", ""}}}});
  EXPECT_EQ(greeting(), "Anna");
}

TEST_F(MergingContractTest, TheGreetingThatTheNamesGiveIsNoCorrection) {
  import_both();
  change("people.edit", {{"person", ann_}, {"changes", {{"greeting", "Ann"}}}});
  EXPECT_EQ(call("facts.latest")["kind"], "people.imported");
}

TEST_F(MergingContractTest, TheGuardTakesTheGreetingForRight) {
  import_both();
  make_round_of_them();
  change("people.edit", {{"person", ann_}, {"changes", {{"greeting", "Pumpkin"}}}});
  const auto findings = [&](const std::string& name) {
    return call("note.check", {{"turn", turn_of(ann_)},
                               {"to", {"ann@work.example"}},
                               {"subject", "Hello"},
                               {"body", "Dear " + name + ",\n\nHow are you?\n"}})["findings"];
  };
  EXPECT_TRUE(findings("Pumpkin").empty()) << findings("Pumpkin");
  EXPECT_FALSE(findings("Gertrude").empty());
}

TEST_F(MergingContractTest, ANewEmployerIsKeptAsAChange) {
  import_both();
  set_day("2015-02-01");
  import_lines(
      "Ann,Lee,https://www.linkedin.com/in/ann,ann@work.example,Beta,CTO,07 Feb 2012\n"
      "Annie,Lee,,ann@home.example,Acme,Owner,08 Feb 2012\n");
  const std::string second = last_fact();
  const json changes = show(ann_)["changes"];
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[1],
            (json{{"on", "2015-02-01"}, {"field", "company"}, {"was", "Acme"}, {"now", "Beta"}}));
  EXPECT_EQ(changes[0]["now"], "CTO");
  EXPECT_TRUE(show(annie_)["changes"].empty()) << "what was not known has not changed";
  expect_rebuild_to_agree();
  const std::string before = rows();
  merge();
  EXPECT_EQ(show(ann_)["changes"].size(), 2U);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(rows(), before);
  change("facts.undo", {{"undo", second}});
  EXPECT_TRUE(show(ann_)["changes"].empty());
}

}  // namespace
}  // namespace rounds
