// Random histories: what a user, their mail and their undoings can come to, through the methods of
// the wire. Each history is a list of steps that are made from numbers, so that a failing one can
// be made smaller by leaving steps out.
//
// ROUNDS_HISTORIES says how many (60 without it), ROUNDS_HISTORY_SEED with which to begin.

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "api/core/methods.h"
#include "domain/refusal.h"
#include "store/journal/projection.h"
#include "store/sqlite/database.h"
#include "support/contract.h"
#include "support/temporary_folder.h"

namespace rounds {
namespace {

using nlohmann::json;
using store::Database;
using store::Statement;

constexpr int kPeople = 7;
constexpr int kSteps = 30;

struct Step {
  int number = 0;  // stays the same when others are left out
  int action = 0;
  std::array<std::uint32_t, 3> choice{};
};

std::string uuid(int number, int series = 0) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%08d-0000-4000-8000-%012d", series, number);
  return text.data();
}

std::string line_of(int person, const std::string& company) {
  const std::string n = std::to_string(person);
  return "Given" + n + ",Family" + n + ",https://www.linkedin.com/in/p" + n + ",p" + n +
         "@example.org," + company + ",Position,07 Feb 2012\n";
}

std::string list_of(const std::string& lines) {
  return "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + lines;
}

/// All tables but those named, row by row.
std::map<std::string, std::vector<std::string>> tables_of(const Database& database,
                                                          const std::set<std::string>& without) {
  std::map<std::string, std::vector<std::string>> tables;
  {
    Statement table = database.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    while (table.step()) {
      if (!without.contains(table.string(0))) tables[table.string(0)];
    }
  }
  for (auto& [name, lines] : tables) {
    Statement row = database.prepare("SELECT * FROM " + name);
    while (row.step()) {
      std::string line;
      for (int i = 0; i < row.columns(); ++i) {
        line += (row.is_null(i) ? "∅" : row.string(i)) + "|";
      }
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
  }
  return tables;
}

using Tables = std::map<std::string, std::vector<std::string>>;

/// The rows that only one of the two has; empty when they are the same.
std::string difference(const Tables& before, const Tables& after) {
  std::string text;
  const auto tell = [&](const Tables& mine, const Tables& theirs, const std::string& mark) {
    for (const auto& [name, lines] : mine) {
      const auto& others = theirs.contains(name) ? theirs.at(name) : std::vector<std::string>{};
      for (const auto& line : lines) {
        if (!std::binary_search(others.begin(), others.end(), line)) {
          text += mark + name + ": " + line + "\n";
        }
      }
    }
  };
  tell(before, after, "- ");
  tell(after, before, "+ ");
  return text;
}

const std::set<std::string> kKept{"journal", "receipts", "device"};
// What tells of undoings stays when all is undone.
const std::set<std::string> kKeptWhenUndone{"journal", "receipts", "device",
                                            "undone",  "undoings", "without_effect"};

/// A host on a database that can be set back to an empty one at once.
class World {
 public:
  World() {
    host_ = std::make_unique<api::Host>(folder_.path() / "rounds.db",
                                        std::make_unique<testing::SettableClock>(now_));
    // Nothing here is to survive a power cut.
    database().execute("PRAGMA synchronous=OFF");
    sqlite3* empty = nullptr;
    EXPECT_EQ(sqlite3_open(":memory:", &empty), SQLITE_OK);
    empty_.reset(empty);
    copy(database().handle(), empty_.get());
    nothing_ = tables_of(database(), kKeptWhenUndone);
  }

  void begin() {
    copy(empty_.get(), database().handle());
    now_ = domain::parse_moment("2015-01-05T09:00:00+01:00").value();
    problem_.clear();
  }

  const Database& database() { return host_->database(); }
  [[nodiscard]] const Tables& nothing() const { return nothing_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }
  void complain(const std::string& what) {
    if (problem_.empty()) problem_ = what;
  }
  void let_days_pass(int days) { now_.instant += std::chrono::days(days); }
  [[nodiscard]] std::string now() const { return domain::format_moment(now_); }
  [[nodiscard]] std::string day(int after) const {
    return domain::format_date(domain::day_of(now_) + std::chrono::days(after));
  }

  /// The answer; nothing when it was refused. What no caller may be told is a problem.
  std::optional<json> call(const std::string& method, const json& params) {
    try {
      return methods_.call(*host_, method, params);
    } catch (const domain::Refusal& refusal) {
      using enum domain::RefusalKind;
      if (refusal.kind() != conflict && refusal.kind() != invalid && refusal.kind() != not_found) {
        complain(method + " " + params.dump() + ": " + refusal.what());
      }
      last_refusal_ = refusal.what();
    } catch (const std::exception& error) {
      complain(method + " " + params.dump() + " threw " + error.what());
    }
    return std::nullopt;
  }
  std::optional<json> change(const std::string& fact, const std::string& method, json params) {
    params["fact"] = fact;
    return call(method, params);
  }
  [[nodiscard]] const std::string& last_refusal() const { return last_refusal_; }

  std::vector<std::string> texts(const std::string& sql) {
    std::vector<std::string> all;
    Statement row = database().prepare(sql);
    while (row.step()) all.push_back(row.string(0));
    return all;
  }
  std::int64_t count(const std::string& sql) { return database().integer(sql); }

 private:
  static void copy(sqlite3* from, sqlite3* to) {
    sqlite3_backup* const backup = sqlite3_backup_init(to, "main", from, "main");
    ASSERT_NE(backup, nullptr) << sqlite3_errmsg(to);
    EXPECT_EQ(sqlite3_backup_step(backup, -1), SQLITE_DONE);
    EXPECT_EQ(sqlite3_backup_finish(backup), SQLITE_OK);
  }
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };

  testing::TemporaryFolder folder_;
  domain::Moment now_ = domain::parse_moment("2015-01-05T09:00:00+01:00").value();
  std::unique_ptr<api::Host> host_;
  api::Methods methods_ = api::all_methods();
  std::unique_ptr<sqlite3, Close> empty_;
  Tables nothing_;
  std::string problem_;
  std::string last_refusal_;
};

/// Carries out the steps of a history.
class Life {
 public:
  explicit Life(World& world) : world_(world) {}

