#include "domain/people/name_reading.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace rounds::domain {
namespace {

std::string split(std::string_view full) {
  const PersonName name = read_whole_name(full);
  return name.given + "|" + name.family;
}

TEST(WholeNameTest, IsSplitAsPeopleWouldSplitIt) {
  EXPECT_EQ(split("Ann Lee"), "Ann|Lee");
  EXPECT_EQ(split("Ann Maria Lee"), "Ann Maria|Lee");
  EXPECT_EQ(split("Lee, Ann"), "Ann|Lee");
  EXPECT_EQ(split("Madonna"), "Madonna|");
  EXPECT_EQ(split("ann@example.org"), "|");
  EXPECT_EQ(split(" , "), "|");
  EXPECT_EQ(split(""), "|");
}

TEST(WholeNameTest, LeavesOutTitlesDegreesAndGenerations) {
  EXPECT_EQ(split("Ann Lee, PhD"), "Ann|Lee");
  EXPECT_EQ(split("Ann Lee PhD"), "Ann|Lee");
  EXPECT_EQ(split("Ann Lee msc"), "Ann|Lee");
  EXPECT_EQ(split("Prof. Dr. phil. Ann Lee, M.Sc., MBA"), "Ann|Lee");
  EXPECT_EQ(split("LEE, ANN"), "ANN|LEE");
  EXPECT_EQ(split("Lee, Ann, Dr."), "Ann|Lee");
  EXPECT_EQ(split("Ann Lee, CSPX"), "Ann|Lee");
  EXPECT_EQ(split("Sam Lee III"), "Sam|Lee");
  EXPECT_EQ(split("Sam Lee, V"), "Sam|Lee");
  EXPECT_EQ(split("Jack Ma"), "Jack|Ma");
  EXPECT_EQ(split("Ann Lee, Head of Kitchen"), "Ann|Lee");
}

TEST(WholeNameTest, KeepsParticlesWithTheFamilyName) {
  EXPECT_EQ(split("Vincent van der Berg"), "Vincent|van der Berg");
  EXPECT_EQ(split("Vincent Van Der Berg"), "Vincent|Van Der Berg");
  EXPECT_EQ(split("VINCENT VAN DER BERG"), "VINCENT|VAN DER BERG");
  EXPECT_EQ(split("Piet v.d. Berg"), "Piet|v.d. Berg");
  EXPECT_EQ(split("Berg, Piet van den"), "Piet|van den Berg");
  EXPECT_EQ(split("van Gogh"), "|van Gogh");
  EXPECT_EQ(split("Máire Ní Dhónaill"), "Máire|Ní Dhónaill");
  EXPECT_EQ(split("Omar bin Said"), "Omar|bin Said");
  EXPECT_EQ(split("Ben Miller"), "Ben|Miller");
}

TEST(WholeNameTest, TakesCapitalsForAMark) {
  EXPECT_EQ(split("DUPONT Claire"), "Claire|DUPONT");
  EXPECT_EQ(split("Claire DUPONT"), "Claire|DUPONT");
  EXPECT_EQ(split("DE LA TOUR Claire"), "Claire|DE LA TOUR");
  EXPECT_EQ(split("Claire de LA TOUR"), "Claire|de LA TOUR");
  EXPECT_EQ(split("JR Smith"), "JR|Smith");
}

TEST(WholeNameTest, KnowsOrdersOfTheWorld) {
  EXPECT_EQ(split("Szabó Eszter"), "Eszter|Szabó");
  EXPECT_EQ(split("Đặng Thị Yến"), "Thị Yến|Đặng");
  EXPECT_EQ(split("鈴木 花子"), "花子|鈴木");
  EXPECT_EQ(split("鈴木花子"), "花子|鈴木");
  EXPECT_EQ(split("박지민"), "지민|박");
  EXPECT_EQ(split("マリー・デュポン"), "マリー|デュポン");
  EXPECT_EQ(split("Park Jihye"), "Jihye|Park");
  EXPECT_EQ(split("Jihye Park"), "Jihye|Park");
  EXPECT_EQ(split("Zhao Xiaoyan"), "Xiaoyan|Zhao");
  EXPECT_EQ(split("Kim Novak"), "Kim|Novak");
  EXPECT_EQ(split("Кузнецов Олег Игоревич"), "Олег Игоревич|Кузнецов");
  EXPECT_EQ(split("Олег Игоревич Кузнецов"), "Олег Игоревич|Кузнецов");
  EXPECT_EQ(split("Carlos Díaz Romero"), "Carlos|Díaz Romero");
  EXPECT_EQ(split("Ana María Díaz Romero"), "Ana María|Díaz Romero");
  EXPECT_EQ(split("María del Pilar Díaz"), "María del Pilar|Díaz");
  EXPECT_EQ(split("Santiago Ramón y Cajal"), "Santiago|Ramón y Cajal");
  EXPECT_EQ(split("Fischer Jürgen"), "Jürgen|Fischer");
}

TEST(WholeNameTest, LeavesOutWhatIsWrittenAroundIt) {
  EXPECT_EQ(split("🚀 Ann Lee ✨"), "Ann|Lee");
  EXPECT_EQ(split("Ann Lee | Coach"), "Ann|Lee");
  EXPECT_EQ(split("Ann Lee #OpenToWork"), "Ann|Lee");
  EXPECT_EQ(split("Ann Lee (née Roe)"), "Ann|Lee");
  EXPECT_EQ(split("Ann Lee geb. Roe"), "Ann|Lee");
  EXPECT_EQ(split("Anna Lis z domu Kot"), "Anna|Lis");
  EXPECT_EQ(split("𝐀𝐧𝐧 𝐋𝐞𝐞"), "Ann|Lee");
  EXPECT_EQ(read_whole_name("Robert \"Bob\" Lee").nickname, "Bob");
  EXPECT_EQ(split("Robert \"Bob\" Lee"), "Robert|Lee");
  EXPECT_EQ(read_whole_name("Robert Lee aka Bob").nickname, "Bob");
}

TEST(NameColumnsTest, AreBelievedAndCleaned) {
  const auto read = [](std::string_view given, std::string_view family) {
    const PersonName name = read_name_columns(given, family);
    return name.given + "|" + name.family;
  };
  EXPECT_EQ(read("Dr. Ann", "Lee, PhD"), "Ann|Lee");
  EXPECT_EQ(read("Ann", "Church"), "Ann|Church");
  EXPECT_EQ(read("Frau", "Lee"), "|Lee");
  EXPECT_EQ(read("Tóth", "Eszter"), "Eszter|Tóth");
  EXPECT_EQ(read("Ann Lee", ""), "Ann|Lee");
  EXPECT_EQ(read("", "Lee, Ann"), "Ann|Lee");
  EXPECT_EQ(read("Ann", "van der Berg"), "Ann|van der Berg");
}

}  // namespace
}  // namespace rounds::domain
