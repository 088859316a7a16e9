#include "store/tables/replies.h"

#include <algorithm>

#include "domain/calendar/calendar.h"
#include "store/journal/fact_json.h"
#include "store/journal/journal.h"
#include "store/journal/merges.h"

namespace rounds::store {
namespace {

using domain::ReplyJudged;
using domain::ReplyOutcome;
using domain::ReplyRecorded;

constexpr std::string_view kColumns =
    "SELECT replies.message_id, replies.turn, replies.person, outcome, sender, date, days, "
    "subject, "
    "text, note, note_sent_at, dead_addresses FROM replies ";

std::string join_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text.append(line).append("\n");
  return text;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end = 0; (end = text.find('\n')) != std::string_view::npos;) {
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

ReplyRow read_reply(const Statement& row) {
  ReplyRow reply;
  reply.message_id = row.string(0);
  reply.turn = row.integer(1);
  reply.person = row.integer(2);
  reply.outcome = domain::reply_outcome_named(row.text(3)).value_or(ReplyOutcome::unrelated);
  reply.from = row.string(4);
  reply.date = row.string(5);
  reply.days = row.integer(6);
  reply.subject = row.string(7);
  reply.text = row.string(8);
  reply.note = row.string(9);
  reply.note_sent_at = row.string(10);
  reply.dead_addresses = split_lines(row.text(11));
  return reply;
}

std::int64_t seconds_of(const std::string& date) {
  const auto moment = domain::parse_moment(date);
  return moment ? moment->instant.time_since_epoch().count() : 0;
}

}  // namespace

std::optional<ReplyRow> ReplyTable::find(std::string_view message_id) const {
  Statement row = database_.prepare(std::string(kColumns) + "WHERE message_id = ?");
  if (!row.bind(message_id).step()) return std::nullopt;
  return read_reply(row);
}

RepliesPage ReplyTable::list(const ReplyFilter& filter, std::int64_t limit,
                             const std::string& after) const {
  std::string condition = "JOIN turns ON turns.id = replies.turn WHERE outcome <> 'unrelated' ";
  if (filter.round) condition += "AND turns.round = ? ";
  if (filter.person) condition += "AND replies.person = ? ";
  if (filter.outcome) condition += "AND outcome = ? ";
  const auto bind_filter = [&filter](Statement& statement) {
    int index = 0;
    if (filter.round) statement.bind_at(++index, *filter.round);
    if (filter.person) statement.bind_at(++index, *filter.person);
    if (filter.outcome) statement.bind_at(++index, domain::name_of(*filter.outcome));
    return index;
  };

  RepliesPage page;
  Statement total = database_.prepare("SELECT count(*) FROM replies " + condition);
  bind_filter(total);
  if (total.step()) page.total = total.integer(0);

  if (!after.empty()) {
    condition +=
        "AND (at, replies.message_id) < (SELECT at, message_id FROM replies WHERE message_id = ?) ";
  }
  Statement row = database_.prepare(std::string(kColumns) + condition +
                                    "ORDER BY at DESC, replies.message_id DESC LIMIT ?");
  int index = bind_filter(row);
  if (!after.empty()) row.bind_at(++index, after);
  row.bind_at(++index, limit + 1);
  while (row.step()) {
    if (static_cast<std::int64_t>(page.replies.size()) == limit) {
      page.more = true;
      break;
    }
    page.replies.push_back(read_reply(row));
  }
  return page;
}

void ReplyTable::project(domain::TurnId turn, const Journal& journal) const {
  std::vector<ReplyRecorded> replies;
  for (const JournalEntry& entry : journal.standing_of_turn(turn)) {
    const domain::FactBody body = read_fact(entry.kind, entry.body);
    if (const auto* recorded = std::get_if<ReplyRecorded>(&body)) {
      replies.push_back(*recorded);
    } else if (const auto* judged = std::get_if<ReplyJudged>(&body)) {
      for (ReplyRecorded& reply : replies) {
        if (reply.message_id == judged->message_id) reply.outcome = judged->outcome;
      }
    }
  }
  database_.prepare("DELETE FROM replies WHERE turn = ?").bind(turn).run();
  // Two machines may have seen the same message: it is one.
  Statement insert = database_.prepare(
      "INSERT OR IGNORE INTO replies(message_id, turn, person, outcome, sender, date, at, days, "
      "subject, text, note, note_sent_at, dead_addresses) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?)");
  const Merges merges(database_);
  for (const ReplyRecorded& reply : replies) {
    insert
        .bind(reply.message_id, reply.turn, merges.home_of(reply.person),
              domain::name_of(reply.outcome), reply.from, reply.date, seconds_of(reply.date),
              reply.days, reply.subject, reply.text, reply.note, reply.note_sent_at,
              join_lines(reply.dead_addresses))
        .run();
  }
}

}  // namespace rounds::store
