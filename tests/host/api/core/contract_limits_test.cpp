#include <gtest/gtest.h>

#include "messaging/frames.h"
#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

/// Whatever may be stored can be shown, and what cannot be taken is refused by name.
class LimitsTest : public testing::Contract {
 protected:
  static std::vector<std::string> addresses(int count, int from = 0) {
    std::vector<std::string> list;
    for (int i = from; i < from + count; ++i)
      list.push_back("a" + std::to_string(i) + "@example.org");
    return list;
  }

  json import_card(const json& more) {
    json card{{"given", "Ann"}, {"family", "Lee"}};
    card.update(more);
    return change("people.import", cards(json::array({card})));
  }

  static json cards(const json& list) {
    return {{"filename", "book.vcf"}, {"cards", list}, {"format", "vcard"}};
  }

  /// The answer, which must fit into a frame.
  json shown(std::string_view method, const json& params = json::object()) {
    json answer = call(method, params);
    EXPECT_LT(answer.dump().size(), messaging::kLargestOutgoingFrame - 100) << method;
    return answer;
  }

  std::string field_refused(std::string_view method, json params) {
    const json error = refusal(method, params);
    EXPECT_EQ(error["code"], -32602) << error;
    EXPECT_EQ(error["data"]["kind"], "invalid") << error;
    return error["data"]["field"];
  }

  std::string change_field_refused(std::string_view method, json params) {
    params["fact"] = new_fact();
    return field_refused(method, std::move(params));
  }
};

// --- addresses ----------------------------------------------------------------------------------

TEST_F(LimitsTest, OfACardWithTooManyAddressesTheFirstAreKept) {
  const json many{{"addresses", addresses(990)}};
  const json result = import_card(many);
  EXPECT_EQ(result["added"], 1);
  ASSERT_EQ(result["problems"].size(), 1U);
  EXPECT_NE(result["problems"][0]["reason"].get<std::string>().find("100 addresses"),
            std::string::npos);
  const json people = shown("people.list")["people"];
  ASSERT_EQ(people.size(), 1U);
  EXPECT_EQ(people[0]["addresses"], json(addresses(100)));
  EXPECT_EQ(import_card(many)["unchanged"], 1) << "the same card again";
}

TEST_F(LimitsTest, WhatOneCellHoldsIsLimitedToo) {
  std::string cell;
  for (const auto& address : addresses(300)) cell += address + " ";
  change("people.import", {{"filename", "c.csv"},
                           {"text", "First Name,Last Name,Email Address,Connected On\nAnn,Lee," +
                                        cell + ",07 Feb 2012\n"}});
  EXPECT_EQ(shown("people.list")["people"][0]["addresses"].size(), 100U);
}

TEST_F(LimitsTest, NeitherEditsNorImportsNorMergesNorMailBringMoreAddressesThanThat) {
  import_card({{"addresses", addresses(100)}});
  import_card({{"given", "Bea"}, {"addresses", addresses(1, 200)}});
  const json people = call("people.list")["people"];
  const std::string ann = people[0]["id"];
  const std::string bea = people[1]["id"];

  EXPECT_EQ(change_field_refused("people.edit",
                                 {{"person", ann}, {"changes", {{"addresses", addresses(101)}}}}),
            "changes.addresses");
  import_card({{"addresses", {"a0@example.org", "new@example.org"}}});
  EXPECT_EQ(call("people.show", {{"person", ann}})["person"]["addresses"], json(addresses(100)));
  EXPECT_EQ(change_field_refused("people.merge", {{"keep", ann}, {"merge", {bea}}}), "merge");
  EXPECT_EQ(call("people.list")["total"], 2);
  EXPECT_EQ(
      change_field_refused("addresses.confirm",
                           {{"confirmed", {{{"person", ann}, {"address", "new@example.org"}}}}}),
      "confirmed");
}

