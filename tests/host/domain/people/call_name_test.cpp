#include "domain/people/call_name.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rounds::domain {
namespace {

TEST(GreetingNameTest, IsTheFirstNameThatPeopleAreCalledBy) {
  EXPECT_EQ(greeting_name("Ann", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann Maria", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Jo", "Lee"), "Jo");
  EXPECT_EQ(greeting_name("Jean-Pierre", "Martin"), "Jean-Pierre");
  EXPECT_EQ(greeting_name("  Ann  ", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann\xC2\xA0Maria", "Lee"), "Ann") << "a space that does not break";
}

TEST(GreetingNameTest, IsNothingWhenThereIsNone) {
  EXPECT_EQ(greeting_name("", ""), "");
  EXPECT_EQ(greeting_name("🚀", "✨"), "");
  EXPECT_EQ(greeting_name(".", "-"), "");
  EXPECT_EQ(greeting_name("123", ""), "");
}

TEST(GreetingNameTest, LeavesOutTitlesCredentialsPronounsAndEmoji) {
  EXPECT_EQ(greeting_name("Dr. ANN", "LEE, PhD (she/her) 🚀"), "Ann");
  EXPECT_EQ(greeting_name("Dr. ANN LEE, PhD (she/her) 🚀", ""), "Ann");
  EXPECT_EQ(greeting_name("Dr. Ann", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Dr.Ann", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Prof. Dr. Dr. h.c. Ann", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Dipl.-Ing. Jörg", "Müller"), "Jörg");
  EXPECT_EQ(greeting_name("Dr.-Ing. Jörg", "Müller"), "Jörg");
  EXPECT_EQ(greeting_name("Mrs Ann", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann, MBA, PMP®", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann MBA", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann (they/them)", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann (She/Her/Hers)", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("✨Ann✨", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("🇩🇪 Ann", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann | Coach & Speaker", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann – hiring!", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann (hiring)", "Lee"), "Ann");
  EXPECT_EQ(greeting_name("Ann (MBA)", "Lee"), "Ann");
}

TEST(GreetingNameTest, KeepsNamesThatLookLikeCredentials) {
  EXPECT_EQ(greeting_name("Jack", "Ma"), "Jack");
  EXPECT_EQ(greeting_name("Ed", "Do"), "Ed");
  EXPECT_EQ(greeting_name("Ma", "Lee"), "Ma");
  EXPECT_EQ(greeting_name("Don", "Quijote"), "Don");
}

TEST(GreetingNameTest, PassesOverInitialsAndAbbreviations) {
  EXPECT_EQ(greeting_name("J. Robert", "Oppenheimer"), "Robert");
  EXPECT_EQ(greeting_name("J Robert", "Oppenheimer"), "Robert");
  EXPECT_EQ(greeting_name("J.Robert", "Oppenheimer"), "Robert");
  EXPECT_EQ(greeting_name("J.R. Ronald", "Tolkien"), "Ronald");
  EXPECT_EQ(greeting_name("JR Ronald", "Tolkien"), "Ronald");
  EXPECT_EQ(greeting_name("Md. Rafiq", "Islam"), "Rafiq");
  EXPECT_EQ(greeting_name("J.", "Lee"), "J.") << "an initial is better than nothing";
  EXPECT_EQ(greeting_name("J.R.R.", "Tolkien"), "J.R.R.");
  EXPECT_EQ(greeting_name("TJ", "Miller"), "TJ");
  EXPECT_EQ(greeting_name("AJ", "Smith"), "AJ");
  EXPECT_EQ(greeting_name("O", "Yeon"), "O");
}

TEST(GreetingNameTest, PrefersTheNameThatSomebodyGoesBy) {
  EXPECT_EQ(greeting_name("Robert \"Bob\"", "Smith"), "Bob");
  EXPECT_EQ(greeting_name("Robert “Bob”", "Smith"), "Bob");
  EXPECT_EQ(greeting_name("Robert (Bob)", "Smith"), "Bob");
  EXPECT_EQ(greeting_name("Robert 'Bob'", "Smith"), "Bob");
  EXPECT_EQ(greeting_name("Robert (aka Bobby)", "Smith"), "Bobby");
  EXPECT_EQ(greeting_name("Xiaoming (Vivian)", "Zhang"), "Vivian");
  EXPECT_EQ(greeting_name("Robert „Bob“", "Schmidt"), "Bob");
  EXPECT_EQ(greeting_name("D'Arcy", "Smith"), "D'Arcy") << "an apostrophe is no quote";
  EXPECT_EQ(greeting_name("Ann", "Lee (Smith)"), "Ann") << "a maiden name";
  EXPECT_EQ(greeting_name("Ann (née Smith)", "Lee"), "Ann");
}

TEST(GreetingNameTest, IsWrittenAsNamesAre) {
  EXPECT_EQ(greeting_name("ANN", "LEE"), "Ann");
  EXPECT_EQ(greeting_name("ann", "lee"), "Ann");
  EXPECT_EQ(greeting_name("ANNE-MARIE", "LEE"), "Anne-Marie");
  EXPECT_EQ(greeting_name("D'ARCY", "LEE"), "D'Arcy");
  EXPECT_EQ(greeting_name("ÉMILE", "ÉVANS"), "Émile");
  EXPECT_EQ(greeting_name("İREM", "YILMAZ"), "İrem");
  EXPECT_EQ(greeting_name("JO", "LEE"), "Jo");
  EXPECT_EQ(greeting_name("ЕЛЕНА", "ИВАНОВА"), "Елена");
  EXPECT_EQ(greeting_name("DeShawn", "Lee"), "DeShawn");
  EXPECT_EQ(greeting_name("McKenzie", "Lee"), "McKenzie");
}

TEST(GreetingNameTest, TakesOneNameForWhatItIs) {
  EXPECT_EQ(greeting_name("Cher", ""), "Cher");
  EXPECT_EQ(greeting_name("", "Madonna"), "Madonna");
  EXPECT_EQ(greeting_name("", "Lee"), "Lee");
  EXPECT_EQ(greeting_name("", "Dr. Lee"), "Lee");
  EXPECT_EQ(greeting_name("", "van der Berg"), "van der Berg");
}

TEST(GreetingNameTest, ReadsAWholeNameInOneColumn) {
  EXPECT_EQ(greeting_name("Ann Lee", ""), "Ann");
  EXPECT_EQ(greeting_name("Lee, Ann", ""), "Ann");
  EXPECT_EQ(greeting_name("", "Lee, Ann"), "Ann");
  EXPECT_EQ(greeting_name("Jan van der Berg", ""), "Jan");
  EXPECT_EQ(greeting_name("María de la Cruz", ""), "María");
}

TEST(GreetingNameTest, KeepsTogetherWhatIsHalfANameAlone) {
  EXPECT_EQ(greeting_name("Abdul Rahman", "Khan"), "Abdul Rahman");
  EXPECT_EQ(greeting_name("ABDUL RAHMAN", "KHAN"), "Abdul Rahman");
}

TEST(GreetingNameTest, KnowsTheHungarianOrder) {
  EXPECT_EQ(greeting_name("Péter", "Nagy"), "Péter");
  EXPECT_EQ(greeting_name("Nagy Péter", ""), "Péter");
  EXPECT_EQ(greeting_name("Dr. Nagy Péter", ""), "Péter");
  EXPECT_EQ(greeting_name("Kovácsné Szabó Éva", ""), "Éva");
  EXPECT_EQ(greeting_name("Nagy", "Péter"), "Péter") << "columns swapped";
  EXPECT_EQ(greeting_name("Péter Nagy", ""), "Péter");
}

TEST(GreetingNameTest, KnowsTheEastAsianOrder) {
  EXPECT_EQ(greeting_name("Wei", "Zhang"), "Wei");
  EXPECT_EQ(greeting_name("Zhang Wei", ""), "Wei");
  EXPECT_EQ(greeting_name("ZHANG Wei", ""), "Wei");
  EXPECT_EQ(greeting_name("Zhang", "Wei"), "Zhang") << "Wei is a family name, too";
  EXPECT_EQ(greeting_name("Tanaka", "Hiroshi"), "Hiroshi");
  EXPECT_EQ(greeting_name("Tanaka Hiroshi", ""), "Hiroshi");
  EXPECT_EQ(greeting_name("Kim Min-su", ""), "Min-su");
  EXPECT_EQ(greeting_name("Nguyen Van Anh", ""), "Anh");
  EXPECT_EQ(greeting_name("Kim", "Smith"), "Kim") << "Kim is a given name, too";
  EXPECT_EQ(greeting_name("Lee Harper", ""), "Lee");
  EXPECT_EQ(greeting_name("小明", "张"), "小明");
  EXPECT_EQ(greeting_name("伟", "张"), "张伟") << "one syllable is not said alone";
  EXPECT_EQ(greeting_name("민수", "김"), "민수");
  EXPECT_EQ(greeting_name("太郎", "田中"), "太郎");
  EXPECT_EQ(greeting_name("张伟", ""), "张伟");
}

TEST(GreetingNameTest, KnowsTheVietnameseOrder) {
  EXPECT_EQ(greeting_name("Thị Lan", "Võ"), "Lan");
  EXPECT_EQ(greeting_name("Hữu Phúc", "Đặng"), "Phúc");
  EXPECT_EQ(greeting_name("Đỗ Thị Hạnh", ""), "Hạnh");
  EXPECT_EQ(greeting_name("Ngoc Anh", "Pham"), "Anh");
}

TEST(GreetingNameTest, KeepsTitlesThatAreNames) {
  EXPECT_EQ(greeting_name("Dean", "Holt"), "Dean");
  EXPECT_EQ(greeting_name("Gen", "Sakai"), "Gen");
  EXPECT_EQ(greeting_name("Mag.", "Huber"), "Huber");
  EXPECT_EQ(greeting_name("Judge Ann", "Roe"), "Ann");
}

TEST(GreetingNameTest, KeepsNamesOfSeveralWordsTogether) {
  EXPECT_EQ(greeting_name("أبو بكر", "الصديق"), "أبو بكر");
  EXPECT_EQ(greeting_name("Abd el-Kader", "Slimani"), "Abd el-Kader");
  EXPECT_EQ(greeting_name("José Luis", "Vega"), "José Luis");
  EXPECT_EQ(greeting_name("Soo Jin", "Park"), "Soo Jin");
  EXPECT_EQ(greeting_name("Иван Петрович", "Сидоров"), "Иван");
}

TEST(GreetingNameTest, WritesTurkishGreekAndDutchCapitalsSmall) {
  EXPECT_EQ(greeting_name("IŞIL", "ÇINAR"), "Işıl");
  EXPECT_EQ(greeting_name("İLKER", "AKSOY"), "İlker");
  EXPECT_EQ(greeting_name("ISABEL", "IRVING"), "Isabel");
  EXPECT_EQ(greeting_name("ΝΙΚΟΣ", "ΡΑΛΛΗΣ"), "Νικος");
  EXPECT_EQ(greeting_name("IJSBRAND", "VISSER"), "IJsbrand");
}

TEST(CallNameTest, SaysWhenItIsUnsure) {
  for (const auto& [given, family] :
       std::vector<std::pair<const char*, const char*>>{{"", "Lee"},
                                                        {"J.", "Lee"},
                                                        {"", ""},
                                                        {"ann.lee", ""},
                                                        {"Ann & Bob", "Lee"},
                                                        {"Sales Team", ""},
                                                        {"Bäckerei Huber GmbH", ""},
                                                        {"Herr Müller", ""}}) {
    EXPECT_TRUE(call_name(given, family).unsure) << given << '|' << family;
  }
  for (const auto& [given, family] : std::vector<std::pair<const char*, const char*>>{
           {"Ann", "Lee"}, {"Dr. Ann", "Lee"}, {"Zsófia", "Kovács"}, {"TJ", "Miller"}}) {
    EXPECT_FALSE(call_name(given, family).unsure) << given << '|' << family;
  }
}

TEST(CallNameTest, IsNothingWhereNobodyIsNamed) {
  EXPECT_EQ(call_name("info", "").name, "");
  EXPECT_EQ(call_name("Huber & Söhne KG", "").name, "");
  EXPECT_EQ(call_name("{{first_name}}", "").name, "");
  EXPECT_EQ(call_name("ann@example.org", "").name, "");
  EXPECT_EQ(call_name("Unknown", "").name, "");
}

TEST(CallNameTest, SaysItsEvidence) {
  const auto has = [](const CallName& name, std::string_view code) {
    return std::find(name.evidence.begin(), name.evidence.end(), code) != name.evidence.end();
  };
  EXPECT_TRUE(has(call_name("Dr. Ann", "Lee"), "title"));
  EXPECT_TRUE(has(call_name("Robert (Bob)", "Smith"), "nickname"));
  EXPECT_TRUE(has(call_name("Nagy", "Péter"), "columns_swapped"));
  EXPECT_TRUE(has(call_name("J. Robert", "Lee"), "middle_name"));
  EXPECT_TRUE(has(call_name("Ann ✨", "Lee"), "decoration"));
}

TEST(GreetingNameTest, TakesAnyBytes) {
  EXPECT_NO_THROW((void)greeting_name("\xFF\xFE(", ")\""));
  EXPECT_NO_THROW((void)greeting_name(std::string(100'000, 'x'), std::string(100'000, '(')));
  EXPECT_NO_THROW((void)greeting_name("((((\"\"\"''''", ",,,,||"));
}

}  // namespace
}  // namespace rounds::domain
