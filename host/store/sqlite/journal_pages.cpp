#include "store/sqlite/journal_pages.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "store/sqlite/raw_file.h"

// The file format: https://www.sqlite.org/fileformat2.html
namespace rounds::store {
namespace {

constexpr std::size_t kFileHeader = 100;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

/// Takes bytes from the front of a piece of a page; at its end it has failed and gives zeros.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::string_view rest() const { return bytes_; }

  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size()) {
      failed_ = true;
      bytes_ = {};
      return {};
    }
    const auto taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  std::uint64_t variable_length_integer() {
    constexpr int kLongest = 9;
    std::uint64_t value = 0;
    for (int i = 1; i <= kLongest; ++i) {
      const auto byte = big_endian(take(1));
      if (failed_) return 0;
      if (i == kLongest) return value << 8U | byte;
      value = value << 7U | (byte & 0x7FU);
      if ((byte & 0x80U) == 0) return value;
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool failed_ = false;
};

/// One column of a record.
struct Value {
  enum class Type { null, integer, text, other } type = Type::other;
  std::int64_t integer = 0;
  std::string_view text;
};

Value read_value(std::uint64_t type, Cursor& content) {
  constexpr std::array<std::uint64_t, 7> kIntegerSizes{0, 1, 2, 3, 4, 6, 8};
  if (type == 0) return {Value::Type::null, 0, {}};
  if (type < kIntegerSizes.size()) {
    const std::string_view bytes = content.take(kIntegerSizes.at(type));
    std::uint64_t value = big_endian(bytes);
    const std::size_t bits = bytes.size() * 8;
    const bool negative = !bytes.empty() && (static_cast<unsigned char>(bytes[0]) & 0x80U) != 0;
    if (negative && bits < 64) value |= ~std::uint64_t{0} << bits;
    return {Value::Type::integer, static_cast<std::int64_t>(value), {}};
  }
  if (type == 8 || type == 9) {
    return {Value::Type::integer, static_cast<std::int64_t>(type - 8), {}};
  }
  if (type >= 13 && type % 2 == 1) return {Value::Type::text, 0, content.take((type - 13) / 2)};
  if (type >= 12) content.take((type - 12) / 2);
  return {};
}

std::vector<Value> read_record(std::string_view payload) {
  Cursor sizes(payload);
  const std::uint64_t header = sizes.variable_length_integer();
  if (sizes.failed() || header > payload.size()) return {};
  Cursor types(payload.substr(0, header));
  types.variable_length_integer();
  Cursor content(payload.substr(header));
  std::vector<Value> values;
  while (!types.rest().empty()) {
    values.push_back(read_value(types.variable_length_integer(), content));
    if (types.failed() || content.failed()) return {};
  }
  return values;
}

std::optional<JournalRow> read_row(std::string_view payload) {
  using Type = Value::Type;
  constexpr std::array kShape{Type::text, Type::text,    Type::integer, Type::text,
                              Type::text, Type::integer, Type::text};
  constexpr std::size_t kSubject = 5;
  constexpr std::size_t kUuid = 36;
  const auto values = read_record(payload);
  if (values.size() < kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool without_subject = i == kSubject && values[i].type == Type::null;
    if (values[i].type != kShape.at(i) && !without_subject) return std::nullopt;
  }
  if (values[0].text.size() != kUuid || values[2].integer < 1) return std::nullopt;
  JournalRow row;
  row.fact = values[0].text;
  row.device = values[1].text;
  row.seq = values[2].integer;
  row.at = values[3].text;
  row.kind = values[4].text;
  if (values[kSubject].type == Type::integer) row.subject = values[kSubject].integer;
  row.body = values[6].text;
  return row;
}

/// The pages of a file.
class Pages {
 public:
  explicit Pages(const std::filesystem::path& database) : file_(database) {
    constexpr std::uint64_t kLeast = 512;
    constexpr std::uint64_t kMost = 65536;
    const std::string header = file_.read(0, kFileHeader);
    const std::uint64_t named = big_endian(std::string_view(header).substr(16, 2));
    const std::uint64_t size = named == 1 ? kMost : named;
    if (size >= kLeast && (size & (size - 1)) == 0) size_ = size;
    const auto reserved = big_endian(std::string_view(header).substr(20, 1));
    if (reserved < 32) usable_ = size_ - reserved;
    count_ = (static_cast<std::uint64_t>(file_.size()) + size_ - 1) / size_;
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::uint64_t usable() const { return usable_; }
  /// Counted from 1.
  [[nodiscard]] std::string read(std::uint64_t page) const {
    return file_.read(static_cast<std::int64_t>((page - 1) * size_), size_);
  }

 private:
  RawFile file_;
  std::uint64_t size_ = 4096;
  std::uint64_t usable_ = 4096;
  std::uint64_t count_ = 0;
};

/// What of a record lies on the leaf itself, the rest being on pages that follow one another.
std::uint64_t local_size(std::uint64_t payload, std::uint64_t usable) {
  const std::uint64_t most = usable - 35;
  if (payload <= most) return payload;
  const std::uint64_t least = (usable - 12) * 32 / 255 - 23;
  const std::uint64_t fitting = least + (payload - least) % (usable - 4);
  return fitting <= most ? fitting : least;
}

std::optional<std::string> read_payload(const Pages& pages, std::string_view cell) {
  Cursor cursor(cell);
  const std::uint64_t size = cursor.variable_length_integer();
  cursor.variable_length_integer();  // the row's number
  if (cursor.failed() || size > pages.count() * pages.usable()) return std::nullopt;
  const std::uint64_t local = local_size(size, pages.usable());
  std::string payload(cursor.take(local));
  if (local == size) return cursor.failed() ? std::nullopt : std::optional(payload);
  std::uint64_t next = big_endian(cursor.take(4));
  // Every page brings some of it, so a chain that leads back to itself ends, too.
  while (!cursor.failed() && payload.size() < size && next >= 1 && next <= pages.count()) {
    const std::string page = pages.read(next);
    next = big_endian(std::string_view(page).substr(0, 4));
    payload +=
        std::string_view(page).substr(4, std::min(size - payload.size(), pages.usable() - 4));
  }
  return payload.size() == size ? std::optional(payload) : std::nullopt;
}

}  // namespace

void for_each_journal_row(const std::filesystem::path& database,
                          const std::function<void(const JournalRow&)>& found) {
  constexpr char kTableLeaf = 0x0D;
  constexpr std::size_t kLeafHeader = 8;
  const Pages pages(database);
  for (std::uint64_t number = 1; number <= pages.count(); ++number) {
    const std::string bytes = pages.read(number);
    const std::string_view page = std::string_view(bytes).substr(0, pages.usable());
    const std::string_view leaf = page.substr(number == 1 ? kFileHeader : 0);
    if (leaf.front() != kTableLeaf) continue;
    const std::uint64_t cells = big_endian(leaf.substr(3, 2));
    for (std::uint64_t cell = 0; cell < cells; ++cell) {
      const std::uint64_t pointer = kLeafHeader + cell * 2;
      if (pointer + 2 > leaf.size()) break;
      const std::uint64_t offset = big_endian(leaf.substr(pointer, 2));
      if (offset >= page.size()) continue;
      const auto payload = read_payload(pages, page.substr(offset));
      if (!payload) continue;
      if (const auto row = read_row(*payload)) found(*row);
    }
  }
}

}  // namespace rounds::store
