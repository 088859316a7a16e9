#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

constexpr const char* kHeader =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

class PeopleTest : public testing::Contract {
 protected:
  json import_text(const std::string& lines) {
    return change("people.import",
                  {{"filename", "Connections.csv"}, {"text", std::string(kHeader) + lines}});
  }
  json list(const json& params = json::object()) { return call("people.list", params); }
  std::vector<std::string> names(const json& params = json::object()) {
    std::vector<std::string> found;
    const json page = list(params);
    for (const json& person : page["people"]) found.push_back(person["full"]);
    return found;
  }
};

TEST_F(PeopleTest, ImportTellsWhatItDid) {
  const json result = import_text(
      "Ann,Lee,https://www.linkedin.com/in/annlee,ann@example.org,Acme,CEO,07 Feb 2012\n"
      "Ben,Okafor,https://www.linkedin.com/in/ben,,Acme,CTO,08 Feb 2012\n"
      ",,,,,,09 Feb 2012\n");
  EXPECT_EQ(result["format"], "linkedin");
  EXPECT_EQ(result["added"], 2);
  EXPECT_EQ(result["rejected"], 1);
  EXPECT_EQ(result["without_address"], 1);
  ASSERT_EQ(result["problems"].size(), 1U);
  EXPECT_EQ(result["problems"][0]["line"], 4);
  EXPECT_FALSE(result["problems"][0]["reason"].get<std::string>().empty());
}

TEST_F(PeopleTest, TheSameFileTwiceChangesNothing) {
  import_people(50);
  const json again = import_people(50);
  EXPECT_EQ(again["added"], 0);
  EXPECT_EQ(again["unchanged"], 50);
  EXPECT_EQ(list()["total"], 50);
}

TEST_F(PeopleTest, ALaterListUpdatesWhomItKnows) {
  import_text("Ann,Lee,https://www.linkedin.com/in/annlee,,Acme,CEO,07 Feb 2012\n");
  const json result =
      import_text("Ann,Lee,http://linkedin.com/in/annlee/,ann@example.org,Beta,,07 Feb 2012\n");
  EXPECT_EQ(result["updated"], 1);
  const json ann = list()["people"][0];
  EXPECT_EQ(ann["company"], "Beta");
  EXPECT_EQ(ann["position"], "CEO") << "what a file leaves empty stays";
  EXPECT_EQ(ann["addresses"], json::array({"ann@example.org"}));
}

TEST_F(PeopleTest, TheUsersCorrectionStandsAgainstLaterImports) {
  import_text("ANN,LEE,https://www.linkedin.com/in/annlee,,Acme,CEO,07 Feb 2012\n");
  const std::string ann = list()["people"][0]["id"];
  change("people.edit", {{"person", ann}, {"changes", {{"given", "Ann"}, {"family", "Lee"}}}});
  import_text("ANN,LEE,https://www.linkedin.com/in/annlee,,Beta,CEO,07 Feb 2012\n");
  const json person = call("people.show", {{"person", ann}})["person"];
  EXPECT_EQ(person["full"], "Ann Lee");
  EXPECT_EQ(person["company"], "Beta");
}

TEST_F(PeopleTest, AnAddressThatTheUserRemovedStaysAway) {
  const std::string line =
      "Ann,Lee,https://www.linkedin.com/in/annlee,old@example.org,Acme,CEO,07 Feb 2012\n";
  import_text(line);
  const std::string ann = list()["people"][0]["id"];
  change("people.edit", {{"person", ann}, {"changes", {{"addresses", {"new@example.org"}}}}});
  EXPECT_EQ(import_text(line)["unchanged"], 1);
  EXPECT_EQ(list()["people"][0]["addresses"], json::array({"new@example.org"}));
}

TEST_F(PeopleTest, TwoPeopleOfOneNameStayTwo) {
  const json result = import_text(
      "Ann,Lee,https://www.linkedin.com/in/annlee,,Acme,CEO,07 Feb 2012\n"
      "Ann,Lee,https://www.linkedin.com/in/annlee2,,Acme,CEO,07 Feb 2012\n"
      "Ann,Lee,https://www.linkedin.com/in/annlee,,Acme,CEO,07 Feb 2012\n");
  EXPECT_EQ(result["added"], 2);
  EXPECT_EQ(result["unchanged"], 1);
}

TEST_F(PeopleTest, AFamilysSharedAddressMakesNobodyTheSame) {
  const json result = import_text(
      "Ann,Lee,,lee@example.org,,,07 Feb 2012\n"
      "Tom,Lee,,lee@example.org,,,08 Feb 2012\n");
  EXPECT_EQ(result["added"], 2);
}

TEST_F(PeopleTest, PreviewStoresNothing) {
  const json preview =
      call("people.preview", {{"filename", "Connections.csv"}, {"text", linkedin_list(7)}});
  EXPECT_EQ(preview["people"], 7);
  EXPECT_EQ(preview["added"], 7);
  EXPECT_EQ(preview["sample"].size(), 5U);
  EXPECT_EQ(list()["total"], 0);
}

TEST_F(PeopleTest, WhatIsNoListIsRefusedAndChangesNothing) {
  for (const std::string& text :
       {std::string(), std::string("hello"), std::string("a,b,c\n1,2,3\n"),
        std::string("PK\x03\x04zip"), std::string("\0\1\2\3", 4)}) {
    const json error = refusal(
        "people.import", {{"fact", new_fact()}, {"filename", "Connections.csv"}, {"text", text}});
    EXPECT_EQ(error["code"], -32602);
    EXPECT_EQ(error["data"]["field"], "text");
    EXPECT_GT(error["message"].get<std::string>().size(), 20U);
  }
  EXPECT_EQ(list()["total"], 0);
}

