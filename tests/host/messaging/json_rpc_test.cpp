#include "messaging/json_rpc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <span>
#include <utility>

#include "api/core/dispatch.h"
#include "support/contract.h"
#include "support/memory_streams.h"

namespace rounds::messaging {
namespace {

using nlohmann::json;
using testing::frame_of;
using testing::MemorySink;
using testing::MemorySource;

class JsonRpcTest : public testing::Contract {
 protected:
  /// What a host answers to these frames' texts before the stream ends.
  std::vector<json> answers(const std::vector<std::string>& texts) {
    std::string bytes;
    for (const auto& text : texts) bytes += frame_of(text);
    return answers_to_bytes(bytes);
  }

  std::vector<json> answers_to_bytes(const std::string& bytes) {
    MemorySource source(bytes);
    MemorySink sink;
    FrameReader reader(source);
    FrameWriter writer(sink);
    const api::Methods methods = api::all_methods();
    const Handler handler = [&](const auto& method, const auto& params, const auto& progress) {
      return api::dispatch(methods, host(), method, params, progress);
    };
    JsonRpcServer(handler, reader, writer).run([] { return false; });
    std::vector<json> parsed;
    for (const auto& text : testing::texts_of(sink.bytes())) {
      EXPECT_LE(text.size(), kLargestOutgoingFrame);
      parsed.push_back(json::parse(text));
    }
    return parsed;
  }

  static std::string hello(const json& id) {
    return json{{"jsonrpc", "2.0"},
                {"id", id},
                {"method", "host.hello"},
                {"params", {{"client", "test"}, {"protocol", 1}}}}
        .dump();
  }
};

TEST_F(JsonRpcTest, AnswersWithTheIdItWasGiven) {
  for (const json& id : {json(7), json("seven"), json(nullptr)}) {
    const auto got = answers({hello(id)});
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(got[0]["id"], id);
    EXPECT_EQ(got[0]["result"]["name"], "rounds-host");
  }
}

TEST_F(JsonRpcTest, GoesOnAfterBadJson) {
  const auto got = answers({"{", "", "\xff\xfe", "{\"a\":\"\xc3\x28\"}", hello(1)});
  ASSERT_EQ(got.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(got[i]["error"]["code"], -32700) << got[i];
    EXPECT_TRUE(got[i]["id"].is_null());
  }
  EXPECT_TRUE(got[4].contains("result"));
}

TEST_F(JsonRpcTest, RefusesWhatIsNoRequest) {
  for (const auto* const text :
       {"1", "[]", "{}", "{\"id\":1,\"method\":\"host.hello\"}", "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"host.hello\"}"}) {
    const auto got = answers({text});
    ASSERT_EQ(got.size(), 1U) << text;
    EXPECT_EQ(got[0]["error"]["code"], -32600) << text;
  }
}

TEST_F(JsonRpcTest, RefusesAnIdThatNoAnswerCouldCarry) {
  const auto got = answers({hello(std::string(2'000'000, 'x'))});
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0]["error"]["code"], -32600);
  EXPECT_TRUE(got[0]["id"].is_null());
}

TEST_F(JsonRpcTest, AnswersALongMethodNameWithinAFrame) {
  const json request{{"jsonrpc", "2.0"}, {"id", 1}, {"method", std::string(2'000'000, 'x')}};
  const auto got = answers({request.dump()});
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0]["id"], 1);
  EXPECT_TRUE(got[0].contains("error"));
}

TEST_F(JsonRpcTest, AnErrorRepeatsNoMegabytes) {
  const std::string much(2'000'000, 'x');
  const json unknown{
      {"jsonrpc", "2.0"}, {"id", 2}, {"method", "today.show"}, {"params", {{much, 1}}}};
  const auto got = answers({"\"" + much, unknown.dump(), hello(3)});
  ASSERT_EQ(got.size(), 3U);
  EXPECT_EQ(got[0]["error"]["code"], -32700);
  EXPECT_LT(got[0].dump().size(), 2000U);
  EXPECT_EQ(got[1]["error"]["code"], -32602);
  EXPECT_LT(got[1].dump().size(), 3000U);
  EXPECT_EQ(got[2]["id"], 3);
}

