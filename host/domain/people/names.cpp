#include "domain/people/names.h"

namespace rounds::domain {

std::string full_name(std::string_view given, std::string_view family) {
  std::string full(given);
  if (!given.empty() && !family.empty()) {
    full += ' ';
  }
  return full.append(family);
}

}  // namespace rounds::domain
