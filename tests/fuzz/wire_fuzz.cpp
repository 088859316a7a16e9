#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/core/dispatch.h"
#include "messaging/json_rpc.h"
#include "support/memory_streams.h"
#include "support/temporary_folder.h"

// Any bytes as a conversation with the host over a real store in which something has happened: each
// call has a method's own parameters with values of every kind, or the frame is any bytes at all.
// Whatever was asked, each answer fits into a frame, is JSON, was no mistake of the host's, and has
// no other library's words in it.
namespace {

using namespace rounds;
using nlohmann::json;

struct Method {
  const char* name;
  std::vector<const char*> params;
};

const std::vector<Method>& methods() {
  static const std::vector<const char*> import{"filename", "text",   "data",
                                               "cards",    "format", "columns"};
  static const std::vector<const char*> query{"search", "filter", "sort",  "descending",
                                              "limit",  "after",  "offset"};
  static const std::vector<const char*> plan{"start", "finish", "per_day", "writing_days",
                                             "order", "people", "of"};
  static const std::vector<const char*> edit{"round",  "per_day", "writing_days", "days_off",
                                             "finish", "name",    "let_go"};
  static const std::vector<const char*> note{"turn",    "message_id", "sent_at", "channel",
                                             "seconds", "subject",    "text"};
  static const std::vector<Method> all{
      {"host.hello", {"client", "protocol"}},
      {"people.import", import},
      {"people.preview", import},
      {"people.list", query},
      {"people.ids", query},
      {"people.values", {"field", "search", "limit"}},
      {"people.show", {"person"}},
      {"people.edit", {"person", "changes"}},
      {"people.edit_many", {"people", "changes"}},
      {"people.duplicates", {"limit", "after"}},
      {"people.merge", {"keep", "merge"}},
      {"people.keep_apart", {"people"}},
      {"rules.save", {"rule", "name", "when", "known_from", "leave_out"}},
      {"rules.remove", {"rule"}},
      {"rules.list", {"after"}},
      {"rules.preview", {"when"}},
      {"rounds.plan", plan},
      {"rounds.create",
       {"name", "start", "finish", "per_day", "writing_days", "order", "people", "of"}},
      {"rounds.list", {"after"}},
      {"rounds.edit", edit},
      {"rounds.preview", edit},
      {"rounds.ways", {"round"}},
      {"rounds.pause", {"round"}},
      {"rounds.resume", {"round"}},
      {"rounds.newcomers", {"round", "limit", "after"}},
      {"today.show", {"round", "session"}},
      {"turns.draft", {"turn", "message_id"}},
      {"turns.queue", note},
      {"turns.sent", note},
      {"turns.release", {"turn"}},
      {"turns.skip", {"turn", "reason"}},
      {"turns.snooze", {"turn", "until"}},
      {"turns.front", {"turn"}},
      {"turns.show", {"turn"}},
      {"turns.find", {"message_id", "address", "round"}},
      {"turns.list", {"round", "which", "limit", "after"}},
      {"facts.undo", {"undo"}},
      {"facts.latest", {}},
      {"note.check", {"turn", "from", "to", "cc", "bcc", "subject", "body", "language"}},
      {"structures.save", {"name", "subject", "body", "structure", "when", "default"}},
      {"structures.remove", {"structure"}},
      {"structures.list", {}},
      {"structures.show", {"structure"}},
      {"structures.fill", {"structure", "turn", "language", "my_name"}},
      {"structures.preview", {"subject", "body", "turn", "person", "language", "my_name"}},
      {"replies.record",
       {"message_id", "from", "date", "in_reply_to", "references", "subject", "headers", "text",
        "report", "own"}},
      {"replies.confirm", {"message_id"}},
      {"replies.deny", {"message_id"}},
      {"replies.list", {"round", "person", "outcome", "limit", "after"}},
      {"replies.find", {"message_id", "in_reply_to", "references"}},
      {"replies.sift", {"messages"}},
      {"mail.learn", {"messages", "own"}},
      {"addresses.propose", {"limit", "after", "round"}},
      {"addresses.missing", {"limit", "after", "round"}},
      {"addresses.confirm", {"confirmed"}},
      {"addresses.dismiss", {"person", "address"}},
      {"progress.show", {"round"}},
      {"story.show", {"round"}},
      {"exports.rows", {"what", "round", "limit", "offset"}}};
  return all;
}

// Names that stand in objects inside parameters.
constexpr std::array kMembers{
    "given",     "family",       "full",           "greeting",     "addresses",
    "company",   "position",     "connected_on",   "url",          "known_from",
    "remark",    "search",       "from",           "to",           "cc",
    "date",      "message_id",   "subject",        "headers",      "own",
    "person",    "address",      "round",          "which",        "when",
    "in_round",  "state",        "list-id",        "precedence",   "auto-submitted",
    "structure", "connected_to", "connected_from", "content-type", "x-failed-recipients"};

constexpr std::array kTexts{
    "",
    "a",
    "Ann",
    "Ann Lee",
    "ann@example.org",
    "Ann Lee <p1@example.org>",
    "MAILER-DAEMON@example.org",
    "note-1@example.org",
    "<note-1@example.org> <note-2@example.org>",
    "2015-01-01",
    "2015-02-30",
    "1900-01-01",
    "9999-12-31",
    "2015-01-05T09:10:00+01:00",
    "9999-12-30T23:59:59Z",
    "9999-12-31T20:00:00-05:00",
    "1900-01-02T04:00:00Z",
    "00000000-0000-4000-8000-000000000001",
    "00000000-0000-4000-8000-000000000002",
    "00000000-0000-4000-8000-000000000003",
    "family_name",
    "last_exchange",
    "shuffled",
    "mixed",
    "everyone",
    "not_answered",
    "newcomers",
    "waiting",
    "written",
    "without_address",
    "mon",
    "sun",
    "vcard",
    "address_book",
    "people",
    "notes",
    "days",
    "reply",
    "bounce",
    "{{given}} {{#company}}at {{company}}{{/company}} {{personal}}",
    "{{#x}",
    "Dear [name], Re: hello",
    "First Name,Last Name,Email Address,Connected On\nAnn,Lee,ann@example.org,07 Feb 2012\n",
    "a,b\n1,2\n",
    "UEsDBA==",
    "\xEF\xB7\xBA",
    "\x01\x02",
    "de",
    "fr-CA",
    "certain 1 a@example.org",
    "1-2"};

/// A host on a copy of a database in which something has happened.
class Conversation {
 public:
  Conversation() {
    std::filesystem::copy_file(begun().path, path());
    host_ = std::make_unique<api::Host>(
        path(), std::make_unique<platform::FixedClock>(
                    domain::parse_moment("2015-01-08T09:00:00+01:00").value()));
  }

