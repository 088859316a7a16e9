#include <gtest/gtest.h>

#include <cstdio>
#include <ctime>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

constexpr const char* kList =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ann,Quillfeather,https://www.linkedin.com/in/ann,,Globex,Buyer,07 Feb 2012\n"
    "Ben,Okafor,https://www.linkedin.com/in/ben,ben@okafor.example,Initech,Baker,07 Feb 2012\n"
    "Zofia,Trzaskowska,https://www.linkedin.com/in/zofia,,,,07 Feb 2012\n"
    "Xaver,Brackwasser,https://www.linkedin.com/in/xaver,,,,07 Feb 2012\n";

class LearnedMailTest : public testing::Contract {
 protected:
  void SetUp() override {
    change("people.import", {{"filename", "Connections.csv"}, {"text", kList}});
  }
  /// A message of 2014 from Ann to the user, but for what `more` says.
  static json message(const std::string& id, const json& more = json::object()) {
    json made{{"message_id", id},
              {"date", "2014-03-12T10:00:00+01:00"},
              {"from", "Ann Quillfeather <Ann.Quillfeather@gmail.com>"},
              {"to", {"Me <me@example.org>"}},
              {"subject", "Lunch"}};
    made.update(more);
    return made;
  }
  static json to_ann(const std::string& id, const json& more = json::object()) {
    json made = message(id, {{"from", "Me <me@example.org>"},
                             {"to", {"Ann Quillfeather <ann.quillfeather@gmail.com>"}}});
    made.update(more);
    return made;
  }
  json learn(const std::vector<json>& messages) {
    return change("mail.learn", {{"messages", messages}, {"own", {"Me@example.org"}}});
  }
  json proposals(const json& params = json::object()) {
    return call("addresses.propose", params)["proposals"];
  }
  std::string person(const std::string& name) {
    return call("people.list", {{"search", name}})["people"][0]["id"];
  }
  json last_exchange(const std::string& name) {
    const json shown = call("people.show", {{"person", person(name)}});
    return shown.value("last_exchange", json());
  }
  json confirm_ann() {
    return change(
        "addresses.confirm",
        {{"confirmed", {{{"person", person("Ann")}, {"address", "ann.quillfeather@gmail.com"}}}}});
  }
};

TEST_F(LearnedMailTest, ProposesAnAddressWithItsEvidence) {
  EXPECT_EQ(learn({message("1"), to_ann("2", {{"date", "2014-06-30T23:30:00+02:00"}})})["learned"],
            2);
  const json all = call("addresses.propose");
  EXPECT_EQ(all["total"], 1);
  EXPECT_EQ(all["certain"], 1);
  const json proposal = all["proposals"][0];
  EXPECT_EQ(proposal["person"]["full"], "Ann Quillfeather");
  EXPECT_EQ(proposal["address"], "ann.quillfeather@gmail.com");
  EXPECT_EQ(proposal["names"], json({"Ann Quillfeather"}));
  EXPECT_EQ(proposal["messages"], 2);
  EXPECT_EQ(proposal["last_on"], "2014-06-30");
  EXPECT_EQ(proposal["last_subject"], "Lunch");
  EXPECT_EQ(proposal["grade"], "certain");
  EXPECT_EQ(proposal["evidence"], "Ann Quillfeather <ann.quillfeather@gmail.com>, 2 messages");
}

TEST_F(LearnedMailTest, AMessageCountsOnce) {
  EXPECT_EQ(learn({message("1"), message("1")})["learned"], 1) << "in two folders";
  EXPECT_EQ(learn({message("1"), message("2")})["learned"], 1) << "read again after a restart";
  EXPECT_EQ(learn({message("1")})["learned"], 0);
  EXPECT_EQ(proposals()[0]["messages"], 2);
  // Undone, it may be learned again.
  const std::string last = new_fact();
  call("mail.learn", {{"fact", last}, {"messages", {message("3")}}, {"own", json::array()}});
  change("facts.undo", {{"undo", last}});
  EXPECT_EQ(proposals()[0]["messages"], 2);
  EXPECT_EQ(learn({message("3")})["learned"], 1);
}