  void begin() {
    std::string lines;
    for (int i = 0; i < kPeople; ++i) lines += line_of(i, "Company");
    (void)world_.change(uuid(1, 1), "people.import",
                        {{"filename", "Connections.csv"}, {"text", list_of(lines)}});
    (void)world_.change(uuid(2, 1), "rounds.create",
                        {{"name", "First"}, {"start", "2015-01-05"}, {"per_day", 3}});
  }

  void take(const Step& step) {
    step_ = &step;
    const auto& actions = all();
    const std::size_t at = static_cast<std::size_t>(step.action) % actions.size();
    (this->*actions.at(at))();
  }

 private:
  using Action = void (Life::*)();

  /// Those that meet at the turns of merged people come more often.
  static const std::vector<Action>& all() {
    static const std::vector<Action> actions{
        &Life::draft,   &Life::draft,    &Life::queue,    &Life::send,      &Life::send,
        &Life::release, &Life::skip,     &Life::skip,     &Life::snooze,    &Life::front,
        &Life::merge,   &Life::merge,    &Life::merge,    &Life::undo,      &Life::undo,
        &Life::undo,    &Life::undo_any, &Life::undo_any, &Life::redo,      &Life::redo,
        &Life::reply,   &Life::bounce,   &Life::bounce,   &Life::judge,     &Life::learn,
        &Life::import,  &Life::edit,     &Life::edit,     &Life::edit_many, &Life::keep_apart,
        &Life::rule,    &Life::rule,     &Life::no_rule,  &Life::template_, &Life::no_template,
        &Life::confirm, &Life::dismiss,  &Life::round,    &Life::steer,     &Life::pass_days};
    return actions;
  }

  [[nodiscard]] std::uint32_t choose(std::size_t which, std::size_t of) const {
    return of == 0 ? 0 : step_->choice.at(which) % static_cast<std::uint32_t>(of);
  }
  [[nodiscard]] std::string one_of(std::size_t which, const std::string& sql) {
    const auto all = world_.texts(sql);
    return all.empty() ? "1" : all[choose(which, all.size())];
  }
  [[nodiscard]] std::string turn() { return one_of(0, "SELECT id FROM turns ORDER BY id"); }
  [[nodiscard]] std::string person(std::size_t which) {
    return one_of(which, "SELECT id FROM people ORDER BY id");
  }
  [[nodiscard]] std::string some_round() { return one_of(0, "SELECT id FROM rounds ORDER BY id"); }
  [[nodiscard]] std::string id(const char* what) const {
    return std::string(what) + std::to_string(step_->number) + "@example.org";
  }
  void change(const std::string& method, const json& params) {
    (void)world_.change(uuid(step_->number), method, params);
  }

