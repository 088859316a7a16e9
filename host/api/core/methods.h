#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/core/context.h"
#include "api/core/params.h"
#include "domain/facts.h"
#include "store/journal/projection.h"

namespace rounds::api {

/// Told how far a long call is; false stops it.
using Progress = store::Projection::Progress;

/// A change that is being made: what it may look at and how it happens.
class Change {
 public:
  Change(Host& host, std::string fact, const Progress& progress)
      : host_(host), fact_(std::move(fact)), progress_(progress), projection_(host.database()) {}

  [[nodiscard]] Host& host() const { return host_; }
  [[nodiscard]] const store::Database& database() const { return host_.database(); }
  /// The fact's UUID.
  [[nodiscard]] const std::string& fact() const { return fact_; }
  [[nodiscard]] const Progress& progress() const { return progress_; }

  /// Appends the fact to the journal and carries it out. At most once a change.
  void record(const domain::FactBody& body);
  /// Ids that nothing in `table` has yet: the first of `count` that follow one another. They come
  /// from the fact's UUID, so two machines do not choose the same.
  [[nodiscard]] std::int64_t fresh_ids(std::string_view table, std::int64_t count) const;

 private:
  Host& host_;
  std::string fact_;
  const Progress& progress_;
  store::Projection projection_;
};

/// The methods by their names. A method is bound in two parts: one reads the parameters, and the
/// other carries the call out; so a bad parameter is refused before anything happens.
class Methods {
 public:
  /// Binds a method that changes nothing. It sees the database in one reading transaction.
  template <typename P>
  void bind(const std::string& name, P (*read)(Params&),
            nlohmann::json (*answer)(Host&, const P&)) {
    handlers_[name] = [read, answer](Host& host, const nlohmann::json& object, const Progress&) {
      Params params(object);
      const P p = read(params);
      params.finish();
      return reading(host, [&] { return answer(host, p); });
    };
  }

  /// Binds a method that changes something, in one writing transaction. The same `fact` again gives
  /// the first result and changes nothing; with other parameters it is a `conflict`.
  template <typename P>
  void bind_change(const std::string& name, P (*read)(Params&),
                   nlohmann::json (*carry_out)(Change&, const P&)) {
    handlers_[name] = [name, read, carry_out](Host& host, const nlohmann::json& object,
                                              const Progress& progress) {
      Params params(object);
      const std::string fact = params.uuid("fact");
      const P p = read(params);
      params.finish();
      return changing(host, name, object, fact, progress,
                      [&](Change& change) { return carry_out(change, p); });
    };
  }

  /// Binds a method that needs no database.
  void bind_plain(const std::string& name, nlohmann::json (*answer)(Host&, Params&));

  [[nodiscard]] bool has(std::string_view name) const { return handlers_.contains(name); }
  /// Throws a Refusal when the call is refused. The method must be there.
  [[nodiscard]] nlohmann::json call(Host& host, std::string_view name, const nlohmann::json& params,
                                    const Progress& progress = {}) const;

 private:
  using Handler = std::function<nlohmann::json(Host&, const nlohmann::json&, const Progress&)>;

  static nlohmann::json reading(Host& host, const std::function<nlohmann::json()>& answer);
  static nlohmann::json changing(Host& host, std::string_view method, const nlohmann::json& params,
                                 const std::string& fact, const Progress& progress,
                                 const std::function<nlohmann::json(Change&)>& carry_out);

  std::map<std::string, Handler, std::less<>> handlers_;
};

/// Every method of the wire contract.
[[nodiscard]] Methods all_methods();

}  // namespace rounds::api
