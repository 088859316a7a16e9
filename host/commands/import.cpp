#include "commands/import.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string_view>

#include "api/core/methods.h"
#include "api/people/base64.h"
#include "domain/refusal.h"
#include "importing/archive.h"
#include "importing/import_file.h"
#include "importing/text_encoding.h"

namespace rounds::commands {
namespace {

using nlohmann::json;

std::string read_file(const std::string& file) {
  if (file == "-") {
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  }
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  std::ifstream input(file, std::ios::binary);
  if (error || !input) {
    throw domain::Refusal(domain::RefusalKind::not_found,
                          file + " cannot be read. Nothing was changed.");
  }
  importing::refuse_if_too_large(std::filesystem::path(file).filename().string(), size);
  std::string bytes(size, '\0');
  input.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(input.gcount()));
  return bytes;
}

/// A random UUID (RFC 9562, version 4).
std::string random_uuid() {
  std::random_device random;
  std::string uuid;
  constexpr std::string_view kForm = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char form : kForm) {
    const unsigned digit = random() % 16;
    if (form == 'x') {
      uuid += kDigits[digit];
    } else {
      uuid += form == 'y' ? kDigits[8 + digit % 4] : form;
    }
  }
  return uuid;
}

}  // namespace

int import_file(api::Host& host, const std::string& file, bool dry_run) {
  const api::Methods methods = api::all_methods();
  json params{{"filename",
               file == "-" ? "standard input" : std::filesystem::path(file).filename().string()}};
  const std::string bytes = read_file(file);
  if (importing::is_archive(bytes) || !importing::is_utf8(bytes)) {
    params["data"] = api::encode_base64(bytes);
  } else {
    params["text"] = importing::to_utf8(bytes);
  }
  if (!dry_run) params["fact"] = random_uuid();
  const json result = methods.call(host, dry_run ? "people.preview" : "people.import", params);

  for (const json& problem : result["problems"]) {
    if (problem["line"] != 0) std::cerr << "line " << problem["line"] << ": ";
    std::cerr << problem["reason"].get<std::string>() << '\n';
  }
  if (result.contains("reason")) {  // a preview of a table whose columns are not known
    std::cerr << result["reason"].get<std::string>() << '\n';
    return 1;
  }
  std::cout << (dry_run ? "Would import: " : "Imported: ") << result["added"] << " added, "
            << result["updated"] << " updated, " << result["unchanged"] << " unchanged, "
            << result["rejected"] << " lines refused, " << result["without_address"]
            << " people without an address";
  if (result["exchanges"] != 0) {
    std::cout << ", " << result["exchanges"] << " last messages with them";
  }
  std::cout << ".\n";
  if (!dry_run && (result["added"] != 0 || result["updated"] != 0 || result["exchanges"] != 0)) {
    const json undo{{"fact", random_uuid()}, {"undo", params["fact"]}};
    std::cout << "To undo: rounds-host call facts.undo '" << undo.dump() << "'\n";
  }
  return 0;
}

}  // namespace rounds::commands
