#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/child_process.h"
#include "support/memory_streams.h"
#include "support/temporary_folder.h"

// What the host costs as a process, beside a host that does nothing and beside sqlite3's own
// import. All figures are of real time, since a user waits for processes, pipes and disks alike.
namespace rounds {
namespace {

using nlohmann::json;
using testing::ChildProcess;

constexpr int kSmall = 1'109;

/// The larger list for today.show and turns.sent: a million people unless ROUNDS_BENCH_PEOPLE says
/// otherwise.
int large() {
  const char* const people = std::getenv("ROUNDS_BENCH_PEOPLE");
  return people == nullptr ? 1'000'000 : std::atoi(people);
}

std::string new_uuid() {
  static int last = 0;
  std::array<char, 40> uuid{};
  std::snprintf(uuid.data(), uuid.size(), "00000000-0000-4000-8000-%012d", ++last);
  return uuid.data();
}

void write_list(const std::filesystem::path& file, int first, int count) {
  std::ofstream output(file);
  output << "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
  for (int i = first; i < first + count; ++i) {
    output << "Given" << i % 997 << ",Family" << (i * 7919LL) % 1'000'003
           << ",https://www.linkedin.com/in/person-" << i << ",person" << i
           << "@example.org,\"Company, No. " << i % 4000 << "\",Position " << i % 300
           << ",07 Feb 2012\n";
  }
}

std::unique_ptr<ChildProcess> start_host(const std::filesystem::path& database) {
  return std::make_unique<ChildProcess>(
      std::vector<std::string>{ROUNDS_HOST_PROGRAM, "/rounds_host.json", "rounds@letter-rounds"},
      std::vector<std::string>{"ROUNDS_DATABASE=" + database.string(),
                               "ROUNDS_NOW=2015-01-01T09:00:00+01:00"});
}

json call(const ChildProcess& host, const std::string& method, const json& params) {
  const json request{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", params}};
  host.write(testing::frame_of(request.dump()));
  json answer = json::parse(host.read_frame());
  while (answer.contains("method")) answer = json::parse(host.read_frame());  // progress
  if (!answer.contains("result")) throw std::runtime_error(answer.dump());
  return answer["result"];
}

json hello(const ChildProcess& host) {
  return call(host, "host.hello", {{"client", "bench"}, {"protocol", 1}});
}

void run(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
}

/// A database with so many people and a round of them.
class People {
 public:
  explicit People(int count) {
    constexpr int kPart = 200'000;  // a file of the largest size that one frame could carry
    for (int done = 0; done < count; done += kPart) {
      write_list(file(), done, std::min(kPart, count - done));
      run("ROUNDS_DATABASE='" + database().string() + "' '" ROUNDS_HOST_PROGRAM "' import '" +
          file().string() + "' >/dev/null");
    }
    const auto host = start_host(database());
    call(*host, "rounds.create",
         {{"fact", new_uuid()}, {"name", "Everyone"}, {"start", "2015-01-01"}, {"per_day", 200}});
  }
  [[nodiscard]] std::filesystem::path database() const { return folder_.path() / "rounds.db"; }

 private:
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "people.csv"; }
  testing::TemporaryFolder folder_;
};

const People& people(int count) {
  static std::map<int, std::unique_ptr<People>> made;
  auto& found = made[count];
  if (!found) found = std::make_unique<People>(count);
  return *found;
}

// --- cold start ---------------------------------------------------------------------------------

void StartEchoHost(benchmark::State& state) {
  for (auto _ : state) {
    ChildProcess host({ECHO_HOST_PROGRAM}, {});
    host.write(testing::frame_of("{}"));
    benchmark::DoNotOptimize(host.read_frame());
  }
}

void StartRoundsHost(benchmark::State& state) {
  const auto database = people(kSmall).database();
  for (auto _ : state) {
    const auto host = start_host(database);
    benchmark::DoNotOptimize(hello(*host));
  }
}

// --- round trips --------------------------------------------------------------------------------

void ShowToday(benchmark::State& state) {
  const auto host = start_host(people(static_cast<int>(state.range(0))).database());
  for (auto _ : state) {
    benchmark::DoNotOptimize(call(*host, "today.show", {{"session", 5}}));
  }
}

void MarkSent(benchmark::State& state) {
  const auto host = start_host(people(static_cast<int>(state.range(0))).database());
  std::vector<std::string> turns;
  for (auto _ : state) {
    state.PauseTiming();
    if (turns.empty()) {
      const json today = call(*host, "today.show", {{"session", 200}});
      for (const json& turn : today["due"]) turns.push_back(turn["turn"]);
    }
    const std::string turn = turns.back();
    turns.pop_back();
    const json params{{"fact", new_uuid()},
                      {"turn", turn},
                      {"message_id", turn + "@example.org"},
                      {"sent_at", "2015-01-01T09:00:00+01:00"},
                      {"subject", "Hello"},
                      {"text", std::string(800, 'x')}};
    state.ResumeTiming();
    benchmark::DoNotOptimize(call(*host, "turns.sent", params));
  }
}

// --- import -------------------------------------------------------------------------------------

constexpr int kImported = 30'000;

void ImportBySqlite(benchmark::State& state) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "people.csv";
  write_list(file, 0, kImported);
  for (auto _ : state) {
    const auto database = folder.path() / "bare.db";
    run("sqlite3 '" + database.string() + "' -cmd '.mode csv' '.import " + file.string() +
        " people'");
    state.PauseTiming();
    std::filesystem::remove(database);
    state.ResumeTiming();
  }
}

void ImportByRounds(benchmark::State& state) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "people.csv";
  write_list(file, 0, kImported);
  for (auto _ : state) {
    const auto database = folder.path() / "rounds.db";
    run("ROUNDS_DATABASE='" + database.string() + "' '" ROUNDS_HOST_PROGRAM "' import '" +
        file.string() + "' >/dev/null");
    state.PauseTiming();
    std::filesystem::remove(database);
    state.ResumeTiming();
  }
}

