#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/facts.h"
#include "store/journal/journal.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// A message that is about a note, as it stands after what the user said of it.
struct ReplyRow {
  std::string message_id;
  domain::TurnId turn = 0;
  domain::PersonId person = 0;
  domain::ReplyOutcome outcome = domain::ReplyOutcome::reply;
  std::string from;
  std::string date;  // RFC 3339
  std::int64_t days = 0;
  std::string subject;
  std::string text;
  std::string note;  // its Message-ID
  std::string note_sent_at;
  std::vector<std::string> dead_addresses;
};

/// Which replies to list; what is absent is not asked for.
struct ReplyFilter {
  std::optional<domain::RoundId> round;
  std::optional<domain::PersonId> person;
  std::optional<domain::ReplyOutcome> outcome;
};

struct RepliesPage {
  std::vector<ReplyRow> replies;
  std::int64_t total = 0;
  bool more = false;
};

/// The replies table.
class ReplyTable {
 public:
  explicit ReplyTable(const Database& database) : database_(database) {}

  [[nodiscard]] std::optional<ReplyRow> find(std::string_view message_id) const;
  /// The newest first, after the one with this Message-ID. Messages that the user said are no
  /// answers are left out.
  [[nodiscard]] RepliesPage list(const ReplyFilter& filter, std::int64_t limit,
                                 const std::string& after) const;

  /// Makes a turn's rows from the facts about it that stand: for the projection alone.
  void project(domain::TurnId turn, const Journal& journal) const;

 private:
  const Database& database_;
};

}  // namespace rounds::store
