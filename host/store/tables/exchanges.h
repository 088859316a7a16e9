#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"
#include "domain/reply/exchange.h"
#include "domain/round/turn.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// The last exchange with each person: from old mail, from other sources, and of notes and replies.
/// `people.last_exchange` says when that was. What is given back says when in UTC.
class Exchanges {
 public:
  explicit Exchanges(const Database& database) : database_(database) {}

  /// Keeps an exchange of a source if it is its channel's newest; one without a date, or with
  /// nobody known, is no exchange.
  void keep_newest(domain::PersonId person, const domain::Exchange& exchange) const;
  void forget(domain::PersonId person, std::string_view channel) const;
  /// Finds the newest mail of somebody's addresses again: they have changed, or mail was learned.
  void refresh_mail(domain::PersonId person) const;
  /// The same for everybody who has this address, folded.
  void refresh_mail_at(std::string_view address) const;
  /// Sets `people.last_exchange` again: notes or replies have changed.
  void refresh(domain::PersonId person) const;

  /// The newest on all channels, notes and replies among them.
  [[nodiscard]] std::optional<domain::Exchange> last(domain::PersonId person) const;
  /// The newest of those before a note of this turn was sent, its own earlier notes aside: one that
  /// bounced has broken no silence.
  [[nodiscard]] std::optional<domain::Exchange> last_before(domain::PersonId person,
                                                            domain::TurnId turn,
                                                            domain::Moment sent_at) const;
  /// The newest that a source told of, on each channel.
  [[nodiscard]] std::vector<domain::Exchange> of_sources(domain::PersonId person) const;
  /// The same on one channel.
  [[nodiscard]] std::optional<domain::Exchange> last(domain::PersonId person,
                                                     std::string_view channel) const;

 private:
  /// All that is known of, but for the note of one turn (0: none); an exchange without a date has
  /// an empty one.
  void each(domain::PersonId person, domain::TurnId except,
            const std::function<void(domain::Exchange)>& visit) const;

  const Database& database_;
};

}  // namespace rounds::store
