#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "importing/text_encoding.h"

namespace rounds::importing {
namespace {

using namespace std::string_literals;

constexpr std::string_view text =
    "First Name,Last Name\nZo\xC3\xAB,M\xC3\xBCller \xF0\x9F\x9A\x80\n";

// The text in UTF-16; only what the tests need.
std::string utf16(bool little_endian) {
  const std::u16string units = u"First Name,Last Name\nZo\u00EB,M\u00FCller \U0001F680\n";
  std::string bytes;
  for (const char16_t unit : units) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little_endian ? low : high;
    bytes += little_endian ? high : low;
  }
  return bytes;
}

TEST(TextEncoding, Utf8StaysAsItIs) { EXPECT_EQ(to_utf8(text), text); }

TEST(TextEncoding, ByteOrderMarksAreRemoved) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF" + std::string(text)), text);
  EXPECT_EQ(to_utf8("\xFF\xFE" + utf16(true)), text);
  EXPECT_EQ(to_utf8("\xFE\xFF" + utf16(false)), text);
}

TEST(TextEncoding, Utf16WithoutAMarkIsRecognised) {
  EXPECT_EQ(to_utf8(utf16(true)), text);
  EXPECT_EQ(to_utf8(utf16(false)), text);
}

TEST(TextEncoding, AnythingElseIsReadAsWindows1252) {
  EXPECT_EQ(to_utf8("Zo\xEB,M\xFCller,5 \x80"), "Zo\xC3\xAB,M\xC3\xBCller,5 \xE2\x82\xAC");
}

TEST(TextEncoding, EmptyIsEmpty) { EXPECT_EQ(to_utf8(""), ""); }

TEST(TextEncoding, OnlyWellFormedUtf8IsUtf8) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8(text));
  EXPECT_TRUE(is_utf8("nul \0 inside"s));
  for (const char* const broken :
       {"\xC3", "abcdefgh\xC3", "\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
        "\xF4\x90\x80\x80", "\xFF", "abcdefghijklmnop\xE2\x82zzzzzzzz"}) {
    EXPECT_FALSE(is_utf8(broken)) << testing::PrintToString(std::string(broken));
  }
}

}  // namespace
}  // namespace rounds::importing
