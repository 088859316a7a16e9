#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "importing/import_file.h"

namespace rounds::importing {
namespace {

using namespace std::chrono_literals;
using Addresses = std::vector<std::string>;

PeopleFile read(std::string_view text) { return read_people_file("people.csv", text); }

// --- Google -------------------------------------------------------------------------------------

TEST(GoogleContacts, OldColumnsAreRead) {
  const PeopleFile file = read(
      "Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 "
      "- Value,E-mail 2 - Type,E-mail 2 - Value,Organization 1 - Type,Organization 1 - "
      "Name,Organization 1 - Title,Website 1 - Type,Website 1 - Value\n"
      "Ann Lee,Ann,M.,Lee,\"Met in Oslo\nLikes tea\",* myContacts,* "
      "Home,ann@example.org ::: a.lee@example.net,Work,ann@acme.example,,Acme,CEO,Home,https://"
      "acme.example\n");
  EXPECT_EQ(file.format, "google");
  ASSERT_EQ(file.people.size(), 1U);
  const ImportedPerson& ann = file.people.front();
  EXPECT_EQ(ann.given, "Ann");
  EXPECT_EQ(ann.family, "Lee");
  EXPECT_EQ(ann.addresses, (Addresses{"ann@example.org", "a.lee@example.net", "ann@acme.example"}));
  EXPECT_EQ(ann.company, "Acme");
  EXPECT_EQ(ann.position, "CEO");
  EXPECT_EQ(ann.remark, "Met in Oslo Likes tea");
  EXPECT_EQ(ann.url, "") << "a firm's page is nobody's profile";
  EXPECT_TRUE(file.problems.empty());
}

TEST(GoogleContacts, NewColumnsAreRead) {
  const PeopleFile file = read(
      "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization "
      "Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - "
      "Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Website 1 - Label,Website 1 - Value\n"
      "Zoë,,Müller,,,,Acme,CTO,,,,,* myContacts,* "
      "Work,zoe@example.org,,,Profile,https://www.linkedin.com/in/zoe\n"
      ",,,,,,Hotline Inc.,,,,,,,,help@example.org,,,,\n");
  EXPECT_EQ(file.format, "google");
  ASSERT_EQ(file.people.size(), 2U);
  EXPECT_EQ(file.people.front().given, "Zoë");
  EXPECT_EQ(file.people.front().url, "https://www.linkedin.com/in/zoe");
  EXPECT_EQ(file.people.back().addresses, Addresses{"help@example.org"}) << "kept, and told";
  ASSERT_EQ(file.problems.size(), 1U);
  EXPECT_EQ(file.problems.front().line, 3U);
  EXPECT_EQ(file.problems.front().code, "only_address");
}

TEST(GoogleContacts, WholeNameStandsInForTheParts) {
  const PeopleFile file =
      read("Name,Given Name,Family Name,E-mail 1 - Value\nJuan de la Cruz,,,juan@example.org\n");
  ASSERT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.people.front().given, "Juan");
  EXPECT_EQ(file.people.front().family, "de la Cruz");
}

// --- Outlook ------------------------------------------------------------------------------------

TEST(Outlook, ClassicColumnsAreRead) {
  for (const char* const text :
       {"\"First Name\",\"Last Name\",\"Company\",\"Job Title\",\"E-mail Address\"\r\n"
        "\"Ann\",\"Lee\",\"Acme, Inc.\",\"CEO\",\"ann@example.org\"\r\n",
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business "
        "Street,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Web Page\r\n"
        "Ms.,Ann,,Lee,,\"Acme, Inc.\",,CEO,,ann@example.org,SMTP,Ann Lee,,,\r\n"}) {
    const PeopleFile file = read(text);
    EXPECT_EQ(file.format, "outlook");
    ASSERT_EQ(file.people.size(), 1U);
    EXPECT_EQ(file.people.front().given, "Ann");
    EXPECT_EQ(file.people.front().company, "Acme, Inc.");
    EXPECT_EQ(file.people.front().position, "CEO");
    EXPECT_EQ(file.people.front().addresses, Addresses{"ann@example.org"});
  }
}

TEST(Outlook, SecondAddressesAreKept) {
  const PeopleFile file = read(
      "First Name,Middle Name,Last Name,E-mail Address,E-mail 2 Address,E-mail 3 Address\n"
      "Ann,,Lee,ann@example.org,ann@example.net,\n");
  EXPECT_EQ(file.format, "outlook");
  EXPECT_EQ(file.people.front().addresses, (Addresses{"ann@example.org", "ann@example.net"}));
}

TEST(Outlook, GermanAndFrenchColumnsAreRead) {
  const PeopleFile german = read(
      "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;E-Mail-Adresse;"
      "E-Mail-Typ;E-Mail: Angezeigter Name;E-Mail 2: Adresse;Notizen;Webseite\n"
      "Frau;Zoë;;Müller;;Acme;;Leiterin;zoe@example.org;SMTP;Zoë;z@example.org;;\n");
  EXPECT_EQ(german.format, "outlook");
  ASSERT_EQ(german.people.size(), 1U);
  EXPECT_EQ(german.people.front().family, "Müller");
  EXPECT_EQ(german.people.front().position, "Leiterin");
  EXPECT_EQ(german.people.front().addresses, (Addresses{"zoe@example.org", "z@example.org"}));

  const PeopleFile french = read(
      "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Profession,Adresse de messagerie,"
      "Notes\n"
      "Mme,Zoé,,Dupont,,Acme,,Directrice,zoe@example.org,\n");
  EXPECT_EQ(french.format, "outlook");
  ASSERT_EQ(french.people.size(), 1U);
  EXPECT_EQ(french.people.front().given, "Zoé");
  EXPECT_EQ(french.people.front().family, "Dupont");
  EXPECT_EQ(french.people.front().company, "Acme");
}

// --- Thunderbird --------------------------------------------------------------------------------

TEST(ThunderbirdList, CommasAndTabsAreRead) {
  const std::string names =
      "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work "
      "Phone,Organization,Job Title,Web Page 1,Notes\n";
  const std::string rows =
      "Ann,Lee,Ann Lee,,ann@example.org,a@example.net,,,Acme,CEO,,Met in Oslo\n"
      ",,\"Okafor, Ben\",,ben@example.org,,,,,,,\n"
      ",,news@example.org,,news@example.org,,,,,,,\n";
  std::string tabs = names + "Ann,Lee,Ann Lee,,ann@example.org,a@example.net,,,Acme,CEO,,Met\n";
  std::replace(tabs.begin(), tabs.end(), ',', '\t');
  EXPECT_EQ(read(tabs).format, "thunderbird");
  EXPECT_EQ(read(tabs).people.size(), 1U);

  const PeopleFile file = read(names + rows);
  EXPECT_EQ(file.format, "thunderbird");
  ASSERT_EQ(file.people.size(), 3U);
  EXPECT_EQ(file.people[0].addresses, (Addresses{"ann@example.org", "a@example.net"}));
  EXPECT_EQ(file.people[0].remark, "Met in Oslo");
  EXPECT_EQ(file.people[1].given, "Ben");
  EXPECT_EQ(file.people[1].family, "Okafor");
  EXPECT_EQ(file.people[2].given, "") << "an address is nobody's name";
  EXPECT_EQ(file.people[2].family, "");
  EXPECT_EQ(file.people[2].addresses, Addresses{"news@example.org"});
}

TEST(ThunderbirdList, GermanColumnsAreRead) {
  const PeopleFile file = read(
      "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,"
      "Organisation\nZoë,Müller,Zoë Müller,,zoe@example.org,,Acme\n");
  EXPECT_EQ(file.format, "thunderbird");
  ASSERT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.people.front().company, "Acme");
}