TEST_F(JsonRpcTest, RefusesDeepNestingAndTakesTheDeepestAllowed) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  const auto request = [&nested](int depth) {
    return R"({"jsonrpc":"2.0","id":1,"method":"host.hello","params":{"client":)" + nested(depth) +
           "}}";
  };
  EXPECT_EQ(answers({request(31)})[0]["error"]["code"], -32600);
  EXPECT_EQ(answers({nested(1'000'000)})[0]["error"]["code"], -32600);
  EXPECT_EQ(answers({request(30)})[0]["error"]["code"], -32602);  // a list is no client
  // Brackets in a string nest nothing.
  const json text{{"jsonrpc", "2.0"},
                  {"id", 1},
                  {"method", "host.hello"},
                  {"params", {{"client", std::string(100, '[') + "\\\""}, {"protocol", 1}}}};
  EXPECT_TRUE(answers({text.dump()})[0].contains("result"));
}

TEST_F(JsonRpcTest, NamesTheParameterThatItRefuses) {
  const auto got =
      answers({R"({"jsonrpc":"2.0","id":1,"method":"today.show","params":{"sesion":3}})",
               R"({"jsonrpc":"2.0","id":2,"method":"today.show","params":[3]})",
               R"({"jsonrpc":"2.0","id":3,"method":"no.such"})"});
  EXPECT_EQ(got[0]["error"]["code"], -32602);
  EXPECT_EQ(got[0]["error"]["data"]["kind"], "invalid");
  EXPECT_EQ(got[0]["error"]["data"]["field"], "sesion");
  EXPECT_EQ(got[1]["error"]["code"], -32602);
  EXPECT_EQ(got[2]["error"]["code"], -32601);
}

TEST_F(JsonRpcTest, AnswersNoNotification) {
  EXPECT_TRUE(answers({R"({"jsonrpc":"2.0","method":"host.hello","params":{}})",
                       R"({"jsonrpc":"2.0","method":"no.such"})"})
                  .empty());
}

TEST_F(JsonRpcTest, AnswersABatch) {
  const auto got = answers({"[" + hello(1) + ",5," + hello(2) + "]"});
  ASSERT_EQ(got.size(), 1U);
  ASSERT_EQ(got[0].size(), 3U);
  EXPECT_EQ(got[0][0]["id"], 1);
  EXPECT_EQ(got[0][1]["error"]["code"], -32600);
  EXPECT_EQ(got[0][2]["id"], 2);
}

TEST_F(JsonRpcTest, RefusesABatchOfTooManyAsOneError) {
  for (const std::string& member : {std::string("0"), hello(1)}) {
    std::string batch = "[" + member;
    for (std::size_t i = 0; i < kLargestBatch; ++i) batch += "," + member;
    const auto got = answers({batch + "]", hello(2)});
    ASSERT_EQ(got.size(), 2U);
    EXPECT_EQ(got[0]["error"]["code"], -32600);
    EXPECT_EQ(got[0]["error"]["data"]["kind"], "too_large");
    EXPECT_TRUE(got[0]["id"].is_null());
    EXPECT_TRUE(got[1].contains("result"));
  }
}

TEST_F(JsonRpcTest, TakesTheLargestBatch) {
  std::string batch = "[" + hello(1);
  for (std::size_t i = 1; i < kLargestBatch; ++i) batch += "," + hello(std::string(1000, '\x01'));
  const auto got = answers({batch + "]"});
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].size(), kLargestBatch);
}

TEST_F(JsonRpcTest, InABatchOnlyTheAnswersWithoutRoomAreLeftOut) {
  import_people(500);
  const json people = call("people.list", {{"limit", 400}})["people"];
  for (const json& person : people) {
    change("people.edit",
           {{"person", person["id"]}, {"changes", {{"remark", std::string(2000, 'x')}}}});
  }
  const json list{
      {"jsonrpc", "2.0"}, {"id", 1}, {"method", "people.list"}, {"params", {{"limit", 300}}}};
  const json other{
      {"jsonrpc", "2.0"}, {"id", 2}, {"method", "people.list"}, {"params", {{"limit", 300}}}};
  const auto got = answers({"[" + list.dump() + "," + other.dump() + "," + hello(3) + "]"});
  ASSERT_EQ(got.size(), 1U);
  ASSERT_EQ(got[0].size(), 3U);
  EXPECT_EQ(got[0][0]["result"]["people"].size(), 300U);
  EXPECT_EQ(got[0][1]["id"], 2);
  EXPECT_EQ(got[0][1]["error"]["data"]["kind"], "too_large");
  EXPECT_TRUE(got[0][2].contains("result"));
}

