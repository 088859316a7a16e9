#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "messaging/frames.h"
#include "messaging/json_text.h"

namespace rounds::messaging {

/// Told how far a long call is; false stops it.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Carries out one call, and answers an object whose one member is `result` or, with JSON-RPC's
/// error object, `error`. Throws nothing: what a method does when it fails is not the server's
/// business.
using Handler = std::function<nlohmann::json(
    const std::string& method, const nlohmann::json& params, const Progress& progress)>;

/// A text that is not taken as JSON-RPC's error object.
[[nodiscard]] nlohmann::json write_error(const BadJson& error);

/// As text, also when it quotes bytes that are no UTF-8.
[[nodiscard]] std::string dump(const nlohmann::json& message);

/// Serves JSON-RPC 2.0 over frames, one call after the other. No input ends it but the end of the
/// stream and a frame whose declared length cannot be trusted.
class JsonRpcServer {
 public:
  JsonRpcServer(Handler handler, FrameReader& reader, FrameWriter& writer)
      : handler_(std::move(handler)), reader_(reader), writer_(writer) {}

  /// Serves until the stream ends, nobody reads the answers, or `stop` says so.
  void run(const std::function<bool()>& stop);

 private:
  /// The answer to one frame's text; empty when there is none to give.
  [[nodiscard]] std::string answer(std::string text);
  [[nodiscard]] std::string answer_batch(const nlohmann::json& batch);
  /// The answer to one request, of at most `most` bytes.
  [[nodiscard]] std::string answer_one(const nlohmann::json& message, std::size_t most);
  [[nodiscard]] std::optional<nlohmann::json> reply_to(const nlohmann::json& message);
  [[nodiscard]] nlohmann::json call(const nlohmann::json& id, const std::string& method,
                                    const nlohmann::json& params);
  /// Tells the caller how far a long call is, and looks whether it was cancelled meanwhile. Frames
  /// that ask for something else wait for their turn; what has come of a frame by half is waited
  /// for later.
  [[nodiscard]] bool report_progress(const nlohmann::json& id, std::int64_t done,
                                     std::int64_t total);
  /// False at the end of the stream.
  bool next_frame(std::string& frame);
  /// Whether it is a frame; the end of the stream is remembered.
  bool is_frame(FrameReader::Outcome outcome);
  void send(const nlohmann::json& message);

  Handler handler_;
  FrameReader& reader_;
  FrameWriter& writer_;
  std::deque<std::string> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool ended_ = false;
};

}  // namespace rounds::messaging
