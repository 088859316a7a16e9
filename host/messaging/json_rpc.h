#pragma once

#include <deque>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "api/core/methods.h"
#include "domain/refusal.h"
#include "messaging/frames.h"
#include "messaging/json_text.h"

namespace rounds::messaging {

/// What went wrong as JSON-RPC's error object.
[[nodiscard]] nlohmann::json write_error(const domain::Refusal& refusal);
[[nodiscard]] nlohmann::json write_error(const BadJson& error);
[[nodiscard]] nlohmann::json write_error(const DeepJson& error);
[[nodiscard]] nlohmann::json no_such_method(const std::string& method);

/// As text, also when it quotes bytes that are no UTF-8.
[[nodiscard]] std::string dump(const nlohmann::json& message);

/// Serves JSON-RPC 2.0 over frames, one call after the other. No input ends it but the end of the
/// stream and a frame whose declared length cannot be trusted.
class JsonRpcServer {
 public:
  JsonRpcServer(const api::Methods& methods, api::Host& host, FrameReader& reader,
                FrameWriter& writer)
      : methods_(methods), host_(host), reader_(reader), writer_(writer) {}

  /// Serves until the stream ends, nobody reads the answers, or `stop` says so.
  void run(const std::function<bool()>& stop);

 private:
  /// The answer to one frame's text; empty when there is none to give.
  [[nodiscard]] std::string answer(const std::string& text);
  [[nodiscard]] std::optional<nlohmann::json> answer_one(const nlohmann::json& message);
  [[nodiscard]] nlohmann::json call(const nlohmann::json& id, const std::string& method,
                                    const nlohmann::json& params);
  /// Tells the caller how far a long call is, and looks whether it was cancelled meanwhile. Frames
  /// that ask for something else wait for their turn.
  [[nodiscard]] bool report_progress(const nlohmann::json& id, std::int64_t done,
                                     std::int64_t total);
  /// False at the end of the stream.
  bool next_frame(std::string& frame);
  bool read_frame(std::string& frame);
  void send(const nlohmann::json& message);

  const api::Methods& methods_;
  api::Host& host_;
  FrameReader& reader_;
  FrameWriter& writer_;
  std::deque<std::string> waiting_;
  bool ended_ = false;
};

}  // namespace rounds::messaging
