#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

/// People whose fields differ enough to be told apart by each of them.
class PeopleListTest : public testing::Contract {
 protected:
  void SetUp() override {
    change("people.import",
           {{"filename", "Connections.csv"},
            {"text",
             "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
             "Ann,Lee,,ann@example.org,Zebra,engineer,07 Feb 2012\n"
             "Émile,Adam,,emile@example.org,école,Baker,08 Feb 2011\n"
             "Eva,Zola,,,Ecole,,09 Feb 2013\n"
             "Ben,Moss,,ben@example.org,,Artist,10 Feb 2010\n"
             "Dora,Lee,,dora@example.org,zebra,Cook,\n"}});
  }
  std::vector<std::string> names(const json& params = json::object()) {
    std::vector<std::string> found;
    const json page = call("people.list", params);
    for (const json& person : page["people"]) found.push_back(person["given"]);
    return found;
  }
  std::vector<std::string> names_where(const json& filter) { return names({{"filter", filter}}); }
  json ids(const json& params = json::object()) { return call("people.ids", params)["ids"]; }
  json id_of(const std::string& name) { return ids({{"search", name}})[0]; }
  void know_from(const std::vector<std::string>& people, const std::string& known_from) {
    json some = json::array();
    for (const auto& name : people) some.push_back(id_of(name));
    change("people.edit_many", {{"people", some}, {"changes", {{"known_from", known_from}}}});
  }
};

using Names = std::vector<std::string>;

TEST_F(PeopleListTest, SortsByEveryFieldAsPeopleSort) {
  know_from({"Ann", "Eva"}, "school");
  know_from({"Ben"}, "Église");
  EXPECT_EQ(names(), (Names{"Émile", "Ann", "Dora", "Ben", "Eva"}));
  EXPECT_EQ(names({{"sort", "given"}}), (Names{"Ann", "Ben", "Dora", "Émile", "Eva"}));
  EXPECT_EQ(names({{"sort", "company"}}), (Names{"Eva", "Émile", "Ann", "Dora", "Ben"}));
  EXPECT_EQ(names({{"sort", "position"}}), (Names{"Ben", "Émile", "Dora", "Ann", "Eva"}));
  EXPECT_EQ(names({{"sort", "connected_on"}}), (Names{"Ben", "Émile", "Ann", "Eva", "Dora"}));
  EXPECT_EQ(names({{"sort", "known_from"}}), (Names{"Ben", "Ann", "Eva", "Émile", "Dora"}));
}

TEST_F(PeopleListTest, WhatIsNotKnownComesLastInEitherDirection) {
  EXPECT_EQ(names({{"descending", true}}), (Names{"Eva", "Ben", "Dora", "Ann", "Émile"}));
  EXPECT_EQ(names({{"sort", "connected_on"}, {"descending", true}}),
            (Names{"Eva", "Ann", "Émile", "Ben", "Dora"}));
  EXPECT_EQ(names({{"sort", "position"}, {"descending", true}}),
            (Names{"Ann", "Dora", "Émile", "Ben", "Eva"}));
}

TEST_F(PeopleListTest, AnEditMovesSomebodyInEveryOrder) {
  change("people.edit", {{"person", id_of("Ben")},
                         {"changes", {{"company", "Aardvark"}, {"position", "Zookeeper"}}}});
  EXPECT_EQ(names({{"sort", "company"}}).front(), "Ben");
  EXPECT_EQ(names({{"sort", "position"}, {"descending", true}}).front(), "Ben");
}

TEST_F(PeopleListTest, EveryIndexServesItsOrderWithoutSorting) {
  for (const auto* const order :
       {"sort_key", "given_key NULLS LAST, sort_key", "company_key NULLS LAST, sort_key",
        "position_key DESC NULLS LAST, sort_key DESC", "connected_on NULLS LAST, sort_key",
        "known_from_key NULLS LAST, sort_key"}) {
    const bool descends = std::string(order).ends_with("DESC");
    store::Statement row = host().database().prepare(
        "EXPLAIN QUERY PLAN SELECT id FROM people ORDER BY " + std::string(order) +
        (descends ? ", id DESC" : ", id") + " LIMIT 100");
    while (row.step()) EXPECT_EQ(row.text(3).find("TEMP B-TREE"), std::string::npos) << order;
  }
}

TEST_F(PeopleListTest, FiltersByWhatPeopleHaveInCommon) {
  know_from({"Ann"}, "School");
  EXPECT_EQ(names_where({{"company", "ZEBRA"}}), (Names{"Ann", "Dora"}));
  EXPECT_EQ(names_where({{"company", ""}}), Names{"Ben"});
  EXPECT_EQ(names_where({{"known_from", "school"}}), Names{"Ann"});
  EXPECT_EQ(names_where({{"known_from", ""}}), (Names{"Émile", "Dora", "Ben", "Eva"}));
  EXPECT_EQ(names_where({{"without_address", true}}), Names{"Eva"});
  EXPECT_EQ(names_where({{"without_address", false}}), (Names{"Émile", "Ann", "Dora", "Ben"}));
  EXPECT_EQ(names_where({{"connected_from", "2012-02-07"}}), (Names{"Ann", "Eva"}));
  EXPECT_EQ(names_where({{"connected_from", "2011-01-01"}, {"connected_to", "2012-12-31"}}),
            (Names{"Émile", "Ann"}));
  EXPECT_EQ(call("people.list", {{"filter", {{"company", "zebra"}}}, {"search", "cook"}})["total"],
            1);
}

