#include "commands/command_line.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "api/core/dispatch.h"
#include "api/core/methods.h"
#include "commands/copies.h"
#include "commands/doctor.h"
#include "commands/export.h"
#include "commands/figures.h"
#include "commands/import.h"
#include "domain/refusal.h"
#include "messaging/json_rpc.h"
#include "messaging/json_text.h"
#include "platform/environment.h"
#include "platform/native_manifest.h"
#include "platform/version.h"
#include "store/sqlite/backup.h"

namespace rounds::commands {
namespace {

using nlohmann::json;

std::string all_of(std::istream& input) {
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

int call(api::Host& host, const std::string& method, const std::string& params) {
  const json object = messaging::parse_json(params == "-" ? all_of(std::cin) : params);
  const json outcome = api::dispatch(api::all_methods(), host, method, object, {});
  if (const auto error = outcome.find("error"); error != outcome.end()) {
    std::cerr << messaging::dump(*error) << '\n';
    return 1;
  }
  std::cout << messaging::dump(outcome["result"]) << '\n';
  return 0;
}

int back_up(api::Host& host, const std::string& target) {
  store::back_up(host.database(), target);
  std::cout << "Wrote " << target << ".\n";
  return 0;
}

int install() {
  const auto program = platform::program_path();
  platform::install_native_manifest(program);
  std::cout << "Wrote " << platform::native_manifest_path().string() << ", which names "
            << program.string() << ".\nThunderbird finds the host from its next start on.\n";
  return 0;
}

int uninstall() {
  std::cout << (platform::remove_native_manifest() ? "Removed " : "There is no ")
            << platform::native_manifest_path().string()
            << ".\nThe database stays: " << platform::database_path().string() << '\n';
  return 0;
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app{
      "The host of Rounds, the Thunderbird add-on that helps to write a personal note to everyone "
      "one knows.\nThunderbird starts it by itself; these commands are for people and scripts.",
      "rounds-host"};
  app.set_version_flag("--version", std::string(platform::kVersion));
  app.require_subcommand(1);
  app.footer("ROUNDS_DATABASE names the database file, ROUNDS_NOW (RFC 3339) sets the clock.");

  int status = 0;
  const auto with_host = [&status](auto command) {
    return [&status, command] {
      api::Host host(platform::database_path(), platform::make_clock());
      status = command(host);
    };
  };

  std::string method;
  std::string params = "{}";
  auto* const call_command = app.add_subcommand("call", "Call a method of the wire contract");
  call_command->add_option("METHOD", method, "Such as today.show")->required();
  call_command->add_option("PARAMS", params, "A JSON object, or - to read it from standard input");
  call_command->callback(with_host([&](api::Host& host) { return call(host, method, params); }));

  std::string file;
  bool dry_run = false;
  auto* const import_command = app.add_subcommand("import", "Import a list of people");
  import_command
      ->add_option("FILE", file,
                   "LinkedIn's archive or Connections.csv, a CSV of Google, Outlook or "
                   "Thunderbird,\nor - for standard input")
      ->required();
  import_command->add_flag("--dry-run", dry_run, "Only say what would happen");
  import_command->callback(
      with_host([&](api::Host& host) { return import_file(host, file, dry_run); }));

  std::int64_t session = 0;
  auto* const today_command = app.add_subcommand("today", "Show whom to write to today");
  today_command->add_option("--session", session, "Show so many, to catch up")
      ->check(CLI::Range(1, 200));
  today_command->callback(with_host([&](api::Host& host) { return print_today(host, session); }));

  app.add_subcommand("status", "Show how far the rounds are")
      ->callback(with_host([](api::Host& host) { return print_status(host); }));
  app.add_subcommand("rebuild", "Make all tables again from the journal")->callback([&status] {
    status = rebuild();
  });
  bool repairs = false;
  auto* const doctor_command =
      app.add_subcommand("doctor", "Check that everything is in place, and say what to do if not");
  doctor_command->add_flag("--repair", repairs,
                           "Make a database that is not right anew from its journal");
  doctor_command->callback([&] { status = repairs ? examine_and_repair() : examine(); });

  std::string copy;
  auto* const restore_command =
      app.add_subcommand("restore", "List the copies of the database, or bring one back");
  restore_command->add_option("FILE", copy, "A copy: its name in the list, or any other's path");
  restore_command->callback(with_host([&copy](api::Host& host) { return restore(host, copy); }));
  app.add_subcommand("install", "Let Thunderbird find this host (writes the user's manifest)")
      ->callback([&status] { status = install(); });
  app.add_subcommand("uninstall", "Remove the user's manifest; the database stays")
      ->callback([&status] { status = uninstall(); });

  std::string target;
  auto* const backup_command = app.add_subcommand("backup", "Write a copy of the database");
  backup_command->add_option("FILE", target, "A file that does not exist yet")->required();
  backup_command->callback(with_host([&](api::Host& host) { return back_up(host, target); }));

  std::string format = "json";
  auto* const export_command =
      app.add_subcommand("export", "Print everything that Rounds knows, for other programs");
  export_command
      ->add_option("--format", format, "json (everything) or csv (people and their turns)")
      ->check(CLI::IsMember({"json", "csv"}));
  export_command->callback(with_host([&](api::Host& host) {
    return format == "csv" ? export_csv(host, std::cout) : export_json(host, std::cout);
  }));

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const domain::Refusal& refusal) {
    // Programs use `call`, people the others.
    std::cerr << (call_command->parsed() ? messaging::dump(api::write_error(refusal))
                                         : refusal.what())
              << '\n';
    return 1;
  } catch (const messaging::BadJson& error) {
    std::cerr << messaging::dump(messaging::write_error(error)) << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return status;
}

}  // namespace rounds::commands
