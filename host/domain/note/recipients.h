#pragma once

#include "domain/note/findings.h"
#include "domain/note/guard.h"
#include "domain/note/mentions.h"

namespace rounds::domain {

/// Whether a note goes to the person it is for, and to nobody else.
void check_recipients(const Note& note, const GuardPerson& person, const MentionFinder& known,
                      Findings& findings);

}  // namespace rounds::domain