// --- LinkedIn in other languages ----------------------------------------------------------------

TEST(LinkedInLocalized, HeadersAndMonthsAreUnderstood) {
  for (const char* const text :
       {"Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,07. März 2015\n",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,7 mars 2015\n",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,7 de marzo de 2015\n",
        "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,7 de mar. de 2015\n",
        "Nome,Cognome,URL,Indirizzo email,Azienda,Posizione,Collegato il\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,07 mar 2015\n",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,07 mrt. 2015\n",
        "Förnamn,Efternamn,URL,E-postadress,Företag,Befattning,Ansluten\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,7 mars 2015\n",
        "Imię,Nazwisko,URL,Adres e-mail,Firma,Stanowisko,Data nawiązania kontaktu\n"
        "Zoë,Müller,,zoe@example.org,Acme,Chefin,7 mar 2015\n"}) {
    const PeopleFile file = read(text);
    EXPECT_EQ(file.format, "linkedin") << text;
    ASSERT_EQ(file.people.size(), 1U) << text;
    const ImportedPerson& zoe = file.people.front();
    EXPECT_EQ(zoe.given, "Zoë") << text;
    EXPECT_EQ(zoe.family, "Müller") << text;
    EXPECT_EQ(zoe.addresses, Addresses{"zoe@example.org"}) << text;
    EXPECT_EQ(zoe.company, "Acme") << text;
    EXPECT_EQ(zoe.position, "Chefin") << text;
    EXPECT_EQ(zoe.connected_on, 2015y / 3 / 7) << text;
  }
}

