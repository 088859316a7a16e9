#include "api/core/context.h"

#include "store/sqlite/open_database.h"

namespace rounds::api {

const store::Database& Host::database() {
  if (!database_) database_.emplace(store::open_database(database_path_));
  return *database_;
}

}  // namespace rounds::api
