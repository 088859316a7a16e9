#include "domain/note/structures.h"

#include <unicode/datefmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <memory>

#include "domain/people/call_name.h"
#include "domain/people/names.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

constexpr auto kVariables = std::to_array<std::string_view>(
    {"greeting", "given", "family", "full", "company", "position", "former_company",
     "former_position", "known_from", "connected_on", "connected_year", "years_known",
     "last_exchange_on", "last_exchange_subject", "last_note_on", "remark", "address", "url",
     "my_name"});

constexpr auto kConditions = std::to_array<std::string_view>(
    {"changed_jobs", "over_one_year", "over_five_years", "over_ten_years"});

/// Full years from one day to another.
int years_between(Date from, Date to) {
  const std::chrono::year_month_day start{from};
  const std::chrono::year_month_day end{to};
  const int years = static_cast<int>(end.year()) - static_cast<int>(start.year());
  const bool before_the_day =
      end.month() < start.month() || (end.month() == start.month() && end.day() < start.day());
  return before_the_day ? years - 1 : years;
}

/// "5 March 2010", as people who speak the language write it.
std::string in_words(Date date, const std::string& language) {
  const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(
      icu::DateFormat::kLong, icu::Locale::createCanonical(language.c_str())));
  if (!format) return format_date(date);
  format->setTimeZone(*icu::TimeZone::getGMT());
  constexpr double kMillisecondsADay = 24.0 * 60 * 60 * 1000;
  icu::UnicodeString text;
  format->format(static_cast<double>(date.time_since_epoch().count()) * kMillisecondsADay, text);
  std::string utf8;
  return text.toUTF8String(utf8);
}

/// How many words a rule names when the person's `known_from` has them all, in whatever order; else
/// 0.
std::size_t rule_matches(const std::string& rule, const std::vector<std::string>& known_from) {
  const auto words = folded_words(rule);
  const bool all = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(known_from.begin(), known_from.end(), word) != known_from.end();
  });
  return all ? words.size() : 0;
}

}  // namespace

Vocabulary subject_vocabulary() { return {kVariables, kConditions, false}; }

Vocabulary body_vocabulary() { return {kVariables, kConditions, true}; }

TemplateValues values_of(const Person& person, const PersonHistory& history,
                         const Filling& filling) {
  TemplateValues values;
  const auto put = [&values](const char* name, const std::string& value) {
    if (!is_blank(value)) values.variables.insert_or_assign(name, value);
  };
  const auto put_day = [&](const char* name, std::optional<Date> day) {
    if (day) put(name, in_words(*day, filling.language));
  };
  // The surest last: it stands.
  put("greeting", person.given);
  put("greeting", greeting_name(person.given, person.family));
  put("greeting", person.greeting);
  put("given", person.given);
  put("family", person.family);
  put("full", full_name(person.given, person.family));
  put("company", person.company);
  put("position", person.position);
  put("former_company", history.former_company);
  put("former_position", history.former_position);
  put("known_from", person.known_from);
  put_day("last_exchange_on", history.last_exchange_on);
  put("last_exchange_subject", history.last_exchange_subject);
  put_day("last_note_on", history.last_note_on);
  put("remark", person.remark);
  if (!person.addresses.empty()) put("address", person.addresses.front());
  put("url", person.url);
  put("my_name", filling.my_name);
  if (values.variables.contains("former_company") || values.variables.contains("former_position")) {
    values.conditions.insert("changed_jobs");
  }
  if (person.connected_on) {
    put_day("connected_on", person.connected_on);
    const std::chrono::year_month_day day{*person.connected_on};
    put("connected_year", std::to_string(static_cast<int>(day.year())));
    const int years = years_between(*person.connected_on, filling.today);
    if (years > 0) put("years_known", std::to_string(years));
    for (const auto& [least, name] :
         {std::pair{1, "over_one_year"}, {5, "over_five_years"}, {10, "over_ten_years"}}) {
      if (years >= least) values.conditions.insert(name);
    }
  }
  return values;
}

FilledStructure fill_structure(const StructureText& text, const TemplateValues& values) {
  FilledTemplate subject = fill_template(text.subject, subject_vocabulary(), values);
  FilledTemplate body = fill_template(text.body, body_vocabulary(), values);
  FilledStructure filled{std::move(subject.text), std::move(body.text), std::move(subject.missing),
                         body.personal_at};
  for (const auto& name : body.missing) {
    if (std::find(filled.missing.begin(), filled.missing.end(), name) == filled.missing.end()) {
      filled.missing.push_back(name);
    }
  }
  return filled;
}

std::optional<StructureId> choose_structure(std::span<const Structure> structures,
                                            const Person& person) {
  const auto known_from = folded_words(person.known_from);
  const Structure* chosen = nullptr;
  std::size_t most = 0;
  for (const Structure& structure : structures) {
    const std::size_t matches = rule_matches(structure.text.known_from, known_from);
    if (matches > most) {
      most = matches;
      chosen = &structure;
    }
  }
  if (chosen == nullptr) {
    const auto found = std::find_if(structures.begin(), structures.end(),
                                    [](const Structure& one) { return one.is_default; });
    if (found != structures.end()) chosen = &*found;
  }
  if (chosen == nullptr && !structures.empty()) chosen = &structures.front();
  return chosen == nullptr ? std::nullopt : std::optional(chosen->id);
}

const std::vector<Structure>& built_in_structures() {
  static const std::vector<Structure> structures{
      {1,
       {"A short hello", "Hello, {{greeting}}",
        "Dear {{greeting}},\n"
        "\n"
        "{{personal}}\n"
        "\n"
        "Warm wishes{{#my_name}},\n"
        "{{my_name}}{{/my_name}}\n",
        ""},
       true},
      {2,
       {"After a long time", "It has been a while, {{greeting}}",
        "Dear {{greeting}},\n"
        "\n"
        "{{#over_five_years}}\n"
        "We have known each other for {{years_known}} years now, and I have been a poor "
        "correspondent for most of them.\n"
        "{{/over_five_years}}\n"
        "{{^over_five_years}}\n"
        "It has been too long since we last spoke.\n"
        "{{/over_five_years}}\n"
        "\n"
        "{{personal}}\n"
        "\n"
        "How are you{{#company}}, and how are things at {{company}}{{/company}}? I would love to "
        "hear from you.\n"
        "\n"
        "Warm wishes{{#my_name}},\n"
        "{{my_name}}{{/my_name}}\n",
        ""},
       false},
      {3,
       {"A new position", "Congratulations, {{greeting}}",
        "Dear {{greeting}},\n"
        "\n"
        "I saw that you are {{#position}}{{position}} {{/position}}at {{company}} now"
        "{{#former_company}}, after your time at {{former_company}}{{/former_company}}. "
        "Congratulations!\n"
        "\n"
        "{{personal}}\n"
        "\n"
        "How is it going so far?\n"
        "\n"
        "Warm wishes{{#my_name}},\n"
        "{{my_name}}{{/my_name}}\n",
        ""},
       false}};
  return structures;
}

}  // namespace rounds::domain