  void draft() { change("turns.draft", {{"turn", turn()}, {"message_id", id("d")}}); }
  void queue() {
    change("turns.queue", {{"turn", turn()}, {"message_id", id("q")}, {"text", "Soon"}});
  }
  void send() {
    json note{{"turn", turn()},
              {"sent_at", world_.now()},
              {"message_id", id("n")},
              {"subject", "Hello"},
              {"text", "How are you?"}};
    if (choose(1, 4) == 0) note["channel"] = "linkedin";
    change("turns.sent", note);
  }
  void release() { change("turns.release", {{"turn", turn()}}); }
  void skip() { change("turns.skip", {{"turn", turn()}}); }
  void snooze() {
    change("turns.snooze",
           {{"turn", turn()}, {"until", world_.day(1 + static_cast<int>(choose(1, 9)))}});
  }
  void front() { change("turns.front", {{"turn", turn()}}); }

  void merge() {
    json others = json::array({person(1)});
    if (choose(2, 3) == 0) others.push_back(person(2));
    change("people.merge", {{"keep", person(0)}, {"merge", others}});
  }
  void keep_apart() { change("people.keep_apart", {{"people", {person(0), person(1)}}}); }

  void undo() {
    const auto latest = world_.call("facts.latest", json::object());
    if (latest && latest->contains("fact")) change("facts.undo", {{"undo", latest->at("fact")}});
  }
  void redo() {
    const auto latest = world_.call("facts.latest", json::object());
    if (latest && latest->contains("redo")) {
      change("facts.undo", {{"undo", latest->at("redo").at("fact")}});
    }
  }
  void undo_any() {
    change("facts.undo", {{"undo", one_of(0, "SELECT fact FROM journal ORDER BY seq DESC")}});
  }

  void reply() {
    const std::string note =
        one_of(0, "SELECT message_id FROM notes WHERE message_id <> '' ORDER BY turn");
    change("replies.record",
           {{"message_id", id("r")},
            {"from", "p" + std::to_string(choose(1, kPeople)) + "@example.org"},
            {"date", world_.now()},
            {"subject", choose(2, 3) == 0 ? "Automatic reply: Hello" : "Re: Hello"},
            {"in_reply_to", choose(2, 2) == 0 ? "<" + note + ">" : ""}});
  }
  void bounce() {
    const std::string note =
        one_of(0, "SELECT message_id FROM notes WHERE message_id <> '' ORDER BY turn");
    const std::string address =
        one_of(1,
               "SELECT folded FROM addresses WHERE person IN (SELECT person FROM notes WHERE "
               "message_id = '" +
                   note + "') ORDER BY folded");
    change("replies.record",
           {{"message_id", id("b")},
            {"from", "MAILER-DAEMON@example.net"},
            {"date", world_.now()},
            {"subject", "Undelivered Mail Returned to Sender"},
            {"headers", {{"content-type", {"multipart/report; report-type=delivery-status"}}}},
            {"report", "Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; " + address +
                           "\nAction: failed\nStatus: 5.1.1\n"},
            {"references", {"<" + note + ">"}}});
  }
  void judge() {
    const std::string message = one_of(0, "SELECT message_id FROM replies ORDER BY message_id");
    change(choose(1, 2) == 0 ? "replies.confirm" : "replies.deny", {{"message_id", message}});
  }
  void learn() {
    const std::string n = std::to_string(choose(0, kPeople));
    const json message{{"message_id", "l" + std::to_string(choose(1, 6)) + "@example.org"},
                       {"date", "2014-03-1" + std::to_string(choose(2, 9)) + "T10:00:00Z"},
                       {"from", "Given" + n + " Family" + n + " <p" + n + "@example.org>"},
                       {"to", {"me@example.org"}},
                       {"subject", "Lunch"}};
    change("mail.learn", {{"messages", {message}}, {"own", {"me@example.org"}}});
  }

  void import() {
    const int first = static_cast<int>(choose(0, kPeople + 3));
    const std::string company = "Company " + std::to_string(choose(1, 3));
    change("people.import",
           {{"filename", "later.csv"},
            {"text", list_of(line_of(first, company) + line_of(first + 1, company))}});
  }
  void edit() {
    const std::string n = std::to_string(step_->number);
    static const std::array<const char*, 6> fields{"remark",  "known_from", "given",
                                                   "company", "greeting",   "family"};
    json changes;
    if (choose(1, 3) == 0) {
      changes["addresses"] =
          choose(2, 3) == 0
              ? json::array()
              : json::array({"p" + std::to_string(choose(2, kPeople)) + "@example.org",
                             "e" + n + "@example.org"});
    } else {
      changes[fields.at(choose(2, fields.size()))] = "Edited " + std::to_string(choose(1, 3));
    }
    change("people.edit", {{"person", person(0)}, {"changes", changes}});
  }
  void edit_many() {
    change("people.edit_many",
           {{"people", {person(0), person(1)}},
            {"changes", {{"known_from", choose(2, 2) == 0 ? "Choir" : ""}, {"remark", "All"}}}});
  }
  void confirm() {
    change("addresses.confirm", {{"confirmed", {{{"person", person(0)}, {"address", id("c")}}}}});
  }
  void dismiss() {
    change("addresses.dismiss", {{"person", person(0)},
                                 {"address", "x" + std::to_string(choose(1, 2)) + "@example.org"}});
  }

