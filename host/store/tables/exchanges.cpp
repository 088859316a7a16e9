#include "store/tables/exchanges.h"

#include <tuple>

#include "domain/calendar/calendar.h"
#include "domain/people/correspondents.h"

namespace rounds::store {
namespace {

using domain::Direction;
using domain::Exchange;
using domain::PersonId;

constexpr std::string_view kMail = "mail";

Exchange read_exchange(const Statement& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3), row.string(4), row.string(5)};
}

std::string named(Direction direction) { return std::string(domain::name_of(direction)); }

/// The instant in UTC, so that texts sort as instants; "" when it is none.
std::string in_utc(std::string_view at) {
  const auto moment = domain::parse_moment(at);
  return moment ? domain::format_moment({moment->instant, std::chrono::minutes{0}}) : "";
}

/// Takes `other` when it is newer; of two at one instant always the same.
void keep_newer(std::optional<Exchange>& newest, Exchange other) {
  const auto age = [](const Exchange& one) {
    return std::tie(one.at, one.channel, one.message_id);
  };
  if (other.at.empty() || (newest && age(other) <= age(*newest))) return;
  newest = std::move(other);
}

}  // namespace

void Exchanges::keep_newest(PersonId person, const Exchange& exchange) const {
  const std::string at = in_utc(exchange.at);
  if (at.empty()) return;
  database_
      .prepare(
          "INSERT INTO exchanges(person, channel, at, direction, subject, message_id, text) "
          "SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM people WHERE id = ?1 "
          "ON CONFLICT(person, channel) DO UPDATE SET at = excluded.at, direction = "
          "excluded.direction, subject = excluded.subject, "
          "message_id = excluded.message_id, text = excluded.text WHERE excluded.at > at")
      .bind(person, exchange.channel, at, exchange.direction, exchange.subject, exchange.message_id,
            exchange.text)
      .run();
  refresh(person);
}

void Exchanges::forget(PersonId person, std::string_view channel) const {
  database_.prepare("DELETE FROM exchanges WHERE person = ? AND channel = ?")
      .bind(person, channel)
      .run();
  refresh(person);
}

void Exchanges::refresh_mail(PersonId person) const {
  database_.prepare("DELETE FROM exchanges WHERE person = ? AND channel = ?")
      .bind(person, kMail)
      .run();
  database_
      .prepare(
          "INSERT INTO exchanges(person, channel, at, direction, subject, message_id, text) "
          "SELECT ?1, ?2, last_at, last_direction, last_subject, last_message_id, '' "
          "FROM correspondents WHERE address IN (SELECT folded FROM addresses WHERE person = ?1) "
          "ORDER BY last_at DESC, last_message_id DESC LIMIT 1")
      .bind(person, kMail)
      .run();
  refresh(person);
}

void Exchanges::refresh_mail_at(std::string_view address) const {
  std::vector<PersonId> people;
  Statement row = database_.prepare("SELECT DISTINCT person FROM addresses WHERE folded = ?");
  row.bind(address);
  while (row.step()) people.push_back(row.integer(0));
  for (const PersonId person : people) refresh_mail(person);
}

void Exchanges::refresh(PersonId person) const {
  const auto newest = last(person);
  database_
      .prepare("UPDATE people SET last_exchange = ?2 WHERE id = ?1 AND last_exchange IS NOT ?2")
      .bind(person, newest ? std::optional<std::string_view>(newest->at) : std::nullopt)
      .run();
}

std::optional<Exchange> Exchanges::last(PersonId person) const {
  std::optional<Exchange> newest;
  each(person, 0, [&newest](Exchange exchange) { keep_newer(newest, std::move(exchange)); });
  return newest;
}

std::optional<Exchange> Exchanges::last_before(PersonId person, domain::TurnId turn,
                                               domain::Moment sent_at) const {
  const std::string sent = domain::format_moment({sent_at.instant, std::chrono::minutes{0}});
  std::optional<Exchange> newest;
  each(person, turn, [&](Exchange exchange) {
    if (exchange.at < sent) keep_newer(newest, std::move(exchange));
  });
  return newest;
}

void Exchanges::each(PersonId person, domain::TurnId except,
                     const std::function<void(Exchange)>& visit) const {
  for (auto& exchange : of_sources(person)) visit(std::move(exchange));
  Statement note = database_.prepare(
      "SELECT channel, sent_at, subject, message_id, text FROM notes WHERE person = ? AND turn <> "
      "?");
  note.bind(person, except);
  while (note.step()) {
    visit({note.string(0), in_utc(note.text(1)), named(Direction::to), note.string(2),
           note.string(3), note.string(4)});
  }
  Statement reply = database_.prepare(
      "SELECT date, subject, message_id, text FROM replies WHERE person = ? AND outcome IN "
      "('reply', 'probable')");
  reply.bind(person);
  while (reply.step()) {
    visit({std::string(kMail), in_utc(reply.text(0)), named(Direction::from), reply.string(1),
           reply.string(2), reply.string(3)});
  }
}

std::vector<Exchange> Exchanges::of_sources(PersonId person) const {
  Statement row = database_.prepare(
      "SELECT channel, at, direction, subject, message_id, text FROM exchanges WHERE person = ? "
      "ORDER BY at DESC, channel");
  row.bind(person);
  std::vector<Exchange> exchanges;
  while (row.step()) exchanges.push_back(read_exchange(row));
  return exchanges;
}

std::optional<Exchange> Exchanges::last(PersonId person, std::string_view channel) const {
  Statement row = database_.prepare(
      "SELECT channel, at, direction, subject, message_id, text FROM exchanges WHERE person = ? "
      "AND channel = ?");
  if (!row.bind(person, channel).step()) return std::nullopt;
  return read_exchange(row);
}

}  // namespace rounds::store
