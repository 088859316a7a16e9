#include "api/exports/copies.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <string>

#include "api/core/context.h"
#include "api/core/methods.h"
#include "domain/refusal.h"
#include "store/sqlite/copies.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/repair.h"
#include "store/tables/people.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using nlohmann::json;

const char* name_of(store::CopyKind kind) {
  switch (kind) {
    case store::CopyKind::daily:
      return "daily";
    case store::CopyKind::asked:
      return "asked";
    case store::CopyKind::replaced:
      return "replaced";
    case store::CopyKind::upgrade:
      return "upgrade";
  }
  return "asked";
}

json to_json(const store::Copy& copy) {
  json object{{"copy", copy.file.filename().string()},
              {"kind", name_of(copy.kind)},
              {"on", domain::format_date(copy.on)},
              {"bytes", copy.bytes}};
  if (copy.content) {
    object["people"] = copy.content->people;
    object["facts"] = copy.content->facts;
    if (!copy.content->last_fact_at.empty()) object["last_fact_at"] = copy.content->last_fact_at;
  }
  return object;
}

json list(Host& host, const NoParams& /*params*/, const Progress& /*progress*/) {
  const auto database = store::database_file(host.database_path());
  json copies = json::array();
  for (const store::Copy& copy : store::list_copies(database)) copies.push_back(to_json(copy));
  return {{"folder", store::copies_folder(database).string()}, {"copies", std::move(copies)}};
}

json make(Host& host, const NoParams& /*params*/, const Progress& /*progress*/) {
  return {{"copy", to_json(store::make_copy(host.database_path(), host.today()))}};
}

struct RestoreParams {
  std::string copy;
};

RestoreParams read_restore(Params& params) { return {params.text("copy")}; }

json restore(Host& host, const RestoreParams& params, const Progress& /*progress*/) {
  const auto copies = store::list_copies(host.database_path());
  const auto found = std::find_if(copies.begin(), copies.end(), [&params](const auto& copy) {
    return copy.file.filename() == params.copy;
  });
  if (found == copies.end()) {
    throw Refusal(RefusalKind::not_found, "There is no such copy. Nothing was changed.");
  }
  host.close_database();
  const auto restored = store::restore(host.database_path(), found->file, host.today());
  return {{"people", restored.content.people},
          {"facts", restored.content.facts},
          {"kept", restored.kept.string()}};
}

json repair(Host& host, const NoParams& /*params*/, const Progress& /*progress*/) {
  host.close_database();
  const auto repaired = store::repair(host.database_path(), host.today());
  return {{"people", store::People(host.database()).count()},
          {"facts", repaired.facts},
          {"lost", repaired.lost},
          {"kept", repaired.kept.string()}};
}

}  // namespace

void bind_copies(Methods& methods) {
  methods.bind_long("copies.list", read_nothing, list);
  methods.bind_long("copies.make", read_nothing, make);
  methods.bind_long("copies.restore", read_restore, restore);
  methods.bind_long("host.repair", read_nothing, repair);
}

void make_copy_of_the_day(Host& host, const std::function<bool()>& stop) {
  try {
    store::make_daily_copy(host.database_path(), host.today(), stop);
  } catch (const Refusal& refusal) {
    if (refusal.kind() == RefusalKind::cancelled) return;  // the next quiet moment will do
    std::cerr << "No copy of the day was made: " << refusal.what() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "No copy of the day was made: " << error.what() << '\n';
  }
}

}  // namespace rounds::api
