#include "domain/note/findings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/people/names.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

// More than anybody would read.
constexpr std::size_t kMostFindings = 50;

const char* name_of_part(Part part) {
  switch (part) {
    case Part::to:
      return "to";
    case Part::subject:
      return "subject";
    case Part::body:
      break;
  }
  return "body";
}

}  // namespace

void Findings::add(Part part, std::string_view text, Said said) {
  Finding finding;
  finding.kind = std::move(said.kind);
  finding.code = std::move(said.code);
  finding.severity = said.severity;
  finding.params = std::move(said.params);
  finding.evidence = std::move(said.evidence);
  finding.teaches = std::move(said.teaches);
  finding.message = std::move(said.message);
  finding.where = name_of_part(part);
  finding.text = text;
  finding.length = utf16_length(text);
  if (part != Part::to && !text.empty()) finding.at = place_of(part, text);
  findings_.push_back(std::move(finding));
}

bool Findings::full() const { return findings_.size() >= kMostFindings; }

bool Findings::covers(std::string_view kind, Part part, std::string_view text) const {
  const std::size_t at = place_of(part, text);
  const std::size_t end = at + utf16_length(text);
  return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& finding) {
    return finding.kind == kind && finding.where == name_of_part(part) &&
           at < finding.at + finding.length && finding.at < end;
  });
}

std::vector<Finding> Findings::in_order() && {
  const auto order = [](const Finding& finding) {
    const int place = finding.where == "to" ? 0 : finding.where == "subject" ? 1 : 2;
    return std::tuple(finding.severity, place, finding.at);
  };
  std::stable_sort(findings_.begin(), findings_.end(),
                   [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
  if (findings_.size() > kMostFindings) findings_.resize(kMostFindings);
  return std::move(findings_);
}

std::size_t Findings::place_of(Part part, std::string_view text) const {
  const std::string& whole = part == Part::subject ? note_.subject : note_.body;
  return utf16_length(
      std::string_view(whole).substr(0, static_cast<std::size_t>(text.data() - whole.data())));
}

std::string in_quotes(std::string_view text) { return std::string("\"").append(text).append("\""); }

std::string name_of(const GuardPerson& person) {
  if (!person.full.empty()) return person.full;
  std::string name = full_name(person.given, person.family);
  if (name.empty() && !person.addresses.empty()) name = person.addresses.front();
  return name.empty() ? "somebody else" : name;
}

}  // namespace rounds::domain
