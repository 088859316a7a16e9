#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

class StoryTest : public testing::Contract {
 protected:
  json story(const std::string& round) { return call("story.show", {{"round", round}}); }
  void send_timed(const std::string& turn, int seconds, const std::string& channel = "mail") {
    change("turns.sent", {{"turn", turn},
                          {"sent_at", now()},
                          {"message_id", "note-" + turn + "@example.org"},
                          {"channel", channel},
                          {"seconds", seconds}});
  }
  void answer(const std::string& turn, const std::string& id) {
    change("replies.record", {{"message_id", id + "@example.org"},
                              {"from", "p@example.net"},
                              {"date", now()},
                              {"in_reply_to", "note-" + turn + "@example.org"}});
  }
};

TEST_F(StoryTest, OfARoundThatHasNotBegunIsShort) {
  const json told = story(make_round(5));
  EXPECT_EQ(told["notes"], 0);
  EXPECT_EQ(told["reply_percent"], 0.0);
  EXPECT_EQ(told["channels"], json::object());
  for (const auto* const absent :
       {"first", "last", "longest_day", "quickest", "latest", "median_days"}) {
    EXPECT_FALSE(told.contains(absent)) << absent;
  }
  EXPECT_EQ(refusal("story.show", {{"round", "999"}})["data"]["kind"], "not_found");
}

TEST_F(StoryTest, TellsWhatWasWritten) {
  const std::string round = make_round(20, {{"per_day", 2}});
  const auto turns = due({{"session", 8}});
  send_timed(turns[0], 600);
  set_day("2015-01-05");
  for (std::size_t i = 1; i < 4; ++i) send_timed(turns[i], 100);
  set_day("2015-01-06");
  send_timed(turns[4], 100, "linkedin");
  change("turns.skip", {{"turn", turns[5]}});
  const json told = story(round);
  EXPECT_EQ(told["notes"], 5);
  EXPECT_EQ(told["seconds"], 1000);
  EXPECT_EQ(told["timed"], 5);
  EXPECT_EQ(told["sessions"], 1);
  EXPECT_EQ(told["writing_days"], 3);
  EXPECT_EQ(told["skipped"], 1);
  EXPECT_EQ(told["first"]["turn"], turns[0]);
  EXPECT_EQ(told["first"]["person"]["full"], "Given1 Family00001");
  EXPECT_EQ(told["first"]["on"], "2015-01-01");
  EXPECT_EQ(told["last"]["person"]["full"], "Given5 Family00005");
  EXPECT_EQ(told["longest_day"], json({{"on", "2015-01-05"}, {"written", 3}, {"seconds", 300}}));
  EXPECT_EQ(told["channels"], json({{"linkedin", 1}, {"mail", 4}}));
  EXPECT_EQ(told["milestones"][0]["kind"], "first");
  EXPECT_EQ(told["round"]["round"], round);
}

TEST_F(StoryTest, TellsOfTheAnswers) {
  const std::string round = make_round(20);
  const auto turns = due();
  for (const auto& turn : turns) send(turn);
  set_now("2015-01-01T12:00:00+01:00");
  answer(turns[0], "soon");
  set_day("2015-01-03");
  answer(turns[1], "a");
  set_day("2015-03-02");
  answer(turns[2], "late");
  answer(turns[0], "soon-again");
  const json told = story(round);
  EXPECT_EQ(told["replies"], 3);
  EXPECT_EQ(told["reply_percent"], 60.0);
  EXPECT_EQ(told["quickest"]["turn"], turns[0]);
  EXPECT_EQ(told["quickest"]["hours"], 3);
  EXPECT_EQ(told["quickest"]["days"], 0);
  EXPECT_EQ(told["latest"]["person"]["full"], "Given3 Family00003");
  EXPECT_EQ(told["latest"]["days"], 60);
  EXPECT_EQ(told["latest"]["on"], "2015-03-02");
  EXPECT_EQ(told["median_days"], 2);
}

TEST_F(StoryTest, TellsWhoWasFoundAgain) {
  const std::string round = make_round(20);
  const auto turns = due();
  const auto learn = [this](const std::string& id, const std::string& from,
                            const std::string& date) {
    change("mail.learn", {{"messages",
                           {{{"message_id", id},
                             {"date", date},
                             {"from", from},
                             {"to", {"me@example.org"}},
                             {"subject", "Lunch"}}}},
                          {"own", {"me@example.org"}}});
  };
  learn("m1", "p1@example.org", "2005-01-01T10:00:00+01:00");
  learn("m2", "p2@example.org", "2014-12-01T10:00:00+01:00");
  for (std::size_t i = 0; i < 3; ++i) send(turns[i]);
  set_day("2015-01-03");
  answer(turns[0], "a");
  // What is learned later does not change what was true then.
  learn("m3", "p1@example.org", now());
  const json found = story(round)["found_again"];
  ASSERT_EQ(found.size(), 2U) << found;
  EXPECT_EQ(found[0]["person"]["full"], "Given1 Family00001");
  EXPECT_EQ(found[0]["years"], 10.0);
  EXPECT_EQ(found[0]["on"], "2015-01-01");
  EXPECT_EQ(found[0]["answered"], true);
  EXPECT_EQ(found[1]["person"]["full"], "Given3 Family00003") << "since they connected";
  EXPECT_EQ(found[1]["years"], 2.9);
  EXPECT_EQ(found[1]["answered"], false);
}