  void rule() {
    json rule{{"when", {{"company", "Company " + std::to_string(choose(1, 3))}}}};
    rule["known_from"] = choose(2, 2) == 0 ? "Work" : "School";
    if (choose(0, 3) == 0) rule["rule"] = one_of(1, "SELECT id FROM rules ORDER BY id");
    change("rules.save", rule);
  }
  void no_rule() {
    change("rules.remove", {{"rule", one_of(0, "SELECT id FROM rules ORDER BY id")}});
  }
  void template_() {
    json text{{"name", "Mine"},
              {"subject", "Hello"},
              {"body", "Dear {{given}}, " + std::to_string(step_->number)}};
    if (choose(0, 2) == 0) text["structure"] = one_of(1, "SELECT id FROM structures ORDER BY id");
    if (choose(2, 2) == 0) text["default"] = true;
    change("structures.save", text);
  }
  void no_template() {
    change("structures.remove",
           {{"structure", one_of(0, "SELECT id FROM structures ORDER BY id")}});
  }

  void round() {
    change("rounds.create", {{"name", "Another"}, {"start", world_.day(0)}, {"per_day", 2}});
  }
  void steer() {
    switch (choose(1, 4)) {
      case 0:
        return change("rounds.pause", {{"round", some_round()}});
      case 1:
        return change("rounds.resume", {{"round", some_round()}});
      case 2:
        return change("rounds.edit", {{"round", some_round()}, {"let_go", true}});
      default:
        return change("rounds.edit", {{"round", some_round()}, {"per_day", 1 + choose(2, 5)}});
    }
  }
  void pass_days() { world_.let_days_pass(static_cast<int>(choose(0, 4))); }

  World& world_;
  const Step* step_ = nullptr;
};

/// What must hold after any history.
class Promises {
 public:
  explicit Promises(World& world) : world_(world) {}

  void check() {
    nobody_twice();
    figures_are_counts();
    each_list_once();
    rebuild_is_live(kKept, "a rebuild gives other rows:\n");
    all_can_be_undone();
    rebuild_is_live(kKept, "after all is undone, a rebuild gives other rows:\n");
  }

