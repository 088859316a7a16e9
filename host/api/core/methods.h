#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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
      const Request request = request_of(name, object, params.uuid("fact"));
      const P p = read(params);
      params.finish();
      return changing(host, request, progress,
                      [&](Change& change) { return carry_out(change, p); });
    };
  }

  /// Binds a method that changes nothing and takes long: it tells how far it is, and opens its
  /// transaction itself, when it has come so far.
  template <typename P>
  void bind_long(const std::string& name, P (*read)(Params&),
                 nlohmann::json (*answer)(Host&, const P&, const Progress&)) {
    handlers_[name] = [read, answer](Host& host, const nlohmann::json& object,
                                     const Progress& progress) {
      Params params(object);
      const P p = read(params);
      params.finish();
      return answer(host, p, progress);
    };
  }

  /// Binds a method that changes something after long work: `prepare` does what can be done before
  /// anybody else has to wait for the writing transaction.
  template <typename P, typename Q>
  void bind_long_change(const std::string& name, P (*read)(Params&),
                        Q (*prepare)(Host&, const P&, const Progress&),
                        nlohmann::json (*carry_out)(Change&, const P&, const Q&)) {
    handlers_[name] = [name, read, prepare, carry_out](Host& host, const nlohmann::json& object,
                                                       const Progress& progress) {
      Params params(object);
      const Request request = request_of(name, object, params.uuid("fact"));
      const P p = read(params);
      params.finish();
      if (auto known = repeated(host, request)) return *std::move(known);
      const Q prepared = prepare(host, p, progress);
      return changing(host, request, progress,
                      [&](Change& change) { return carry_out(change, p, prepared); });
    };
  }

  [[nodiscard]] bool has(std::string_view name) const { return handlers_.contains(name); }
  /// Throws a Refusal when the call is refused. The method must be there.
  [[nodiscard]] nlohmann::json call(Host& host, std::string_view name, const nlohmann::json& params,
                                    const Progress& progress = {}) const;

 private:
  using Handler = std::function<nlohmann::json(Host&, const nlohmann::json&, const Progress&)>;

  static nlohmann::json reading(Host& host, const std::function<nlohmann::json()>& answer);
  /// A change that is asked for: by its fact's UUID, with a digest of all that is asked.
  struct Request {
    std::string fact;
    std::string digest;
  };
  static Request request_of(std::string_view method, const nlohmann::json& params,
                            std::string fact);
  /// The first answer to a request that was carried out already; a `conflict` when that was another
  /// one under the same fact.
  static std::optional<nlohmann::json> repeated(Host& host, const Request& request);
  static nlohmann::json changing(Host& host, const Request& request, const Progress& progress,
                                 const std::function<nlohmann::json(Change&)>& carry_out);

  std::map<std::string, Handler, std::less<>> handlers_;
};

/// Every method of the wire contract.
[[nodiscard]] Methods all_methods();

}  // namespace rounds::api
