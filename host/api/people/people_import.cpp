#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/people/base64.h"
#include "api/people/import_matching.h"
#include "api/people/people.h"
#include "domain/refusal.h"
#include "importing/archive.h"
#include "importing/import_file.h"
#include "importing/text_encoding.h"
#include "store/tables/column_choices.h"

namespace rounds::api {
namespace {

using domain::ColumnChoice;
using domain::Person;
using domain::Refusal;
using domain::RefusalKind;
using importing::Card;
using importing::ChosenColumns;
using importing::PeopleFile;
using nlohmann::json;

constexpr const char* kOtherPrograms = "columns";

// --- params -------------------------------------------------------------------------------------

struct ImportParams {
  std::string filename;
  std::string field;            // in which the list came
  std::string_view given_text;  // a CSV file, as long as the call's parameters are there
  std::string data;             // an archive, or any file's bytes made text
  std::optional<importing::DecodedText> decoded;  // without its text: how the file was written
  std::vector<Card> cards;
  std::string cards_format;
  std::optional<ChosenColumns> columns;

  [[nodiscard]] bool is_archive() const { return importing::is_archive(data); }
  [[nodiscard]] std::string_view text() const { return field == "text" ? given_text : data; }
  [[nodiscard]] std::size_t size() const { return text().size() + cards.size() * kBytesOfCard; }

