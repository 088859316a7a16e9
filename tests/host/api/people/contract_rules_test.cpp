#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "store/journal/projection.h"
#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

constexpr const char* kHeader =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

class RulesTest : public testing::Contract {
 protected:
  void SetUp() override {
    import_lines(
        "Ann,Lee,,ann@example.org,Acme Inc.,Recruiter,07 Feb 2012\n"
        "Ben,Okafor,,ben@example.org,Smart Acme,Engineer,07 Feb 2008\n"
        "Łukasz,Żak,,lukasz@example.org,Müller & Söhne,Head of Talent,07 Feb 2010\n"
        "Zoe,Young,,zoe@example.org,,,\n");
  }
  json import_lines(const std::string& lines) {
    return change("people.import",
                  {{"filename", "Connections.csv"}, {"text", std::string(kHeader) + lines}});
  }
  json save(const json& when, const std::string& known_from, bool leave_out = false) {
    return change("rules.save",
                  {{"when", when}, {"known_from", known_from}, {"leave_out", leave_out}});
  }
  json people(const std::string& search = "") {
    return call("people.list", {{"search", search}})["people"];
  }
  std::string known_from(const std::string& search) { return people(search)[0]["known_from"]; }
  int fitting(const json& when) { return call("rules.preview", {{"when", when}})["people"]; }
  void expect_rebuild_to_agree() {
    const json before = {people(), call("rules.list")};
    store::Projection(host().database()).rebuild();
    EXPECT_EQ((json{people(), call("rules.list")}), before);
  }
};

TEST_F(RulesTest, PreviewCountsWithoutCaseAndAccents) {
  EXPECT_EQ(fitting({{"company", "ACME"}}), 2);
  EXPECT_EQ(fitting({{"company", "acme inc"}}), 1);
  EXPECT_EQ(fitting({{"company", "art"}}), 0) << "whole words";
  EXPECT_EQ(fitting({{"company", "muller"}}), 1);
  EXPECT_EQ(fitting({{"position", "talent"}}), 1);
  EXPECT_EQ(fitting({{"search", "zak sohne"}}), 1);
  EXPECT_EQ(fitting({{"connected_from", "2009-01-01"}}), 2) << "whose day is known";
  EXPECT_EQ(fitting({{"connected_from", "2009-01-01"}, {"connected_to", "2011-12-31"}}), 1);
  EXPECT_EQ(fitting({{"company", "&"}}), 0) << "no words fit nobody";
  EXPECT_EQ(call("rules.preview", {{"when", {{"company", "acme"}}}})["sample"].size(), 2U);
}

TEST_F(RulesTest, ARuleSetsKnownFromNowAndForWhomLaterImportsBring) {
  const json rule = save({{"company", "acme"}}, "Acme days")["rule"];
  EXPECT_EQ(rule["people"], 2);
  EXPECT_EQ(known_from("ben"), "Acme days");
  EXPECT_EQ(known_from("lukasz"), "");
  import_lines(
      "Mia,New,,mia@example.org,Acme,CEO,07 Feb 2014\n"
      "Łukasz,Żak,,lukasz@example.org,Acme,Head of Talent,07 Feb 2010\n");
  EXPECT_EQ(known_from("mia"), "Acme days");
  EXPECT_EQ(known_from("lukasz"), "Acme days") << "the employer is new";
  expect_rebuild_to_agree();
}

TEST_F(RulesTest, TheUsersWordStandsAgainstRules) {
  const std::string ben = people("ben")[0]["id"];
  const std::string ann = people("ann")[0]["id"];
  change("people.edit", {{"person", ben}, {"changes", {{"known_from", "School"}}}});
  save({{"company", "acme"}}, "Acme days");
  EXPECT_EQ(known_from("ben"), "School");
  EXPECT_EQ(known_from("ann"), "Acme days");
  change("people.edit", {{"person", ann}, {"changes", {{"known_from", ""}}}});
  EXPECT_EQ(known_from("ann"), "") << "clearing is a word, too";
  expect_rebuild_to_agree();
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(known_from("ann"), "Acme days");
  expect_rebuild_to_agree();
}

TEST_F(RulesTest, RulesAreChangedRemovedAndUndone) {
  const json rule = save({{"company", "acme"}}, "Acme days")["rule"];
  const std::string made = last_fact();
  change("rules.save", {{"rule", rule["rule"]},
                        {"name", "Old colleagues"},
                        {"when", {{"company", "acme"}}},
                        {"known_from", "Acme, 2005 to 2012"}});
  const std::string changed = last_fact();
  EXPECT_EQ(known_from("ann"), "Acme, 2005 to 2012");
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", made}}), "conflict");
  change("rules.remove", {{"rule", rule["rule"]}});
  EXPECT_EQ(known_from("ann"), "");
  EXPECT_TRUE(call("rules.list")["rules"].empty());
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(known_from("ann"), "Acme, 2005 to 2012");
  change("facts.undo", {{"undo", changed}});
  EXPECT_EQ(known_from("ann"), "Acme days");
  change("facts.undo", {{"undo", made}});
  EXPECT_EQ(known_from("ann"), "");
  expect_rebuild_to_agree();
}

