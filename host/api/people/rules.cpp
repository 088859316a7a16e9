#include "api/people/rules.h"

#include <algorithm>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/refusal.h"
#include "store/tables/rules.h"

namespace rounds::api {
namespace {

using domain::PeopleRule;
using domain::Refusal;
using domain::RefusalKind;
using domain::RuleCondition;
using nlohmann::json;

// Every rule is asked about everybody.
constexpr std::size_t kMostRules = 500;
constexpr std::size_t kMostName = 200;

PeopleRule find_rule(const store::Database& database, domain::RuleId id) {
  auto rule = store::RuleTable(database).find(id);
  if (!rule) throw Refusal(RefusalKind::not_found, "There is no such rule.");
  return std::move(*rule);
}

json write_when(const RuleCondition& when) {
  json object = json::object();
  const auto put = [&object](const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
  };
  put("company", when.company);
  put("position", when.position);
  put("known_from", when.known_from);
  put("search", when.search);
  if (when.connected_from) object["connected_from"] = domain::format_date(*when.connected_from);
  if (when.connected_to) object["connected_to"] = domain::format_date(*when.connected_to);
  return object;
}

/// Counts the people whom a condition fits.
class Fitting {
 public:
  explicit Fitting(const RuleCondition& when) : matcher_(when) {}

  void look_at(const domain::Person& person, std::string_view search_text) {
    constexpr std::size_t kSample = 5;
    if (!matcher_.fits(person, person.known_from, search_text)) return;
    ++count_;
    if (sample_.size() < kSample) sample_.push_back(person.id);
  }
  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] const std::vector<domain::PersonId>& sample() const { return sample_; }

 private:
  domain::RuleMatcher matcher_;
  std::int64_t count_ = 0;
  std::vector<domain::PersonId> sample_;
};

json write_rule(const PeopleRule& rule, std::int64_t people) {
  return {{"rule", write_id(rule.id)},     {"name", rule.name},
          {"when", write_when(rule.when)}, {"known_from", rule.known_from},
          {"leave_out", rule.leave_out},   {"people", people}};
}

std::vector<Fitting> count_all(const store::Database& database,
                               const std::vector<PeopleRule>& rules) {
  std::vector<Fitting> fitting;
  fitting.reserve(rules.size());
  for (const PeopleRule& rule : rules) fitting.emplace_back(rule.when);
  if (rules.empty()) return fitting;
  store::for_everybody(database, [&](const domain::Person& person, std::string_view search_text) {
    for (Fitting& one : fitting) one.look_at(person, search_text);
  });
  return fitting;
}

// --- rules.save, rules.remove -------------------------------------------------------------------

struct SaveParams {
  std::optional<domain::RuleId> rule;
  PeopleRule now;
};

SaveParams read_save(Params& params) {
  SaveParams save{params.optional_id("rule"), {}};
  save.now.name = params.optional_text("name", kMostName).value_or("");
  save.now.when = read_when(params);
  save.now.known_from = params.optional_text("known_from", kMostName).value_or("");
  save.now.leave_out = params.optional_flag("leave_out").value_or(false);
  if (save.now.known_from.empty() && !save.now.leave_out) {
    params.refuse("known_from", "must be given, or leave_out: a rule has to say something");
  }
  return save;
}

json save_rule(Change& change, const SaveParams& params) {
  const auto& database = change.database();
  domain::RuleSaved fact{params.now, std::nullopt};
  if (params.rule) {
    fact.was = find_rule(database, *params.rule);
    fact.now.id = *params.rule;
  } else {
    if (store::RuleTable(database).all().size() >= kMostRules) {
      throw Refusal(RefusalKind::too_large,
                    "There are 500 rules already. Nothing was changed; remove one first.");
    }
    fact.now.id = change.fresh_ids("rules", 1);
  }
  if (fact.was != fact.now) change.record(fact);
  return {{"rule", write_rule(fact.now, count_all(database, {fact.now}).front().count())}};
}

struct RemoveParams {
  domain::RuleId rule;
};

RemoveParams read_remove(Params& params) { return {params.id("rule")}; }

json remove_rule(Change& change, const RemoveParams& params) {
  const PeopleRule rule = find_rule(change.database(), params.rule);
  change.record(domain::RuleRemoved{rule.id});
  return {{"removed", write_id(rule.id)}};
}

// --- rules.list, rules.preview ------------------------------------------------------------------

struct ListParams {
  std::optional<domain::RuleId> after;
};

ListParams read_list(Params& params) { return {params.optional_id("after")}; }

json list_rules(Host& host, const ListParams& params) {
  const auto rules = store::RuleTable(host.database()).all();
  const auto fitting = count_all(host.database(), rules);
  std::size_t here = 0;
  if (params.after) {
    const auto last = std::find_if(rules.begin(), rules.end(), [&](const PeopleRule& rule) {
      return rule.id == *params.after;
    });
    // After one that is gone since, the list begins again.
    if (last != rules.end()) here = static_cast<std::size_t>(last - rules.begin()) + 1;
  }
  PageWriter page;
  for (; here < rules.size(); ++here) {
    if (!page.add(write_rule(rules[here], fitting[here].count()))) break;
  }
  json result{{"rules", page.take()}};
  if (here < rules.size()) result["next"] = write_id(rules[here - 1].id);
  return result;
}

struct PreviewParams {
  RuleCondition when;
};

PreviewParams read_preview(Params& params) { return {read_when(params)}; }

json preview_rule(Host& host, const PreviewParams& params) {
  const auto& database = host.database();
  Fitting fitting(params.when);
  store::for_everybody(database, [&](const domain::Person& person, std::string_view search_text) {
    fitting.look_at(person, search_text);
  });
  json sample = json::array();
  for (const auto id : fitting.sample()) sample.push_back(write_person(find_person(database, id)));
  return {{"people", fitting.count()}, {"sample", std::move(sample)}};
}

}  // namespace

RuleCondition read_when(Params& params) {
  const json* const object = params.value("when");
  if (object == nullptr) params.refuse("when", "is missing");
  Params when(*object, "when");
  RuleCondition condition{when.optional_text("company", kMostName).value_or(""),
                          when.optional_text("position", kMostName).value_or(""),
                          when.optional_text("known_from", kMostName).value_or(""),
                          read_search(when),
                          when.optional_date("connected_from"),
                          when.optional_date("connected_to")};
  when.finish();
  if (condition.empty()) params.refuse("when", "must say whom the rule is about");
  if (condition.connected_from && condition.connected_to &&
      *condition.connected_to < *condition.connected_from) {
    when.refuse("connected_to", "must not be before connected_from");
  }
  return condition;
}

void bind_rules(Methods& methods) {
  methods.bind_change("rules.save", read_save, save_rule);
  methods.bind_change("rules.remove", read_remove, remove_rule);
  methods.bind("rules.list", read_list, list_rules);
  methods.bind("rules.preview", read_preview, preview_rule);
}

}  // namespace rounds::api