TEST_F(LimitsTest, AMergeThatWouldMakeARemarkTooLongIsRefused) {
  const std::string remark(40'000, 'x');
  import_card({{"remark", remark}, {"addresses", {"a@example.org"}}});
  import_card({{"given", "Bea"}, {"remark", remark + "y"}, {"addresses", {"b@example.org"}}});
  const json people = call("people.list")["people"];
  EXPECT_EQ(change_field_refused("people.merge",
                                 {{"keep", people[0]["id"]}, {"merge", {people[1]["id"]}}}),
            "merge");
}

// --- texts --------------------------------------------------------------------------------------

TEST_F(LimitsTest, WhatACardSaysAtLengthIsCutAndTold) {
  const json result =
      import_card({{"company", std::string(5'000, 'c')}, {"url", std::string(3'000, 'u')}});
  EXPECT_EQ(result["added"], 1);
  EXPECT_EQ(result["problems"].size(), 1U) << "the URL is no profile's";
  EXPECT_EQ(shown("people.list")["people"][0]["company"].get<std::string>().size(), 1'000U);
}

TEST_F(LimitsTest, TheLargestPersonFitsIntoEachAnswer) {
  const std::string line(1'000, '\x01');
  import_card({{"addresses", addresses(100)}});
  const std::string person = call("people.list")["people"][0]["id"];
  change("people.edit", {{"person", person},
                         {"changes",
                          {{"given", line},
                           {"family", line},
                           {"company", line},
                           {"position", line},
                           {"known_from", line},
                           {"url", line + line},
                           {"remark", std::string(std::size_t{64} * 1024, '\x01')}}}});
  change("rounds.create", {{"name", "Everyone"}, {"start", "2015-01-01"}});
  const std::string turn = due()[0];
  change("turns.sent", {{"turn", turn},
                        {"sent_at", now()},
                        {"message_id", "n@example.org"},
                        {"subject", std::string(1'000, '\x01')},
                        {"text", std::string(std::size_t{256} * 1024, '\x01')}});
  change("replies.record", {{"message_id", "r@example.org"},
                            {"from", "a0@example.org"},
                            {"date", now()},
                            {"in_reply_to", "<n@example.org>"},
                            {"subject", std::string(20'000, '\x01')},
                            {"text", std::string(std::size_t{64} * 1024, '\x01')}});
  const json all = shown("people.show", {{"person", person}});
  EXPECT_EQ(all["notes"].size(), 1U);
  EXPECT_EQ(all["replies"].size(), 1U);
  EXPECT_EQ(all["turns"].size(), 1U);
  shown("people.list");
  shown("turns.show", {{"turn", turn}});
  shown("replies.list");
  shown("exports.rows", {{"what", "notes"}});
  shown("exports.rows", {{"what", "people"}});
}

TEST_F(LimitsTest, AListOfTextsIsLimitedInNumberAndLength) {
  make_round(1);
  json note{{"turn", due()[0]}, {"subject", "Hello"}, {"body", "Hello"}};
  note["to"] = std::vector<std::string>(2'000, "a@example.org");
  EXPECT_EQ(field_refused("note.check", note), "to");
  note["to"] = {std::string(20'000, 'a')};
  EXPECT_EQ(field_refused("note.check", note), "to");
}

// --- search -------------------------------------------------------------------------------------

TEST_F(LimitsTest, ASearchOfTooManyWordsNamesTheField) {
  import_people(3);
  std::string words;
  for (int i = 0; i < 60; ++i) words += "a ";
  for (const auto* const method : {"people.list", "people.ids"}) {
    EXPECT_EQ(field_refused(method, {{"search", words}}), "search");
    EXPECT_EQ(field_refused(method, {{"search", std::string(1'001, 'a')}}), "search");
  }
  EXPECT_EQ(field_refused("people.values", {{"field", "company"}, {"search", words}}), "search");
  EXPECT_EQ(field_refused("rules.preview", {{"when", {{"search", words}}}}), "when.search");
}

TEST_F(LimitsTest, ACharacterThatFoldsToManyWordsIsNoError) {
  import_people(3);
  std::string search;
  for (int i = 0; i < 333; ++i) search += "\xEF\xB7\xBA";  // U+FDFA, four words each
  EXPECT_EQ(call("people.list", {{"search", search}})["total"], 0);
  EXPECT_EQ(call("people.list", {{"search", search}, {"sort", "company"}})["total"], 0);
}

// --- days off -----------------------------------------------------------------------------------

TEST_F(LimitsTest, DaysOffAreLimitedAndThoseThatOverlapBecomeOne) {
  const std::string round = make_round(3);
  json many = json::array();
  for (int i = 0; i < 1000; ++i) {
    const std::string year = std::to_string(3000 + i);
    many.push_back({{"from", year + "-03-01"}, {"to", year + "-03-02"}});
  }
  EXPECT_EQ(change_field_refused("rounds.edit", {{"round", round}, {"days_off", many}}),
            "days_off");
  const json off{{"from", "2015-05-01"}, {"to", "2015-05-03"}};
  const json edited =
      change("rounds.edit", {{"round", round}, {"days_off", std::vector<json>(100'000, off)}});
  EXPECT_EQ(edited["round"]["days_off"], json::array({off}));
}

TEST_F(LimitsTest, AListOfRoundsThatIsTooLongIsPaged) {
  import_people(1);
  json days = json::array();
  for (int i = 0; i < 500; ++i) {
    const std::string year = std::to_string(3000 + i);
    days.push_back({{"from", year + "-03-01"}, {"to", year + "-03-02"}});
  }
  constexpr std::size_t kRounds = 50;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const std::string round =
        change("rounds.create", {{"name", "Round"}, {"start", "2015-01-01"}})["round"];
    change("rounds.edit", {{"round", round}, {"days_off", days}});
  }
  std::size_t seen = 0;
  std::size_t pages = 0;
  json params = json::object();
  while (true) {
    const json page = shown("rounds.list", params);
    seen += page["rounds"].size();
    ++pages;
    if (!page.contains("next")) break;
    params["after"] = page["next"];
  }
  EXPECT_EQ(seen, kRounds);
  EXPECT_GT(pages, 1U);
}

// --- moments ------------------------------------------------------------------------------------

TEST_F(LimitsTest, AMomentOutsideTheYearsThatCanBeWrittenNamesItsField) {
  make_round(1);
  for (const auto* const moment : {"9999-12-31T20:00:00-05:00", "9999-12-31T23:59:59-23:59",
                                   "1900-01-01T00:00:00Z", "10000-01-01T00:00:00Z", ""}) {
    EXPECT_EQ(change_field_refused("turns.sent", {{"turn", due()[0]}, {"sent_at", moment}}),
              "sent_at")
        << moment;
  }
}

TEST_F(LimitsTest, NoLengthOfWritingMakesANoteUnrecordable) {
  make_round(4);
  constexpr int kWeek = 7 * 24 * 60 * 60;
  for (const json& seconds :
       {json(kWeek + 1), json(18'000'000'000'000'000'000U), json(1e300), json(-5)}) {
    change("turns.sent", {{"turn", due()[0]}, {"sent_at", now()}, {"seconds", seconds}});
  }
  EXPECT_EQ(call("exports.rows", {{"what", "days"}})["rows"][0][4], 3 * kWeek);
}

class RepliesFromAnywhenTest : public LimitsTest {
 protected:
  /// What is recorded of a reply with this date to a note sent on the first day, a week later.
  json answered_on(const std::string& date) {
    make_round(1);
    const std::string turn = due()[0];
    send(turn);
    set_day("2015-01-08");
    const json result =
        change("replies.record", {{"message_id", "r@example.org"},
                                  {"from", "p1@example.org"},
                                  {"date", date},
                                  {"in_reply_to", "<note-" + turn + "@example.org>"}});
    EXPECT_EQ(result["outcome"], "reply");
    return result;
  }
  std::string recorded_date() { return call("replies.list")["replies"][0]["date"]; }
};

TEST_F(RepliesFromAnywhenTest, FromTheFutureItCountsFromItsArrival) {
  EXPECT_EQ(answered_on("9999-06-01T00:00:00Z")["days"], 7);
  EXPECT_EQ(recorded_date(), now());
}

TEST_F(RepliesFromAnywhenTest, FromTheYearTenThousandToo) {
  EXPECT_EQ(answered_on("9999-12-31T20:00:00-05:00")["days"], 7);
  EXPECT_EQ(recorded_date(), now());
}

TEST_F(RepliesFromAnywhenTest, ADateThatIsNoneToo) {
  EXPECT_EQ(answered_on("+010000-01-01T00:00:00.000Z")["days"], 7);
}

TEST_F(RepliesFromAnywhenTest, OlderThanItsNoteItCameAtOnce) {
  EXPECT_EQ(answered_on("1970-01-01T00:00:00Z")["days"], 0);
  EXPECT_EQ(recorded_date().substr(0, 10), "2015-01-01");
}

TEST_F(RepliesFromAnywhenTest, AsADateOfThePresentSaysOtherwise) {
  EXPECT_EQ(answered_on("2015-01-05T10:00:00+01:00")["days"], 4);
}

TEST_F(LimitsTest, NothingThatAStrangerWritesAtLengthIsRefused) {
  make_round(1);
  const std::string turn = due()[0];
  send(turn);
  std::vector<std::string> references(20'000, "<x@example.org>");
  references.push_back("<note-" + turn + "@example.org>");
  const json result =
      change("replies.record", {{"message_id", "r@example.org"},
                                {"from", std::string(100'000, 'x') + "@example.org"},
                                {"date", now()},
                                {"references", references},
                                {"subject", std::string(100'000, 's')},
                                {"text", std::string(200'000, 't')}});
  EXPECT_EQ(result["outcome"], "reply");
}

}  // namespace
}  // namespace rounds
