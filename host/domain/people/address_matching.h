#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/correspondents.h"

// Whose address is it? Compares the people of the list with those with whom the user exchanges
// mail.
namespace rounds::domain {

/// Somebody of the list, as far as their addresses are looked for. The texts must outlive the
/// matching.
struct WantedPerson {
  std::string_view given;
  std::string_view family;
  std::string_view company;
  std::vector<std::string> addresses;  ///< folded, all that are known, dead ones too
  bool reachable = false;              ///< one of them is alive, so that none is looked for
};

enum class AddressGrade {
  certain,   ///< the name is theirs and nobody else's, and the address itself says so too
  likely,    ///< the name is theirs, but something is missing to be certain
  possible,  ///< might be theirs; to be looked at
};

[[nodiscard]] std::string_view name_of(AddressGrade grade);

struct AddressProposal {
  std::size_t person = 0;         ///< which of the people
  std::size_t correspondent = 0;  ///< which of the correspondents
  AddressGrade grade = AddressGrade::possible;
};

/// Proposes addresses for those who cannot be reached, in no particular order. Shy: a name that two
/// people may have, an address that two people use or that belongs to somebody, a father's and his
/// son's, a common name alone are never certain.
[[nodiscard]] std::vector<AddressProposal> match_addresses(
    std::span<const WantedPerson> people, std::span<const Correspondent> correspondents);

}  // namespace rounds::domain
