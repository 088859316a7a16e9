#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "importing/csv_reader.h"

namespace rounds::importing {
namespace {

struct ReadRecord {
  std::size_t line;
  std::vector<std::string> fields;
  bool operator==(const ReadRecord&) const = default;
};

struct ReadAll {
  std::vector<ReadRecord> records;
  std::vector<std::size_t> unclosed;
  std::vector<std::size_t> too_long;
};

ReadAll read_all(std::string_view text, char separator = ',') {
  ReadAll all;
  CsvReader reader(text, separator);
  for (;;) {
    switch (reader.next()) {
      case CsvReader::Step::end:
        return all;
      case CsvReader::Step::unclosed_quote:
        all.unclosed.push_back(reader.record().line());
        break;
      case CsvReader::Step::too_long:
        all.too_long.push_back(reader.record().line());
        break;
      case CsvReader::Step::record: {
        ReadRecord record{reader.record().line(), {}};
        for (std::size_t i = 0; i < reader.record().size(); ++i) {
          record.fields.emplace_back(reader.record()[i]);
        }
        all.records.push_back(record);
        break;
      }
    }
  }
}

using Records = std::vector<ReadRecord>;

TEST(CsvReader, EveryKindOfLineEndIsOneLine) {
  const Records expected = {{1, {"a", "b"}}, {2, {"c", "d"}}};
  EXPECT_EQ(read_all("a,b\nc,d\n").records, expected);
  EXPECT_EQ(read_all("a,b\r\nc,d\r\n").records, expected);
  EXPECT_EQ(read_all("a,b\rc,d\r").records, expected);
  EXPECT_EQ(read_all("a,b\nc,d").records, expected) << "the last line may have no end";
}

TEST(CsvReader, BlankLinesAreCountedButGiveNoRecord) {
  const Records expected = {{2, {"a"}}, {5, {"b"}}};
  EXPECT_EQ(read_all("\na\n\n  \t\nb\n\n").records, expected);
}

TEST(CsvReader, QuotesHoldSeparatorsQuotesAndLineEnds) {
  const Records expected = {{1, {"a,b", "say \"hi\"", "two\r\nlines"}}, {3, {"next", "", ""}}};
  EXPECT_EQ(read_all("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\nnext,,\r\n").records,
            expected);
}

TEST(CsvReader, SeparatorMayBeSemicolonOrTab) {
  const Records expected = {{1, {"a,b", "", "c"}}};
  EXPECT_EQ(read_all("a,b;;c", ';').records, expected);
  EXPECT_EQ(read_all("a,b\t\tc", '\t').records, expected);
}

TEST(CsvReader, QuoteInsideAnUnquotedFieldIsALetter) {
  const Records expected = {{1, {"Ann \"Annie\" Lee", "x"}}};
  EXPECT_EQ(read_all("Ann \"Annie\" Lee,x\n").records, expected);
}

TEST(CsvReader, UnclosedQuoteCostsOnlyItsOwnLine) {
  const ReadAll all = read_all("a,b\n\"c,d\ne,f\ng,h\n");
  EXPECT_EQ(all.records, (Records{{1, {"a", "b"}}, {3, {"e", "f"}}, {4, {"g", "h"}}}));
  EXPECT_EQ(all.unclosed, std::vector<std::size_t>{2});
}

TEST(CsvReader, UnclosedQuoteIsNoticedEvenWhenALaterQuoteWouldCloseIt) {
  const ReadAll all = read_all("\"a,b\nc,\"d, e\",f\ng,h\n");
  EXPECT_EQ(all.records, (Records{{2, {"c", "d, e", "f"}}, {3, {"g", "h"}}}));
  EXPECT_EQ(all.unclosed, std::vector<std::size_t>{1});
}

TEST(CsvReader, UnclosedQuoteOnTheLastLineIsReported) {
  const ReadAll all = read_all("a,b\nc,\"d");
  EXPECT_EQ(all.records, (Records{{1, {"a", "b"}}}));
  EXPECT_EQ(all.unclosed, std::vector<std::size_t>{2});
}

TEST(CsvReader, RecordOfTooManyLinesIsAnUnclosedQuote) {
  std::string text = "\"a\n";
  for (std::size_t i = 0; i < CsvReader::most_lines + 10; ++i) {
    text += "x\n";
  }
  text += "\"\n";
  const ReadAll all = read_all(text);
  ASSERT_FALSE(all.unclosed.empty());
  EXPECT_EQ(all.unclosed.front(), 1U);
  EXPECT_EQ(all.records.front(), (ReadRecord{2, {"x"}}));
}

TEST(CsvReader, QuotedFieldMayRunOverManyLines) {
  std::string field;
  for (std::size_t i = 0; i + 2 < CsvReader::most_lines; ++i) {
    field += "x\n";
  }
  const ReadAll all = read_all("\"" + field + "\",b\nc,d");
  EXPECT_EQ(all.records.front(), (ReadRecord{1, {field, "b"}}));
  EXPECT_EQ(all.records.back(), (ReadRecord{CsvReader::most_lines, {"c", "d"}}));
}

TEST(CsvReader, OverlongLineIsPassedOver) {
  const ReadAll all = read_all(std::string(CsvReader::most_bytes + 1, 'x') + "\na,b\n");
  EXPECT_EQ(all.too_long, std::vector<std::size_t>{1});
  EXPECT_EQ(all.records, (Records{{2, {"a", "b"}}}));
}

TEST(CsvReader, ReadingMayBeginInTheMiddleOfAText) {
  const std::string_view text = "notes\nmore notes\na,b\n";
  CsvReader reader(text, ',', text.find('a'), 3);
  ASSERT_EQ(reader.next(), CsvReader::Step::record);
  EXPECT_EQ(reader.record().line(), 3U);
  EXPECT_EQ(reader.record()[1], "b");
  EXPECT_EQ(reader.next(), CsvReader::Step::end);
  EXPECT_EQ(reader.position(), text.size());
}

TEST(CsvReader, LineOfSeparatorsAloneIsBlank) {
  CsvReader reader(",,,\n\"\",,\n,x,", ',');
  ASSERT_EQ(reader.next(), CsvReader::Step::record);
  EXPECT_TRUE(reader.record().blank());
  ASSERT_EQ(reader.next(), CsvReader::Step::record);
  EXPECT_TRUE(reader.record().blank());
  ASSERT_EQ(reader.next(), CsvReader::Step::record);
  EXPECT_FALSE(reader.record().blank());
}

}  // namespace
}  // namespace rounds::importing