TEST_F(RulesTest, TheFirstRuleThatFitsHasTheWord) {
  save({{"company", "acme"}}, "Acme days");
  save({{"search", "ann"}}, "School");
  EXPECT_EQ(known_from("ann"), "Acme days");
}

TEST_F(RulesTest, LeftOutPeopleAreInNoRoundThatIsMadeOfEverybody) {
  save({{"position", "recruiter"}}, "", true);
  save({{"search", "talent"}}, "Recruiters");
  save({{"known_from", "recruiters"}}, "", true);
  const json plan = call("rounds.plan", {{"start", "2015-01-01"}});
  EXPECT_EQ(plan["people"], 2);
  EXPECT_EQ(plan["left_out"], 2);
  const json round = change("rounds.create", {{"name", "Round"}, {"start", "2015-01-01"}});
  EXPECT_EQ(round["people"], 2);
  EXPECT_EQ(round["left_out"], 2);
  const json chosen =
      call("rounds.plan", {{"start", "2015-01-01"}, {"people", {people("ann")[0]["id"]}}});
  EXPECT_EQ(chosen["people"], 1) << "whoever is chosen is not left out";
  EXPECT_EQ(chosen["left_out"], 0);
}

TEST_F(RulesTest, RulesThatLeaveEverybodyOutMakeNoRound) {
  save({{"search", "example.org"}}, "", true);
  EXPECT_EQ(refusal("rounds.plan", {{"start", "2015-01-01"}})["data"]["kind"], "conflict");
}

TEST_F(RulesTest, WhatIsNoRuleIsRefused) {
  EXPECT_EQ(refused_kind("rules.save", {{"when", json::object()}, {"known_from", "X"}}), "invalid");
  EXPECT_EQ(refused_kind("rules.save", {{"when", {{"company", "Acme"}}}}), "invalid");
  EXPECT_EQ(refused_kind("rules.save", {{"when", {{"employer", "A"}}}, {"known_from", "X"}}),
            "invalid");
  EXPECT_EQ(refused_kind("rules.save",
                         {{"when", {{"company", "Acme"}}}, {"known_from", "X"}, {"leave_out", 1}}),
            "invalid");
  EXPECT_EQ(
      refused_kind("rules.save",
                   {{"when", {{"connected_from", "2012-01-01"}, {"connected_to", "2011-01-01"}}},
                    {"known_from", "X"}}),
      "invalid");
  EXPECT_EQ(refused_kind("rules.remove", {{"rule", "77"}}), "not_found");
}

// --- the orders of a round, its front, and who is new -------------------------------------------

class OrdersTest : public testing::Contract {
 protected:
  void SetUp() override {
    change("people.import",
           {{"filename", "Connections.csv"},
            {"text", std::string(kHeader) + "A,Abel,,a@example.org,Acme,,07 Feb 2012\n"
                                            "B,Berg,,b@example.org,Acme,,07 Feb 2008\n"
                                            "C,Cole,,c@example.org,Acme,,\n"
                                            "D,Dorn,,d@example.org,Beta,,07 Feb 2010\n"}});
  }
  std::vector<std::string> order(const std::string& name) {
    change("rounds.create", {{"name", name}, {"start", "2015-01-01"}, {"order", name}});
    return due_names({{"session", 10}});
  }
  using Names = std::vector<std::string>;
};

TEST_F(OrdersTest, ByTheDayOfConnecting) {
  EXPECT_EQ(order("family_name"), (Names{"A Abel", "B Berg", "C Cole", "D Dorn"}));
  EXPECT_EQ(order("connected_on"), (Names{"B Berg", "D Dorn", "A Abel", "C Cole"}));
  EXPECT_EQ(order("connected_on_newest"), (Names{"A Abel", "D Dorn", "B Berg", "C Cole"}));
  EXPECT_EQ(call("rounds.list")["rounds"][0]["order"], "connected_on_newest");
}

TEST_F(OrdersTest, ByTheLongestSilenceWithThoseNeverHeardOfFirst) {
  host().database().execute(
      "UPDATE people SET last_exchange = '2014-05-01T01:00:00+05:00' WHERE given = 'A';"
      "UPDATE people SET last_exchange = '2014-04-30T23:00:00+00:00' WHERE given = 'B'");
  EXPECT_EQ(order("longest_silence"), (Names{"D Dorn", "C Cole", "A Abel", "B Berg"}));
}

TEST_F(OrdersTest, ShuffledIsFrozenAndMixedKeepsEverybody) {
  const Names shuffled = order("shuffled");
  EXPECT_EQ(std::set<std::string>(shuffled.begin(), shuffled.end()).size(), 4U);
  store::Projection(host().database()).rebuild();
  EXPECT_EQ(due_names({{"session", 10}}), shuffled);
  EXPECT_EQ(order("mixed").size(), 4U);
}