/// A request whose unknown parameter is a list of so many of these.
std::string request_with(const std::string& member, std::size_t count) {
  std::string request = R"({"jsonrpc":"2.0","id":5,"method":"today.show","params":{"x":[)";
  request.reserve(request.size() + count * (member.size() + 1) + 10);
  for (std::size_t i = 0; i < count; ++i) request.append(member).append(",");
  return request + "0]}}";
}

TEST_F(JsonRpcTest, RefusesMoreThanItsMemoryHasRoomForAndNamesTheRequest) {
  for (const auto* const member : {"1", "{}", "[]", "\"\"", R"({"a":1})", "[[1,2]]"}) {
    const auto got = answers({request_with(member, 2'000'000), hello(6)});
    ASSERT_EQ(got.size(), 2U);
    EXPECT_EQ(got[0]["id"], 5) << member;
    EXPECT_EQ(got[0]["error"]["code"], -32600) << member;
    EXPECT_EQ(got[0]["error"]["data"]["kind"], "too_large") << member;
    EXPECT_TRUE(got[1].contains("result"));
  }
}

TEST_F(JsonRpcTest, TakesTheLargestImportThatFitsIntoAFrame) {
  // 47 MB of base 64, which are no list of people: it is the import that refuses them.
  const std::string request =
      R"({"jsonrpc":"2.0","id":5,"method":"people.preview","params":{"filename":"a.csv","data":")" +
      std::string(std::size_t{47} * 1024 * 1024 / 3 * 4, 'A') + "\"}}";
  const auto got = answers({request});
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0]["error"]["code"], -32602) << got[0].dump().substr(0, 300);
  EXPECT_EQ(got[0]["error"]["data"]["field"], "data");
}

TEST_F(JsonRpcTest, TakesLongStringsWhereverTheyStand) {
  const std::string much(std::size_t{2} * 1024 * 1024, 'x');
  const json message{{much, "\\\"" + much}, {"b", {much, "short", much + "é", {{much + "k", 1}}}}};
  EXPECT_EQ(parse_json(message.dump()), message);
  EXPECT_THROW((void)parse_json("{\"a\":\"" + much), BadJson);
  EXPECT_THROW((void)parse_json("{\"a\":\"" + much + "\" \"b\"}"), BadJson);
  EXPECT_THROW((void)parse_json("[\"" + much + "\n\"]"), BadJson);
}

