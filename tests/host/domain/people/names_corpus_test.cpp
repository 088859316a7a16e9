#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/call_name.h"
#include "domain/people/name_reading.h"

// What the rules make of names that they were made with, and of others: tests/data/names/README.md.
namespace rounds::domain {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view between) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; (at = text.find(between)) != std::string_view::npos;) {
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(at + between.size());
  }
  parts.emplace_back(text);
  return parts;
}

std::string composed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  icu::Normalizer2::getNFCInstance(status)
      ->normalize(icu::UnicodeString::fromUTF8(text), status)
      .toUTF8String(result);
  return result;
}

/// "Ann ~ Anna" allows both, "?" everything.
bool is_right(const std::string& wanted, const std::string& made) {
  if (wanted == "?") return true;
  std::string all = wanted;
  if (all.ends_with(" ~")) all += ' ';
  const auto right = split(all, " ~ ");
  return std::any_of(right.begin(), right.end(),
                     [&](const std::string& one) { return composed(one) == composed(made); });
}

struct Figures {
  int names = 0;
  int given = 0;
  int family = 0;
  int greeted = 0;
  int asked = 0;   // about a name that would have been wrong
  int silent = 0;  // greeted wrongly and nobody asked

  void add(const Figures& other) {
    names += other.names;
    given += other.given;
    family += other.family;
    greeted += other.greeted;
    asked += other.asked;
    silent += other.silent;
  }
  void print(const std::string& kind) const {
    std::printf("%-14s %4d names: given %3d, family %3d, greeted %3d, asked %3d, wrong %3d\n",
                kind.c_str(), names, given, family, greeted, asked, silent);
  }
};

Figures measure(const std::vector<std::string>& fields) {
  const std::string& full = fields[1];
  const PersonName read =
      full.empty() ? read_name_columns(fields[2], fields[3]) : read_whole_name(full);
  CallName called = call_name(read.given, read.family);
  if (!read.nickname.empty()) called = {read.nickname, false, {}};
  const bool unsure = called.unsure || read.unsure;
  const auto wanted = split(fields[7], " ~ ");
  const bool ask = std::find(wanted.begin(), wanted.end(), "-") != wanted.end();
  Figures figures;
  figures.names = 1;
  figures.given = is_right(fields[5], read.given) ? 1 : 0;
  figures.family = is_right(fields[6], read.family) ? 1 : 0;
  const bool right = (ask && unsure) || is_right(fields[7], called.name);
  figures.greeted = right ? 1 : 0;
  figures.asked = !right && unsure ? 1 : 0;
  figures.silent = !right && !unsure ? 1 : 0;
  return figures;
}

class NamesCorpus : public testing::TestWithParam<const char*> {};

TEST_P(NamesCorpus, IsReadAndGreeted) {
  std::ifstream file(std::string(ROUNDS_TEST_DATA "/names/") + GetParam());
  ASSERT_TRUE(file);
  std::map<std::string, Figures> kinds;
  Figures all;
  std::string line;
  std::getline(file, line);  // the names of the fields
  while (std::getline(file, line)) {
    std::vector<std::string> fields = split(line, "\t");
    fields.resize(8);
    const Figures one = measure(fields);
    kinds[fields[0]].add(one);
    all.add(one);
    if (one.silent > 0 && std::string_view(GetParam()) == "developed.txt") {
      ADD_FAILURE() << line;
    }
  }
  for (const auto& [kind, figures] : kinds) figures.print(kind);
  all.print("all");
  ASSERT_GT(all.names, 0);
  // Not a goal, but what a change must not fall behind.
  EXPECT_GE(all.greeted + all.asked, all.names * 85 / 100);
}

INSTANTIATE_TEST_SUITE_P(BothParts, NamesCorpus, testing::Values("developed.txt", "held_out.txt"),
                         [](const auto& part) {
                           return std::string(part.param) == "held_out.txt" ? "HeldOut"
                                                                            : "Developed";
                         });

}  // namespace
}  // namespace rounds::domain
