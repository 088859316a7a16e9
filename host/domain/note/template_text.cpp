#include "domain/note/template_text.h"

#include <algorithm>
#include <charconv>
#include <kainjow/mustache.hpp>

#include "domain/text/words.h"

namespace rounds::domain {
namespace {

namespace mustache = kainjow::mustache;

// More could nest so deeply that the library, which recurses, would exhaust the stack.
constexpr std::size_t kMostTags = 200;
// Stands for the personal part while the rest is filled in; no value may hold it.
constexpr char kMark = '\x1F';
// Stands where a line was taken away.
constexpr char kNoLine = '\x1E';

using Component = mustache::component<std::string>;
using Type = mustache::tag_type;

bool has(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string braced(std::string_view name) { return std::string("{{").append(name).append("}}"); }

/// "Line 3, column 9: …", both counted from 1 and the column in characters.
[[noreturn]] void refuse(std::string_view text, std::size_t at, const std::string& why) {
  const std::string_view before = text.substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::string_view on_line = before.substr(before.rfind('\n') + 1);
  const auto column = 1 + std::count_if(on_line.begin(), on_line.end(),
                                        [](unsigned char c) { return (c & 0xC0U) != 0x80U; });
  throw BrokenTemplate("Line " + std::to_string(line) + ", column " + std::to_string(column) +
                       ": " + why);
}

/// The library's own message, such as `Unclosed section "company" at 17`, in our words.
[[noreturn]] void refuse_syntax(const std::string& text, std::string_view message) {
  std::size_t at = 0;
  const std::size_t digits = message.rfind(' ') + 1;
  std::from_chars(message.data() + digits, message.data() + message.size(), at);
  const std::size_t quote = message.find('"');
  const std::string_view name = quote == std::string_view::npos
                                    ? std::string_view()
                                    : message.substr(quote + 1, message.rfind('"') - quote - 1);
  if (message.starts_with("Unclosed section")) {
    refuse(text, at,
           "the condition " + braced(std::string("#").append(name)) + " has no end. Write " +
               braced(std::string("/").append(name)) + " where it ends, before any other ends.");
  }
  if (message.starts_with("Unopened section")) {
    refuse(text, at,
           braced(std::string("/").append(name)) + " ends a condition that did not begin. Write " +
               braced(std::string("#").append(name)) + " where it begins, or delete this.");
  }
  if (message.starts_with("Unclosed tag")) {
    refuse(text, at, "“{{” is not closed. Write “}}” after the variable's name.");
  }
  refuse(text, at, "this cannot be read. Variables are written like {{given}}.");
}

class Reader {
 public:
  Reader(const std::string& text, const Vocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary) {
    std::size_t tags = 0;
    for (std::size_t at = 0; (at = text.find("{{", at)) != std::string::npos; at += 2) {
      if (++tags > kMostTags) {
        refuse(text, at,
               "there are more than " + std::to_string(kMostTags) + " variables. Use fewer.");
      }
    }
    std::string error;
    mustache::context<std::string> nothing;
    mustache::context_internal<std::string> context{nothing};
    const mustache::parser<std::string> parser{text, context, root_, error};
    if (!error.empty()) refuse_syntax(text, error);
    check(root_);
  }

  /// Adds the variables without a value that stand where they are shown.
  void find_missing(const TemplateValues& values, std::vector<std::string>& missing) {
    find_missing(root_, values, missing);
  }

 private:
  void check(Component& parent) {
    for (Component& child : parent.children) {
      check_tag(child);
      check(child);
    }
  }

  void check_tag(const Component& tag) const {
    switch (tag.tag.type) {
      case Type::text:
      case Type::comment:
        return;
      case Type::variable:
      case Type::unescaped_variable:
        return check_variable(tag);
      case Type::section_begin:
      case Type::section_begin_inverted:
        return check_condition(tag);
      default:
        refuse(text_, tag.position,
               "this cannot be used here. Variables are written like {{given}}.");
    }
  }

  void check_variable(const Component& tag) const {
    const std::string& name = tag.tag.name;
    if (name == kPersonalPart && vocabulary_.personal) return;
    if (name == kPersonalPart) {
      refuse(text_, tag.position,
             "the personal part belongs into the body. Delete {{personal}} here.");
    }
    if (has(vocabulary_.variables, name)) return;
    if (has(vocabulary_.conditions, name)) {
      refuse(text_, tag.position,
             braced(name) + " is a condition and has no text of its own. Write {{#" + name +
                 "}}what is then said{{/" + name + "}}.");
    }
    refuse_name(tag);
  }

  void check_condition(const Component& tag) const {
    const std::string& name = tag.tag.name;
    if (has(vocabulary_.variables, name) || has(vocabulary_.conditions, name)) return;
    refuse_name(tag);
  }

  [[noreturn]] void refuse_name(const Component& tag) const {
    std::string names;
    for (const std::string_view name : vocabulary_.variables) {
      names.append(names.empty() ? "" : ", ").append(name);
    }
    refuse(text_, tag.position,
           "there is no variable “" + tag.tag.name + "”. Those that there are: " + names + ".");
  }

  void find_missing(Component& parent, const TemplateValues& values,
                    std::vector<std::string>& missing) {
    for (Component& child : parent.children) {
      const std::string& name = child.tag.name;
      switch (child.tag.type) {
        case Type::variable:
        case Type::unescaped_variable:
          if (name != kPersonalPart && !values.variables.contains(name) &&
              std::find(missing.begin(), missing.end(), name) == missing.end()) {
            missing.push_back(name);
          }
          break;
        case Type::section_begin:
        case Type::section_begin_inverted: {
          const bool holds = values.variables.contains(name) || values.conditions.contains(name);
          if (holds == (child.tag.type == Type::section_begin)) {
            find_missing(child, values, missing);
          }
          break;
        }
        default:
          break;
      }
    }
  }

  const std::string& text_;
  const Vocabulary& vocabulary_;
  Component root_;
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

/// The tags of a line that holds nothing but the beginnings and ends of conditions, and remarks; ""
/// for any other.
std::string tags_alone(std::string_view line) {
  constexpr std::string_view kBlank = " \t\r";
  std::string tags;
  for (;;) {
    line.remove_prefix(std::min(line.find_first_not_of(kBlank), line.size()));
    if (line.empty()) return tags;
    const std::size_t end = line.find("}}");
    if (!line.starts_with("{{") || end == std::string_view::npos) return "";
    const char sign = line[line.find_first_not_of(kBlank, 2)];
    if (std::string_view("#^/!").find(sign) == std::string_view::npos) return "";
    tags.append(line.substr(0, end + 2));
    line.remove_prefix(end + 2);
  }
}

/// Takes away the lines that hold only tags, as Mustache wants it, and leaves their tags: the
/// library does so where a condition holds, and forgets it where it does not.
std::string without_lines_of_tags(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    const std::string tags = tags_alone(line.substr(0, line.find('\n')));
    if (tags.empty()) {
      result.append(line);
    } else {
      result.append(tags).push_back(kNoLine);
    }
    text.remove_prefix(end);
  }
  return result;
}

mustache::data data_of(const TemplateValues& values) {
  mustache::data data;
  for (const auto& [name, value] : values.variables) data.set(name, on_one_line(value));
  for (const auto& name : values.conditions) data.set(name, true);
  data.set(std::string(kPersonalPart), std::string(1, kMark));
  return data;
}

}  // namespace

void check_template(const std::string& text, const Vocabulary& vocabulary) {
  const Reader reader(text, vocabulary);
}

FilledTemplate fill_template(const std::string& text, const Vocabulary& vocabulary,
                             const TemplateValues& values) {
  FilledTemplate filled;
  Reader(text, vocabulary).find_missing(values, filled.missing);
  mustache::mustache renderer(without_lines_of_tags(text));
  renderer.set_custom_escape([](const std::string& value) { return value; });
  // A value may bring braces of its own: what is filled must not look as if it were not.
  const mustache::data data = data_of(values);
  mustache::context<std::string> context;
  context.push(&data);
  for (const char c : renderer.render(context)) {
    if (c == kMark) {
      if (!filled.personal_at) filled.personal_at = utf16_length(filled.text);
    } else if (c != kNoLine && (c != '{' || !filled.text.ends_with('{'))) {
      filled.text += c;
    }
  }
  return filled;
}

}  // namespace rounds::domain
