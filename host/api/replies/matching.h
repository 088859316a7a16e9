#pragma once

#include <string>
#include <vector>

#include "domain/calendar/calendar.h"
#include "domain/facts.h"
#include "domain/reply/replies.h"
#include "store/tables/sent_notes.h"

namespace rounds::api {

/// A message that came in, with what is needed to find the note that it is about.
struct Arrival {
  domain::Moment date;
  std::vector<std::string> answered;  ///< Message-IDs, the likeliest first
  std::vector<std::string> own;       ///< the user's own addresses, case-folded
  domain::ArrivedMessage message;
};

/// What a message is to the notes that were sent.
struct Match {
  domain::ReplyOutcome outcome = domain::ReplyOutcome::unrelated;
  store::SentNote note;
  domain::PersonId wrote = 0;  ///< of unrelated mail: which of the people it is from, if any
  std::vector<std::string> evidence;
};

[[nodiscard]] Match match(const store::Database& database, const Arrival& arrival,
                          const domain::Classification& classified);

}  // namespace rounds::api