TEST(LinkedInLocalized, NameBesideAFirstNameIsTheFamilys) {
  const PeopleFile file = read("Vorname,Name,Firma\nZoë,Müller,Acme\n");
  ASSERT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.people.front().family, "Müller");
}

// --- any other table ----------------------------------------------------------------------------

constexpr const char* choir =
    "Members of the choir, as of May\n"
    "Who;Mail;Mail (work);Joined;Voice\n"
    "Ann Lee;ann@example.org;ann@acme.example;7.2.2015;alto\n"
    "\"Okafor, Ben\";ben@example.org;;;bass\n";

TEST(OtherTable, UnknownColumnsComeWithWhatMustBeAsked) {
  try {
    (void)read(choir);
    FAIL() << "the columns are not known";
  } catch (const UnknownColumns& unknown) {
    const auto& table = unknown.table();
    EXPECT_EQ(table.names,
              (std::vector<std::string>{"Who", "Mail", "Mail (work)", "Joined", "Voice"}));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[1][0], "Okafor, Ben");
    EXPECT_EQ(table.guess.at("addresses"), (Addresses{"Mail", "Mail (work)"}));
  }
}

TEST(OtherTable, ChosenColumnsAreRead) {
  const PeopleFile file = read_people_file("choir.csv", choir,
                                           {{"full", {"Who"}},
                                            {"addresses", {"Mail (work)", "Mail"}},
                                            {"connected_on", {"Joined"}},
                                            {"remark", {"Voice"}}});
  EXPECT_EQ(file.format, "columns");
  ASSERT_EQ(file.people.size(), 2U);
  EXPECT_EQ(file.people[0].family, "Lee");
  EXPECT_EQ(file.people[0].addresses, (Addresses{"ann@acme.example", "ann@example.org"}));
  EXPECT_EQ(file.people[0].connected_on, 2015y / 2 / 7);
  EXPECT_EQ(file.people[0].remark, "alto");
  EXPECT_EQ(file.people[1].given, "Ben");
  EXPECT_EQ(file.people[1].line, 4U);
}

TEST(OtherTable, ColumnThatIsNotThereIsRefused) {
  EXPECT_THROW((void)read_people_file("choir.csv", choir, {{"full", {"Name"}}}), UnreadableFile);
}

