#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"

// Who wrote to whom, as the headers of the user's mail tell.
namespace rounds::domain {

/// A name and an address of a From, To or Cc header.
struct Mailbox {
  std::string name;     ///< as people read it, "" when there is none
  std::string address;  ///< as address_of gives it, "" when there is none
};

/// Reads `Ann Lee <ann@example.org>`, `"Lee, Ann" <…>`, `ann@example.org (Ann Lee)` and the bare
/// address. A name that only repeats the address is none.
[[nodiscard]] Mailbox parse_mailbox(std::string_view text);

/// Whether nobody reads what is written to this address, or many do: no-reply, notifications,
/// bounces, mailing lists. `address` is folded.
[[nodiscard]] bool is_machine_address(std::string_view address);

/// The headers of a message, as far as they are learned from.
struct MailHeaders {
  std::string message_id;
  Moment date;
  Mailbox from;
  std::vector<Mailbox> to;  ///< To and Cc
  std::string subject;
  bool own = false;   ///< the user wrote it
  bool bulk = false;  ///< a mailing list's or a machine's, as its other headers say
};

enum class Direction { from, to };  ///< from the correspondent, to the correspondent

[[nodiscard]] std::string_view name_of(Direction direction);

/// All that messages told of one address.
struct Correspondent {
  std::string address;                        ///< folded
  std::map<std::string, std::int64_t> names;  ///< how often under which name
  std::int64_t received = 0;                  ///< messages from them
  std::int64_t sent = 0;                      ///< messages to them
  std::string first_at;                       ///< RFC 3339 in UTC, so that texts sort as instants
  std::string last_at;
  Direction last_direction = Direction::from;
  std::string last_subject;
  std::string last_message_id;
};

/// Adds messages up by address.
class MailSurvey {
 public:
  /// False when there is nothing to learn from this message: it is a list's or a machine's, or it
  /// names nobody but the user. `own` are the user's addresses, folded.
  bool add(const MailHeaders& message, const std::vector<std::string>& own);
  /// By address.
  [[nodiscard]] std::vector<Correspondent> take();

 private:
  void count(const MailHeaders& message, const Mailbox& with, Direction direction);

  std::map<std::string, Correspondent> correspondents_;
};

}  // namespace rounds::domain
