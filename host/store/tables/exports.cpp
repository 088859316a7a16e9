#include "store/tables/exports.h"

namespace rounds::store {
namespace {

constexpr std::string_view kFullName = "trim(people.given || ' ' || people.family)";

std::string with_name(std::string_view before, std::string_view after) {
  return std::string(before).append(kFullName).append(after);
}

}  // namespace

std::optional<ExportTable> ExportTable::named(std::string_view what,
                                              std::optional<domain::RoundId> round) {
  if (what == "people") {
    return ExportTable(
        {{"given"},
         {"family"},
         {"addresses"},
         {"company"},
         {"position"},
         {"connected_on"},
         {"url"},
         {"known_from"},
         {"remark"},
         {"last_exchange"}},
        "SELECT given, family, (SELECT group_concat(address, ' ') FROM (SELECT address FROM "
        "addresses WHERE person = people.id ORDER BY rank)), company, position, connected_on, url, "
        "known_from, remark, last_exchange ",
        "FROM people WHERE (?1 IS NULL OR EXISTS (SELECT 1 FROM turns WHERE person = people.id AND "
        "turns.round = ?1)) ",
        "ORDER BY sort_key, people.id ", round);
  }
  if (what == "notes") {
    return ExportTable(
        {{"round"},
         {"person"},
         {"written_on"},
         {"sent_at"},
         {"channel"},
         {"seconds", true},
         {"subject"},
         {"text"},
         {"message_id"}},
        with_name("SELECT rounds.name, ",
                  ", turns.written_on, notes.sent_at, notes.channel, notes.seconds, notes.subject, "
                  "notes.text, notes.message_id "),
        "FROM notes JOIN turns ON turns.id = notes.turn JOIN rounds ON rounds.id = turns.round "
        "JOIN people ON people.id = notes.person WHERE (?1 IS NULL OR turns.round = ?1) ",
        "ORDER BY rounds.made, turns.written_on, unixepoch(notes.sent_at), turns.id ", round);
  }
  if (what == "replies") {
    return ExportTable(
        {{"round"},
         {"person"},
         {"outcome"},
         {"date"},
         {"days", true},
         {"from"},
         {"subject"},
         {"text"},
         {"message_id"}},
        with_name("SELECT rounds.name, ",
                  ", replies.outcome, replies.date, replies.days, replies.sender, replies.subject, "
                  "replies.text, replies.message_id "),
        "FROM replies JOIN turns ON turns.id = replies.turn JOIN rounds ON rounds.id = turns.round "
        "JOIN people ON people.id = replies.person WHERE outcome <> 'unrelated' AND "
        "(?1 IS NULL OR turns.round = ?1) ",
        "ORDER BY replies.at, replies.message_id ", round);
  }
  if (what == "turns") {
    return ExportTable(
        {{"round"},
         {"place", true},
         {"person"},
         {"state"},
         {"written_on"},
         {"channel"},
         {"snoozed_until"},
         {"skip_reason"}},
        with_name("SELECT rounds.name, turns.id - rounds.first_turn + 1, ",
                  ", turns.state, turns.written_on, turns.channel, turns.snoozed_until, "
                  "turns.skip_reason "),
        "FROM turns JOIN rounds ON rounds.id = turns.round JOIN people ON people.id = turns.person "
        "WHERE (?1 IS NULL OR turns.round = ?1) ",
        "ORDER BY rounds.made, turns.id ", round);
  }
  return std::nullopt;
}

std::int64_t ExportTable::total(const Database& database) const {
  Statement row = database.prepare("SELECT count(*) " + from_);
  return row.bind(round_).step() ? row.integer(0) : 0;
}

void ExportTable::visit(const Database& database, std::int64_t offset, std::int64_t limit,
                        const std::function<bool(const Statement&)>& visit) const {
  Statement row = database.prepare(select_ + from_ + order_ + "LIMIT ?2 OFFSET ?3");
  row.bind(round_, limit, offset);
  while (row.step()) {
    if (!visit(row)) return;
  }
}

}  // namespace rounds::store