 private:
  void none(const std::string& sql, const std::string& what) {
    for (const auto& found : world_.texts(sql)) world_.complain(what + ": " + found);
  }
  void rebuild_is_live(const std::set<std::string>& without, const std::string& what) {
    const Tables live = tables_of(world_.database(), without);
    try {
      store::Projection(world_.database()).rebuild();
    } catch (const std::exception& error) {
      return world_.complain(std::string("the rebuild threw ") + error.what());
    }
    const std::string other = difference(live, tables_of(world_.database(), without));
    if (!other.empty()) world_.complain(what + other);
  }
  void nobody_twice() {
    none(
        "SELECT person FROM turns GROUP BY person, round HAVING "
        "sum(state IN ('waiting', 'drafted')) > 1",
        "a person has two open turns in a round");
    none(
        "SELECT person FROM turns GROUP BY person, round HAVING "
        "sum(state IN ('waiting', 'drafted')) > 0 AND sum(state IN ('queued', 'written')) > 0",
        "a person who is written to is suggested again");
  }
  void figures_are_counts() {
    none(
        "SELECT id FROM rounds WHERE (people, waiting, drafted, queued, written, skipped, "
        "without_address) IS NOT (SELECT count(*), sum(state = 'waiting'), "
        "sum(state = 'drafted'), sum(state = 'queued'), sum(state = 'written'), "
        "sum(state = 'skipped'), sum(state = 'waiting' AND reachable = 0) FROM turns WHERE round "
        "= rounds.id)",
        "the figures of a round are not the counts of its turns");
    none("SELECT people FROM tally WHERE people <> (SELECT count(*) FROM people)",
         "the number of people is not their count");
    none(
        "SELECT id FROM turns WHERE reachable <> EXISTS (SELECT 1 FROM addresses WHERE "
        "addresses.person = turns.person AND dead = 0)",
        "a turn is not as reachable as its person");
    none(
        "SELECT id FROM turns WHERE (state = 'written') > EXISTS (SELECT 1 FROM notes WHERE turn "
        "= turns.id)",
        "a written turn has no note");
    for (const auto& round : world_.texts("SELECT id FROM rounds")) {
      const auto progress = world_.call("progress.show", {{"round", round}});
      if (!progress) return world_.complain("progress.show was refused");
      std::int64_t written = 0;
      for (const json& day : progress->at("days")) written += day.at("written").get<int>();
      if (progress->at("written") != written) world_.complain("the days do not add up");
    }
  }
  void each_list_once() {
    for (const auto& round : world_.texts("SELECT id FROM rounds")) {
      std::set<std::string> seen;
      for (const char* which :
           {"without_address", "waiting", "snoozed", "drafted", "queued", "written", "skipped"}) {
        const auto list = world_.call("turns.list", {{"round", round}, {"which", which}});
        if (!list) return world_.complain("turns.list was refused");
        std::set<std::string> once;
        for (const json& turn : list->at("turns")) once.insert(turn.at("turn"));
        if (once.size() != list->at("turns").size()) world_.complain("a list has a turn twice");
        if (list->at("total") != once.size()) world_.complain("a list's total is not its length");
        seen.merge(once);
      }
      const auto turns = static_cast<std::size_t>(
          world_.count("SELECT count(*) FROM turns WHERE round = " + round));
      if (seen.size() != turns) world_.complain("a turn is in no list");
      std::set<std::string> due;
      const auto today = world_.call("today.show", {{"round", round}, {"session", 100}});
      if (!today) return world_.complain("today.show was refused");
      for (const json& turn : today->at("due")) {
        if (!due.insert(turn.at("person").at("id")).second)
          world_.complain("somebody is due twice");
      }
    }
  }
  /// From the newest to the oldest, what arrived by itself included.
  void all_can_be_undone() {
    int number = 0;
    for (const auto& fact : world_.texts(
             "SELECT fact FROM journal WHERE kind <> 'fact.undone' AND fact NOT IN (SELECT fact "
             "FROM undone) AND fact NOT IN (SELECT fact FROM without_effect) ORDER BY seq DESC")) {
      if (!world_.change(uuid(++number, 9), "facts.undo", {{"undo", fact}})) {
        return world_.complain("undoing " + fact + " was refused: " + world_.last_refusal());
      }
    }
    const std::string left =
        difference(world_.nothing(), tables_of(world_.database(), kKeptWhenUndone));
    if (!left.empty()) world_.complain("when all is undone, something is left:\n" + left);
  }

  World& world_;
};

std::vector<Step> random_history(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Step> steps;
  for (int i = 0; i < kSteps; ++i) {
    Step step{i + 1, static_cast<int>(random() % 1000), {}};
    for (auto& choice : step.choice) choice = static_cast<std::uint32_t>(random());
    steps.push_back(step);
  }
  return steps;
}

/// What is wrong after these steps; empty when nothing is.
std::string problem_of(World& world, const std::vector<Step>& steps) {
  world.begin();
  Life life(world);
  life.begin();
  for (const Step& step : steps) life.take(step);
  if (world.problem().empty()) Promises(world).check();
  return world.problem();
}

/// Leaves out whatever can be left out without anything getting right.
std::vector<Step> smallest(World& world, std::vector<Step> steps) {
  for (std::size_t size = steps.size() / 2; size > 0; size /= 2) {
    for (std::size_t from = 0; from + size <= steps.size();) {
      std::vector<Step> fewer = steps;
      const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(from);
      fewer.erase(first, first + static_cast<std::ptrdiff_t>(size));
      if (problem_of(world, fewer).empty()) {
        ++from;
      } else {
        steps = std::move(fewer);
      }
    }
  }
  return steps;
}

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(HistoriesTest, WhateverHappenedThePromisesHold) {
  World world;
  const std::uint64_t first = number_from_environment("ROUNDS_HISTORY_SEED", 1);
  const std::uint64_t count = number_from_environment("ROUNDS_HISTORIES", 60);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const auto steps = random_history(seed);
    if (problem_of(world, steps).empty()) continue;
    const auto fewer = smallest(world, steps);
    std::string text = problem_of(world, fewer) + "after\n";
    for (const auto& line : world.texts("SELECT seq || ' ' || kind || ' ' || fact || ' ' || body "
                                        "FROM journal WHERE fact NOT LIKE '00000009-%' ORDER BY "
                                        "seq")) {
      text += line.substr(0, 300) + "\n";
    }
    FAIL() << "seed " << seed << ": " << text;
  }
}

}  // namespace
}  // namespace rounds
