#pragma once

#include "domain/note/findings.h"
#include "domain/note/guard.h"
#include "domain/note/mentions.h"
#include "domain/note/salutation.h"

namespace rounds::domain {

/// Whether a greeting calls the person that a note is for. A name of somebody else is a stop, and
/// so is one that is nobody's: the user is asked, and the answer is remembered.
void check_greeting(const Greeting& greeting, Part part, const GuardPerson& person,
                    const Surroundings& surroundings, const MentionFinder& known,
                    Findings& findings);

}  // namespace rounds::domain