// --- memory -------------------------------------------------------------------------------------

/// The most memory that a host took for a morning: greeting, today's people, five notes.
void MorningsMemory(benchmark::State& state) {
  const auto database = people(kSmall).database();
  for (auto _ : state) {
    const auto host = start_host(database);
    hello(*host);
    const json today = call(*host, "today.show", {{"session", 5}});
    for (const json& turn : today["due"]) {
      call(*host, "note.check",
           {{"turn", turn["turn"]},
            {"to", turn["person"]["addresses"]},
            {"subject", "Hello"},
            {"body", "Dear " + turn["person"]["given"].get<std::string>() + ",\n\nhow are you?"}});
      call(
          *host, "turns.sent",
          {{"fact", new_uuid()}, {"turn", turn["turn"]}, {"sent_at", "2015-01-01T09:00:00+01:00"}});
    }
    state.counters["peak_MiB"] = host->peak_memory_kib() / 1024.0;
  }
}

}  // namespace
}  // namespace rounds

int main(int argc, char** argv) {
  using namespace rounds;
  const int most = large();
  benchmark::RegisterBenchmark("start/echo host", StartEchoHost)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("start/rounds-host, 1,109 people", StartRoundsHost)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  for (const int count : {kSmall, most}) {
    benchmark::RegisterBenchmark("today.show/people", ShowToday)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond)
        ->Arg(count);
    benchmark::RegisterBenchmark("turns.sent/people", MarkSent)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond)
        ->Arg(count)
        ->Iterations(400);
  }
  benchmark::RegisterBenchmark("import 30,000/sqlite3 .import, bare table", ImportBySqlite)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("import 30,000/rounds-host", ImportByRounds)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("memory of a morning", MorningsMemory)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond)
      ->Iterations(3);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
