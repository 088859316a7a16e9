#include "domain/note/recipients.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/people/addresses.h"

namespace rounds::domain {
namespace {

using Severity = Finding::Severity;

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::vector<std::string> bare_addresses(const std::vector<std::string>& mailboxes) {
  std::vector<std::string> result;
  for (const std::string& mailbox : mailboxes) {
    for (std::string& address : addresses_of(mailbox)) {
      if (!contains(result, address)) result.push_back(std::move(address));
    }
  }
  return result;
}

class RecipientCheck {
 public:
  RecipientCheck(const Note& note, const GuardPerson& person, const MentionFinder& known,
                 Findings& findings)
      : note_(note),
        known_(known),
        findings_(findings),
        person_name_(name_of(person)),
        from_(address_of(note.from)) {
    for (const std::string& address : person.addresses) {
      if (std::string bare = address_of(address); !bare.empty()) theirs_.push_back(std::move(bare));
    }
  }

  void run() {
    const std::vector<std::string> to = bare_addresses(note_.to);
    const std::vector<std::string> cc = bare_addresses(note_.cc);
    const auto is_theirs = [&](const std::string& address) { return contains(theirs_, address); };
    const bool reaches = std::any_of(to.begin(), to.end(), is_theirs) ||
                         std::any_of(cc.begin(), cc.end(), is_theirs);
    std::vector<std::string> additional;
    for (const std::string& address : to) {
      if (is_theirs(address)) continue;
      if (reaches) {
        additional.push_back(address);
      } else {
        add_other(address);
      }
    }
    if (!reaches && to.size() > 1) additional.assign(to.begin() + 1, to.end());
    for (const std::string& address : cc) {
      if (!is_theirs(address) && address != from_) additional.push_back(address);
    }
    if (!additional.empty()) add_several(additional);
    check_hidden();
  }

 private:
  // "x@example.org", with its owner's name when we know it.
  [[nodiscard]] std::string described(const std::string& address) const {
    const GuardPerson* const owner = known_.owner_of(address);
    return owner == nullptr ? address : name_of(*owner) + " (" + address + ")";
  }

  void add_other(const std::string& address) {
    const GuardPerson* const owner = known_.owner_of(address);
    if (theirs_.empty() && owner == nullptr) {
      findings_.add(Part::to, address,
                    {.kind = "other_recipient",
                     .code = "unknown_address",
                     .severity = Severity::warn,
                     .params = {{"person", person_name_}, {"address", address}},
                     .message = "Rounds knows no address of " + person_name_ + ": check that " +
                                address + " is theirs."});
      return;
    }
    findings_.add(Part::to, address,
                  {.kind = "other_recipient",
                   .code = "other_recipient",
                   .params = {{"person", person_name_},
                              {"address", address},
                              {"other", owner == nullptr ? "" : name_of(*owner)}},
                   .message = "This note is for " + person_name_ + ", but it goes to " +
                              described(address) + "."});
  }

  void add_several(const std::vector<std::string>& additional) {
    std::string list = described(additional.front());
    if (additional.size() == 2) {
      list += " and " + described(additional.back());
    } else if (additional.size() > 2) {
      list += " and " + std::to_string(additional.size() - 1) + " others";
    }
    findings_.add(
        Part::to, additional.front(),
        {.kind = "several_recipients",
         .code = "several_recipients",
         .params = {{"person", person_name_},
                    {"first", described(additional.front())},
                    {"second", additional.size() == 2 ? described(additional.back()) : ""},
                    {"count", std::to_string(additional.size())}},
         .message = "A note is for one person, but this one also goes to " + list + "."});
  }

  void check_hidden() {
    for (const std::string& address : bare_addresses(note_.bcc)) {
      if (address == from_) continue;  // a copy for oneself is a habit
      findings_.add(Part::to, address,
                    {.kind = "hidden_recipient",
                     .code = "hidden_recipient",
                     .severity = Severity::warn,
                     .params = {{"person", person_name_}, {"address", described(address)}},
                     .message = described(address) + " gets a hidden copy (Bcc) of this note to " +
                                person_name_ + "."});
    }
  }

  const Note& note_;
  const MentionFinder& known_;
  Findings& findings_;
  std::string person_name_;
  std::string from_;
  std::vector<std::string> theirs_;
};

}  // namespace

void check_recipients(const Note& note, const GuardPerson& person, const MentionFinder& known,
                      Findings& findings) {
  RecipientCheck(note, person, known, findings).run();
}

}  // namespace rounds::domain
