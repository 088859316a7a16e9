#include "domain/people/addresses.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "domain/text/words.h"

namespace rounds::domain {
namespace {

// The longest that SMTP carries is 254; what is far longer is something else.
constexpr std::size_t longest_address = 320;

std::string without_case(std::string_view text) {
  std::string result(text);
  if (is_ascii(text)) {
    for (char& c : result) {
      if (c >= 'A' && c <= 'Z') {
        c = static_cast<char>(c - 'A' + 'a');
      }
    }
    return result;
  }
  result.clear();
  icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
      .foldCase()
      .toUTF8String(result);
  return result;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

using ByteSet = std::array<bool, 256>;

constexpr ByteSet local_part_bytes = [] {
  ByteSet set{};
  for (std::size_t i = '!'; i < set.size(); ++i) {
    set.at(i) = i != 0x7F;
  }
  for (const char c : std::string_view("()<>[]:;,\\\"@")) {
    set.at(static_cast<unsigned char>(c)) = false;
  }
  return set;
}();

constexpr ByteSet domain_bytes = [] {
  ByteSet set{};
  for (std::size_t i = 0x80; i < set.size(); ++i) {
    set.at(i) = true;
  }
  for (const char c :
       std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")) {
    set.at(static_cast<unsigned char>(c)) = true;
  }
  return set;
}();

/// "ann lee" and "ann@home" in the quotes that RFC 5321 asks for around such a local part.
bool is_quoted(std::string_view local) {
  if (local.size() < 3 || local.front() != '"' || local.back() != '"') return false;
  for (std::size_t i = 1; i + 1 < local.size(); ++i) {
    const auto byte = static_cast<unsigned char>(local[i]);
    if (byte < ' ' || byte == 0x7F || byte == '"') return false;
    if (byte == '\\' && ++i + 1 >= local.size()) return false;
  }
  return true;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// A web address with its letters as they are: RFC 3987 calls "n%C3%BAria" and "núria" the same.
std::string percent_decoded(std::string_view url) {
  std::string decoded;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (url[i] == '%' && i + 2 < url.size() && hex_value(url[i + 1]) >= 0 &&
        hex_value(url[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_value(url[i + 1]) * 16 + hex_value(url[i + 2]));
      i += 2;
    } else {
      decoded += url[i];
    }
  }
  return decoded;
}

bool holds_only(std::string_view text, const ByteSet& set) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return set[static_cast<unsigned char>(c)]; });
}

}  // namespace

std::string address_of(std::string_view mailbox) {
  if (mailbox.size() > std::size_t{64} * 1024) {
    return {};
  }
  std::string_view address = mailbox;
  if (const std::size_t open = mailbox.rfind('<'); open != std::string_view::npos) {
    address = mailbox.substr(open + 1);
    address = address.substr(0, address.find('>'));
  } else if (const std::size_t comment = mailbox.find('('); comment != std::string_view::npos) {
    address = mailbox.substr(0, comment);  // "ann@example.org (Ann Lee)"
  }
  address = trim(address);
  constexpr std::string_view scheme = "mailto:";
  while (address.size() > scheme.size() &&
         without_case(address.substr(0, scheme.size())) == scheme) {
    address.remove_prefix(scheme.size());
  }
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == address.size() ||
      (!is_quoted(address.substr(0, at)) &&
       address.find_first_of(" \t\r\n()") != std::string_view::npos)) {
    return {};
  }
  return without_case(address);
}

std::vector<std::string> addresses_of(std::string_view mailboxes) {
  std::vector<std::string> result;
  bool quoted = false;
  bool angle = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= mailboxes.size(); ++i) {
    if (i < mailboxes.size()) {
      const char c = mailboxes[i];
      if (quoted && c == '\\') {
        ++i;
        continue;
      }
      if (c == '"' && !angle) {
        quoted = !quoted;
      } else if (!quoted && (c == '<' || c == '>')) {
        angle = c == '<';
      }
      if (c != ',' || quoted || angle) {
        continue;
      }
    }
    std::string address =
        address_of(mailboxes.substr(begin, std::min(i, mailboxes.size()) - begin));
    if (!address.empty()) {
      result.push_back(std::move(address));
    }
    begin = i + 1;
  }
  return result;
}

bool is_plausible_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || address.size() > longest_address) {
    return false;
  }
  const std::string_view local = address.substr(0, at);
  const std::string_view domain = address.substr(at + 1);
  return (holds_only(local, local_part_bytes) || is_quoted(local)) &&
         holds_only(domain, domain_bytes) && domain.find('.') != std::string_view::npos &&
         domain.find("..") == std::string_view::npos &&
         domain.find(".-") == std::string_view::npos &&
         domain.find("-.") == std::string_view::npos && domain.front() != '.' &&
         domain.front() != '-' && domain.back() != '.' && domain.back() != '-';
}

std::string profile_key(std::string_view url) {
  std::string key = without_case(percent_decoded(trim(url)));
  for (const std::string_view prefix : {"https://", "http://", "www."}) {
    if (key.starts_with(prefix)) key.erase(0, prefix.size());
  }
  key.erase(std::min(key.find_first_of("?#"), key.size()));
  while (key.ends_with('/')) key.pop_back();
  // A country's or a telephone's host ("es.", "m.") has the same profiles, and what stands behind
  // the name ("/de", "/details/skills") is a view of it.
  for (const std::string_view place : {"linkedin.com/in/", "xing.com/profile/"}) {
    const std::size_t begin = key.find(place);
    if (begin == std::string::npos || key.substr(0, begin).find('/') != std::string::npos ||
        (begin > 0 && key[begin - 1] != '.')) {
      continue;
    }
    key.erase(0, begin);
    key.erase(std::min(key.find('/', place.size()), key.size()));
  }
  return key;
}

}  // namespace rounds::domain
