#include "store/exchanges.h"

#include "domain/calendar.h"

namespace rounds::store {
namespace {

using domain::Exchange;

Exchange read_exchange(const Statement& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3), row.string(4), row.string(5)};
}

bool is_newer(const std::string& at, const std::string& than) {
  const auto moment = domain::parse_moment(at);
  const auto other = domain::parse_moment(than);
  return moment && (!other || moment->instant > other->instant);
}

}  // namespace

void Exchanges::keep_newest(domain::PersonId person, const Exchange& exchange) const {
  const auto known = last(person, exchange.channel);
  if (known && !is_newer(exchange.at, known->at)) return;
  database_
      .prepare(
          "INSERT OR REPLACE INTO exchanges(person, channel, at, direction, subject, message_id, "
          "text) SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM people WHERE id = ?1")
      .bind(person, exchange.channel, exchange.at, exchange.direction, exchange.subject,
            exchange.message_id, exchange.text)
      .run();
}

void Exchanges::forget(domain::PersonId person, std::string_view channel) const {
  database_.prepare("DELETE FROM exchanges WHERE person = ? AND channel = ?")
      .bind(person, channel)
      .run();
}

std::optional<Exchange> Exchanges::last(domain::PersonId person) const {
  Statement row = database_.prepare(
      "SELECT channel, at, direction, subject, message_id, text FROM exchanges WHERE person = ?");
  row.bind(person);
  std::optional<Exchange> newest;
  while (row.step()) {
    Exchange exchange = read_exchange(row);
    if (!newest || is_newer(exchange.at, newest->at)) newest = std::move(exchange);
  }
  return newest;
}

std::optional<Exchange> Exchanges::last(domain::PersonId person, std::string_view channel) const {
  Statement row = database_.prepare(
      "SELECT channel, at, direction, subject, message_id, text FROM exchanges WHERE person = ? "
      "AND channel = ?");
  if (!row.bind(person, channel).step()) return std::nullopt;
  return read_exchange(row);
}

}  // namespace rounds::store