TEST(OtherTable, ColumnsOfAnotherToolAreAskedAbout) {
  try {
    (void)read(
        "First Name,Last Name,Member Profile Link,Title,Employer Name,Contact Mail\n"
        "Ann,Lee,https://www.linkedin.com/in/annlee,Cook,Acme,ann@example.org\n");
    FAIL() << "what stands in its columns would be dropped";
  } catch (const UnknownColumns& unknown) {
    const auto& guess = unknown.table().guess;
    EXPECT_EQ(guess.at("given"), Addresses{"First Name"});
    EXPECT_EQ(guess.at("position"), Addresses{"Title"});
    EXPECT_EQ(guess.at("company"), Addresses{"Employer Name"});
    EXPECT_EQ(guess.at("addresses"), Addresses{"Contact Mail"});
  }
}

TEST(OtherTable, ColumnThatHoldsAddressesIsOne) {
  const PeopleFile file = read(
      "Vorname;Nachname;Firma;Kontakt 1;Erfasst von\n"
      "Zoë;Müller;Acme;zoe@example.org;office@example.org\n"
      "Ann;Lee;;ann@example.org;office@example.org\n"
      "Ben;Roe;;;office@example.org\n");
  ASSERT_EQ(file.people.size(), 3U);
  EXPECT_EQ(file.people[0].addresses, Addresses{"zoe@example.org"});
  EXPECT_TRUE(file.people[2].addresses.empty()) << "what stands on each line is nobody's own";
}

TEST(OtherTable, ColumnOfAddressesThatIsNotReadIsTold) {
  const PeopleFile file = read(
      "First Name,Last Name,Email,Spare 1\n"
      "Ann,Lee,ann@example.org,a@example.net\n"
      "Ben,Roe,ben@example.org,b@example.net\n");
  EXPECT_EQ(file.people.size(), 2U);
  ASSERT_EQ(file.problems.size(), 1U);
  EXPECT_EQ(file.problems.front().code, "column_not_read");
  EXPECT_EQ(file.problems.front().params, std::vector<std::string>{"Spare 1"});
}

// --- Thunderbird in the languages that it has ---------------------------------------------------

TEST(ThunderbirdList, IsReadInEveryLanguage) {
  for (const char* const names :
       {"Prénom,Nom de famille,Nom à afficher,Surnom,Adresse e-mail principale,Adresse e-mail "
        "secondaire,Société",
        "Nome,Cognome,Nome visualizzato,Soprannome,Email principale,Email "
        "secondaria,Organizzazione",
        "Primeiro nome,Sobrenome,Nome de exibição,Apelido,Email principal,Email "
        "secundário,Organização",
        "Křestní jméno,Příjmení,Zobrazované jméno,Přezdívka,První e-mail,Druhý e-mail,Společnost",
        "Adı,Soyadı,Görüntülenecek ad,Takma adı,Birinci e-posta,İkinci e-posta,Kurum",
        "Ім'я,Прізвище,Ім'я для показу,Псевдонім,Адреса електронної пошти,Альтернативна адреса "
        "електронної пошти,Організація",
        "Utónév,Vezetéknév,Megjelenő név,Becenév,Elsődleges e-mail,Másodlagos e-mail,Szervezet",
        "Etunimi,Sukunimi,Näyttönimi,Lempinimi,Ensisijainen sähköposti,Toissijainen "
        "sähköposti,Järjestö",
        "名,姓,表示名,ニックネーム,メールアドレス,別のメールアドレス,組織",
        "이름,성,표시명,애칭,기본 메일,추가 메일,회사명",
        "名字,姓氏,显示名称,昵称,主要电子邮件,备用电子邮件,公司",
        "שם פרטי,שם משפחה,שם תצוגה,כינוי,דוא״ל ראשי,דוא״ל משני,ארגון",
        "Όνομα,Επώνυμο,Εμφανιζόμενο όνομα,Ψευδώνυμο,Κύριο email,Δευτερεύον email,Εταιρεία"}) {
    const PeopleFile file =
        read(std::string(names) + "\nZoë,Müller,Zoë M.,Zo,zoe@example.org,z@example.org,Acme\n");
    ASSERT_EQ(file.people.size(), 1U) << names;
    EXPECT_EQ(file.people[0].given, "Zoë") << names;
    EXPECT_EQ(file.people[0].family, "Müller") << names;
    EXPECT_EQ(file.people[0].addresses, (Addresses{"zoe@example.org", "z@example.org"})) << names;
    EXPECT_EQ(file.people[0].company, "Acme") << names;
  }
}

