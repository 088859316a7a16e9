#include "store/tables/correspondents.h"

namespace rounds::store {

using domain::Correspondent;
using domain::Direction;

void Correspondents::learn(const domain::MailLearned& fact) const {
  Statement message = database_.prepare("INSERT OR IGNORE INTO learned_messages(id) VALUES (?)");
  for (const std::int64_t digest : fact.messages) message.bind(digest).run();

  // Whatever order facts come in, the sums are the same, and of the last messages the newest.
  Statement sum = database_.prepare(
      "INSERT INTO correspondents VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(address) DO UPDATE "
      "SET "
      "received = received + excluded.received, sent = sent + excluded.sent, "
      "first_at = min(first_at, excluded.first_at)");
  Statement newest = database_.prepare(
      "UPDATE correspondents SET last_at = ?2, last_direction = ?3, last_subject = ?4, "
      "last_message_id = ?5 WHERE address = ?1 AND (last_at, last_message_id) < (?2, ?5)");
  Statement name = database_.prepare(
      "INSERT INTO correspondent_names VALUES (?, ?, ?) ON CONFLICT(address, name) DO UPDATE SET "
      "count = count + excluded.count");
  for (const Correspondent& one : fact.correspondents) {
    sum.bind(one.address, one.received, one.sent, one.first_at, one.last_at,
             name_of(one.last_direction), one.last_subject, one.last_message_id)
        .run();
    newest
        .bind(one.address, one.last_at, name_of(one.last_direction), one.last_subject,
              one.last_message_id)
        .run();
    for (const auto& [text, count] : one.names) name.bind(one.address, text, count).run();
  }
}

void Correspondents::forget_all() const {
  database_.execute(
      "DELETE FROM correspondents; DELETE FROM correspondent_names; DELETE FROM learned_messages;");
}

bool Correspondents::any() const {
  return database_.prepare("SELECT 1 FROM correspondents LIMIT 1").step();
}

bool Correspondents::has_message(std::int64_t digest) const {
  return database_.prepare("SELECT 1 FROM learned_messages WHERE id = ?").bind(digest).step();
}

std::vector<Correspondent> Correspondents::all() const {
  std::vector<Correspondent> list;
  Statement row = database_.prepare(
      "SELECT address, received, sent, first_at, last_at, last_direction, last_subject, "
      "last_message_id FROM correspondents ORDER BY address");
  while (row.step()) {
    Correspondent& one = list.emplace_back();
    one.address = row.string(0);
    one.received = row.integer(1);
    one.sent = row.integer(2);
    one.first_at = row.string(3);
    one.last_at = row.string(4);
    one.last_direction = row.text(5) == "to" ? Direction::to : Direction::from;
    one.last_subject = row.string(6);
    one.last_message_id = row.string(7);
  }
  // Both lists are in the same order.
  Statement name =
      database_.prepare("SELECT address, name, count FROM correspondent_names ORDER BY address");
  auto one = list.begin();
  while (name.step()) {
    while (one != list.end() && one->address < name.text(0)) ++one;
    if (one == list.end()) break;
    one->names.emplace(name.string(1), name.integer(2));
  }
  return list;
}

}  // namespace rounds::store
