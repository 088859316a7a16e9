#pragma once

#include <string>

#include "domain/people/person.h"

namespace rounds::domain {

/// What passed last between the user and somebody on one channel.
struct Exchange {
  std::string channel;    // "mail" or "linkedin"
  std::string at;         // RFC 3339
  std::string direction;  // "from" them or "to" them
  std::string subject;
  std::string message_id;
  std::string text;
  bool operator==(const Exchange&) const = default;
};

struct PersonExchange {
  PersonId person = 0;
  Exchange exchange;
};

}  // namespace rounds::domain