// --- what is left out at the end, and what a program left --------------------------------------

TEST(ShortLines, EndWithTheirLastFilledField) {
  const PeopleFile file = read(
      "First Name,Middle Name,Last Name,Company,E-mail Address,E-mail 2 Address\n"
      "Ann,,Lee,Acme,ann@example.org,a@example.net\n"
      "Ben,,Roe\n"
      "Cai\n");
  EXPECT_EQ(file.rejected, 0U);
  ASSERT_EQ(file.people.size(), 3U);
  EXPECT_EQ(file.people[1].family, "Roe");
  EXPECT_EQ(file.people[2].given, "Cai");
}

TEST(Cells, DebrisOfProgramsIsNothing) {
  const PeopleFile file = read(
      "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
      "Ann,Lee,NULL,#REF!,[object Object],N/A,\n"
      "Christopher,Null,,chris@example.org,#N/A,#NAME?,-\n");
  ASSERT_EQ(file.people.size(), 2U);
  EXPECT_TRUE(file.people[0].addresses.empty());
  EXPECT_EQ(file.people[0].company, "");
  EXPECT_EQ(file.people[0].position, "");
  EXPECT_EQ(file.people[0].url, "");
  EXPECT_EQ(file.people[1].family, "Null") << "a name that people have";
  EXPECT_EQ(file.people[1].position, "");
  EXPECT_TRUE(file.problems.empty());
}

TEST(AddressCells, AreTakenOutOfWhatStandsAroundThemAndNoneIsDroppedSilently) {
  const PeopleFile file = read(
      "First Name,Last Name,URL,Email Address\n"
      "Ann,Lee,,Ann Lee <ann@example.org>\n"
      "Ben,Roe,,\"\"\"ben roe\"\"@example.org; ben@bücher.example\"\n"
      "Cai,Wu,,cai@; cai@example.org\n"
      "Dan,Fox,,MAILTO:dan@example.org?subject=x\n");
  ASSERT_EQ(file.people.size(), 4U);
  EXPECT_EQ(file.people[0].addresses, Addresses{"ann@example.org"});
  EXPECT_EQ(file.people[1].addresses, (Addresses{"\"ben roe\"@example.org", "ben@bücher.example"}));
  EXPECT_EQ(file.people[2].addresses, Addresses{"cai@example.org"});
  EXPECT_EQ(file.people[3].addresses, Addresses{"dan@example.org"});
  ASSERT_EQ(file.problems.size(), 1U);
  EXPECT_EQ(file.problems.front().code, "no_address");
}

// --- cards --------------------------------------------------------------------------------------

TEST(Cards, AreReadAndTheirProblemsCounted) {
  Card ann;
  ann.given = " Ann ";
  ann.family = "Lee";
  ann.addresses = {"ann@example.org", "nowhere"};
  ann.url = "https://acme.example";
  Card ben;
  ben.full = "Ben Okafor";
  const PeopleFile file = read_cards("Personal", "address_book", {ann, Card{}, ben});
  EXPECT_EQ(file.format, "address_book");
  ASSERT_EQ(file.people.size(), 2U);
  EXPECT_EQ(file.people[0].given, "Ann");
  EXPECT_EQ(file.people[0].url, "");
  EXPECT_EQ(file.people[1].family, "Okafor");
  EXPECT_EQ(file.rejected, 1U);
  ASSERT_EQ(file.problems.size(), 2U);
  EXPECT_EQ(file.problems[0].line, 1U);
  EXPECT_EQ(file.problems[1].line, 2U);
  EXPECT_NE(file.problems[1].reason.find("in this card"), std::string::npos);
  EXPECT_THROW((void)read_cards("Personal", "address_book", {}), UnreadableFile);
}

}  // namespace
}  // namespace rounds::importing
