#include <gtest/gtest.h>

#include "api/people/base64.h"
#include "store/journal/projection.h"
#include "store/tables/column_choices.h"
#include "store/tables/exchanges.h"
#include "support/contract.h"
#include "support/zip_bytes.h"

namespace rounds {
namespace {

using nlohmann::json;

const std::string kConnections =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ann,Lee,https://www.linkedin.com/in/annlee,ann@example.org,Acme,CEO,07 Feb 2012\n"
    "Ben,Okafor,https://www.linkedin.com/in/ben,,Acme,CTO,08 Feb 2012\n";

std::string messages(const std::string& date, const std::string& text) {
  return "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE "
         "URLS,DATE,"
         "SUBJECT,CONTENT,FOLDER\n"
         "1,,Ann Lee,https://www.linkedin.com/in/annlee,Tom,https://www.linkedin.com/in/tom," +
         date + " 10:00:00 UTC,Hello," + text + ",INBOX\n";
}

json archive(const std::string& date, const std::string& text,
             const std::string& connections = kConnections) {
  return {
      {"filename", "Export.zip"},
      {"data", api::encode_base64(testing::zip_bytes(
                   {{"Connections.csv", connections}, {"messages.csv", messages(date, text)}}))}};
}

const std::string kChoir = "Who,Mail,Joined\nAnn Lee,ann@example.org,2015-02-07\n";
const json kChosen = {{"full", "Who"}, {"addresses", {"Mail"}}, {"connected_on", "Joined"}};

class ImportTest : public testing::Contract {
 protected:
  std::optional<domain::Exchange> last_with_ann() {
    const json ann = call("people.list", {{"search", "Ann"}})["people"];
    if (ann.empty()) return std::nullopt;
    return store::Exchanges(host().database()).last(std::stoll(ann[0]["id"].get<std::string>()));
  }

