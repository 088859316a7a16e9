#include "commands/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rounds::commands {
namespace {

/// The cells of a file as a spreadsheet with this separator reads them.
std::vector<std::string> cells_of(const std::string& file, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < file.size(); ++i) {
    const char c = file[i];
    if (quoted && c == '"' && i + 1 < file.size() && file[i + 1] == '"') {
      cells.back() += file[++i];
    } else if (c == '"' && (quoted || cells.back().empty())) {
      quoted = !quoted;
    } else if (!quoted && (c == separator || c == '\n' || c == '\r')) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

bool is_formula(const std::string& cell) {
  const auto begin = cell.find_first_not_of(" \"");
  return begin != std::string::npos &&
         std::string("=+-@\t\r").find(cell[begin]) != std::string::npos;
}

TEST(CsvFieldTest, LeavesPlainTextAsItIs) {
  EXPECT_EQ(csv_field("Zoë Müller-Lüdenscheidt"), "Zoë Müller-Lüdenscheidt");
  EXPECT_EQ(csv_field("p1@example.org"), "p1@example.org");
  EXPECT_EQ(csv_field("2015-01-05"), "2015-01-05");
  EXPECT_EQ(csv_field(""), "");
}

TEST(CsvFieldTest, QuotesWhatWouldEndTheField) {
  EXPECT_EQ(csv_field("Lee, Ann"), "\"Lee, Ann\"");
  EXPECT_EQ(csv_field("the \"boss\""), "\"the \"\"boss\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field("a;b"), "\"a;b\"");
  EXPECT_EQ(csv_field(std::string("a\0b", 3)), "ab");
}

TEST(CsvFieldTest, AtTheBeginningNothingIsAFormula) {
  for (const char* const sign : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}) {
    const std::string text = std::string(sign) + "1+1";
    const std::string field = csv_field(text);
    EXPECT_TRUE(field == "'" + text || field == "\"'" + text + '"') << field;
  }
}

TEST(CsvFieldTest, NoSeparatorMakesAFormula) {
  for (const std::string text :
       {"x;=1+1", "x,=1+1", "x\t=1+1", "x\n=1+1", "x\r\n@SUM(A1)", "x; -2+3", "x;\"=1+1\"",
        "\";=1+1;\"", "\"=1+1\"", " =1+1", "x|=1+1", "\n\n=cmd|' /C calc'!A0", ";;;+1"}) {
    const std::string file = "first," + csv_field(text) + ",last";
    for (const char separator : {',', ';', '\t', '|'}) {
      for (const auto& cell : cells_of(file, separator)) {
        EXPECT_FALSE(is_formula(cell)) << text << " came out as " << cell;
      }
    }
    const auto cells = cells_of(file, ',');
    ASSERT_EQ(cells.size(), 3U) << "the quoting broke: " << file;
    EXPECT_EQ(cells.back(), "last");
  }
}

}  // namespace
}  // namespace rounds::commands
