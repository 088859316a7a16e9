#include "domain/people/call_name.h"

#include <gtest/gtest.h>

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
  EXPECT_EQ(greeting_name("İREM", "YILMAZ"), "Irem");
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

TEST(GreetingNameTest, TakesAnyBytes) {
  EXPECT_NO_THROW((void)greeting_name("\xFF\xFE(", ")\""));
  EXPECT_NO_THROW((void)greeting_name(std::string(100'000, 'x'), std::string(100'000, '(')));
  EXPECT_NO_THROW((void)greeting_name("((((\"\"\"''''", ",,,,||"));
}

}  // namespace
}  // namespace rounds::domain