TEST_F(PeopleTest, AnImportIsUndoneAsAWhole) {
  import_text("Ann,Lee,https://www.linkedin.com/in/annlee,,Acme,CEO,07 Feb 2012\n");
  import_text(
      "Ann,Lee,https://www.linkedin.com/in/annlee,,Beta,CEO,07 Feb 2012\n"
      "Ben,Okafor,https://www.linkedin.com/in/ben,,Acme,CTO,08 Feb 2012\n");
  const std::string second = last_fact();
  change("facts.undo", {{"undo", second}});
  EXPECT_EQ(names(), std::vector<std::string>{"Ann Lee"});
  EXPECT_EQ(list()["people"][0]["company"], "Acme");
}

TEST_F(PeopleTest, AnImportWhosePeopleAreInARoundIsNotUndone) {
  import_people(3);
  const std::string import = last_fact();
  change("rounds.create", {{"name", "Round"}, {"start", "2015-01-01"}});
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", import}}), "conflict");
  EXPECT_EQ(list()["total"], 3);
}

TEST_F(PeopleTest, ListPagesThroughEverybodyOnceInOrder) {
  import_people(1109);
  std::vector<std::string> all;
  json params{{"limit", 500}};
  while (true) {
    const json page = list(params);
    EXPECT_EQ(page["total"], 1109);
    for (const json& person : page["people"]) all.push_back(person["family"]);
    if (!page.contains("next")) break;
    params["after"] = page["next"];
  }
  EXPECT_EQ(all.size(), 1109U);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
}

TEST_F(PeopleTest, ListSortsAsPeopleSort) {
  import_text(
      "A,Fox,,,,,07 Feb 2012\nÉmile,Évans,,,,,07 Feb 2012\nAnn,evans,,,,,07 Feb 2012\n"
      "B,Łuk,,,,,07 Feb 2012\nC,Lyon,,,,,07 Feb 2012\nCher,,,,,,07 Feb 2012\n");
  EXPECT_EQ(names(), (std::vector<std::string>{"Cher", "Ann evans", "Émile Évans", "A Fox", "B Łuk",
                                               "C Lyon"}));
}

TEST_F(PeopleTest, SearchFindsEveryWordWithoutAccentsAndCase) {
  import_text(
      "Łukasz,Żak,,lukasz@example.org,Müller & Söhne,CEO,07 Feb 2012\n"
      "Ann,Lee,,,Acme 100%,CEO,07 Feb 2012\n");
  for (const auto* const search : {"lukasz", "ŻAK lukasz", "muller", "LUKASZ@example", "ceo zak"}) {
    EXPECT_EQ(names({{"search", search}}), std::vector<std::string>{"Łukasz Żak"}) << search;
  }
  EXPECT_EQ(names({{"search", "100%"}}), std::vector<std::string>{"Ann Lee"});
  EXPECT_TRUE(names({{"search", "l%k"}}).empty()) << "no wildcards";
  EXPECT_EQ(list({{"search", "ceo"}})["total"], 2);
}

TEST_F(PeopleTest, EditChangesWhatItNamesAndIsUndone) {
  import_text("Ann,Lee,https://www.linkedin.com/in/annlee,,Acme,CEO,07 Feb 2012\n");
  const std::string ann = list()["people"][0]["id"];
  const json edited =
      change("people.edit",
             {{"person", ann},
              {"changes",
               {{"remark", "Two children"}, {"addresses", {"a@example.org", "A@Example.org"}}}}});
  EXPECT_EQ(edited["person"]["remark"], "Two children");
  EXPECT_EQ(edited["person"]["addresses"], json::array({"a@example.org"}));
  EXPECT_EQ(edited["person"]["company"], "Acme");
  change("facts.undo", {{"undo", last_fact()}});
  const json person = call("people.show", {{"person", ann}})["person"];
  EXPECT_EQ(person["remark"], "");
  EXPECT_TRUE(person["addresses"].empty());
}

TEST_F(PeopleTest, EditRefusesWhatMakesNoPerson) {
  import_text("Ann,Lee,,,Acme,CEO,07 Feb 2012\n");
  const std::string ann = list()["people"][0]["id"];
  for (const json& changes :
       {json{{"nickname", "A"}}, json{{"addresses", {"not an address"}}}, json{{"given", 5}},
        json{{"connected_on", "yesterday"}}, json{{"given", ""}, {"family", ""}}}) {
    EXPECT_EQ(refused_kind("people.edit", {{"person", ann}, {"changes", changes}}), "invalid")
        << changes;
  }
  EXPECT_EQ(refused_kind("people.edit", {{"person", "77"}, {"changes", json::object()}}),
            "not_found");
}

TEST_F(PeopleTest, ShowTellsTurnsNotesAndReplies) {
  make_round(3);
  const std::string turn = due().front();
  const json sent = send(turn);
  const std::string person = sent["turn"]["person"]["id"];
  const json shown = call("people.show", {{"person", person}});
  EXPECT_EQ(shown["turns"][0]["state"], "written");
  EXPECT_EQ(shown["notes"][0]["text"], "How are you?");
  EXPECT_TRUE(shown["replies"].empty());
}

}  // namespace
}  // namespace rounds