  /// What stands in the tables of imports, before and after the journal is carried out again.
  void expect_the_same_after_a_rebuild() {
    const auto rows = [this] {
      std::string text;
      for (const char* const table : {"people", "exchanges", "column_choices"}) {
        store::Statement row = host().database().prepare(std::string("SELECT * FROM ") + table);
        while (row.step()) {
          for (int i = 0; i < row.columns(); ++i) text += row.string(i) + "|";
          text += "\n";
        }
      }
      return text;
    };
    const std::string before = rows();
    store::Projection(host().database()).rebuild();
    EXPECT_EQ(rows(), before);
  }
};

TEST_F(ImportTest, AnArchiveBringsPeopleAndTheLastMessagesWithThem) {
  const json preview = call("people.preview", archive("2019-03-12", "See you"));
  EXPECT_EQ(preview["people"], 2);
  EXPECT_EQ(preview["exchanges"], 1);
  const json result = change("people.import", archive("2019-03-12", "See you"));
  EXPECT_EQ(result["format"], "linkedin");
  EXPECT_EQ(result["added"], 2);
  EXPECT_EQ(result["exchanges"], 1);
  const auto last = last_with_ann();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->channel, "linkedin");
  EXPECT_EQ(last->at, "2019-03-12T10:00:00+00:00");
  EXPECT_EQ(last->direction, "from");
  EXPECT_EQ(last->text, "See you");
  expect_the_same_after_a_rebuild();
}

TEST_F(ImportTest, ALaterArchiveBringsLaterMessagesAndAnUndoTheEarlierBack) {
  change("people.import", archive("2019-03-12", "first"));
  EXPECT_EQ(change("people.import", archive("2018-01-01", "older"))["exchanges"], 0);
  const json later = change("people.import", archive("2020-01-01", "later"));
  EXPECT_EQ(later["added"], 0);
  EXPECT_EQ(later["exchanges"], 1);
  const std::string import = last_fact();
  EXPECT_EQ(last_with_ann()->text, "later");

  change("facts.undo", {{"undo", import}});
  const std::string undoing = last_fact();
  EXPECT_EQ(last_with_ann()->text, "first");
  expect_the_same_after_a_rebuild();

  change("facts.undo", {{"undo", undoing}});
  EXPECT_EQ(last_with_ann()->text, "later");
  expect_the_same_after_a_rebuild();
}

TEST_F(ImportTest, AnUndoneArchiveTakesItsMessagesWithIt) {
  change("people.import", {{"filename", "Connections.csv"}, {"text", kConnections}});
  change("people.import", archive("2019-03-12", "See you"));
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_FALSE(last_with_ann());
  EXPECT_EQ(call("people.list")["total"], 2);
  expect_the_same_after_a_rebuild();
}

TEST_F(ImportTest, BytesThatAreNoArchiveAreRead) {
  const json result = change("people.import", {{"filename", "Connections.csv"},
                                               {"data", api::encode_base64(kConnections)}});
  EXPECT_EQ(result["added"], 2);
}

TEST_F(ImportTest, WhatCannotBeReadIsRefusedByItsField) {
  const json broken =
      refusal("people.preview", {{"filename", "a.zip"}, {"data", api::encode_base64("PK\3\4x")}});
  EXPECT_EQ(broken["code"], -32602);
  EXPECT_EQ(broken["data"]["field"], "data");
  for (const json& params : std::vector<json>{
           {{"filename", "a.zip"}, {"data", "no base 64"}},
           {{"filename", "a.zip"}, {"data", "QQ=="}, {"text", "a"}},
           {{"filename", "a.vcf"}, {"cards", json::array()}, {"format", "vcard"}},
           {{"filename", "a.vcf"}, {"cards", {{{"full", "Ann"}}}}},
           {{"filename", "a.vcf"}, {"cards", {{{"full", "Ann"}}}}, {"format", "linkedin"}},
           {{"filename", "a.vcf"}, {"cards", {{{"phone", "1"}}}}, {"format", "vcard"}},
           {{"filename", "a.vcf"}, {"cards", {"Ann"}}, {"format", "vcard"}},
           {{"filename", "a.csv"}, {"text", kChoir}, {"columns", {{"addresses", {"Mail"}}}}},
           {{"filename", "a.csv"}, {"text", kChoir}, {"columns", {{"full", "Nobody"}}}},
           {{"filename", "a.csv"}, {"text", kChoir}, {"columns", {{"shoes", "Who"}}}}}) {
    EXPECT_EQ(refusal("people.preview", params)["code"], -32602) << params;
  }
}

TEST_F(ImportTest, CardsAreImportedWithTheirProblemsByNumber) {
  const json cards = {{{"given", "Ann"}, {"family", "Lee"}, {"addresses", {"ann@example.org"}}},
                      json::object(),
                      {{"full", "Ben Okafor"}, {"remark", "Met in Oslo"}}};
  const json params{{"filename", "Personal"}, {"cards", cards}, {"format", "address_book"}};
  EXPECT_EQ(call("people.preview", params)["people"], 2);
  const json result = change("people.import", params);
  EXPECT_EQ(result["format"], "address_book");
  EXPECT_EQ(result["added"], 2);
  EXPECT_EQ(result["rejected"], 1);
  EXPECT_EQ(result["problems"][0]["line"], 2);
  EXPECT_EQ(call("people.list", {{"search", "Okafor"}})["people"][0]["remark"], "Met in Oslo");
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(call("people.list")["total"], 0);
}

TEST_F(ImportTest, ARemarkOfTheUsersStandsAgainstLaterCards) {
  const json params{
      {"filename", "Personal"},
      {"cards",
       {{{"full", "Ann Lee"}, {"addresses", {"ann@example.org"}}, {"remark", "from the card"}}}},
      {"format", "vcard"}};
  change("people.import", params);
  const std::string ann = call("people.list")["people"][0]["id"];
  change("people.edit", {{"person", ann}, {"changes", {{"remark", "my own"}}}});
  EXPECT_EQ(change("people.import", params)["unchanged"], 1);
  EXPECT_EQ(call("people.list")["people"][0]["remark"], "my own");
}

TEST_F(ImportTest, UnknownColumnsAreAskedForAndRememberedWhenChosen) {
  const json file{{"filename", "choir.csv"}, {"text", kChoir}};
  const json asked = call("people.preview", file);
  EXPECT_EQ(asked["format"], "");
  EXPECT_EQ(asked["unknown_columns"]["names"], json({"Who", "Mail", "Joined"}));
  EXPECT_EQ(asked["unknown_columns"]["rows"][0][0], "Ann Lee");
  EXPECT_EQ(asked["unknown_columns"]["guess"]["addresses"], json({"Mail"}));
  EXPECT_EQ(refused_kind("people.import", file), "invalid");

  json chosen = file;
  chosen["columns"] = kChosen;
  EXPECT_EQ(call("people.preview", chosen)["sample"][0]["full"], "Ann Lee");
  EXPECT_EQ(call("people.preview", file)["format"], "") << "a preview stores nothing";
  const json result = change("people.import", chosen);
  EXPECT_EQ(result["format"], "columns");
  EXPECT_EQ(result["added"], 1);
  const std::string import = last_fact();

  const json again = call("people.preview", file);
  EXPECT_EQ(again["format"], "columns");
  EXPECT_EQ(again["unchanged"], 1);
  EXPECT_EQ(again["columns"], kChosen);
  EXPECT_TRUE(again.contains("unknown_columns")) << "to choose anew";
  expect_the_same_after_a_rebuild();

  change("facts.undo", {{"undo", import}});
  EXPECT_EQ(call("people.list")["total"], 0);
  EXPECT_EQ(call("people.preview", file)["format"], "");
  expect_the_same_after_a_rebuild();
}

TEST_F(ImportTest, WhoHasNothingButANameIsNotDoubledByTheSameList) {
  const json file{{"filename", "choir.csv"},
                  {"text", "Who,Firm\nZoë Müller,\nAnn Lee,Acme\nAnn Lee,Beta\n"},
                  {"columns", {{"full", "Who"}, {"company", "Firm"}}}};
  EXPECT_EQ(change("people.import", file)["added"], 3) << "two employers, two people";
  const std::string zoe = call("people.list", {{"search", "Zoë"}})["people"][0]["id"];
  change("people.edit", {{"person", zoe}, {"changes", {{"addresses", {"zoe@example.org"}}}}});
  EXPECT_EQ(change("people.import", file)["unchanged"], 3);
}

TEST_F(ImportTest, AnUndoneChoiceGivesWayToTheOneBefore) {
  const std::string header = "Who\tMail\tJoined";
  json chosen{{"filename", "choir.csv"}, {"text", kChoir}, {"columns", kChosen}};
  change("people.import", chosen);
  chosen["columns"] = {{"given", "Who"}};
  change("people.import", chosen);
  const store::ColumnChoices choices(host().database());
  EXPECT_TRUE(choices.find(header)->columns.contains("given"));
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_TRUE(choices.find(header)->columns.contains("full"));
  expect_the_same_after_a_rebuild();
}

TEST_F(ImportTest, GoogleKnowsWhomLinkedInKnewByTheirProfile) {
  change("people.import", {{"filename", "Connections.csv"}, {"text", kConnections}});
  const json result =
      change("people.import", {{"filename", "contacts.csv"},
                               {"text",
                                "First Name,Last Name,E-mail 1 - Value,Website 1 - Value\n"
                                "Ben,Okafor,ben@example.org,https://linkedin.com/in/ben/\n"}});
  EXPECT_EQ(result["format"], "google");
  EXPECT_EQ(result["updated"], 1);
  EXPECT_EQ(call("people.list", {{"search", "Ben"}})["people"][0]["addresses"],
            json({"ben@example.org"}));
}

TEST(Base64Test, BothWaysGiveTheSameBytes) {
  for (const std::string& bytes : {std::string(), std::string("a"), std::string("ab"),
                                   std::string("abc"), std::string("\0\xFF\x80z", 4)}) {
    EXPECT_EQ(api::decode_base64(api::encode_base64(bytes)), bytes);
  }
  EXPECT_EQ(api::encode_base64("Rounds"), "Um91bmRz");
  for (const char* const text : {"Q", "QQ", "QQ=", "QQ==QQ==", "Q===", "Um9 bmRz", "Um9-bmRz"}) {
    EXPECT_FALSE(api::decode_base64(text)) << text;
  }
}

}  // namespace
}  // namespace rounds
