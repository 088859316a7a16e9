#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/core/methods.h"
#include "support/temporary_folder.h"

namespace rounds::testing {

/// A clock that a test sets.
class SettableClock final : public platform::Clock {
 public:
  explicit SettableClock(const domain::Moment& now) : now_(now) {}
  [[nodiscard]] domain::Moment now() const override { return now_; }
  [[nodiscard]] domain::Moment local(domain::Moment moment) const override {
    return {moment.instant, now_.offset};
  }

 private:
  const domain::Moment& now_;
};

/// A host on a database of its own, spoken to through the wire contract's methods. It begins on the
/// morning of Thursday, 1 January 2015.
class Contract : public ::testing::Test {
 protected:
  void set_now(std::string_view moment) { now_ = domain::parse_moment(moment).value(); }
  /// Nine in the morning of `date`.
  void set_day(std::string_view date) { set_now(std::string(date) + "T09:00:00+01:00"); }
  [[nodiscard]] std::string now() const { return domain::format_moment(now_); }

  /// The method's result; a refusal fails the test.
  nlohmann::json call(std::string_view method,
                      const nlohmann::json& params = nlohmann::json::object());
  /// The same for a method that changes something, under a new fact.
  nlohmann::json change(std::string_view method, nlohmann::json params);
  /// The error object of a method that must refuse.
  nlohmann::json refusal(std::string_view method,
                         const nlohmann::json& params = nlohmann::json::object());
  /// The error's kind, for a change that must be refused.
  std::string refused_kind(std::string_view method, nlohmann::json params);

  /// A UUID that was not used before in this test.
  std::string new_fact();
  [[nodiscard]] const std::string& last_fact() const { return last_fact_; }

  /// LinkedIn's list of `count` people, "Given1 Family00001" and so on, with addresses.
  static std::string linkedin_list(int count);
  nlohmann::json import_people(int count);
  /// Imports so many people and makes a round of them that starts on 1 January 2015 with five a
  /// day; `more` is added to its parameters. Returns its id.
  std::string make_round(int people, const nlohmann::json& more = nlohmann::json::object());
  /// The turns' ids that are due, and the full names of their people.
  std::vector<std::string> due(const nlohmann::json& params = nlohmann::json::object());
  std::vector<std::string> due_names(const nlohmann::json& params = nlohmann::json::object());
  /// Marks a turn's note as sent now.
  nlohmann::json send(const std::string& turn);
  /// Sends what is due; returns how many notes that were.
  int write_todays_notes();

  api::Host& host() { return *host_; }
  [[nodiscard]] std::filesystem::path database_path() const { return folder_.path() / "rounds.db"; }
  /// As after a restart.
  void reopen();

 private:
  TemporaryFolder folder_;
  domain::Moment now_ = domain::parse_moment("2015-01-01T09:00:00+01:00").value();
  std::unique_ptr<api::Host> host_ =
      std::make_unique<api::Host>(database_path(), std::make_unique<SettableClock>(now_));
  api::Methods methods_ = api::all_methods();
  int facts_ = 0;
  std::string last_fact_;
};

}  // namespace rounds::testing
