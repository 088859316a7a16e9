#include "importing/table.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace rounds::importing {
namespace {

// A header is some hundred bytes long, Outlook's two thousand; a paragraph of notes need not be
// looked at, and what is not found after a book's length of notes is not there.
constexpr std::size_t longest_header = std::size_t{8} * 1024;
constexpr std::size_t longest_notes = std::size_t{1024} * 1024;

struct KnownNames {
  Column column;
  std::string_view names;  // as plain() gives them, with spaces between
};

// What programs call the columns, in English, German, French, Spanish, Portuguese, Italian, Dutch,
// Swedish, Danish, Norwegian and Polish. No name means one thing in one language and another in
// another, but for "name", which is settled by its neighbours.
constexpr std::array known_names = {
    KnownNames{Column::given,
               "firstname givenname vorname prénom nombre nome primeironome voornaam förnamn "
               "fornavn imię"},
    KnownNames{Column::family,
               "lastname familyname surname nachname familienname nom nomdefamille apellidos "
               "apellido sobrenome apelido últimonome cognome achternaam efternamn efternavn "
               "etternavn nazwisko"},
    KnownNames{Column::full,
               "name fullname displayname anzeigename nomàafficher nomcomplet nombrecompleto "
               "nombreparamostrar nomecompleto nomedeexibição nomevisualizzato weergavenaam "
               "visningsnamn visningsnavn visatnamn wyświetlananazwa"},
    KnownNames{Column::addresses,
               "emailaddress email emailadresse emailadresser adresseemail "
               "adresseelectronique adresseélectronique adressedemessagerie courriel "
               "direccióndecorreoelectrónico direccióndeemail correoelectrónico "
               "endereçodeemail indirizzoemail indirizzopostaelettronica "
               "indirizzodipostaelettronica emailadres epostadress epost epostadresse "
               "mailadresse adresemail email2address email3address email2:adresse "
               "email3:adresse email2adresse email3adresse adressedemessagerie2 "
               "adressedemessagerie3 primaryemail secondaryemail primäreemailadresse "
               "sekundäreemailadresse zweiteemailadresse adresseélectroniqueprincipale "
               "adresseélectroniquesecondaire premièreadresseélectronique "
               "secondeadresseélectronique correoprincipal correosecundario emailprimária "
               "emailsecundária emailprimaria emailsecondaria primaireemailadres "
               "secundaireemailadres eersteemailadres tweedeemailadres primärepost "
               "sekundärepost podstawowyadresemail dodatkowyadresemail"},
    KnownNames{Column::company,
               "company currentcompany organization organisation organizationname "
               "organization1name unternehmen firma société entreprise empresa organización "
               "compañía organização azienda società organizzazione bedrijf organisatie "
               "företag virksomhed organizacja"},
    KnownNames{Column::position,
               "position currentposition jobtitle organizationtitle organization1title poste "
               "fonction profession puesto cargo posizione qualifica titolodistudio functie "
               "befattning stilling stanowisko berufsbezeichnung funktion"},
    KnownNames{Column::connected_on,
               "connectedon verbundenam verknüpftam vernetztam kontaktseit connectéle "
               "connexionle miseenrelationle enrelationdepuis datedeconnexion conectadoel "
               "conexiónel fechadeconexión contactodesde conectadoem conexãoem datadeconexão "
               "collegatoil collegatodal datadelcollegamento datacollegamento verbondenop "
               "gekoppeldop connectieop kontaktsedan anslutenden ansluten forbundetden "
               "kontaktsiden połączonow datapołączenia datanawiązaniakontaktu wkontaktachod"},
    KnownNames{Column::url,
               "url profileurl linkedinurl linkedin profilurl urlduprofil webpage webpage1 "
               "webpage2 webseite webseite1 webseite2 pageweb paginaweb páginaweb webpagina"},
    KnownNames{Column::remark, "notes notizen notas note notities anteckningar notater notatki"},
};

// Columns that only one program's lists have, beside those that all have.
constexpr std::string_view thunderbird_names =
    " primaryemail secondaryemail primäreemailadresse adresseélectroniqueprincipale "
    "premièreadresseélectronique correoprincipal emailprimária emailprimaria "
    "primaireemailadres eersteemailadres primärepost podstawowyadresemail ";
constexpr std::string_view outlook_names =
    " emaildisplayname emailtype email2address businessphone businessstreet homestreet "
    "emailtyp email:angezeigtername emailangezeigtername email2:adresse weiterevornamen "
    "telefongeschäftlich straßegeschäftlich adressedemessagerie deuxièmeprénom "
    "téléphone(bureau) indirizzopostaelettronica segundonombre secondonome middelstenaam ";
constexpr std::string_view google_names =
    " organization1name organizationname groupmembership givennameyomi phoneticfirstname ";

// A column's name without case, spaces, hyphens and underscores: "E-mail Address" is
// "emailaddress".
std::string plain(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c - 'A' + 'a');
    } else if (c != ' ' && c != '-' && c != '_' && c != '\t') {
      result += c;
    }
  }
  return result;
}

