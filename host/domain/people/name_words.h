#pragma once

#include <vector>

#include "domain/people/name_text.h"

// What a word of a name is besides a name.
namespace rounds::domain {

/// "Dr", "Frau", "Dipl.-Ing."
[[nodiscard]] bool is_title_word(const NameToken& token);
/// One that follows the name: "様".
[[nodiscard]] bool is_behind_title(const NameToken& token);
/// Whether a word that is a title may be a name where it stands: "Gen Moriyama" and "Mag Keogh",
/// but not "Gen. Moriyama" and "Dr Moriyama".
[[nodiscard]] bool may_be_name(const NameToken& token);
/// A degree behind a name: in any spelling behind a comma; without one "MSc", "M.Sc.", "MBA", but
/// not "Ma" or "Do". `shouted` is a name all in capitals, where these tell nothing.
[[nodiscard]] bool is_degree(const NameToken& token, bool behind_comma, bool shouted);
/// "Jr.", "III"
[[nodiscard]] bool is_generation(const NameToken& token, bool behind_comma);
/// "van", "Van", "VAN", "de la", but not "Ben".
[[nodiscard]] bool is_particle(const NameToken& token);

/// Whether the words name a firm or a shared mailbox: "Huber GmbH", "Sales Team".
[[nodiscard]] bool is_firm(const std::vector<NameToken>& tokens, bool shouted);
/// Whether they stand where a name was not known: "Unknown", "First Name", "xxx".
[[nodiscard]] bool is_nobody(const std::vector<NameToken>& tokens);

}  // namespace rounds::domain
