#include "api/core/dispatch.h"

#include <exception>

#include "domain/text/words.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using nlohmann::json;

// https://www.jsonrpc.org/specification#error_object
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
    case RefusalKind::damaged:
      return "damaged";
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

}  // namespace

json write_error(const Refusal& refusal) {
  const bool invalid = refusal.kind() == RefusalKind::invalid;
  json error = error_object(invalid ? kInvalidParams : kRefused, refusal.what());
  error["data"] = {{"kind", name_of(refusal.kind())}};
  if (invalid) error["data"]["field"] = shortened(refusal.field());
  return error;
}

json no_such_method(const std::string& method) {
  return error_object(kMethodNotFound, "there is no method " + method);
}

json dispatch(const Methods& methods, Host& host, const std::string& method, const json& params,
              const Progress& progress) {
  if (!methods.has(method)) return {{"error", no_such_method(method)}};
  try {
    return {{"result", methods.call(host, method, params, progress)}};
  } catch (const Refusal& refusal) {
    return {{"error", write_error(refusal)}};
  } catch (const std::exception&) {
    // A mistake of ours, or no memory. Whatever was begun was rolled back; what the exception says
    // would tell nobody anything.
    json error = error_object(kInternalError,
                              "The host made a mistake in " + method +
                                  ". Nothing was changed. Please report it with what you did.");
    error["data"] = {{"kind", "internal"}};
    return {{"error", std::move(error)}};
  }
}

}  // namespace rounds::api