TEST_F(LearnedMailTest, LeavesOutListsMachinesAndTheUser) {
  const auto is_left_out = [this](const char* id, const json& more) {
    return learn({message(id, more)})["learned"] == 0;
  };
  EXPECT_TRUE(is_left_out("a", {{"from", "Shop <no-reply@shop.example>"}}));
  EXPECT_TRUE(is_left_out("b", {{"from", "LinkedIn <messages-noreply@linkedin.com>"}}));
  EXPECT_TRUE(is_left_out("c", {{"headers", {{"list-id", {"<dev.example.org>"}}}}}));
  EXPECT_TRUE(is_left_out("d", {{"headers", {{"auto-submitted", {"auto-replied"}}}}}));
  EXPECT_TRUE(is_left_out("e", {{"to", {"debian-devel@lists.debian.org"}}}));
  EXPECT_TRUE(is_left_out("f", {{"from", "Me <me@example.org>"}, {"to", {"me@example.org"}}}));
  EXPECT_TRUE(is_left_out("g", {{"from", "nobody"}}));
  EXPECT_TRUE(is_left_out("h", {{"date", "yesterday"}}));
  EXPECT_TRUE(is_left_out("i", {{"date", "2038-01-01T00:00:00Z"}})) << "from the future";
  EXPECT_TRUE(is_left_out("", json::object()));
  EXPECT_TRUE(proposals().empty());
}

TEST_F(LearnedMailTest, IsNoStepThatAnUndoWouldTakeBack) {
  learn({message("1")});
  EXPECT_EQ(call("facts.latest")["kind"], "people.imported");
}

TEST_F(LearnedMailTest, RefusesWhatIsNoHeader) {
  const json bad{{"message_id", 7}, {"date", now()}, {"from", "x"}};
  EXPECT_EQ(refused_kind("mail.learn", {{"messages", {bad}}, {"own", json::array()}}), "invalid");
  EXPECT_EQ(refused_kind("mail.learn",
                         {{"messages", {message("1", {{"form", "x"}})}}, {"own", json::array()}}),
            "invalid");
  EXPECT_EQ(refused_kind("mail.learn", {{"messages", json::array()}}), "invalid");
}

TEST_F(LearnedMailTest, ConfirmingIsOneStepForMany) {
  learn({to_ann("1"), message("2"),
         to_ann("3", {{"to", {"Xaver Brackwasser <xaver.brackwasser@gmx.de>"}}})});
  json choices = json::array();
  for (const json& one : proposals()) {
    EXPECT_EQ(one["grade"], "certain");
    choices.push_back({{"person", one["person"]["id"]}, {"address", one["address"]}});
  }
  EXPECT_EQ(change("addresses.confirm", {{"confirmed", choices}})["confirmed"], 2);
  EXPECT_TRUE(proposals().empty());
  EXPECT_EQ(call("facts.latest")["people"], 2);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(proposals().size(), 2);
}

TEST_F(LearnedMailTest, AConfirmedAddressMakesSomebodyReachable) {
  change("rounds.create", {{"name", "Everyone"}, {"start", "2015-01-01"}});
  EXPECT_EQ(call("today.show")["without_address"], 3);
  learn({to_ann("1")});
  confirm_ann();
  EXPECT_EQ(call("today.show")["without_address"], 2);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(call("today.show")["without_address"], 3);
}

TEST_F(LearnedMailTest, AConfirmedAddressOutlivesAnImportUndoneAndRedone) {
  const std::string import = last_fact();
  learn({to_ann("1")});
  confirm_ann();
  change("facts.undo", {{"undo", import}});
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(call("people.list", {{"search", "Ann"}})["people"][0]["addresses"],
            json({"ann.quillfeather@gmail.com"}));
  EXPECT_EQ(last_exchange("Ann")["message_id"], "1");
}

TEST_F(LearnedMailTest, ADismissedAddressIsNotProposedAgain) {
  learn({to_ann("1")});
  change("addresses.dismiss",
         {{"person", person("Ann")}, {"address", "Ann.Quillfeather@gmail.com"}});
  EXPECT_TRUE(proposals().empty());
  EXPECT_EQ(call("facts.latest")["person"], "Ann Quillfeather");
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(proposals().size(), 1);
}

TEST_F(LearnedMailTest, PagesGoOnWhereTheyEndedWhateverWasConfirmed) {
  learn({to_ann("1"), to_ann("2", {{"to", {"Xaver Brackwasser <xaver.brackwasser@gmx.de>"}}}),
         to_ann("3", {{"to", {"Zofia Trzaskowska <sunflower@gmx.de>"}}})});
  const json first = call("addresses.propose", {{"limit", 1}});
  EXPECT_EQ(first["total"], 3);
  EXPECT_EQ(first["proposals"][0]["person"]["given"], "Xaver");
  change("addresses.confirm", {{"confirmed",
                                {{{"person", first["proposals"][0]["person"]["id"]},
                                  {"address", first["proposals"][0]["address"]}}}}});
  const json second = call("addresses.propose", {{"limit", 1}, {"after", first["next"]}});
  EXPECT_EQ(second["proposals"][0]["person"]["given"], "Ann");
  const json third = call("addresses.propose", {{"limit", 1}, {"after", second["next"]}});
  EXPECT_EQ(third["proposals"][0]["person"]["given"], "Zofia");
  EXPECT_EQ(third["proposals"][0]["grade"], "likely");
  EXPECT_FALSE(third.contains("next"));
  EXPECT_EQ(refusal("addresses.propose", {{"after", "x"}})["data"]["kind"], "invalid");
}