TEST_F(StoryTest, RemembersWhatTheUserWroteDownOfThoseWhomHeWroteTo) {
  const std::string round = make_round(20);
  const auto turns = due();
  send(turns[0]);
  const json people = call("people.list")["people"];
  for (const std::size_t i : {0U, 1U}) {
    change("people.edit", {{"person", people[i]["id"]}, {"changes", {{"remark", "Two children"}}}});
  }
  const json told = story(round)["remembered"];
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0]["person"]["full"], "Given1 Family00001");
  EXPECT_EQ(told[0]["remark"], "Two children");
}

TEST_F(StoryTest, HasNobodyElsesWordsInIt) {
  const std::string round = make_round(20);
  const auto turns = due();
  send(turns[0]);
  change("replies.record", {{"message_id", "r@example.org"},
                            {"from", "p1@example.org"},
                            {"date", now()},
                            {"subject", "Re: my secret"},
                            {"text", "Do not tell anybody"},
                            {"in_reply_to", "note-" + turns[0] + "@example.org"}});
  const std::string told = story(round).dump();
  EXPECT_EQ(told.find("secret"), std::string::npos);
  EXPECT_EQ(told.find("anybody"), std::string::npos);
}

class ExportsTest : public StoryTest {
 protected:
  json rows(const std::string& what, json more = json::object()) {
    more["what"] = what;
    return call("exports.rows", more);
  }
  /// The row as {column: cell}.
  static json row(const json& page, std::size_t place) {
    json object = json::object();
    for (std::size_t i = 0; i < page["columns"].size(); ++i) {
      object[page["columns"][i].get<std::string>()] = page["rows"][place][i];
    }
    return object;
  }
};

TEST_F(ExportsTest, EverythingComesAsItIs) {
  const std::string round = make_round(6);
  const json person = call("people.list")["people"][0];
  change("people.edit", {{"person", person["id"]}, {"changes", {{"remark", "=1+1; <b>"}}}});
  const auto turns = due();
  send_timed(turns[0], 600);
  send(turns[1]);
  change("turns.skip", {{"turn", turns[2]}, {"reason", "no idea"}});
  set_day("2015-01-04");
  answer(turns[0], "r");

  const json people = rows("people");
  EXPECT_EQ(people["total"], 6);
  EXPECT_FALSE(people.contains("next"));
  EXPECT_EQ(row(people, 0)["remark"], "=1+1; <b>") << "raw: the writer makes it harmless";
  EXPECT_EQ(row(people, 0)["addresses"], "p1@example.org");
  EXPECT_EQ(row(people, 5)["last_exchange"], nullptr);

  const json notes = rows("notes");
  EXPECT_EQ(notes["total"], 2);
  EXPECT_EQ(row(notes, 0)["seconds"], 600);
  EXPECT_EQ(row(notes, 1)["seconds"], nullptr);
  EXPECT_EQ(row(notes, 1)["text"], "How are you?");
  EXPECT_EQ(row(notes, 1)["round"], "Everyone");

  const json replies = rows("replies");
  ASSERT_EQ(replies["total"], 1);
  EXPECT_EQ(row(replies, 0)["outcome"], "reply");
  EXPECT_EQ(row(replies, 0)["days"], 3);
  EXPECT_EQ(row(replies, 0)["person"], "Given1 Family00001");

  const json all = rows("turns");
  EXPECT_EQ(all["total"], 6);
  EXPECT_EQ(row(all, 2)["state"], "skipped");
  EXPECT_EQ(row(all, 2)["skip_reason"], "no idea");
  EXPECT_EQ(row(all, 2)["place"], 3);

  const json days = rows("days");
  ASSERT_EQ(days["total"], 1);
  EXPECT_EQ(row(days, 0)["written"], 2);
  EXPECT_EQ(row(days, 0)["quota"], 5);
}

TEST_F(ExportsTest, PagesAndRounds) {
  const std::string first = make_round(6);
  change("people.import", {{"filename", "more.csv"}, {"text", linkedin_list(10)}});
  EXPECT_EQ(rows("people")["total"], 10);
  EXPECT_EQ(rows("people", {{"round", first}})["total"], 6);
  EXPECT_EQ(rows("turns", {{"round", first}})["total"], 6);
  const json page = rows("people", {{"limit", 4}, {"offset", 4}});
  EXPECT_EQ(page["rows"].size(), 4U);
  EXPECT_EQ(page["next"], 8);
  const json last = rows("people", {{"limit", 4}, {"offset", 8}});
  EXPECT_EQ(last["rows"].size(), 2U);
  EXPECT_FALSE(last.contains("next"));
  EXPECT_EQ(rows("people", {{"offset", 100}})["rows"], json::array());
}

TEST_F(ExportsTest, LongNotesFillSeveralPages) {
  make_round(5);
  const auto turns = due();
  for (const auto& turn : turns) {
    change("turns.sent", {{"turn", turn}, {"sent_at", now()}, {"text", std::string(250'000, 'x')}});
  }
  std::int64_t offset = 0;
  std::size_t found = 0;
  for (int pages = 0; pages < 5; ++pages) {
    const json page = rows("notes", {{"offset", offset}});
    EXPECT_LT(page.dump().size(), std::size_t{1} << 20U);
    found += page["rows"].size();
    if (!page.contains("next")) break;
    offset = page["next"];
  }
  EXPECT_EQ(found, 5U);
}

TEST_F(ExportsTest, RefusesWhatItDoesNotHave) {
  make_round(1);
  EXPECT_EQ(refusal("exports.rows", {{"what", "passwords"}})["data"]["field"], "what");
  EXPECT_EQ(refusal("exports.rows", {{"what", "days"}, {"round", "999"}})["data"]["kind"],
            "not_found");
}

}  // namespace
}  // namespace rounds