TEST_F(PeopleListTest, FiltersByAroundAndTheStateOfItsTurn) {
  const json round =
      change("rounds.create", {{"name", "Round"},
                               {"start", "2015-01-01"},
                               {"people", {id_of("Ann"), id_of("Ben"), id_of("Eva")}}})["round"];
  send(due()[0]);
  EXPECT_EQ(names_where({{"in_round", round}}), (Names{"Ann", "Ben", "Eva"}));
  EXPECT_EQ(names_where({{"in_round", round}, {"state", "written"}}), Names{"Ann"});
  EXPECT_EQ(names_where({{"in_round", round}, {"state", "waiting"}}), (Names{"Ben", "Eva"}));
  EXPECT_EQ(refusal("people.list", {{"filter", {{"in_round", "77"}}}})["data"]["kind"],
            "not_found");
}

TEST_F(PeopleListTest, AnOffsetFindsAnyStretchOfAnyOrder) {
  import_people(1109);
  const json everybody = ids({{"sort", "company"}, {"descending", true}});
  ASSERT_EQ(everybody.size(), 1114U);
  for (const int offset : {0, 1, 499, 1000, 1113, 1114, 5000}) {
    const json page =
        call("people.list",
             {{"sort", "company"}, {"descending", true}, {"offset", offset}, {"limit", 3}});
    EXPECT_EQ(page["total"], 1114);
    for (std::size_t i = 0; i < page["people"].size(); ++i) {
      EXPECT_EQ(page["people"][i]["id"], everybody[static_cast<std::size_t>(offset) + i]);
    }
    EXPECT_EQ(page["people"].size(), static_cast<std::size_t>(std::clamp(1114 - offset, 0, 3)));
  }
  EXPECT_EQ(ids({{"offset", 1100}, {"limit", 5}}).size(), 5U);
}

TEST_F(PeopleListTest, RefusesWhatItCannotList) {
  for (const json& params :
       {json{{"sort", "shoe_size"}}, json{{"descending", "yes"}}, json{{"offset", -1}},
        json{{"filter", {{"shoe_size", 42}}}}, json{{"filter", {{"without_address", 1}}}},
        json{{"filter", {{"state", "written"}}}}, json{{"filter", "school"}},
        json{{"filter", {{"in_round", "1"}, {"state", "lost"}}}}, json{{"limit", 501}},
        json{{"after", "1"}, {"offset", 5}}, json{{"after", "1"}, {"sort", "company"}},
        json{{"after", "1"}, {"descending", true}}}) {
    EXPECT_EQ(refusal("people.list", params)["data"]["kind"], "invalid") << params;
  }
}

TEST_F(PeopleListTest, ValuesAreCountedWithoutCaseThoseOfMostPeopleFirst) {
  const json values = call("people.values", {{"field", "company"}})["values"];
  EXPECT_EQ(values, json::array({{{"value", "Zebra"}, {"people", 2}},
                                 {{"value", ""}, {"people", 1}},
                                 {{"value", "Ecole"}, {"people", 1}},
                                 {{"value", "école"}, {"people", 1}}}));
  const json some = call("people.values", {{"field", "company"}, {"search", "ECO"}})["values"];
  EXPECT_EQ(some.size(), 2U);
  EXPECT_EQ(refusal("people.values", {{"field", "remark"}})["data"]["field"], "field");
}

TEST_F(PeopleListTest, ManyAreEditedByOneFactAndUndoneByOne) {
  know_from({"Ann"}, "School");
  const json all = ids();
  const json result =
      change("people.edit_many", {{"people", all}, {"changes", {{"known_from", "School"}}}});
  EXPECT_EQ(result, (json{{"changed", 4}, {"unchanged", 1}}));
  const std::string fact = last_fact();
  EXPECT_EQ(names_where({{"known_from", "School"}}).size(), 5U);
  const json latest = call("facts.latest");
  EXPECT_EQ(latest["kind"], "people.edited");
  EXPECT_EQ(latest["people"], 4);
  change("people.edit", {{"person", id_of("Eva")}, {"changes", {{"known_from", "The choir"}}}});

  change("facts.undo", {{"undo", fact}});

  EXPECT_EQ(names_where({{"known_from", "School"}}), Names{"Ann"});
  EXPECT_EQ(names_where({{"known_from", "The choir"}}), Names{"Eva"}) << "what came later stands";
}

TEST_F(PeopleListTest, WhatWasSaidOfManyStandsWhenTheirImportComesBack) {
  const std::string import = last_fact();
  change("people.edit", {{"person", id_of("Ann")}, {"changes", {{"known_from", "Work"}}}});
  know_from({"Ann", "Ben"}, "School");
  change("facts.undo", {{"undo", import}});
  ASSERT_EQ(call("people.list")["total"], 0);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(names_where({{"known_from", "School"}}), (Names{"Ann", "Ben"}));
}

TEST_F(PeopleListTest, EditingManyRefusesTheWholeForAnyMistake) {
  const json all = ids();
  const auto kind = [this](const json& people, const json& changes) {
    return refused_kind("people.edit_many", {{"people", people}, {"changes", changes}});
  };
  const json changes{{"known_from", "School"}};
  EXPECT_EQ(kind(json::array(), changes), "invalid");
  EXPECT_EQ(kind({all[0], "77"}, changes), "not_found");
  EXPECT_EQ(kind(all, json::object()), "invalid");
  EXPECT_EQ(kind(all, {{"given", "Ann"}}), "invalid");
  EXPECT_EQ(kind(json(std::vector<std::string>(5001, all[0])), changes), "invalid");
  EXPECT_TRUE(names_where(changes).empty());
}

}  // namespace
}  // namespace rounds