  void hear(const std::string& frame) {
    testing::MemorySource source(frame);
    testing::MemorySink sink;
    messaging::FrameReader reader(source);
    messaging::FrameWriter writer(sink);
    messaging::JsonRpcServer(
        [this](const auto& method, const auto& params, const auto& progress) {
          return api::dispatch(all_methods(), *host_, method, params, progress);
        },
        reader, writer)
        .run([] { return false; });
    for (const auto& text : testing::texts_of(sink.bytes())) check(text);
  }

  /// An id of that kind; of people, rounds or turns.
  static const std::vector<std::string>& ids() { return begun().ids; }

 private:
  struct Begun {
    testing::TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "begun.db";
    std::vector<std::string> ids;

    Begun() {
      api::Host host(path, std::make_unique<platform::FixedClock>(
                               domain::parse_moment("2015-01-01T09:00:00+01:00").value()));
      int facts = 0;
      const auto change = [&](const char* method, json params) {
        std::array<char, 40> fact{};
        std::snprintf(fact.data(), fact.size(), "00000000-0000-4000-8000-%012d", ++facts);
        params["fact"] = fact.data();
        return all_methods().call(host, method, params);
      };
      std::string list = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
      for (int i = 1; i <= 12; ++i) {
        const std::string n = std::to_string(i);
        list += "Ann,Lee" + n + ",https://www.linkedin.com/in/p" + n + ",p" + n +
                "@example.org,Acme,CEO,07 Feb 2012\n";
      }
      change("people.import", {{"filename", "c.csv"}, {"text", list}});
      const std::string round =
          change("rounds.create", {{"name", "All"}, {"start", "2015-01-01"}})["round"];
      ids.push_back(round);
      const json today = all_methods().call(host, "today.show", json::object());
      for (const json& turn : today["due"]) {
        ids.push_back(turn["turn"]);
        ids.push_back(turn["person"]["id"]);
      }
      change("turns.sent", {{"turn", ids[1]},
                            {"sent_at", "2015-01-01T09:00:00+01:00"},
                            {"message_id", "note-1@example.org"},
                            {"subject", "Hello"},
                            {"text", "Hello Ann"},
                            {"seconds", 60}});
      change("turns.draft", {{"turn", ids[3]}, {"message_id", "note-2@example.org"}});
    }
  };

  static const Begun& begun() {
    static const Begun one;
    return one;
  }

  static const api::Methods& all_methods() {
    static const api::Methods all = api::all_methods();
    return all;
  }

  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "rounds.db"; }

