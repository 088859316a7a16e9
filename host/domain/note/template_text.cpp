#include "domain/note/template_text.h"

#include <algorithm>
#include <array>

#include "domain/text/words.h"

namespace rounds::domain {
namespace {

using Reason = BrokenTemplate::Reason;

constexpr std::size_t kMostTags = 200;
constexpr std::string_view kBlank = " \t\r\n";

struct Tag {
  enum class Kind { text, variable, condition, negation, end, remark };

  Kind kind = Kind::text;
  std::string_view content;  ///< the text itself, or the tag's name
  std::size_t at = 0;        ///< where it begins in the template
  /// Of a condition: the number of the tag that ends it.
  std::size_t end = 0;
};

std::string braced(std::string_view sign, std::string_view name) {
  return std::string("{{").append(sign).append(name).append("}}");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

bool has(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\r\n.{}=<>#^/!&") == std::string_view::npos;
}

/// Cuts a template into texts and tags and refuses what cannot be used.
class Reader {
 public:
  Reader(std::string_view text, const Vocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary) {
    cut();
    join_conditions();
    for (const Tag& tag : tags_) check_name(tag);
    drop_lines_of_tags();
  }

  [[nodiscard]] std::span<const Tag> tags() const { return tags_; }

 private:
  [[noreturn]] void refuse(Reason reason, std::size_t at, std::string_view name,
                           const std::string& why) const {
    const std::string_view before = text_.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::string_view on_line = before.substr(before.rfind('\n') + 1);
    const auto column = 1 + std::count_if(on_line.begin(), on_line.end(),
                                          [](unsigned char c) { return (c & 0xC0U) != 0x80U; });
    throw BrokenTemplate(
        reason, std::string(name), static_cast<std::size_t>(line), static_cast<std::size_t>(column),
        "Line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + why);
  }

  void cut() {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = std::min(text_.find("{{", at), text_.size());
      if (begin > at) tags_.push_back({Tag::Kind::text, text_.substr(at, begin - at), at});
      if (begin == text_.size()) return;
      if (++count > kMostTags) {
        refuse(Reason::too_many_tags, begin, {},
               "there are more than " + std::to_string(kMostTags) + " variables. Use fewer.");
      }
      at = cut_tag(begin);
    }
  }

  /// Cuts the tag that begins at `begin`; where it ends.
  std::size_t cut_tag(std::size_t begin) {
    const bool triple = text_.substr(begin).starts_with("{{{");
    const std::string_view closing = triple ? "}}}" : "}}";
    const std::size_t inside = begin + closing.size();
    const std::size_t end = text_.find(closing, inside);
    if (end == std::string_view::npos) {
      refuse(Reason::unclosed_tag, begin, {},
             "“{{” is not closed. Write “}}” after the variable's name.");
    }
    Tag tag{Tag::Kind::variable, trimmed(text_.substr(inside, end - inside)), begin};
    const char sign = tag.content.empty() ? ' ' : tag.content.front();
    if (!triple && std::string_view("#^/!&").find(sign) != std::string_view::npos) {
      tag.kind = kind_of(sign);
      tag.content = trimmed(tag.content.substr(1));
    }
    if (tag.kind != Tag::Kind::remark && !is_name(tag.content)) {
      refuse(Reason::unreadable_tag, begin, tag.content,
             "this cannot be read. Variables are written like {{given}}.");
    }
    tags_.push_back(tag);
    return end + closing.size();
  }

  static Tag::Kind kind_of(char sign) {
    switch (sign) {
      case '#':
        return Tag::Kind::condition;
      case '^':
        return Tag::Kind::negation;
      case '/':
        return Tag::Kind::end;
      case '!':
        return Tag::Kind::remark;
      default:
        return Tag::Kind::variable;
    }
  }

  void join_conditions() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      const Tag& tag = tags_[i];
      if (tag.kind == Tag::Kind::condition || tag.kind == Tag::Kind::negation) {
        open.push_back(i);
      } else if (tag.kind == Tag::Kind::end) {
        if (open.empty()) {
          refuse(Reason::unopened_condition, tag.at, tag.content,
                 braced("/", tag.content) + " ends a condition that did not begin. Write " +
                     braced("#", tag.content) + " where it begins, or delete this.");
        }
        if (tags_[open.back()].content != tag.content) refuse_open(tags_[open.back()]);
        tags_[open.back()].end = i;
        open.pop_back();
      }
    }
    if (!open.empty()) refuse_open(tags_[open.back()]);
  }

