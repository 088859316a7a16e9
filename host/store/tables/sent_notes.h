#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/round/turn.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// A note that a message may be about.
struct SentNote {
  domain::TurnId turn = 0;
  domain::PersonId person = 0;
  std::string sent_at;  // RFC 3339
  std::string subject;
  std::string message_id;
  std::string text;
};

/// The notes that were sent, as far as messages that come in afterwards are matched with them.
class SentNotes {
 public:
  using Texts = std::set<std::string, std::less<>>;

  explicit SentNotes(const Database& database) : database_(database) {}

  /// The note with the first of these Message-IDs that is one's; when there is none, whatever their
  /// case, as some programs and relays change it.
  [[nodiscard]] std::optional<SentNote> with_id(const std::vector<std::string>& ids) const;
  /// The notes by mail to whoever has this address, folded, the newest first.
  [[nodiscard]] std::vector<SentNote> to_address(std::string_view address) const;
  /// The notes by mail to a person, the newest first.
  [[nodiscard]] std::vector<SentNote> to_person(domain::PersonId person) const;
  /// The notes by mail with one of these subjects, the newest first; some thousand at most.
  [[nodiscard]] std::vector<SentNote> by_mail() const;

  /// Everybody who was written to by mail: the name, folded.
  [[nodiscard]] std::vector<std::pair<domain::PersonId, std::string>> names() const;
  /// The addresses, folded, of everybody who was written to by mail.
  [[nodiscard]] Texts addresses() const;
  [[nodiscard]] Texts subjects() const;
  /// When the first note left by mail.
  [[nodiscard]] std::optional<std::string> first_sent_at() const;
  /// When the newest note left, by whatever way.
  [[nodiscard]] std::optional<std::string> last_sent_at() const;

  /// Who has this address, folded; 0 for nobody.
  [[nodiscard]] domain::PersonId person_of(std::string_view address) const;
  /// Whether an address, folded, is known to be dead.
  [[nodiscard]] bool is_dead(std::string_view address) const;
  /// A person's living addresses in their order.
  [[nodiscard]] std::vector<std::string> living_addresses(domain::PersonId person) const;

 private:
  [[nodiscard]] Texts texts(const char* query) const;

  const Database& database_;
};

}  // namespace rounds::store
