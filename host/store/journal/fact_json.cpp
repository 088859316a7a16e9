#include "store/journal/fact_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "domain/refusal.h"
#include "store/journal/mail_json.h"

// Ids stand in the journal as numbers: only the wire, which JavaScript reads, needs strings.
namespace rounds::store {
namespace {

using nlohmann::json;
using namespace rounds::domain;

// --- values -------------------------------------------------------------------------------------

json to_json(const std::string& text) { return text; }
json to_json(const std::vector<std::string>& texts) { return texts; }
json to_json(Date date) { return format_date(date); }
json to_json(const std::optional<Date>& date) { return date ? to_json(*date) : json(nullptr); }

Date read_date(const json& value) {
  const auto date = parse_date(value.get_ref<const std::string&>());
  if (!date) throw Refusal(RefusalKind::damaged, "A fact of the journal has an invalid date.");
  return *date;
}

void read(const json& value, std::string& text) { value.get_to(text); }
void read(const json& value, std::vector<std::string>& texts) { value.get_to(texts); }
void read(const json& value, std::optional<Date>& date) {
  date = value.is_null() ? std::nullopt : std::optional(read_date(value));
}

PersonChanges read_changes(const json& object) {
  PersonChanges changes;
  PersonChanges::each_field(changes, [&object](const char* name, auto& change) {
    if (const auto found = object.find(name); found != object.end()) read(*found, change.emplace());
  });
  return changes;
}

json to_json(const PersonChanges& changes) {
  json object = json::object();
  PersonChanges::each_field(changes, [&object](const char* name, const auto& change) {
    if (change) object[name] = to_json(*change);
  });
  return object;
}

Person read_person(const json& object) {
  Person person;
  person.id = object.at("id").get<PersonId>();
  apply(read_changes(object), person);
  return person;
}

json to_json(const PersonUpdate& update) {
  return {{"person", update.person},
          {"changes", to_json(update.changes)},
          {"was", to_json(update.was)}};
}

PersonUpdate read_update(const json& object) {
  return {object.at("person").get<PersonId>(), read_changes(object.at("changes")),
          read_changes(object.at("was"))};
}

json to_json(const RuleCondition& when) {
  json object = json::object();
  const auto put = [&object](const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
  };
  put("company", when.company);
  put("position", when.position);
  put("known_from", when.known_from);
  put("search", when.search);
  if (when.connected_from) object["connected_from"] = to_json(when.connected_from);
  if (when.connected_to) object["connected_to"] = to_json(when.connected_to);
  return object;
}

RuleCondition read_condition(const json& object) {
  RuleCondition when{object.value("company", ""),
                     object.value("position", ""),
                     object.value("known_from", ""),
                     object.value("search", ""),
                     std::nullopt,
                     std::nullopt};
  if (object.contains("connected_from")) read(object["connected_from"], when.connected_from);
  if (object.contains("connected_to")) read(object["connected_to"], when.connected_to);
  return when;
}

json to_json(const PeopleRule& rule) {
  return {{"id", rule.id},
          {"name", rule.name},
          {"when", to_json(rule.when)},
          {"known_from", rule.known_from},
          {"leave_out", rule.leave_out}};
}

PeopleRule read_rule(const json& object) {
  return {object.at("id"), object.at("name"), read_condition(object.at("when")),
          object.at("known_from"), object.at("leave_out")};
}

json to_json(const std::vector<DaysOff>& days_off) {
  json list = json::array();
  for (const DaysOff& off : days_off) {
    list.push_back({{"from", to_json(off.from)}, {"to", to_json(off.to)}});
  }
  return list;
}

std::vector<DaysOff> read_days_off_list(const json& list) {
  std::vector<DaysOff> days_off;
  for (const json& off : list) {
    days_off.push_back({read_date(off.at("from")), read_date(off.at("to"))});
  }
  return days_off;
}

Weekdays read_weekday_names(const json& names) {
  Weekdays weekdays;
  for (const json& name : names) weekdays.add(name.get_ref<const std::string&>());
  return weekdays;
}

json to_json(const std::vector<Pace>& paces) {
  json list = json::array();
  for (const Pace& pace : paces) {
    list.push_back({{"from", to_json(pace.from)},
                    {"per_day", pace.per_day},
                    {"writing_days", pace.weekdays.names()}});
  }
  return list;
}

std::vector<Pace> read_paces(const json& list) {
  std::vector<Pace> paces;
  for (const json& pace : list) {
    paces.push_back({read_date(pace.at("from")), pace.at("per_day").get<std::int64_t>(),
                     read_weekday_names(pace.at("writing_days"))});
  }
  return paces;
}

json to_json(const std::vector<FreshStart>& fresh_starts) {
  json list = json::array();
  for (const FreshStart& fresh : fresh_starts) {
    list.push_back({{"on", to_json(fresh.on)}, {"written", fresh.written}});
  }
  return list;
}

std::vector<FreshStart> read_fresh_start_list(const json& list) {
  std::vector<FreshStart> fresh_starts;
  for (const json& fresh : list) {
    fresh_starts.push_back({read_date(fresh.at("on")), fresh.at("written").get<std::int64_t>()});
  }
  return fresh_starts;
}

json to_json(const RoundTerms& terms) {
  json object{{"name", terms.name},
              {"finish", to_json(terms.finish)},
              {"paces", to_json(terms.paces)},
              {"days_off", to_json(terms.days_off)}};
  if (terms.paused_on) object["paused_on"] = to_json(terms.paused_on);
  if (!terms.fresh_starts.empty()) object["fresh_starts"] = to_json(terms.fresh_starts);
  return object;
}

RoundTerms read_terms(const json& object) {
  RoundTerms terms;
  object.at("name").get_to(terms.name);
  read(object.at("finish"), terms.finish);
  terms.paces = read_paces(object.at("paces"));
  terms.days_off = read_days_off_list(object.at("days_off"));
  if (object.contains("paused_on")) read(object["paused_on"], terms.paused_on);
  if (const auto fresh = object.find("fresh_starts"); fresh != object.end()) {
    terms.fresh_starts = read_fresh_start_list(*fresh);
  }
  return terms;
}

json to_json(const WrittenNote& note) {
  json object{{"channel", note.channel}};
  if (!note.message_id.empty()) object["message_id"] = note.message_id;
  if (!note.sent_at.empty()) object["sent_at"] = note.sent_at;
  if (note.seconds) object["seconds"] = *note.seconds;
  if (!note.subject.empty()) object["subject"] = note.subject;
  if (!note.text.empty()) object["text"] = note.text;
  if (!note.silent_since.empty()) object["silent_since"] = note.silent_since;
  return object;
}

WrittenNote read_note(const json& object) {
  WrittenNote note;
  object.at("channel").get_to(note.channel);
  note.message_id = object.value("message_id", "");
  note.sent_at = object.value("sent_at", "");
  if (object.contains("seconds")) note.seconds = object["seconds"].get<std::int64_t>();
  note.subject = object.value("subject", "");
  note.text = object.value("text", "");
  note.silent_since = object.value("silent_since", "");
  return note;
}

ReplyOutcome read_outcome(const json& body) {
  const auto outcome = reply_outcome_named(body.at("outcome").get_ref<const std::string&>());
  if (!outcome) throw Refusal(RefusalKind::unsupported, "a reply's outcome is not known here");
  return *outcome;
}

json to_json(const PersonExchange& exchange) {
  const Exchange& e = exchange.exchange;
  json object{{"person", exchange.person},
              {"channel", e.channel},
              {"at", e.at},
              {"direction", e.direction}};
  if (!e.subject.empty()) object["subject"] = e.subject;
  if (!e.message_id.empty()) object["message_id"] = e.message_id;
  if (!e.text.empty()) object["text"] = e.text;
  return object;
}

PersonExchange read_exchange(const json& object) {
  return {object.at("person").get<PersonId>(),
          {object.at("channel"), object.at("at"), object.at("direction"),
           object.value("subject", ""), object.value("message_id", ""), object.value("text", "")}};
}

json to_json(const StructureText& text) {
  return {{"name", text.name},
          {"subject", text.subject},
          {"body", text.body},
          {"known_from", text.known_from}};
}

StructureText read_structure_text(const json& object) {
  return {object.at("name"), object.at("subject"), object.at("body"), object.at("known_from")};
}

/// Writes the people of an import as text without building them as values first: of thirty thousand
/// people that is a quarter of the whole import.
class PeopleText {
 public:
  [[nodiscard]] std::string take() { return std::move(text_); }