TEST_F(JsonRpcTest, TakesAnAddressBookOfThirtyThousandCards) {
  json cards = json::array();
  for (int i = 0; i < 30'000; ++i) {
    const std::string name = "Family" + std::to_string(i);
    cards.push_back({{"given", "Given"},
                     {"family", name},
                     {"addresses", {name + "@example.org"}},
                     {"company", "Company of " + name},
                     {"remark", ""}});
  }
  const json request{
      {"jsonrpc", "2.0"},
      {"id", 5},
      {"method", "people.preview"},
      {"params", {{"filename", "book"}, {"cards", cards}, {"format", "address_book"}}}};
  EXPECT_EQ(answers({request.dump()}).back()["result"]["people"], 30'000);
}

TEST_F(JsonRpcTest, NoErrorCarriesAnotherLibrarysWords) {
  const auto got = answers({"{\"a\": tru}", "[1,", "{\"a\":1e999}", "\"\xff\""});
  ASSERT_EQ(got.size(), 4U);
  for (const json& answer : got) {
    const std::string message = answer["error"]["message"];
    for (const auto* const foreign :
         {"json.exception", "parse_error", "syntax error", "nlohmann"}) {
      EXPECT_EQ(message.find(foreign), std::string::npos) << message;
    }
  }
}

TEST_F(JsonRpcTest, EndsAfterALengthThatCannotBeTrusted) {
  const std::string length("\xff\xff\xff\x7f", 4);
  const auto got = answers_to_bytes(frame_of(hello(1)) + length + "rest");
  ASSERT_EQ(got.size(), 2U);
  EXPECT_TRUE(got[0].contains("result"));
  EXPECT_EQ(got[1]["error"]["data"]["kind"], "too_large");
}

TEST_F(JsonRpcTest, ReportsTheProgressOfAnImport) {
  const json request{
      {"jsonrpc", "2.0"},
      {"id", 9},
      {"method", "people.import"},
      {"params",
       {{"fact", new_fact()}, {"filename", "Connections.csv"}, {"text", linkedin_list(1200)}}}};
  const auto got = answers({request.dump(), hello(10)});
  ASSERT_GE(got.size(), 3U);
  EXPECT_EQ(got[0]["method"], "progress");
  EXPECT_EQ(got[0]["params"]["id"], 9);
  EXPECT_EQ(got[0]["params"]["total"], 1200);
  EXPECT_EQ(got[got.size() - 2]["result"]["added"], 1200);
  EXPECT_EQ(got.back()["id"], 10) << "a request that came meanwhile waits for its turn";
}

/// Gives out its parts one by one: after each nothing is ready until somebody waits for it.
class PausingSource final : public ByteSource {
 public:
  PausingSource(std::vector<std::string> parts, std::function<void()> waited)
      : parts_(std::move(parts)), waited_(std::move(waited)) {}

  std::size_t read(std::span<char> bytes) override {
    if (part_ < parts_.size() && position_ == parts_[part_].size()) {
      waited_();
      ++part_;
      position_ = 0;
    }
    if (part_ == parts_.size()) return 0;
    const std::size_t count = std::min(bytes.size(), parts_[part_].size() - position_);
    std::copy_n(parts_[part_].data() + position_, count, bytes.data());
    position_ += count;
    return count;
  }
  bool ready() override { return part_ < parts_.size() && position_ < parts_[part_].size(); }

 private:
  std::vector<std::string> parts_;
  std::function<void()> waited_;
  std::size_t part_ = 0;
  std::size_t position_ = 0;
};

TEST_F(JsonRpcTest, AnImportDoesNotWaitForTheRestOfAFrame) {
  const json request{
      {"jsonrpc", "2.0"},
      {"id", 9},
      {"method", "people.import"},
      {"params",
       {{"fact", new_fact()}, {"filename", "Connections.csv"}, {"text", linkedin_list(1200)}}}};
  const std::string next = frame_of(hello(10));
  for (const std::size_t half : {std::size_t{2}, std::size_t{20}}) {
    MemorySink sink;
    bool imported = false;
    PausingSource source({frame_of(request.dump()) + next.substr(0, half), next.substr(half)}, [&] {
      imported = imported || sink.bytes().find("\"added\":1200") != std::string::npos;
      EXPECT_TRUE(imported) << "waited for half a frame, with the database locked";
    });
    FrameReader reader(source);
    FrameWriter writer(sink);
    const api::Methods methods = api::all_methods();
    JsonRpcServer(
        [&](const auto& method, const auto& params, const auto& progress) {
          return api::dispatch(methods, host(), method, params, progress);
        },
        reader, writer)
        .run([] { return false; });
    EXPECT_EQ(json::parse(testing::texts_of(sink.bytes()).back())["id"], 10);
  }
}

TEST_F(JsonRpcTest, StopsTheReadingOfAFile) {
  for (const auto* const method : {"people.import", "people.preview"}) {
    json params{{"filename", "Connections.csv"}, {"text", linkedin_list(5000)}};
    if (std::string(method) == "people.import") params["fact"] = new_fact();
    const json request{{"jsonrpc", "2.0"}, {"id", 9}, {"method", method}, {"params", params}};
    const auto got = answers(
        {request.dump(), R"({"jsonrpc":"2.0","method":"cancel","params":{"id":9}})", hello(10)});
    ASSERT_GE(got.size(), 3U);
    EXPECT_EQ(got[0]["method"], "progress");
    EXPECT_EQ(got[0]["params"]["total"], linkedin_list(5000).size()) << "bytes of the file";
    EXPECT_EQ(got[1]["error"]["data"]["kind"], "cancelled") << got[1];
    EXPECT_EQ(got.back()["result"]["database"]["people"], 0);
  }
}

TEST_F(JsonRpcTest, StopsAnImportThatIsCancelled) {
  const json request{
      {"jsonrpc", "2.0"},
      {"id", 9},
      {"method", "people.import"},
      {"params",
       {{"fact", new_fact()}, {"filename", "Connections.csv"}, {"text", linkedin_list(1200)}}}};
  const auto got = answers(
      {request.dump(), R"({"jsonrpc":"2.0","method":"cancel","params":{"id":9}})", hello(10)});
  EXPECT_EQ(got[got.size() - 2]["error"]["data"]["kind"], "cancelled");
  EXPECT_EQ(got.back()["result"]["database"]["people"], 0);
}

TEST_F(JsonRpcTest, NothingThatComesDuringAnImportEndsTheHost) {
  const json request{
      {"jsonrpc", "2.0"},
      {"id", 9},
      {"method", "people.import"},
      {"params",
       {{"fact", new_fact()}, {"filename", "Connections.csv"}, {"text", linkedin_list(1200)}}}};
  constexpr std::size_t kDeep = 1'000'000;
  const std::string deep =
      R"({"method":)" + std::string(kDeep, '[') + std::string(kDeep, ']') + "}";
  const auto got = answers({request.dump(), deep, "{\"id\":\"\xff\"}", "", hello(10)});
  ASSERT_GE(got.size(), 5U);
  EXPECT_EQ(got[got.size() - 5]["result"]["added"], 1200);
  EXPECT_EQ(got[got.size() - 4]["error"]["code"], -32600);
  EXPECT_EQ(got[got.size() - 3]["error"]["code"], -32700);
  EXPECT_EQ(got[got.size() - 2]["error"]["code"], -32700);
  EXPECT_EQ(got.back()["id"], 10);
}

TEST_F(JsonRpcTest, AnAnswerNeverOutgrowsAFrame) {
  import_people(500);
  const json people = call("people.list", {{"limit", 500}})["people"];
  for (const json& person : people) {
    change("people.edit",
           {{"person", person["id"]}, {"changes", {{"remark", std::string(5000, 'x')}}}});
  }
  std::size_t seen = 0;
  json params{{"limit", 500}};
  while (true) {
    const json request{
        {"jsonrpc", "2.0"}, {"id", 1}, {"method", "people.list"}, {"params", params}};
    const auto got = answers({request.dump()});
    ASSERT_TRUE(got[0].contains("result"));
    seen += got[0]["result"]["people"].size();
    if (!got[0]["result"].contains("next")) break;
    params["after"] = got[0]["result"]["next"];
  }
  EXPECT_EQ(seen, 500U);

  change("rounds.create", {{"name", "Everyone"}, {"start", "2015-01-01"}});
  const auto today =
      answers({R"({"jsonrpc":"2.0","id":1,"method":"today.show","params":{"session":200}})"});
  ASSERT_TRUE(today[0].contains("result")) << today[0];
  EXPECT_GT(today[0]["result"]["due"].size(), 100U);
}

TEST_F(JsonRpcTest, AnImportOfMuchNonsenseIsToldWithinAFrame) {
  std::string list = "First Name,Last Name,Email Address,Connected On\n";
  for (int i = 0; i < 120; ++i) {
    list += "A,B" + std::to_string(i) + ",c@example.org," + std::string(20'000, 'x') + "\n";
  }
  const json request{{"jsonrpc", "2.0"},
                     {"id", 1},
                     {"method", "people.import"},
                     {"params", {{"fact", new_fact()}, {"filename", "c.csv"}, {"text", list}}}};
  const auto got = answers({request.dump()});
  ASSERT_TRUE(got.back().contains("result")) << got.back().dump().substr(0, 300);
  EXPECT_EQ(got.back()["result"]["added"], 120);
  EXPECT_EQ(got.back()["result"]["problems"].size(), 100U);
  EXPECT_NE(got.back()["result"]["problems"][0]["reason"].get<std::string>().find("is no date"),
            std::string::npos);
}

}  // namespace
}  // namespace rounds::messaging