  [[noreturn]] void refuse_open(const Tag& tag) const {
    refuse(Reason::unclosed_condition, tag.at, tag.content,
           "the condition " + braced(tag.kind == Tag::Kind::negation ? "^" : "#", tag.content) +
               " has no end. Write " + braced("/", tag.content) +
               " where it ends, before any other ends.");
  }

  void check_name(const Tag& tag) const {
    const std::string name(tag.content);
    if (tag.kind == Tag::Kind::text || tag.kind == Tag::Kind::remark ||
        has(vocabulary_.variables, name)) {
      return;
    }
    const bool shown = tag.kind == Tag::Kind::variable;
    if (shown && name == kPersonalPart) {
      if (vocabulary_.personal) return;
      refuse(Reason::personal_in_subject, tag.at, name,
             "the personal part belongs into the body. Delete {{personal}} here.");
    }
    if (has(vocabulary_.conditions, name)) {
      if (!shown) return;
      refuse(Reason::condition_as_text, tag.at, name,
             braced("", name) + " is a condition and has no text of its own. Write " +
                 braced("#", name) + "what is then said" + braced("/", name) + ".");
    }
    std::string names;
    for (const std::string_view variable : vocabulary_.variables) {
      names.append(names.empty() ? "" : ", ").append(variable);
    }
    refuse(Reason::unknown_name, tag.at, name,
           "there is no variable “" + name + "”. Those that there are: " + names + ".");
  }

  /// A line that holds nothing but the beginnings and ends of conditions, and remarks, is no line
  /// of the letter.
  void drop_lines_of_tags() {
    for (std::size_t i = 0; i < tags_.size();) {
      if (!is_mark(tags_[i]) || !begins_line(i)) {
        ++i;
        continue;
      }
      std::size_t last = i;  // one behind the tags of this line
      while (last < tags_.size() && (is_mark(tags_[last]) || is_gap(tags_[last]))) ++last;
      if (ends_line(i, last)) {
        if (i > 0) cut_indent(tags_[i - 1]);
        for (std::size_t gap = i; gap < last; ++gap) {
          if (tags_[gap].kind == Tag::Kind::text) tags_[gap].content = {};
        }
        if (last < tags_.size()) {
          std::string_view& rest = tags_[last].content;
          rest.remove_prefix(rest.find('\n') + 1);
        }
      }
      i = last;
    }
  }

  static bool is_mark(const Tag& tag) {
    return tag.kind != Tag::Kind::text && tag.kind != Tag::Kind::variable;
  }
  /// A text of spaces on one line.
  static bool is_gap(const Tag& tag) {
    return tag.kind == Tag::Kind::text &&
           tag.content.find_first_not_of(" \t\r") == std::string_view::npos;
  }
  /// Whether only spaces stand before the tag on its line.
  [[nodiscard]] bool begins_line(std::size_t i) const {
    const std::string_view before = text_.substr(0, tags_[i].at);
    const std::size_t last = before.find_last_not_of(" \t\r");
    return last == std::string_view::npos || before[last] == '\n';
  }
  /// Whether the line ends behind the tags from `first` up to `last`, with nothing shown on it.
  [[nodiscard]] bool ends_line(std::size_t first, std::size_t last) const {
    if (last == tags_.size()) return last > first;
    const Tag& next = tags_[last];
    if (next.kind != Tag::Kind::text) return false;
    const std::size_t shown = next.content.find_first_not_of(" \t\r");
    return shown != std::string_view::npos && next.content[shown] == '\n';
  }
  static void cut_indent(Tag& before) {
    if (before.kind != Tag::Kind::text) return;
    const std::size_t last = before.content.find_last_not_of(" \t\r");
    before.content = before.content.substr(0, last == std::string_view::npos ? 0 : last + 1);
  }

