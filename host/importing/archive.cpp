#include "importing/archive.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "importing/messages.h"
#include "importing/text_encoding.h"

namespace rounds::importing {
namespace {

constexpr std::string_view take_the_list =
    "Unpack it and choose the file Connections.csv that is in it.";

// LinkedIn's archives have some fifty entries, and some hundred with pictures.
constexpr std::uint64_t most_entries = 10'000;
constexpr std::size_t longest_name = 1024;

// Text shrinks to a third or a tenth; what unpacks to hundreds of times its size was made to.
constexpr std::uint64_t highest_ratio = 200;
constexpr std::uint64_t unsuspicious_size = std::uint64_t{1} * 1024 * 1024;

[[noreturn]] void refuse(std::string_view filename, std::string_view what_is_wrong,
                         std::string_view what_to_do) {
  std::string message(filename.empty() ? "The archive" : filename);
  throw UnreadableFile(message.append(" ").append(what_is_wrong).append(" ").append(what_to_do));
}

// --- minizip reads by these functions from memory
// -------------------------------------------------

struct Memory {
  std::string_view bytes;
  std::uint64_t position = 0;
};

Memory& memory(void* opaque) { return *static_cast<Memory*>(opaque); }

void* open_memory(void* opaque, const void* /*name*/, int /*mode*/) {
  memory(opaque).position = 0;
  return opaque;
}

uLong read_memory(void* opaque, void* /*stream*/, void* buffer, uLong size) {
  Memory& source = memory(opaque);
  if (source.position >= source.bytes.size()) {
    return 0;
  }
  const std::size_t count = std::min<std::size_t>(size, source.bytes.size() - source.position);
  std::memcpy(buffer, source.bytes.data() + source.position, count);
  source.position += count;
  return static_cast<uLong>(count);
}

uLong write_nothing(void* /*opaque*/, void* /*stream*/, const void* /*buffer*/, uLong /*size*/) {
  return 0;
}

ZPOS64_T tell_memory(void* opaque, void* /*stream*/) { return memory(opaque).position; }

long seek_memory(void* opaque, void* /*stream*/, ZPOS64_T offset, int origin) {
  Memory& source = memory(opaque);
  std::uint64_t base = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) {
    base = source.position;
  } else if (origin == ZLIB_FILEFUNC_SEEK_END) {
    base = source.bytes.size();
  }
  const std::uint64_t position = base + offset;
  if (position < base || position > source.bytes.size()) {
    return -1;
  }
  source.position = position;
  return 0;
}

int close_memory(void* /*opaque*/, void* /*stream*/) { return 0; }
int no_error(void* /*opaque*/, void* /*stream*/) { return 0; }

// --- the archive
// ----------------------------------------------------------------------------------

struct Entry {
  std::string name;
  std::size_t depth = 0;  // how many folders it lies in
  unz_file_info64 info{};
  unz64_file_pos place{};
};

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

// Nothing is unpacked to a disk, so such a name does no harm here; but no honest archive has one.
bool leads_outside(std::string_view name) {
  if (name.starts_with('/') || name.find('\\') != std::string_view::npos ||
      (name.size() > 1 && name[1] == ':') || name.find('\0') != std::string_view::npos) {
    return true;
  }
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('/'), name.size());
    if (name.substr(0, end) == "..") {
      return true;
    }
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

unzFile open_archive(Memory& memory) {
  zlib_filefunc64_def functions{open_memory, read_memory,  write_nothing, tell_memory,
                                seek_memory, close_memory, no_error,      &memory};
  return unzOpen2_64("archive", &functions);
}

class Archive {
 public:
  Archive(std::string_view filename, std::string_view bytes)
      : filename_(filename), memory_{bytes}, owned_(open_archive(memory_)), file_(owned_.get()) {
    if (file_ == nullptr) {
      refuse_as_broken();
    }
    look_through();
  }
  ~Archive() = default;
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  Archive(Archive&&) = delete;
  Archive& operator=(Archive&&) = delete;

  /// The bytes of Connections.csv.
  std::string connections() {
    if (connections_) {
      return unpack(*connections_);
    }
    if (spreadsheet_) {
      refuse(filename_, "is a spreadsheet or an archive, not a CSV file.",
             "Open it in the program that made it, save it as CSV, and choose that file.");
    }
    if (nested_) {
      refuse(filename_, "holds another archive, and no Connections.csv beside it.",
             "Unpack it and choose what is in it.");
    }
    refuse(filename_, "holds no Connections.csv.",
           "LinkedIn sends its archive in two parts: choose the other, or ask LinkedIn for a copy "
           "of your data with Connections chosen.");
  }

  /// The bytes of messages.csv; empty when there is none, nothing when it is too large to be read.
  std::optional<std::string> messages() {
    if (!messages_) {
      return std::string();
    }
    if (messages_->info.uncompressed_size > largest_file) {
      return std::nullopt;
    }
    return unpack(*messages_);
  }

 private:
  struct Close {
    void operator()(unzFile file) const { unzClose(file); }
  };

  [[noreturn]] void refuse_as_broken() const {
    refuse(filename_, "is broken: it is not all there, or was changed on its way.",
           "Download it again.");
  }

  [[noreturn]] void refuse_as_hostile(std::string_view what_is_wrong) const {
    refuse(filename_, what_is_wrong,
           "No archive of LinkedIn's does so: it was not read. Download yours from LinkedIn.");
  }

