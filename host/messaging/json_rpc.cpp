#include "messaging/json_rpc.h"

#include <algorithm>
#include <utility>

namespace rounds::messaging {
namespace {

using nlohmann::json;

// https://www.jsonrpc.org/specification#error_object
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kRefused = -32000;

/// An answer repeats the id, and must fit into a frame with it.
constexpr std::size_t kLongestId = 1000;

json error_object(int code, const std::string& message) {
  return {{"code", code}, {"message", message}};
}

json too_large(int code, const std::string& message) {
  json error = error_object(code, message);
  error["data"] = {{"kind", "too_large"}};
  return error;
}

json response(const json& id, const char* member, json value) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {member, std::move(value)}};
}

bool is_id(const json& id) {
  if (id.is_string()) return id.get_ref<const std::string&>().size() <= kLongestId;
  return id.is_number() || id.is_null();
}

/// Whether a frame that came during a call's work asks for its end. It is parsed as any other,
/// since it may be anything: what is no JSON is answered when its turn comes.
bool cancels(const std::string& frame, const json& id) {
  // Longer than the longest id makes it, each of its bytes as \u0000: not worth reading twice.
  if (frame.size() > 10 * kLongestId) return false;
  try {
    const json message = parse_json(frame);
    return message.is_object() && message.value("method", json()) == "cancel" &&
           message.contains("params") && message["params"].is_object() &&
           message["params"].value("id", json()) == id;
  } catch (const BadJson&) {
    return false;
  }
}

}  // namespace

json write_error(const BadJson& error) {
  switch (error.why()) {
    case BadJson::Why::not_json:
      break;
    case BadJson::Why::too_deep:
      return error_object(kInvalidRequest, error.what());
    case BadJson::Why::too_large:
      return too_large(kInvalidRequest, error.what());
  }
  return error_object(kParseError, error.what());
}

std::string dump(const json& message) {
  return message.dump(-1, ' ', false, json::error_handler_t::replace);
}

void JsonRpcServer::run(const std::function<bool()>& stop) {
  std::string frame;
  while (!stop() && next_frame(frame)) {
    const std::string reply = answer(std::exchange(frame, {}));
    if (!reply.empty() && !writer_.write(reply)) return;
  }
}

bool JsonRpcServer::next_frame(std::string& frame) {
  if (!waiting_.empty()) {
    frame = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= frame.size();
    return true;
  }
  return !ended_ && is_frame(reader_.read(frame));
}

bool JsonRpcServer::is_frame(FrameReader::Outcome outcome) {
  switch (outcome) {
    case FrameReader::Outcome::frame:
      return true;
    case FrameReader::Outcome::too_large:
      send(response(
          nullptr, "error",
          too_large(kInvalidRequest, "A message must be at most 64 MiB long. The host ends.")));
      break;
    case FrameReader::Outcome::end:
    case FrameReader::Outcome::cut_short:
      break;
  }
  ended_ = true;
  return false;
}

void JsonRpcServer::send(const json& message) { writer_.write(dump(message)); }

std::string JsonRpcServer::answer(std::string text) {
  json message;
  try {
    message = parse_json(text);
  } catch (const BadJson& error) {
    const json id = is_id(error.id()) ? error.id() : json();
    return dump(response(id, "error", write_error(error)));
  }
  // While the call works, the text need not be there twice.
  text = {};
  text.shrink_to_fit();
  if (message.is_array() && !message.empty()) return answer_batch(message);
  return answer_one(message, kLargestOutgoingFrame);
}

std::string JsonRpcServer::answer_batch(const json& batch) {
  // An error with the longest id has room in it; so much is left for each that is still to come.
  constexpr std::size_t kLeast = std::size_t{8} * 1024;
  static_assert(kLargestBatch * kLeast < kLargestOutgoingFrame);
  std::string replies;
  std::size_t left = batch.size();
  for (const json& message : batch) {
    const std::size_t kept = --left * kLeast + 2;  // with the brackets
    const std::string reply = answer_one(message, kLargestOutgoingFrame - replies.size() - kept);
    if (reply.empty()) continue;
    replies.append(1, replies.empty() ? '[' : ',').append(reply);
  }
  return replies.empty() ? replies : replies + "]";
}

std::string JsonRpcServer::answer_one(const json& message, std::size_t most) {
  const auto reply = reply_to(message);
  if (!reply) return {};
  std::string bytes = dump(*reply);
  if (bytes.size() <= most) return bytes;
  return dump(response((*reply)["id"], "error",
                       too_large(kRefused,
                                 "The answer does not fit into one message. What was asked was "
                                 "done; ask for less at a time.")));
}

std::optional<json> JsonRpcServer::reply_to(const json& message) {
  const auto invalid = [](const json& id, const std::string& why) {
    return response(id, "error", error_object(kInvalidRequest, why));
  };
  if (!message.is_object()) return invalid(nullptr, "a request must be an object");
  const auto id_found = message.find("id");
  const bool notification = id_found == message.end();
  const json id = notification || !is_id(*id_found) ? json(nullptr) : *id_found;
  if (!notification && !is_id(*id_found)) {
    return invalid(nullptr, "id must be a number or a string of at most 1000 bytes");
  }
  const auto version = message.find("jsonrpc");
  if (version == message.end() || *version != "2.0") return invalid(id, "jsonrpc must be \"2.0\"");
  const auto method = message.find("method");
  if (method == message.end() || !method->is_string()) {
    return invalid(id, "method must be a string");
  }

  const auto params = message.find("params");
  json reply = call(id, method->get_ref<const std::string&>(),
                    params == message.end() ? json::object() : *params);
  if (notification) return std::nullopt;
  return reply;
}

json JsonRpcServer::call(const json& id, const std::string& method, const json& params) {
  const Progress progress = [this, &id](std::int64_t done, std::int64_t total) {
    return report_progress(id, done, total);
  };
  json outcome = handler_(method, params, progress);
  const char* const member = outcome.contains("error") ? "error" : "result";
  return response(id, member, std::move(outcome[member]));
}

bool JsonRpcServer::report_progress(const json& id, std::int64_t done, std::int64_t total) {
  if (!id.is_null()) {
    send({{"jsonrpc", "2.0"},
          {"method", "progress"},
          {"params", {{"id", id}, {"done", done}, {"total", total}}}});
  }
  std::string frame;
  // What is not kept here waits in the pipe.
  while (!ended_ && waiting_bytes_ < kLargestIncomingFrame) {
    const auto outcome = reader_.read_ready(frame);
    if (!outcome || !is_frame(*outcome)) break;
    if (cancels(frame, id)) return false;
    waiting_bytes_ += frame.size();
    waiting_.push_back(std::exchange(frame, {}));
  }
  return true;
}

}  // namespace rounds::messaging