template <typename Visit>
void each_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) {
      visit(words.substr(0, end));
    }
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

// "E-mail 1 - Value", "E-mail 12 - Value": what stands before and behind the number.
bool is_numbered(std::string_view plain_name, std::string_view before, std::string_view behind) {
  if (!plain_name.starts_with(before) || !plain_name.ends_with(behind) ||
      plain_name.size() <= before.size() + behind.size()) {
    return false;
  }
  plain_name.remove_prefix(before.size());
  plain_name.remove_suffix(behind.size());
  return plain_name.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_google_address(std::string_view plain_name) {
  return is_numbered(plain_name, "email", "value");
}

std::optional<Column> column_called(const std::string& plain_name) {
  static const auto columns = [] {
    std::unordered_map<std::string_view, Column> map;
    for (const KnownNames& known : known_names) {
      each_word(known.names, [&](std::string_view name) { map.emplace(name, known.column); });
    }
    return map;
  }();
  if (const auto found = columns.find(plain_name); found != columns.end()) return found->second;
  if (is_google_address(plain_name)) return Column::addresses;
  if (is_numbered(plain_name, "website", "value")) return Column::url;
  return std::nullopt;
}

// How many bytes of a space or an invisible character the text begins with.
std::size_t blank_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first <= ' ' || first == 0x7F) {
    return 1;
  }
  if (first == 0xC2 && text.starts_with("\xC2\xA0")) {  // no-break space
    return 2;
  }
  if ((first == 0xE2 && text.starts_with("\xE2\x80\x8B")) ||  // zero-width space
      (first == 0xEF && text.starts_with("\xEF\xBB\xBF"))) {  // byte order mark
    return 3;
  }
  return 0;
}

// Bytes with which something begins that tidy() changes, the plain space aside.
constexpr std::array<bool, 256> untidy_bytes = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table.at(i) = i < ' ' || i == 0x7F || i == 0xC2 || i == 0xE2 || i == 0xEF;
  }
  return table;
}();

// True for nearly every field, and cheaper to find out than to copy byte by byte. May be false for
// a tidy one.
bool is_tidy(std::string_view field) {
  bool after_space = true;
  for (const char c : field) {
    if (untidy_bytes[static_cast<unsigned char>(c)] || (after_space && c == ' ')) {
      return false;
    }
    after_space = c == ' ';
  }
  return field.empty() || !after_space;
}

bool may_be_header(std::string_view line) {
  return line.size() <= longest_header && line.find_first_of(",;\t") != std::string_view::npos;
}