TEST_F(LearnedMailTest, ARoundsProposalsAreOfItsPeople) {
  const json made = change(
      "rounds.create", {{"name", "One"}, {"start", "2015-01-01"}, {"people", {person("Zofia")}}});
  learn({to_ann("1")});
  EXPECT_TRUE(proposals({{"round", made["round"]}}).empty());
  EXPECT_EQ(proposals().size(), 1);
}

TEST_F(LearnedMailTest, WhoHasNoAddressIsListedApart) {
  const json first = call("addresses.missing", {{"limit", 2}});
  EXPECT_EQ(first["total"], 3);
  EXPECT_EQ(first["people"][0]["full"], "Xaver Brackwasser");
  EXPECT_EQ(first["people"][1]["url"], "https://www.linkedin.com/in/ann");
  const json second = call("addresses.missing", {{"limit", 2}, {"after", first["next"]}});
  EXPECT_EQ(second["people"].size(), 1);
  EXPECT_FALSE(second.contains("next"));
  learn({to_ann("1")});
  confirm_ann();
  EXPECT_EQ(call("addresses.missing")["total"], 2);
}

TEST_F(LearnedMailTest, TheLastExchangeIsTheNewestOfMailNotesAndReplies) {
  EXPECT_TRUE(last_exchange("Ben").is_null());
  learn({message("old", {{"from", "Ben <ben@okafor.example>"}, {"subject", "Bread"}})});
  EXPECT_EQ(last_exchange("Ben"), json({{"at", "2014-03-12T09:00:00+00:00"},
                                        {"channel", "mail"},
                                        {"direction", "from"},
                                        {"subject", "Bread"},
                                        {"message_id", "old"}}));
  change("rounds.create", {{"name", "Everyone"}, {"start", "2015-01-01"}});
  const std::string turn = due().at(0);
  send(turn);
  EXPECT_EQ(last_exchange("Ben")["direction"], "to");
  EXPECT_EQ(last_exchange("Ben")["text"], "How are you?");
  set_day("2015-01-09");
  change("replies.record", {{"message_id", "r@example.org"},
                            {"from", "ben@okafor.example"},
                            {"date", now()},
                            {"subject", "Re: Hello"},
                            {"in_reply_to", "note-" + turn + "@example.org"}});
  EXPECT_EQ(last_exchange("Ben")["direction"], "from");
  EXPECT_EQ(last_exchange("Ben")["at"], "2015-01-09T08:00:00+00:00");
  EXPECT_EQ(
      host().database().integer(
          "SELECT last_exchange = '2015-01-09T08:00:00+00:00' FROM people WHERE given = 'Ben'"),
      1);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(last_exchange("Ben")["direction"], "to");
}

TEST_F(LearnedMailTest, TheLastExchangeFollowsSomebodysAddresses) {
  learn({to_ann("1")});
  EXPECT_TRUE(last_exchange("Ann").is_null());
  confirm_ann();
  EXPECT_EQ(last_exchange("Ann")["message_id"], "1");
  change("people.edit", {{"person", person("Ann")}, {"changes", {{"addresses", json::array()}}}});
  EXPECT_TRUE(last_exchange("Ann").is_null());
  EXPECT_EQ(host().database().integer("SELECT count(*) FROM people WHERE last_exchange IS NULL"),
            4);
}

TEST_F(LearnedMailTest, AHundredThousandMessagesStaySmall) {
  constexpr int kMessages = 100'000;
  constexpr int kBatch = 1000;
  const std::clock_t begun = std::clock();  // the processor's time, whatever else runs
  for (int first = 0; first < kMessages; first += kBatch) {
    std::vector<json> messages;
    for (int i = first; i < first + kBatch; ++i) {
      // A folder's neighbours are of one time, in which one writes with the same people.
      const std::string number = std::to_string((first / 7 + i % 250) % 8000);
      messages.push_back(
          message("message-" + std::to_string(i) + "@mail.example.org",
                  {{"from", "Somebody Number" + number + " <somebody" + number + "@example.org>"},
                   {"subject", "About this and that, number " + number}}));
    }
    learn(messages);
  }
  const double took = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  const auto bytes = host().database().integer(
      "SELECT sum(length(body)) FROM journal WHERE kind = 'mail.learned'");
  std::printf("100,000 messages: %.1f s, %.1f MB of journal\n", took,
              static_cast<double>(bytes) / 1e6);
  EXPECT_LT(bytes, 80 * kMessages);
  EXPECT_EQ(host().database().integer("SELECT sum(received) FROM correspondents"), kMessages);
}

}  // namespace
}  // namespace rounds
