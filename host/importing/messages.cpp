#include "importing/messages.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "domain/calendar/calendar.h"
#include "domain/people/addresses.h"
#include "importing/csv_reader.h"
#include "importing/table.h"
#include "importing/text_encoding.h"

namespace rounds::importing {
namespace {

constexpr std::size_t longest_text = 500;
constexpr std::size_t longest_subject = 200;

enum class Field { sender, recipients, date, subject, content, draft, conversation_draft };

constexpr std::array<std::string_view, 7> field_names = {
    "SENDER PROFILE URL", "RECIPIENT PROFILE URLS", "DATE", "SUBJECT", "CONTENT",
    "IS MESSAGE DRAFT",   "IS CONVERSATION DRAFT"};

using Places = std::array<std::size_t, field_names.size()>;

std::optional<Places> read_header(const CsvRecord& record) {
  constexpr auto nowhere = static_cast<std::size_t>(-1);
  Places places{};
  places.fill(nowhere);
  for (std::size_t i = 0; i < record.size(); ++i) {
    const std::string name = tidy(record[i]);
    const auto* const known = std::find(field_names.begin(), field_names.end(), name);
    if (known != field_names.end()) {
      places.at(static_cast<std::size_t>(known - field_names.begin())) = i;
    }
  }
  // A message without a subject or a text is one all the same.
  const bool usable = std::all_of(places.begin(), places.begin() + 3,
                                  [](std::size_t place) { return place != nowhere; });
  return usable ? std::optional(places) : std::nullopt;
}

// "2023-05-01 12:34:56 UTC" as RFC 3339; empty for anything else.
std::string moment_of(std::string_view date) {
  const std::string text = tidy(date);
  constexpr std::string_view form = "dddd-dd-dd dd:dd:dd";
  if (text.size() < form.size()) {
    return "";
  }
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !digit : text[i] != form[i]) {
      return "";
    }
  }
  const std::string_view zone = std::string_view(text).substr(form.size());
  if (!zone.empty() && zone != " UTC" && zone != "Z") {
    return "";
  }
  const std::string moment = text.substr(0, 10) + "T" + text.substr(11, 8) + "Z";
  return domain::parse_moment(moment) ? moment : "";
}

// LinkedIn's own editor leaves its markup in some messages.
std::string without_markup(std::string_view text) {
  if (text.find("</") == std::string_view::npos) {
    return tidy(text);
  }
  std::string result;
  bool inside = false;
  for (const char c : text) {
    if (c == '<') {
      inside = true;
    } else if (c == '>' && inside) {
      inside = false;
      result += ' ';
    } else if (!inside) {
      result += c;
    }
  }
  return tidy(result);
}

struct Message {
  std::string sender;                   // profile keys
  std::vector<std::string> recipients;  // without the sender
  ImportedExchange exchange;            // without its person and direction
};

std::vector<std::string> profiles_in(std::string_view field) {
  constexpr std::string_view between = " ,;\t\r\n";
  std::vector<std::string> profiles;
  std::size_t begin = 0;
  while ((begin = field.find_first_not_of(between, begin)) != std::string_view::npos) {
    const std::size_t end = std::min(field.find_first_of(between, begin), field.size());
    profiles.push_back(domain::profile_key(field.substr(begin, end - begin)));
    begin = end;
  }
  return profiles;
}

// The newest message of each pair of profiles, whoever of the two the user is.
class Conversations {
 public:
  void add(Message message) {
    std::unordered_set<std::string_view> present{message.sender};
    present.insert(message.recipients.begin(), message.recipients.end());
    for (const std::string_view profile : present) {
      ++appearances_[std::string(profile)];
    }
    if (message.recipients.size() != 1 || message.recipients.front() == message.sender) {
      return;
    }
    const std::string& other = message.recipients.front();
    const auto pair = std::minmax(message.sender, other);
    Message& newest = newest_[{pair.first, pair.second}];
    if (newest.exchange.at < message.exchange.at) {
      newest = std::move(message);
    }
  }