  std::string_view text_;
  const Vocabulary& vocabulary_;
  std::vector<Tag> tags_;
};

/// A value on one line: what it has of breaks and other control characters become single spaces.
std::string on_one_line(std::string_view value) {
  std::string line;
  for (const char c : value) {
    const bool space = static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

/// Puts the filled text together.
class Writer {
 public:
  explicit Writer(const TemplateValues& values) : values_(values) {}

  [[nodiscard]] bool holds(const Tag& condition) const {
    const bool known = values_.variables.contains(condition.content) ||
                       values_.conditions.contains(condition.content);
    return known == (condition.kind == Tag::Kind::condition);
  }

  void variable(std::string_view name) {
    if (name == kPersonalPart) {
      if (!filled_.personal_at) filled_.personal_at = utf16_length(filled_.text);
      return;
    }
    if (const auto value = values_.variables.find(name); value != values_.variables.end()) {
      text(on_one_line(value->second));
      return;
    }
    auto& missing = filled_.missing;
    if (std::find(missing.begin(), missing.end(), name) == missing.end())
      missing.emplace_back(name);
    gap_ = filled_.text.empty() || filled_.text.ends_with(' ') || filled_.text.ends_with('\n');
  }

  void text(std::string_view text) {
    if (gap_ && !text.empty()) text = without_gap(text);
    // A value may bring braces of its own: what is filled must not look as if it were not.
    for (const char c : text) {
      if (c != '{' || !filled_.text.ends_with('{')) filled_.text += c;
    }
  }

  FilledTemplate finish() {
    if (gap_) close_gap();
    return std::move(filled_);
  }

 private:
  /// What follows a variable without a value, when a space stands before it: one of two spaces
  /// goes, and a space before a comma or at the end of a line.
  std::string_view without_gap(std::string_view text) {
    gap_ = false;
    if (text.front() == ' ') return text.substr(1);
    if (std::string_view(",.;:!?)\r\n").find(text.front()) != std::string_view::npos) close_gap();
    return text;
  }

  void close_gap() {
    const bool after_personal = filled_.personal_at == utf16_length(filled_.text);
    if (filled_.text.ends_with(' ') && !after_personal) filled_.text.pop_back();
  }

  const TemplateValues& values_;
  FilledTemplate filled_;
  bool gap_ = false;
};

}  // namespace

std::string_view BrokenTemplate::code() const noexcept {
  static constexpr auto kCodes = std::to_array<std::string_view>(
      {"template_too_many_tags", "template_unclosed_tag", "template_unreadable_tag",
       "template_unclosed_condition", "template_unopened_condition", "template_unknown_name",
       "template_condition_as_text", "template_personal_in_subject"});
  return kCodes.at(static_cast<std::size_t>(reason_));
}

void check_template(const std::string& text, const Vocabulary& vocabulary) {
  const Reader reader(text, vocabulary);
}

FilledTemplate fill_template(const std::string& text, const Vocabulary& vocabulary,
                             const TemplateValues& values) {
  const Reader reader(text, vocabulary);
  Writer writer(values);
  const std::span<const Tag> tags = reader.tags();
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Tag& tag = tags[i];
    switch (tag.kind) {
      case Tag::Kind::text:
        writer.text(tag.content);
        break;
      case Tag::Kind::variable:
        writer.variable(tag.content);
        break;
      case Tag::Kind::condition:
      case Tag::Kind::negation:
        if (!writer.holds(tag)) i = tag.end;
        break;
      case Tag::Kind::end:
      case Tag::Kind::remark:
        break;
    }
  }
  return writer.finish();
}

}  // namespace rounds::domain