  static void check(const std::string& text) {
    const json message = json::parse(text);
    bool bad = text.size() > messaging::kLargestOutgoingFrame;
    for (const json& one : message.is_array() ? message : json::array({message})) {
      if (!one.contains("error")) continue;
      const json& error = one["error"];
      bad = bad || error["code"] == -32603;
      if (error.contains("data")) {
        const json& kind = error["data"]["kind"];
        // The disk is sound, and nobody else has the database.
        bad = bad || kind == "storage" || kind == "busy" || kind == "damaged";
        // What may be stored fits into the frame in which it is shown; of a batch's not all may.
        bad =
            bad || (kind == "too_large" && !message.is_array() && error["code"] == -32000 &&
                    error["message"].get<std::string>().find("does not fit") != std::string::npos);
      }
      for (const auto* const foreign : {"json.exception", "SQL", "constraint failed",
                                        "std::", "ICU:", "basic_string", "Expression tree"}) {
        bad = bad || error["message"].get<std::string>().find(foreign) != std::string::npos;
      }
    }
    if (!bad) return;
    std::fprintf(stderr, "a wrong answer: %.2000s\n", text.c_str());
    std::abort();
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<api::Host> host_;
};

json value(FuzzedDataProvider& data, int depth) {
  switch (data.ConsumeIntegralInRange(0, depth > 0 ? 12 : 9)) {
    case 0:
      return nullptr;
    case 1:
      return data.ConsumeBool();
    case 2:
      return data.ConsumeIntegralInRange(-2, 600);
    case 3:
      return data.ConsumeIntegral<std::int64_t>();
    case 4:
      return data.ConsumeIntegral<std::uint64_t>();
    case 5:
      return data.ConsumeFloatingPoint<float>();
    case 6:
    case 7:
      return data.PickValueInArray(kTexts);
    case 8: {
      const auto& ids = Conversation::ids();
      return ids[data.ConsumeIntegralInRange<std::size_t>(0, ids.size() - 1)];
    }
    case 9: {
      // Any bytes, and at times many of them. What is no UTF-8 is another frame's business.
      std::string bytes = data.ConsumeRandomLengthString(64);
      for (char& c : bytes) c = static_cast<char>(c & 0x7F);
      const int doublings = data.ConsumeIntegralInRange(0, 12);
      for (int i = 0; i < doublings; ++i) bytes += bytes;
      return bytes;
    }
    case 10: {
      json list = json::array();
      const int length = data.ConsumeIntegralInRange(0, 6);
      const json first = value(data, depth - 1);
      const int copies = data.ConsumeBool() ? data.ConsumeIntegralInRange(0, 300) : 0;
      for (int i = 0; i < copies; ++i) list.push_back(first);
      for (int i = 0; i < length; ++i) list.push_back(value(data, depth - 1));
      return list;
    }
    default: {
      json object = json::object();
      const int size = data.ConsumeIntegralInRange(0, 6);
      for (int i = 0; i < size; ++i)
        object[data.PickValueInArray(kMembers)] = value(data, depth - 1);
      return object;
    }
  }
}

json request(FuzzedDataProvider& data, int number) {
  const Method& method =
      methods()[data.ConsumeIntegralInRange<std::size_t>(0, methods().size() - 1)];
  json params = json::object();
  if (data.ConsumeIntegralInRange(0, 7) != 0) {
    std::array<char, 40> fact{};
    std::snprintf(fact.data(), fact.size(), "00000000-0000-4000-9000-%012d",
                  data.ConsumeBool() ? number : data.ConsumeIntegralInRange(0, 9));
    params["fact"] = fact.data();
  }
  for (const char* const name : method.params) {
    if (data.ConsumeIntegralInRange(0, 5) != 0) params[name] = value(data, 3);
  }
  // Methods that change nothing take no fact.
  if (data.ConsumeBool()) params.erase("fact");
  return {
      {"jsonrpc", "2.0"}, {"id", number}, {"method", method.name}, {"params", std::move(params)}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  Conversation conversation;
  constexpr int kMostRequests = 12;
  for (int number = 0; number < kMostRequests && data.remaining_bytes() > 0; ++number) {
    switch (data.ConsumeIntegralInRange(0, 9)) {
      case 0:
        conversation.hear(data.ConsumeRandomLengthString(2000));
        break;
      case 1:
        conversation.hear(testing::frame_of(data.ConsumeRandomLengthString(2000)));
        break;
      case 2: {
        json batch = json::array();
        const int length = data.ConsumeIntegralInRange(0, 5);
        for (int i = 0; i < length; ++i) batch.push_back(request(data, number));
        conversation.hear(testing::frame_of(batch.dump()));
        break;
      }
      default:
        conversation.hear(testing::frame_of(request(data, number).dump()));
    }
  }
  return 0;
}