 private:
  static constexpr std::size_t kBytesOfCard = 200;  // or so
};

ChosenColumns read_columns(Params& params) {
  Params object(*params.value("columns"), "columns");
  ChosenColumns columns;
  for (const std::string_view name : importing::column_fields) {
    const std::string field(name);
    const json* const value = object.value(field.c_str());
    if (value == nullptr) continue;
    std::vector<std::string> names;
    if (value->is_array()) {
      names = object.texts(field.c_str());
      if (field != "addresses" && names.size() > 1) {
        object.refuse(field.c_str(), "must be one column's name");
      }
    } else {
      names.push_back(object.text(field.c_str()));
    }
    if (!names.empty()) columns.emplace(field, std::move(names));
  }
  object.finish();
  if (!columns.contains("given") && !columns.contains("family") && !columns.contains("full")) {
    params.refuse("columns", "must say which column holds the names: given, family or full");
  }
  return columns;
}

std::string read_cards_format(Params& params) {
  std::string format = params.text("format");
  if (format != "vcard" && format != "address_book") {
    params.refuse("format", "must be vcard or address_book");
  }
  return format;
}

std::vector<Card> read_cards(Params& params) {
  const json& list = *params.value("cards");
  if (!list.is_array()) params.refuse("cards", "must be a list of cards");
  std::vector<Card> cards;
  cards.reserve(list.size());
  for (const json& item : list) {
    Params object(item, "cards");
    const auto text = [&object](const char* name, std::size_t most = Params::kMostText) {
      return object.optional_foreign_text(name, most).value_or("");
    };
    Card& card = cards.emplace_back();
    card.given = text("given");
    card.family = text("family");
    card.full = text("full");
    card.addresses =
        object.optional_foreign_texts("addresses").value_or(std::vector<std::string>());
    card.company = text("company");
    card.position = text("position");
    card.connected_on = text("connected_on");
    card.url = text("url");
    card.known_from = text("known_from");
    card.remark = text("remark", 2 * domain::kLongestRemark);
    object.finish();
  }
  return cards;
}

std::string read_data(Params& params) {
  constexpr std::size_t kMost = (importing::largest_archive + 2) / 3 * 4;
  auto bytes = decode_base64(params.text_view("data", kMost));
  if (!bytes) params.refuse("data", "must be bytes in base 64");
  return std::move(*bytes);
}

ImportParams read_import(Params& params) {
  ImportParams import;
  import.filename = params.text("filename");
  const int sources = static_cast<int>(params.has("text")) + static_cast<int>(params.has("data")) +
                      static_cast<int>(params.has("cards"));
  if (sources > 1) params.refuse("text", "must not come together with data or cards");
  if (params.has("cards")) {
    import.field = "cards";
    import.cards = read_cards(params);
    import.cards_format = read_cards_format(params);
    return import;
  }
  if (params.has("data")) {
    import.field = "data";
    import.data = read_data(params);
    const std::string encoding = params.optional_text("encoding").value_or("");
    if (!import.is_archive()) {
      import.decoded = importing::decode_text(import.data, encoding);
      import.data = std::move(import.decoded->text);
    }
  } else {
    import.field = "text";
    import.given_text = params.text_view("text", importing::largest_file);
  }
  if (params.has("columns")) import.columns = read_columns(params);
  return import;
}

// --- reading ------------------------------------------------------------------------------------

/// The file that was sent, and how its columns were taken when they are no program's that we know.
struct ReadFile {
  PeopleFile people;
  std::optional<ColumnChoice> columns;
};

PeopleFile read_known(const ImportParams& params, const importing::Progress& progress) {
  if (params.field == "cards") {
    return importing::read_cards(params.filename, params.cards_format, params.cards, progress);
  }
  if (params.is_archive()) {
    return importing::read_archive(params.filename, params.data, progress);
  }
  return importing::read_people_file(params.filename, params.text(), progress);
}

ReadFile read_chosen(const ImportParams& params, const ChosenColumns& columns,
                     const importing::Progress& progress) {
  ReadFile file{importing::read_people_file(params.filename, params.text(), columns, progress),
                std::nullopt};
  file.columns = {file.people.header, columns};
  return file;
}

/// What reading tells of how far it is. A file that is read at once has nothing to tell.
importing::Progress reading_progress(const ImportParams& params, const Progress& progress) {
  constexpr std::size_t kAtOnce = std::size_t{256} * 1024;
  if (!progress || params.size() < kAtOnce) return {};
  return [&progress](std::size_t done, std::size_t total) {
    return progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
  };
}

/// Throws UnknownColumns when the user must be asked.
ReadFile read_table(const store::Database& database, const ImportParams& params,
                    const importing::Progress& progress) {
  try {
    if (params.columns) return read_chosen(params, *params.columns, progress);
    try {
      return {read_known(params, progress), std::nullopt};
    } catch (const importing::UnknownColumns& unknown) {
      // As the user said when such a table was imported last.
      const auto remembered = store::ColumnChoices(database).find(unknown.table().key);
      if (!remembered) throw;
      return read_chosen(params, remembered->columns, progress);
    }
  } catch (const importing::UnknownColumns&) {
    throw;
  } catch (const importing::UnreadableFile& unreadable) {
    throw Refusal::invalid(params.field, unreadable.what());
  } catch (const importing::Stopped&) {
    throw Refusal(RefusalKind::cancelled, "Stopped. Nothing was changed.");
  }
}

/// Throws UnknownColumns when the user must be asked.
ReadFile read_file(const store::Database& database, const ImportParams& params,
                   const Progress& progress) {
  ReadFile file = read_table(database, params, reading_progress(params, progress));
  if (params.decoded && params.decoded->unsure) {
    const std::string& encoding = params.decoded->encoding;
    auto& problems = file.people.problems;
    problems.insert(problems.begin(),
                    {0,
                     "The file does not say how its letters are written; they were taken for " +
                         encoding + ". Look whether the names are right, or save it as UTF-8.",
                     "encoding_unsure",
                     {encoding}});
    if (problems.size() > PeopleFile::most_problems) problems.resize(PeopleFile::most_problems);
  }
  return file;
}

// --- results ------------------------------------------------------------------------------------

json write_columns(const ChosenColumns& columns) {
  json object = json::object();
  for (const auto& [field, names] : columns) {
    if (field == "addresses") {
      object[field] = names;
    } else {
      object[field] = names.front();
    }
  }
  return object;
}

json write_table(const importing::UnknownColumns::Table& table) {
  // A table may have any number of columns, of any length.
  return cut_to(
      {{"names", table.names}, {"rows", table.rows}, {"guess", write_columns(table.guess)}},
      PageWriter::kWholeFrame / 2);
}

json import_result(const ImportParams& params, const ReadFile& file, const ImportPlan& plan) {
  json problems = json::array();
  for (const auto& problem : file.people.problems) {
    problems.push_back({{"line", problem.line},
                        {"reason", problem.reason},
                        {"code", problem.code},
                        {"params", problem.params}});
  }
  json result{{"format", file.people.format},
              {"added", plan.added.size()},
              {"updated", plan.updated.size() - plan.of_merged},
              {"unchanged", plan.unchanged},
              {"rejected", file.people.rejected},
              {"without_address", plan.without_address},
              {"exchanges", plan.exchanges.size()},
              {"problems", std::move(problems)}};
  if (file.columns) {
    result["columns"] = cut_to(write_columns(file.columns->columns), PageWriter::kWholeFrame / 4);
  }
  if (params.decoded) {
    result["encoding"] = {{"name", params.decoded->encoding},
                          {"unsure", params.decoded->unsure},
                          {"others", params.decoded->others}};
  }
  return result;
}

json write_sample(const PeopleFile& file) {
  constexpr std::size_t kSample = 5;
  json sample = json::array();
  for (std::size_t i = 0; i < std::min(kSample, file.people.size()); ++i) {
    json person = write_person(person_from(file.people[i]));
    person.erase("id");
    sample.push_back(std::move(person));
  }
  return sample;
}

/// What a page asks the user with: nobody was found, since nobody knows where to look.
json unknown_columns(const importing::UnknownColumns& unknown) {
  return {{"format", ""},
          {"people", 0},
          {"added", 0},
          {"updated", 0},
          {"unchanged", 0},
          {"rejected", 0},
          {"without_address", 0},
          {"exchanges", 0},
          {"problems", json::array()},
          {"sample", json::array()},
          {"reason", unknown.what()},
          {"unknown_columns", write_table(unknown.table())}};
}

// --- people.import, people.preview --------------------------------------------------------------

/// The choice of columns, when it is not the one that is remembered.
std::optional<ColumnChoice> new_choice(const store::Database& database, const ReadFile& file) {
  if (!file.columns) return std::nullopt;
  const auto remembered = store::ColumnChoices(database).find(file.columns->header);
  return remembered == file.columns ? std::nullopt : file.columns;
}

/// Reads the file while nobody waits for the database yet.
ReadFile read_for_import(Host& host, const ImportParams& params, const Progress& progress) {
  try {
    return read_file(host.database(), params, progress);
  } catch (const importing::UnknownColumns& unknown) {
    throw Refusal::invalid(params.field, unknown.what());
  }
}

json import_people(Change& change, const ImportParams& params, const ReadFile& file) {
  ImportPlan plan = plan_import(change.database(), file.people, change.progress());
  json result = import_result(params, file, plan);
  domain::PeopleImported fact{params.filename,
                              file.people.format,
                              change.host().today(),
                              {},
                              {},
                              {},
                              new_choice(change.database(), file)};
  if (plan.added.empty() && plan.updated.empty() && plan.exchanges.empty() && !fact.columns) {
    return result;
  }
  const domain::PersonId first =
      change.fresh_ids("people", static_cast<std::int64_t>(plan.added.size()));
  domain::PersonId id = first;
  for (Person& person : plan.added) person.id = id++;
  for (auto& exchange : plan.exchanges) {
    if (exchange.person < 0) exchange.person = first + (newcomer(0) - exchange.person);
  }
  fact.added = std::move(plan.added);
  fact.updated = std::move(plan.updated);
  fact.exchanges = std::move(plan.exchanges);
  change.record(fact);
  return result;
}

json preview_people(Host& host, const ImportParams& params, const Progress& progress) {
  try {
    const ReadFile file = read_file(host.database(), params, progress);
    const store::Transaction transaction(host.database(), store::Transaction::Kind::reading);
    json result = import_result(params, file, plan_import(host.database(), file.people, progress));
    result["people"] = file.people.people.size();
    result["sample"] = write_sample(file.people);
    if (file.people.format == kOtherPrograms) {
      if (const auto table = importing::describe_table(params.text())) {
        result["unknown_columns"] = write_table(*table);
      }
    }
    return result;
  } catch (const importing::UnknownColumns& unknown) {
    return unknown_columns(unknown);
  }
}

}  // namespace

void bind_people_import(Methods& methods) {
  methods.bind_long_change("people.import", read_import, read_for_import, import_people);
  methods.bind_long("people.preview", read_import, preview_people);
}

}  // namespace rounds::api
