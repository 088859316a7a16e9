#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/people/addresses.h"
#include "importing/import_file.h"
#include "importing/text_encoding.h"

// What is made of lists as programs export them: tests/data/lists/README.md. vCards are taken apart
// by the add-on and measured there.
namespace rounds::importing {
namespace {

using nlohmann::json;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Read {
  std::vector<ImportedPerson> people;
  std::size_t told = 0;
  bool asked = false;  // which column is which, and answered as was guessed
  std::string error;
};

Read read_as_a_user(const std::string& name, const std::string& bytes) {
  const DecodedText text = decode_text(bytes);
  Read read;
  const auto take = [&](PeopleFile file) {
    read.told = file.problems.size() + (text.unsure ? 1U : 0U);
    read.people = std::move(file.people);
  };
  try {
    take(read_people_file(name, text.text));
  } catch (const UnknownColumns& unknown) {
    read.asked = true;
    try {
      take(read_people_file(name, text.text, unknown.table().guess));
    } catch (const UnreadableFile& unreadable) {
      read.error = unreadable.what();
    }
    ++read.told;
  } catch (const UnreadableFile& unreadable) {
    read.error = unreadable.what();
  }
  return read;
}

bool is_right(const json& wanted, const std::string& made) {
  if (wanted.is_null()) return made.empty();
  if (wanted.is_array()) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const json& one) { return is_right(one, made); });
  }
  return wanted.get<std::string>() == made;
}

std::vector<std::string> keys_of(const json& addresses) {
  std::vector<std::string> keys;
  for (const json& one : addresses) {
    keys.push_back(domain::address_of((one.is_array() ? one.front() : one).get<std::string>()));
  }
  return keys;
}

struct Figures {
  std::size_t people = 0;
  std::size_t found = 0;      // by their addresses, or by name where they have none
  std::size_t named = 0;      // of these, with the right name
  std::size_t addresses = 0;  // of all that stand in the file
  std::size_t kept = 0;
};

Figures compare(const json& wanted, const Read& read) {
  Figures figures;
  std::set<std::string> kept;
  for (const ImportedPerson& person : read.people) {
    for (const std::string& address : person.addresses) kept.insert(domain::address_of(address));
  }
  for (const json& person : wanted.at("people")) {
    ++figures.people;
    const auto keys = keys_of(person.value("addresses", json::array()));
    figures.addresses += keys.size();
    for (const std::string& key : keys) figures.kept += kept.contains(key) ? 1U : 0U;
    const auto named = [&](const ImportedPerson& one) {
      return is_right(person.value("given", json()), one.given) &&
             is_right(person.value("family", json()), one.family);
    };
    const auto found =
        std::find_if(read.people.begin(), read.people.end(), [&](const ImportedPerson& one) {
          std::vector<std::string> theirs;
          for (const std::string& address : one.addresses) {
            theirs.push_back(domain::address_of(address));
          }
          return keys.empty() ? theirs.empty() && named(one) : theirs == keys;
        });
    if (found == read.people.end()) continue;
    ++figures.found;
    figures.named += named(*found) ? 1U : 0U;
  }
  return figures;
}

class ListsCorpus : public testing::TestWithParam<const char*> {};

TEST_P(ListsCorpus, IsRead) {
  const std::filesystem::path folder = std::string(ROUNDS_TEST_DATA "/lists/") + GetParam();
  Figures all;
  std::size_t lists = 0;
  std::size_t whole = 0;
  std::size_t asked = 0;
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.insert(entry.path());
  for (const auto& path : paths) {
    if (path.extension() == ".json" || path.extension() == ".vcf") continue;
    const json wanted =
        json::parse(bytes_of(std::filesystem::path(path).replace_extension(".json")));
    const Read read = read_as_a_user(path.filename().string(), bytes_of(path));
    const Figures one = compare(wanted, read);
    ++lists;
    asked += read.asked ? 1U : 0U;
    const bool right = one.named == one.people && read.told >= wanted.value("told", 0U);
    whole += right ? 1U : 0U;
    std::printf("%-44s people %2zu of %2zu, named %2zu, addresses %2zu of %2zu, told %zu of %u%s\n",
                path.filename().string().c_str(), one.found, one.people, one.named, one.kept,
                one.addresses, read.told, wanted.value("told", 0U), read.asked ? ", asked" : "");
    all.people += one.people;
    all.found += one.found;
    all.named += one.named;
    all.addresses += one.addresses;
    all.kept += one.kept;
    if (std::string_view(GetParam()) == "developed") {
      EXPECT_TRUE(right) << path << ' ' << read.error;
    }
  }
  std::printf(
      "%s: %zu of %zu lists right, %zu asked; people %zu of %zu, named %zu, addresses %zu of %zu\n",
      GetParam(), whole, lists, asked, all.found, all.people, all.named, all.kept, all.addresses);
  ASSERT_GT(lists, 0U);
  // Not a goal, but what a change must not fall behind.
  EXPECT_GE(all.kept, all.addresses * 75 / 100);
}

INSTANTIATE_TEST_SUITE_P(BothParts, ListsCorpus, testing::Values("developed", "held_out"),
                         [](const auto& part) {
                           return std::string(part.param) == "held_out" ? "HeldOut" : "Developed";
                         });

}  // namespace
}  // namespace rounds::importing
