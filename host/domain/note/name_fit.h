#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/note/name_forms.h"
#include "domain/text/words.h"

namespace rounds::domain {

/// How well a name in a greeting fits a person.
enum class NameFit {
  theirs,    ///< it is their name, a part of it, initials or a form of it
  loosely,   ///< it may be a form of their name, if it is nobody else's
  doubtful,  ///< the given name is theirs, what follows is not
  other,     ///< it is somebody else's
};

/// A person's names, as they are written.
struct Names {
  std::string_view given;
  std::string_view family;
  std::string_view full;
};

/// Compares the words of one name of a greeting with a person's names. `closed`: the greeting ends
/// behind it.
[[nodiscard]] NameFit fit_name(std::span<const Word> name, const Names& names,
                               const Calling& calling, bool closed);

}  // namespace rounds::domain
