#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/correspondents.h"
#include "domain/person.h"
#include "store/database.h"

namespace rounds::store {

/// What was last written between the user and somebody on one channel.
struct Exchange {
  std::string channel;  // "mail", "linkedin", …
  std::string at;       // RFC 3339; given back in UTC
  domain::Direction direction = domain::Direction::from;
  std::string subject;
  std::string message_id;  // of mail, without angle brackets
  std::string text;
};

/// The last exchange with each person: from old mail, from other sources, and of notes and replies.
/// `people.last_exchange` says when that was.
class Exchanges {
 public:
  explicit Exchanges(const Database& database) : database_(database) {}

  /// Keeps an exchange of a source if it is its channel's newest; one without a date is no
  /// exchange.
  void keep_newest(domain::PersonId person, const Exchange& exchange) const;
  /// Finds the newest mail of somebody's addresses again: they have changed, or mail was learned.
  void refresh_mail(domain::PersonId person) const;
  /// The same for everybody who has this address, folded.
  void refresh_mail_at(std::string_view address) const;
  /// Sets `people.last_exchange` again: notes or replies have changed.
  void refresh(domain::PersonId person) const;

  /// The newest on all channels.
  [[nodiscard]] std::optional<Exchange> last(domain::PersonId person) const;

 private:
  const Database& database_;
};

}  // namespace rounds::store