  void look_through() {
    unz_global_info64 all{};
    if (unzGetGlobalInfo64(file_, &all) != UNZ_OK) {
      refuse_as_broken();
    }
    if (all.number_entry > most_entries) {
      refuse_as_hostile("holds more than 10,000 files.");
    }
    int status = all.number_entry == 0 ? UNZ_END_OF_LIST_OF_FILE : unzGoToFirstFile(file_);
    std::uint64_t seen = 0;
    for (; status == UNZ_OK; status = unzGoToNextFile(file_)) {
      if (++seen > most_entries) {
        refuse_as_hostile("holds more than 10,000 files.");
      }
      look_at(read_entry());
    }
    if (status != UNZ_END_OF_LIST_OF_FILE) {
      refuse_as_broken();
    }
  }

  Entry read_entry() {
    Entry entry;
    std::array<char, longest_name + 1> name{};
    if (unzGetCurrentFileInfo64(file_, &entry.info, name.data(), longest_name, nullptr, 0, nullptr,
                                0) != UNZ_OK ||
        unzGetFilePos64(file_, &entry.place) != UNZ_OK) {
      refuse_as_broken();
    }
    if (entry.info.size_filename > longest_name) {
      refuse_as_hostile("holds a file whose name is longer than any name.");
    }
    entry.name.assign(name.data(), entry.info.size_filename);
    if (leads_outside(entry.name)) {
      refuse_as_hostile("holds a file that wants to be written outside the archive's folder.");
    }
    entry.depth = static_cast<std::size_t>(std::count(entry.name.begin(), entry.name.end(), '/'));
    return entry;
  }

  void look_at(Entry entry) {
    const std::string name = lower_ascii(entry.name);
    if (name.starts_with("__macosx/")) {
      return;
    }
    const std::string base = name.substr(name.rfind('/') + 1);
    spreadsheet_ = spreadsheet_ || name == "[content_types].xml" || name == "content.xml";
    nested_ = nested_ || base.ends_with(".zip");
    if (base == "connections.csv") {
      keep_outermost(connections_, std::move(entry));
    } else if (base == "messages.csv") {
      keep_outermost(messages_, std::move(entry));
    }
  }

  void keep_outermost(std::optional<Entry>& kept, Entry entry) const {
    if (kept && kept->depth == entry.depth) {
      refuse_as_hostile("holds the file " + entry.name + " more than once.");
    }
    if (!kept || entry.depth < kept->depth) {
      kept = std::move(entry);
    }
  }

  void refuse_if_suspicious(const Entry& entry) const {
    const unz_file_info64& info = entry.info;
    constexpr uLong encrypted = 0x1 | 0x40 | 0x2000;
    if ((info.flag & encrypted) != 0) {
      refuse(filename_, "is locked with a password.", take_the_list);
    }
    if (info.compression_method != 0 && info.compression_method != Z_DEFLATED) {
      refuse(filename_, "is packed in a way that Rounds cannot unpack.", take_the_list);
    }
    if (info.uncompressed_size > largest_file) {
      refuse(filename_, "holds a list larger than 64 MB, which no list of people is.",
             take_the_list);
    }
    if (info.uncompressed_size > unsuspicious_size &&
        info.uncompressed_size / highest_ratio > info.compressed_size) {
      refuse_as_hostile("would unpack to hundreds of times its size.");
    }
  }

  std::string unpack(const Entry& entry) {
    refuse_if_suspicious(entry);
    unz64_file_pos place = entry.place;
    if (unzGoToFilePos64(file_, &place) != UNZ_OK || unzOpenCurrentFile(file_) != UNZ_OK) {
      refuse_as_broken();
    }
    const auto size = static_cast<std::size_t>(entry.info.uncompressed_size);
    std::string bytes;
    std::array<char, std::size_t{64} * 1024> piece{};
    int count = 0;
    while ((count = unzReadCurrentFile(file_, piece.data(), piece.size())) > 0) {
      if (bytes.size() + static_cast<std::size_t>(count) > size) {
        unzCloseCurrentFile(file_);
        refuse_as_hostile("holds a file that is larger than it says.");
      }
      bytes.append(piece.data(), static_cast<std::size_t>(count));
    }
    // Closing compares the checksum.
    const bool whole = unzCloseCurrentFile(file_) == UNZ_OK && count == 0 && bytes.size() == size;
    if (!whole) {
      refuse_as_broken();
    }
    return bytes;
  }

  std::string_view filename_;
  Memory memory_;
  std::unique_ptr<void, Close> owned_;  // closed also where the constructor refuses
  unzFile file_;
  std::optional<Entry> connections_;
  std::optional<Entry> messages_;
  bool spreadsheet_ = false;
  bool nested_ = false;
};

}  // namespace

bool is_archive(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

PeopleFile read_archive(std::string_view filename, std::string_view bytes,
                        const Progress& progress) {
  if (bytes.size() > largest_archive) {
    refuse(filename, "is larger than 47 MB.", take_the_list);
  }
  Archive archive(filename, bytes);
  PeopleFile file = read_people_file(filename, to_utf8(archive.connections()), progress);
  const auto messages = archive.messages();
  if (!messages) {
    add_problem(file, {0,
                       "The messages in the archive are too many to be read. The people were "
                       "kept without their last messages.",
                       "too_many_messages",
                       {}});
    return file;
  }
  if (messages->empty()) {
    return file;
  }
  std::vector<std::string> profiles;
  profiles.reserve(file.people.size());
  for (const ImportedPerson& person : file.people) {
    if (!person.url.empty()) {
      profiles.push_back(person.url);
    }
  }
  MessagesFile found = read_messages(to_utf8(*messages), profiles, progress);
  if (!found.problem.empty()) {
    add_problem(file, {0, found.problem, found.code, {}});
  }
  file.exchanges = std::move(found.exchanges);
  return file;
}

}  // namespace rounds::importing
