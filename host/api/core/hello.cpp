#include "api/core/hello.h"

#include "api/core/methods.h"
#include "domain/refusal.h"
#include "platform/version.h"
#include "store/sqlite/schema.h"
#include "store/tables/people.h"

namespace rounds::api {
namespace {

using nlohmann::json;

constexpr std::int64_t kProtocol = 1;

struct HelloParams {
  std::int64_t protocol;
};

HelloParams read_hello(Params& params) {
  (void)params.text("client");
  return {params.integer("protocol", 0, 1'000'000)};
}

json hello(Host& host, const HelloParams& params) {
  if (params.protocol != kProtocol) {
    throw domain::Refusal(domain::RefusalKind::unsupported,
                          "This host (" + std::string(platform::kVersion) + ") speaks protocol " +
                              std::to_string(kProtocol) + ", the add-on protocol " +
                              std::to_string(params.protocol) +
                              ". Nothing was changed; install the same version of both.");
  }
  return {{"name", "rounds-host"},
          {"version", platform::kVersion},
          {"protocol", kProtocol},
          {"today", domain::format_date(host.today())},
          {"database",
           {{"path", host.database_path().string()},
            {"schema", store::kSchemaVersion},
            {"people", store::People(host.database()).count()}}}};
}

}  // namespace

void bind_greeting(Methods& methods) { methods.bind("host.hello", read_hello, hello); }

}  // namespace rounds::api