TEST_F(OrdersTest, AnUnknownOrderIsRefused) {
  const json error = refusal("rounds.plan", {{"start", "2015-01-01"}, {"order", "luck"}});
  EXPECT_EQ(error["data"]["field"], "order");
  EXPECT_NE(error["message"].get<std::string>().find("longest_silence"), std::string::npos);
}

TEST_F(OrdersTest, OneIsMovedToTheFrontButNotAboveDrafts) {
  order("family_name");
  const auto turns = due({{"session", 10}});
  change("turns.draft", {{"turn", turns[1]}, {"message_id", "d@example.org"}});
  change("turns.front", {{"turn", turns[3]}});
  EXPECT_EQ(due_names({{"session", 10}}), (Names{"B Berg", "D Dorn", "A Abel", "C Cole"}));
  const std::string first = last_fact();
  change("turns.front", {{"turn", turns[2]}});
  EXPECT_EQ(due_names({{"session", 10}}), (Names{"B Berg", "C Cole", "D Dorn", "A Abel"}));
  store::Projection(host().database()).rebuild();
  EXPECT_EQ(due_names({{"session", 10}}), (Names{"B Berg", "C Cole", "D Dorn", "A Abel"}));
  change("facts.undo", {{"undo", first}});
  EXPECT_EQ(due_names({{"session", 10}}), (Names{"B Berg", "C Cole", "A Abel", "D Dorn"}));
}

TEST_F(OrdersTest, WhoeverIsSnoozedComesToTheFrontAtOnce) {
  order("family_name");
  const auto turns = due({{"session", 10}});
  change("turns.snooze", {{"turn", turns[2]}, {"until", "2015-03-01"}});
  change("turns.front", {{"turn", turns[2]}});
  EXPECT_EQ(due_names({{"session", 10}}), (Names{"C Cole", "A Abel", "B Berg", "D Dorn"}));
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(due_names({{"session", 10}}), (Names{"A Abel", "B Berg", "D Dorn"}));
}

TEST_F(OrdersTest, OnlyWhoWaitsAndCanBeWrittenToComesToTheFront) {
  order("family_name");
  const auto turns = due({{"session", 10}});
  send(turns[0]);
  change("turns.draft", {{"turn", turns[1]}, {"message_id", "d@example.org"}});
  const std::string cole = call("turns.show", {{"turn", turns[2]}})["turn"]["person"]["id"];
  change("people.edit", {{"person", cole}, {"changes", {{"addresses", json::array()}}}});
  for (const int i : {0, 1, 2}) {
    EXPECT_EQ(refused_kind("turns.front", {{"turn", turns[static_cast<std::size_t>(i)]}}),
              "conflict");
  }
}

TEST_F(OrdersTest, AListWithSomebodyInFrontIsPagedWhole) {
  order("family_name");
  const auto turns = due({{"session", 10}});
  change("turns.front", {{"turn", turns[3]}});
  const std::string round = call("rounds.list")["rounds"][0]["round"];
  json params{{"round", round}, {"which", "waiting"}, {"limit", 1}};
  Names seen;
  while (true) {
    const json page = call("turns.list", params);
    seen.push_back(page["turns"][0]["person"]["full"]);
    if (!page.contains("next")) break;
    params["after"] = page["next"];
  }
  EXPECT_EQ(seen, (Names{"D Dorn", "A Abel", "B Berg", "C Cole"}));
}

TEST_F(OrdersTest, PeopleNewSinceTheRoundBeganWaitForTheNext) {
  const std::string round =
      change("rounds.create", {{"name", "Round"}, {"start", "2015-01-01"}})["round"];
  EXPECT_EQ(call("rounds.newcomers", {{"round", round}})["total"], 0);
  change("people.import",
         {{"filename", "Connections.csv"},
          {"text", std::string(kHeader) + "E,Eden,,e@example.org,,,\nF,Frey,,f@example.org,,,\n"
                                          "A,Abel,,a@example.org,Beta,,07 Feb 2012\n"}});
  EXPECT_EQ(call("today.show")["people"], 4) << "never slipped in";
  const json page = call("rounds.newcomers", {{"round", round}, {"limit", 1}});
  EXPECT_EQ(page["total"], 2);
  EXPECT_EQ(page["people"][0]["full"], "E Eden");
  const json rest = call("rounds.newcomers", {{"round", round}, {"after", page["next"]}});
  EXPECT_EQ(rest["people"][0]["full"], "F Frey");
  EXPECT_FALSE(rest.contains("next"));
  store::Projection(host().database()).rebuild();
  EXPECT_EQ(call("rounds.newcomers", {{"round", round}})["total"], 2);
  const std::string next =
      change("rounds.create", {{"name", "Next"}, {"start", "2015-01-01"}})["round"];
  EXPECT_EQ(call("rounds.newcomers", {{"round", next}})["total"], 0);
}

}  // namespace
}  // namespace rounds