  void raw(std::string_view text) { text_ += text; }

  void string(std::string_view value) {
    text_ += '"';
    const bool plain = std::none_of(value.begin(), value.end(), [](unsigned char c) {
      return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
    });
    if (plain) {
      text_ += value;
      text_ += '"';
    } else {
      const std::string escaped = json(value).dump();
      text_.append(escaped, 1);
    }
  }

  void person(const Person& person) {
    text_ += "{\"id\":";
    text_ += std::to_string(person.id);
    field("given", person.given);
    field("family", person.family);
    field("greeting", person.greeting);
    if (!person.addresses.empty()) {
      text_ += ",\"addresses\":[";
      for (std::size_t i = 0; i < person.addresses.size(); ++i) {
        if (i > 0) text_ += ',';
        string(person.addresses[i]);
      }
      text_ += ']';
    }
    field("company", person.company);
    field("position", person.position);
    if (person.connected_on) field("connected_on", format_date(*person.connected_on));
    field("url", person.url);
    field("known_from", person.known_from);
    field("remark", person.remark);
    text_ += '}';
  }

 private:
  void field(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    text_ += ",\"";
    text_ += name;
    text_ += "\":";
    string(value);
  }

  std::string text_;
};

// --- facts --------------------------------------------------------------------------------------

/// The kind's name and both directions of one fact. Read and write stand together, so that a field
/// that one of them forgets is seen.
template <typename Fact>
struct Form;

template <>
struct Form<PeopleImported> {
  static constexpr std::string_view kKind = "people.imported";
  static std::string write(const PeopleImported& fact) {
    PeopleText text;
    text.raw("{\"filename\":");
    text.string(fact.filename);
    text.raw(",\"format\":");
    text.string(fact.format);
    text.raw(",\"on\":");
    text.string(format_date(fact.on));
    text.raw(",\"added\":[");
    for (std::size_t i = 0; i < fact.added.size(); ++i) {
      if (i > 0) text.raw(",");
      text.person(fact.added[i]);
    }
    json updated = json::array();
    for (const PersonUpdate& update : fact.updated) updated.push_back(to_json(update));
    text.raw("],\"updated\":");
    text.raw(updated.dump());
    if (!fact.exchanges.empty()) {
      json exchanges = json::array();
      for (const PersonExchange& exchange : fact.exchanges) exchanges.push_back(to_json(exchange));
      text.raw(",\"exchanges\":");
      text.raw(exchanges.dump());
    }
    if (fact.columns) {
      text.raw(",\"columns\":");
      text.raw(json{{"header", fact.columns->header}, {"chosen", fact.columns->columns}}.dump());
    }
    text.raw("}");
    return text.take();
  }
  static PeopleImported read(const json& body) {
    PeopleImported fact;
    body.at("filename").get_to(fact.filename);
    body.at("format").get_to(fact.format);
    fact.on = read_date(body.at("on"));
    for (const json& person : body.at("added")) fact.added.push_back(read_person(person));
    for (const json& update : body.at("updated")) fact.updated.push_back(read_update(update));
    if (const auto exchanges = body.find("exchanges"); exchanges != body.end()) {
      for (const json& exchange : *exchanges) fact.exchanges.push_back(read_exchange(exchange));
    }
    if (const auto columns = body.find("columns"); columns != body.end()) {
      fact.columns = {columns->at("header"), columns->at("chosen")};
    }
    return fact;
  }
};

template <>
struct Form<PersonEdited> {
  static constexpr std::string_view kKind = "person.edited";
  static json write(const PersonEdited& fact) {
    json body = to_json(fact.update);
    body["on"] = to_json(fact.on);
    return body;
  }
  static PersonEdited read(const json& body) {
    return {read_update(body), read_date(body.at("on"))};
  }
};

template <>
struct Form<PeopleEdited> {
  static constexpr std::string_view kKind = "people.edited";
  static json write(const PeopleEdited& fact) {
    json people = json::array();
    for (const auto& [person, was] : fact.people) {
      people.push_back({{"person", person}, {"was", to_json(was)}});
    }
    return {{"changes", to_json(fact.changes)},
            {"people", std::move(people)},
            {"on", to_json(fact.on)}};
  }
  static PeopleEdited read(const json& body) {
    PeopleEdited fact{read_changes(body.at("changes")), {}, read_date(body.at("on"))};
    for (const json& person : body.at("people")) {
      fact.people.push_back({person.at("person").get<PersonId>(), read_changes(person.at("was"))});
    }
    return fact;
  }
};

template <>
struct Form<PeopleMerged> {
  static constexpr std::string_view kKind = "people.merged";
  static json write(const PeopleMerged& fact) {
    return {{"merge", fact.merge},      {"keep", fact.keep},
            {"merged", fact.merged},    {"changes", to_json(fact.changes)},
            {"was", to_json(fact.was)}, {"on", to_json(fact.on)}};
  }
  static PeopleMerged read(const json& body) {
    return {body.at("merge"),
            body.at("keep"),
            body.at("merged"),
            read_changes(body.at("changes")),
            read_changes(body.at("was")),
            read_date(body.at("on"))};
  }
};

template <>
struct Form<PeopleKeptApart> {
  static constexpr std::string_view kKind = "people.kept_apart";
  static json write(const PeopleKeptApart& fact) {
    return {{"one", fact.one}, {"other", fact.other}};
  }
  static PeopleKeptApart read(const json& body) { return {body.at("one"), body.at("other")}; }
};

template <>
struct Form<RuleSaved> {
  static constexpr std::string_view kKind = "rule.saved";
  static json write(const RuleSaved& fact) {
    json body{{"now", to_json(fact.now)}};
    if (fact.was) body["was"] = to_json(*fact.was);
    return body;
  }
  static RuleSaved read(const json& body) {
    RuleSaved fact{read_rule(body.at("now")), std::nullopt};
    if (body.contains("was")) fact.was = read_rule(body.at("was"));
    return fact;
  }
};

template <>
struct Form<RuleRemoved> {
  static constexpr std::string_view kKind = "rule.removed";
  static json write(const RuleRemoved& fact) { return {{"rule", fact.rule}}; }
  static RuleRemoved read(const json& body) { return {body.at("rule")}; }
};

template <>
struct Form<RoundCreated> {
  static constexpr std::string_view kKind = "round.created";
  static json write(const RoundCreated& fact) {
    return {{"round", fact.round},
            {"name", fact.name},
            {"order", fact.order},
            {"start", to_json(fact.schedule.start)},
            {"finish", to_json(fact.schedule.finish)},
            {"planned_finish", to_json(fact.schedule.planned_finish)},
            {"paces", to_json(fact.schedule.paces)},
            {"days_off", to_json(fact.schedule.days_off)},
            {"first_turn", fact.first_turn},
            {"people", fact.people}};
  }
  static RoundCreated read(const json& body) {
    RoundCreated fact;
    body.at("round").get_to(fact.round);
    body.at("name").get_to(fact.name);
    body.at("order").get_to(fact.order);
    fact.schedule.start = read_date(body.at("start"));
    store::read(body.at("finish"), fact.schedule.finish);
    fact.schedule.planned_finish = read_date(body.at("planned_finish"));
    fact.schedule.paces = read_paces(body.at("paces"));
    fact.schedule.days_off = read_days_off_list(body.at("days_off"));
    body.at("first_turn").get_to(fact.first_turn);
    body.at("people").get_to(fact.people);
    return fact;
  }
};

template <>
struct Form<RoundEdited> {
  static constexpr std::string_view kKind = "round.edited";
  static json write(const RoundEdited& fact) {
    return {{"round", fact.round}, {"now", to_json(fact.now)}, {"was", to_json(fact.was)}};
  }
  static RoundEdited read(const json& body) {
    return {body.at("round"), read_terms(body.at("now")), read_terms(body.at("was"))};
  }
};

template <>
struct Form<TurnDrafted> {
  static constexpr std::string_view kKind = "turn.drafted";
  static json write(const TurnDrafted& fact) {
    return {{"turn", fact.turn}, {"message_id", fact.message_id}};
  }
  static TurnDrafted read(const json& body) { return {body.at("turn"), body.at("message_id")}; }
};

template <>
struct Form<TurnQueued> {
  static constexpr std::string_view kKind = "turn.queued";
  static json write(const TurnQueued& fact) {
    return {{"turn", fact.turn}, {"on", to_json(fact.on)}, {"note", to_json(fact.note)}};
  }
  static TurnQueued read(const json& body) {
    return {body.at("turn"), read_date(body.at("on")), read_note(body.at("note"))};
  }
};

template <>
struct Form<TurnReleased> {
  static constexpr std::string_view kKind = "turn.released";
  static json write(const TurnReleased& fact) { return {{"turn", fact.turn}}; }
  static TurnReleased read(const json& body) { return {body.at("turn")}; }
};

template <>
struct Form<TurnWritten> {
  static constexpr std::string_view kKind = "turn.written";
  static json write(const TurnWritten& fact) {
    return {{"turn", fact.turn}, {"on", to_json(fact.on)}, {"note", to_json(fact.note)}};
  }
  static TurnWritten read(const json& body) {
    return {body.at("turn"), read_date(body.at("on")), read_note(body.at("note"))};
  }
};

template <>
struct Form<TurnSkipped> {
  static constexpr std::string_view kKind = "turn.skipped";
  static json write(const TurnSkipped& fact) {
    return {{"turn", fact.turn}, {"on", to_json(fact.on)}, {"reason", fact.reason}};
  }
  static TurnSkipped read(const json& body) {
    return {body.at("turn"), read_date(body.at("on")), body.at("reason")};
  }
};

template <>
struct Form<TurnSnoozed> {
  static constexpr std::string_view kKind = "turn.snoozed";
  static json write(const TurnSnoozed& fact) {
    return {{"turn", fact.turn}, {"until", to_json(fact.until)}};
  }
  static TurnSnoozed read(const json& body) {
    return {body.at("turn"), read_date(body.at("until"))};
  }
};

template <>
struct Form<TurnFronted> {
  static constexpr std::string_view kKind = "turn.fronted";
  static json write(const TurnFronted& fact) {
    return {{"turn", fact.turn}, {"place", fact.place}};
  }
  static TurnFronted read(const json& body) { return {body.at("turn"), body.at("place")}; }
};

template <>
struct Form<ReplyRecorded> {
  static constexpr std::string_view kKind = "reply.recorded";
  static json write(const ReplyRecorded& fact) {
    return {{"message_id", fact.message_id},
            {"from", fact.from},
            {"date", fact.date},
            {"on", to_json(fact.on)},
            {"subject", fact.subject},
            {"text", fact.text},
            {"outcome", name_of(fact.outcome)},
            {"turn", fact.turn},
            {"person", fact.person},
            {"days", fact.days},
            {"dead_addresses", fact.dead_addresses},
            {"note", fact.note},
            {"note_sent_at", fact.note_sent_at}};
  }
  static ReplyRecorded read(const json& body) {
    ReplyRecorded fact;
    body.at("message_id").get_to(fact.message_id);
    body.at("from").get_to(fact.from);
    body.at("date").get_to(fact.date);
    fact.on = read_date(body.at("on"));
    body.at("subject").get_to(fact.subject);
    body.at("text").get_to(fact.text);
    fact.outcome = read_outcome(body);
    body.at("turn").get_to(fact.turn);
    body.at("person").get_to(fact.person);
    body.at("days").get_to(fact.days);
    body.at("dead_addresses").get_to(fact.dead_addresses);
    fact.note = body.value("note", "");
    fact.note_sent_at = body.value("note_sent_at", "");
    return fact;
  }
};

template <>
struct Form<ReplyJudged> {
  static constexpr std::string_view kKind = "reply.judged";
  static json write(const ReplyJudged& fact) {
    return {
        {"message_id", fact.message_id}, {"turn", fact.turn}, {"outcome", name_of(fact.outcome)}};
  }
  static ReplyJudged read(const json& body) {
    return {body.at("message_id"), body.at("turn"), read_outcome(body)};
  }
};

template <>
struct Form<MailLearned> {
  static constexpr std::string_view kKind = "mail.learned";
  static json write(const MailLearned& fact) { return write_learned(fact); }
  static MailLearned read(const json& body) { return read_learned(body); }
};

template <>
struct Form<AddressesConfirmed> {
  static constexpr std::string_view kKind = "addresses.confirmed";
  static json write(const AddressesConfirmed& fact) {
    json updates = json::array();
    for (const PersonUpdate& update : fact.updates) updates.push_back(to_json(update));
    return {{"on", to_json(fact.on)}, {"updates", std::move(updates)}};
  }
  static AddressesConfirmed read(const json& body) {
    AddressesConfirmed fact{read_date(body.at("on")), {}};
    for (const json& update : body.at("updates")) fact.updates.push_back(read_update(update));
    return fact;
  }
};

template <>
struct Form<AddressDismissed> {
  static constexpr std::string_view kKind = "address.dismissed";
  static json write(const AddressDismissed& fact) {
    return {{"person", fact.person}, {"address", fact.address}};
  }
  static AddressDismissed read(const json& body) { return {body.at("person"), body.at("address")}; }
};

template <>
struct Form<StructureSaved> {
  static constexpr std::string_view kKind = "structure.saved";
  static json write(const StructureSaved& fact) {
    json body{{"structure", fact.structure}, {"now", to_json(fact.now)}};
    if (fact.was) body["was"] = to_json(*fact.was);
    if (fact.default_was) body["default_was"] = *fact.default_was;
    return body;
  }
  static StructureSaved read(const json& body) {
    StructureSaved fact{body.at("structure"), read_structure_text(body.at("now")), {}, {}};
    if (body.contains("was")) fact.was = read_structure_text(body["was"]);
    if (body.contains("default_was")) fact.default_was = body["default_was"].get<StructureId>();
    return fact;
  }
};

template <>
struct Form<StructureRemoved> {
  static constexpr std::string_view kKind = "structure.removed";
  static json write(const StructureRemoved& fact) {
    return {{"structure", fact.structure},
            {"was", to_json(fact.was)},
            {"was_default", fact.was_default}};
  }
  static StructureRemoved read(const json& body) {
    return {body.at("structure"), read_structure_text(body.at("was")), body.at("was_default")};
  }
};

template <>
struct Form<FactUndone> {
  static constexpr std::string_view kKind = "fact.undone";
  static json write(const FactUndone& fact) {
    json body{{"undo", fact.undo}};
    if (fact.back_on) body["back_on"] = to_json(*fact.back_on);
    return body;
  }
  static FactUndone read(const json& body) {
    FactUndone fact{body.at("undo"), std::nullopt};
    if (body.contains("back_on")) fact.back_on = read_date(body["back_on"]);
    return fact;
  }
};

std::string as_text(std::string text) { return text; }
std::string as_text(const json& body) { return body.dump(); }

/// Tries the alternatives of FactBody one after the other.
template <std::size_t I = 0>
FactBody read_as(std::string_view kind, const json& body) {
  if constexpr (I < std::variant_size_v<FactBody>) {
    using Fact = std::variant_alternative_t<I, FactBody>;
    if (kind == Form<Fact>::kKind) return Form<Fact>::read(body);
    return read_as<I + 1>(kind, body);
  } else {
    throw Refusal(RefusalKind::unsupported,
                  "The journal has a fact of a kind that this version does not know: " +
                      std::string(kind) + ". Nothing was changed; install the newer version.");
  }
}

}  // namespace

std::string_view kind_of(const FactBody& fact) {
  return std::visit(
      [](const auto& body) { return Form<std::remove_cvref_t<decltype(body)>>::kKind; }, fact);
}

std::string write_fact(const FactBody& fact) {
  return std::visit(
      [](const auto& body) {
        return as_text(Form<std::remove_cvref_t<decltype(body)>>::write(body));
      },
      fact);
}

FactBody read_fact(std::string_view kind, std::string_view body) {
  try {
    return read_as(kind, json::parse(body));
  } catch (const json::exception&) {
    throw Refusal(RefusalKind::damaged, "A fact of the journal (" + std::string(kind) +
                                            ") cannot be read. Nothing was changed; "
                                            "`rounds-host doctor` says more.");
  }
}

std::string write_days_off(const std::vector<DaysOff>& days_off) {
  return to_json(days_off).dump();
}

std::vector<DaysOff> read_days_off(std::string_view text) {
  return read_days_off_list(json::parse(text));
}

std::string write_fresh_starts(const std::vector<FreshStart>& fresh_starts) {
  return to_json(fresh_starts).dump();
}

std::vector<FreshStart> read_fresh_starts(std::string_view text) {
  return read_fresh_start_list(json::parse(text));
}

std::string write_condition(const RuleCondition& when) { return to_json(when).dump(); }

RuleCondition read_condition(std::string_view text) { return read_condition(json::parse(text)); }

std::string write_weekdays(Weekdays weekdays) { return json(weekdays.names()).dump(); }

Weekdays read_weekdays(std::string_view text) { return read_weekday_names(json::parse(text)); }

std::string write_columns(const decltype(ColumnChoice::columns)& columns) {
  return json(columns).dump();
}

decltype(ColumnChoice::columns) read_columns(std::string_view text) { return json::parse(text); }

}  // namespace rounds::store