  // Whose messages they are; nothing when that cannot be told.
  [[nodiscard]] std::optional<std::string> owner(
      const std::vector<std::string>& connections) const {
    std::unordered_set<std::string> others;
    for (const std::string& url : connections) {
      others.insert(domain::profile_key(url));
    }
    std::optional<std::string> owner;
    std::size_t most = 0;
    bool tie = false;
    for (const auto& [profile, count] : appearances_) {
      if (profile.empty() || others.contains(profile) || count < most) {
        continue;
      }
      tie = count == most;
      most = count;
      owner = profile;
    }
    return tie ? std::nullopt : owner;
  }

  [[nodiscard]] std::vector<ImportedExchange> with(const std::string& owner) {
    std::vector<ImportedExchange> exchanges;
    for (auto& [pair, message] : newest_) {
      if (pair.first != owner && pair.second != owner) {
        continue;
      }
      const std::string& other = pair.first == owner ? pair.second : pair.first;
      if (other.empty()) {
        continue;
      }
      message.exchange.url = other;
      message.exchange.from_them = message.sender != owner;
      exchanges.push_back(std::move(message.exchange));
    }
    return exchanges;
  }

  [[nodiscard]] bool empty() const { return appearances_.empty(); }

 private:
  std::unordered_map<std::string, std::size_t> appearances_;
  std::map<std::pair<std::string, std::string>, Message> newest_;
};

std::optional<Message> read_message(const CsvRecord& record, const Places& places) {
  const auto field = [&](Field which) {
    const std::size_t place = places.at(static_cast<std::size_t>(which));
    return place < record.size() ? record[place] : std::string_view();
  };
  // What was begun and never sent is no message.
  for (const Field draft : {Field::draft, Field::conversation_draft}) {
    const std::string answer = tidy(field(draft));
    if (!answer.empty() && answer != "No" && answer != "no" && answer != "false" &&
        answer != "FALSE" && answer != "0") {
      return std::nullopt;
    }
  }
  Message message;
  message.exchange.at = moment_of(field(Field::date));
  message.sender = domain::profile_key(tidy(field(Field::sender)));
  message.recipients = profiles_in(field(Field::recipients));
  if (message.exchange.at.empty() || message.recipients.empty()) {
    return std::nullopt;
  }
  std::erase(message.recipients, message.sender);
  message.exchange.subject = beginning_of(tidy(field(Field::subject)), longest_subject);
  message.exchange.text = beginning_of(without_markup(field(Field::content)), longest_text);
  if (!is_utf8(message.exchange.subject) || !is_utf8(message.exchange.text) ||
      !is_utf8(message.sender) ||
      !std::all_of(message.recipients.begin(), message.recipients.end(), is_utf8)) {
    return std::nullopt;
  }
  return message;
}

}  // namespace

MessagesFile read_messages(std::string_view utf8_text, const std::vector<std::string>& connections,
                           const Progress& progress) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (utf8_text.starts_with(byte_order_mark)) {
    utf8_text.remove_prefix(byte_order_mark.size());
  }
  CsvReader reader(utf8_text, ',');
  const auto places = reader.next() == CsvReader::Step::record ? read_header(reader.record())
                                                               : std::optional<Places>();
  if (!places) {
    return {{},
            "The messages in the archive have columns that Rounds does not know. The people were "
            "kept without their last messages.",
            "messages_unknown"};
  }
  Conversations conversations;
  constexpr std::size_t records_between_progress = 512;
  for (std::size_t steps = 0;; ++steps) {
    if (steps % records_between_progress == 0 && progress &&
        !progress(reader.position(), utf8_text.size())) {
      throw Stopped();
    }
    const CsvReader::Step step = reader.next();
    if (step == CsvReader::Step::end) {
      break;
    }
    if (step != CsvReader::Step::record) {
      continue;
    }
    if (auto message = read_message(reader.record(), *places)) {
      conversations.add(std::move(*message));
    }
  }
  if (conversations.empty()) {
    return {};
  }
  const auto owner = conversations.owner(connections);
  if (!owner) {
    return {{},
            "Whose messages the archive holds could not be told. The people were kept without "
            "their last messages.",
            "messages_of_nobody"};
  }
  return {conversations.with(*owner), "", ""};
}

}  // namespace rounds::importing
