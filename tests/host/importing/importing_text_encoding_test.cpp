#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

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

// A list of people in a code page, by ICU's own converters.
std::string list_in(const char* page, std::string_view people) {
  const auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(people.data(), static_cast<std::int32_t>(people.size())));
  std::string bytes(people.size() * 2 + 16, '\0');
  const std::int32_t size = unicode.extract(0, unicode.length(), bytes.data(),
                                            static_cast<std::uint32_t>(bytes.size()), page);
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

TEST(TextEncoding, CodePagesAreToldByTheirLetters) {
  const std::pair<const char*, const char*> lists[] = {
      {"windows-1250", "Imię,Nazwisko\nMałgorzata,Żółć\nPaweł,Dąbek\n"},
      {"ISO-8859-2", "Jméno,Příjmení\nŠtěpán,Žďárský\nLiběna,Škodová\n"},
      {"windows-1250", "Név,Cég\nErdős Győző,Fűszer Kft\nTőkés Jenő,\n"},
      {"windows-1251", "Имя,Фамилия\nГалина,Соболева\nПётр,Щукин\n"},
      {"KOI8-R", "Имя,Фамилия\nГалина,Соболева\nПётр,Щукин\n"},
      {"windows-1252", "Vorname;Name\nJörg;Größler\nRené;Françoise\n"},
      {"windows-1253", "Όνομα,Επώνυμο\nΕλένη,Καρρά\nΣπύρος,Λάμπρου\n"},
      {"windows-1254", "Adı,Soyadı\nÇağrı,Şenoğlu\nİpek,Yağcı\n"},
      {"windows-1255", "First Name,Last Name\nנועה,לוין\nאורי,שמיר\n"},
      {"windows-1256", "First Name,Last Name\nليلى,منصور\nيوسف,الحداد\n"},
      {"windows-1257", "First Name,Last Name\nEglė,Šimkutė\nŽydrūnas,Mačiulis\n"},
      {"Shift_JIS", "名,姓,メールアドレス\n健太,松本,k@example.org\n美咲,木村,m@example.org\n"},
      {"GB18030", "姓名,电子邮件地址\n陈晓明,c@example.org\n刘芳,l@example.org\n"},
      {"Big5", "姓名,電子郵件\n陳美玲,c@example.org\n黃志強,h@example.org\n"},
      {"EUC-KR", "이름,이메일\n김서연,k@example.org\n박준호,p@example.org\n"},
      {"macintosh", "First Name,Last Name\nZoë,Müller\nFrançois,Beaupré\n"}};
  for (const auto& [page, people] : lists) {
    const DecodedText decoded = decode_text(list_in(page, people));
    EXPECT_EQ(decoded.text, people) << page << " was taken for " << decoded.encoding;
  }
}

TEST(TextEncoding, SaysWhereItIsUnsure) {
  // One word that Turkish and Icelandic would write with the same bytes.
  const DecodedText decoded = decode_text("First Name,Last Name\nBo\xF0,Ak\n");
  EXPECT_TRUE(decoded.unsure);
  EXPECT_FALSE(decoded.others.empty());
  EXPECT_FALSE(decode_text(list_in("windows-1252", "Zoë,Müller\n")).unsure);
}

TEST(TextEncoding, TakesTheUsersWord) {
  const DecodedText decoded = decode_text("Bo\xF0", "windows-1254");
  EXPECT_EQ(decoded.text, "Boğ");
  EXPECT_FALSE(decoded.unsure);
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
