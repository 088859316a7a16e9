#include "messaging/json_rpc.h"

#include <exception>

#include "domain/refusal.h"
#include "domain/text/words.h"

namespace rounds::messaging {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using nlohmann::json;

// https://www.jsonrpc.org/specification#error_object
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kInternalError = -32603;
constexpr int kRefused = -32000;

const char* name_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
      return "invalid";
    case RefusalKind::not_found:
      return "not_found";
    case RefusalKind::conflict:
      return "conflict";
    case RefusalKind::busy:
      return "busy";
    case RefusalKind::storage:
      return "storage";
    case RefusalKind::too_large:
      return "too_large";
    case RefusalKind::unsupported:
      return "unsupported";
    case RefusalKind::cancelled:
      return "cancelled";
  }
  return "storage";
}

/// An error tells what is wrong, and need not repeat megabytes of it.
std::string shortened(const std::string& text) {
  constexpr std::size_t kLongest = 1000;
  if (text.size() <= kLongest) return text;
  return domain::beginning(text, kLongest) + "…";
}

json error_object(int code, const std::string& message) {
  return {{"code", code}, {"message", shortened(message)}};
}

json response(const json& id, const char* member, json value) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {member, std::move(value)}};
}

/// An answer repeats the id, and must fit into a frame with it.
bool is_id(const json& id) {
  constexpr std::size_t kLongest = 1000;
  if (id.is_string()) return id.get_ref<const std::string&>().size() <= kLongest;
  return id.is_number() || id.is_null();
}

/// Whether a frame that came during a call's work asks for its end. It is parsed as any other,
/// since it may be anything: what is no JSON is answered when its turn comes.
bool cancels(const std::string& frame, const json& id) {
  try {
    const json message = parse_json(frame);
    return message.is_object() && message.value("method", json()) == "cancel" &&
           message.contains("params") && message["params"].is_object() &&
           message["params"].value("id", json()) == id;
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace

json write_error(const Refusal& refusal) {
  const bool invalid = refusal.kind() == RefusalKind::invalid;
  json error = error_object(invalid ? kInvalidParams : kRefused, refusal.what());
  error["data"] = {{"kind", name_of(refusal.kind())}};
  if (invalid) error["data"]["field"] = shortened(refusal.field());
  return error;
}

json write_error(const BadJson& error) { return error_object(kParseError, error.what()); }

json write_error(const DeepJson& error) { return error_object(kInvalidRequest, error.what()); }

json no_such_method(const std::string& method) {
  return error_object(kMethodNotFound, "there is no method " + method);
}

// A foreign parser's message may hold pieces of invalid input.
std::string dump(const json& message) {
  return message.dump(-1, ' ', false, json::error_handler_t::replace);
}

void JsonRpcServer::run(const std::function<bool()>& stop) {
  std::string frame;
  while (!stop() && next_frame(frame)) {
    const std::string reply = answer(frame);
    if (!reply.empty() && !writer_.write(reply)) return;
  }
}

bool JsonRpcServer::next_frame(std::string& frame) {
  if (!waiting_.empty()) {
    frame = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
  }
  return read_frame(frame);
}

bool JsonRpcServer::read_frame(std::string& frame) {
  if (ended_) return false;
  switch (reader_.read(frame)) {
    case FrameReader::Outcome::frame:
      return true;
    case FrameReader::Outcome::too_large: {
      json error =
          error_object(kInvalidRequest, "A message must be at most 64 MiB long. The host ends.");
      error["data"] = {{"kind", "too_large"}};
      send(response(nullptr, "error", std::move(error)));
      break;
    }
    case FrameReader::Outcome::end:
    case FrameReader::Outcome::cut_short:
      break;
  }
  ended_ = true;
  return false;
}

void JsonRpcServer::send(const json& message) { writer_.write(dump(message)); }

std::string JsonRpcServer::answer(const std::string& text) {
  json message;
  try {
    message = parse_json(text);
  } catch (const DeepJson& error) {
    return dump(response(nullptr, "error", write_error(error)));
  } catch (const BadJson& error) {
    return dump(response(nullptr, "error", write_error(error)));
  }

  json reply;
  if (message.is_array() && !message.empty()) {
    reply = json::array();
    for (const json& one : message) {
      if (auto result = answer_one(one)) reply.push_back(std::move(*result));
    }
    if (reply.empty()) return {};
  } else if (auto result = answer_one(message)) {
    reply = std::move(*result);
  } else {
    return {};
  }
  std::string bytes = dump(reply);
  if (bytes.size() <= kLargestOutgoingFrame) return bytes;
  const json id = reply.is_object() ? reply["id"] : json(nullptr);
  return dump(response(id, "error",
                       write_error(Refusal(RefusalKind::too_large,
                                           "The answer does not fit into one message. What was "
                                           "asked was done; ask for less at a time."))));
}

std::optional<json> JsonRpcServer::answer_one(const json& message) {
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
  if (!methods_.has(method)) {
    return response(id, "error", no_such_method(method));
  }
  const api::Progress progress = [this, &id](std::int64_t done, std::int64_t total) {
    return report_progress(id, done, total);
  };
  try {
    return response(id, "result", methods_.call(host_, method, params, progress));
  } catch (const Refusal& refusal) {
    return response(id, "error", write_error(refusal));
  } catch (const std::exception& error) {
    return response(id, "error", error_object(kInternalError, error.what()));
  }
}

bool JsonRpcServer::report_progress(const json& id, std::int64_t done, std::int64_t total) {
  if (!id.is_null()) {
    send({{"jsonrpc", "2.0"},
          {"method", "progress"},
          {"params", {{"id", id}, {"done", done}, {"total", total}}}});
  }
  std::string frame;
  while (reader_.ready() && read_frame(frame)) {
    if (cancels(frame, id)) return false;
    waiting_.push_back(std::move(frame));
    frame.clear();
  }
  return true;
}

}  // namespace rounds::messaging