template <typename Recognize>
std::optional<TableHeader> find(std::string_view text, Recognize recognize) {
  std::size_t line_number = 1;
  for (std::size_t begin = 0; begin < std::min(text.size(), longest_notes); ++line_number) {
    const PhysicalLine line = physical_line(text, begin);
    begin = line.next;
    if (!may_be_header(line.text)) {
      continue;
    }
    for (const char separator : {',', ';', '\t'}) {
      if (line.text.find(separator) == std::string_view::npos) {
        continue;
      }
      TableHeader header;
      header.separator = separator;
      CsvReader reader(line.text, separator);
      if (reader.next() == CsvReader::Step::record && recognize(header, reader.record())) {
        header.rows_begin = line.next;
        header.rows_line = line_number + 1;
        return header;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view TableHeader::field(const CsvRecord& record, Column column) const {
  for (const std::size_t place : places(column)) {
    if (place < record.size() && !record[place].empty()) {
      return record[place];
    }
  }
  return {};
}

std::string TableHeader::key() const {
  std::string key;
  for (const std::string& name : names) {
    key.append(key.empty() ? "" : "\t").append(name);
  }
  return key;
}

void TableHeader::name_columns(const CsvRecord& record) {
  names.clear();
  columns = record.size();
  for (std::size_t i = 0; i < record.size(); ++i) {
    names.push_back(tidy(record[i]));
  }
  // A spreadsheet's empty columns at the end belong to no table.
  while (!names.empty() && names.back().empty()) {
    names.pop_back();
  }
}

void TableHeader::use(Column column, std::size_t place) {
  places_.at(static_cast<std::size_t>(column)).push_back(place);
  used_columns = std::max(used_columns, place + 1);
}

bool TableHeader::recognize(const CsvRecord& record) {
  std::vector<std::string> plain_names;
  std::array<std::vector<std::size_t>, column_fields.size()> found;
  for (std::size_t i = 0; i < record.size(); ++i) {
    plain_names.push_back(plain(record[i]));
    if (const auto column = column_called(plain_names.back())) {
      found.at(static_cast<std::size_t>(*column)).push_back(i);
    }
  }
  const auto of = [&found](Column column) -> std::vector<std::size_t>& {
    return found.at(static_cast<std::size_t>(column));
  };
  // Beside a given name alone, "Name" is the family's.
  std::vector<std::size_t>& full = of(Column::full);
  const auto bare_name = std::find_if(full.begin(), full.end(), [&plain_names](std::size_t place) {
    return plain_names.at(place) == "name";
  });
  if (bare_name != full.end() && !of(Column::given).empty() && of(Column::family).empty()) {
    of(Column::family).push_back(*bare_name);
    full.erase(bare_name);
  }
  for (std::size_t column = 0; column < found.size(); ++column) {
    for (const std::size_t place : found.at(column)) use(static_cast<Column>(column), place);
  }
  name_columns(record);
  format = format_of(plain_names);
  return !format.empty();
}

std::string TableHeader::format_of(const std::vector<std::string>& plain_names) const {
  const auto any_of = [&plain_names](std::string_view known) {
    return std::any_of(plain_names.begin(), plain_names.end(), [known](const std::string& name) {
      return !name.empty() && known.find(" " + name + " ") != std::string_view::npos;
    });
  };
  const bool named = has(Column::given) || has(Column::family);
  if (!named && !has(Column::full)) {
    return "";
  }
  if (std::any_of(plain_names.begin(), plain_names.end(), is_google_address) ||
      any_of(google_names)) {
    return "google";
  }
  if (any_of(thunderbird_names)) {
    return "thunderbird";
  }
  if (!named) {
    return "";
  }
  const bool outlooks_address = std::any_of(names.begin(), names.end(), [](std::string_view name) {
    return name == "E-mail Address" || name == "E-Mail Address";
  });
  const bool linkedins =
      std::any_of(plain_names.begin(), plain_names.end(),
                  [](std::string_view name) { return name == "url" || name == "profileurl"; });
  if (!has(Column::connected_on) && !linkedins &&
      (any_of(outlook_names) || (outlooks_address && any_of(" jobtitle ")))) {
    return "outlook";
  }
  // Names alone may head any list; with one of these beside them it is a list of contacts.
  const bool contacts = has(Column::addresses) || has(Column::url) || has(Column::company) ||
                        has(Column::connected_on);
  return contacts ? "linkedin" : "";
}

bool TableHeader::recognize(const CsvRecord& record, const ChosenColumns& chosen) {
  name_columns(record);
  for (const auto& [field, chosen_names] : chosen) {
    const auto* const known = std::find(column_fields.begin(), column_fields.end(), field);
    if (known == column_fields.end()) {
      return false;
    }
    for (const std::string& column : chosen_names) {
      const auto place = std::find(names.begin(), names.end(), tidy(column));
      if (place == names.end()) {
        return false;
      }
      use(static_cast<Column>(known - column_fields.begin()),
          static_cast<std::size_t>(place - names.begin()));
    }
  }
  format = "columns";
  return used_columns > 0;
}

ChosenColumns TableHeader::guess() const {
  ChosenColumns guessed;
  for (const std::string& name : names) {
    const std::string plain_name = plain(name);
    auto column = column_called(plain_name);
    if (!column && (plain_name.find("mail") != std::string::npos ||
                    plain_name.find("courriel") != std::string::npos)) {
      column = Column::addresses;
    }
    if (!column) {
      continue;
    }
    auto& of_field = guessed[std::string(column_fields.at(static_cast<std::size_t>(*column)))];
    if (of_field.empty() || *column == Column::addresses) {
      of_field.push_back(name);
    }
  }
  if (guessed.contains("given") || guessed.contains("family")) {
    guessed.erase("full");
  }
  return guessed;
}

std::optional<TableHeader> find_header(std::string_view text) {
  return find(
      text, [](TableHeader& header, const CsvRecord& record) { return header.recognize(record); });
}

std::optional<TableHeader> find_header(std::string_view text, const ChosenColumns& chosen) {
  return find(text, [&chosen](TableHeader& header, const CsvRecord& record) {
    return header.recognize(record, chosen);
  });
}

std::optional<TableHeader> first_table(std::string_view text) {
  constexpr std::size_t looked_at = std::size_t{16} * 1024;
  // Above a header may stand notes, with a comma or two; below it no line has more columns.
  std::size_t most = 1;
  std::optional<TableHeader> widest;
  std::size_t line_number = 1;
  for (std::size_t begin = 0; begin < std::min(text.size(), looked_at); ++line_number) {
    const PhysicalLine line = physical_line(text, begin);
    begin = line.next;
    if (!may_be_header(line.text)) {
      continue;
    }
    for (const char separator : {',', ';', '\t'}) {
      CsvReader reader(line.text, separator);
      if (reader.next() != CsvReader::Step::record) {
        continue;
      }
      TableHeader header;
      header.separator = separator;
      header.recognize(reader.record());
      header.rows_begin = line.next;
      header.rows_line = line_number + 1;
      if (header.names.size() > most) {
        most = header.names.size();
        widest = std::move(header);
      }
    }
  }
  return widest;
}

bool is_profile(std::string_view url) {
  return url.find("linkedin.com/in/") != std::string_view::npos ||
         url.find("linkedin.com/pub/") != std::string_view::npos ||
         url.find("xing.com/profile/") != std::string_view::npos;
}

std::string tidy(std::string_view field) {
  if (is_tidy(field)) {
    return std::string(field);
  }
  std::string result;
  result.reserve(field.size());
  bool space = false;
  for (std::size_t i = 0; i < field.size();) {
    const std::size_t blank = blank_bytes(field.substr(i));
    if (blank > 0) {
      space = !result.empty();
      i += blank;
      continue;
    }
    if (std::exchange(space, false)) {
      result += ' ';
    }
    result += field[i++];
  }
  return result;
}

}  // namespace rounds::importing
