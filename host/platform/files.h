#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace rounds::platform {

// Whoever may read the user's letters is the user: what is made here is for the user alone whatever
// the umask is. All functions throw a Refusal (`storage`) in plain words when the system refuses.

enum class FileKind {
  missing,
  link_to_nothing,
  file,
  folder,
  other,  // a pipe, a device: never to be opened, it might wait for ever
};

/// What a name stands for; links are followed.
[[nodiscard]] FileKind look_at(const std::filesystem::path& path);

/// Makes a folder and those above it that are missing, each durable in its parent. One that is
/// there is left as it is: it may be /tmp, or shared on purpose.
void make_private_folder(const std::filesystem::path& folder);

/// Makes an empty file; false when something has that name, be it a link to nothing.
bool make_private_file(const std::filesystem::path& path);

[[nodiscard]] bool others_can_read(const std::filesystem::path& path);
/// Takes from others what they may do with a file, and nothing from the user. A file that is
/// another user's stays as it is.
void make_private(const std::filesystem::path& path);

/// Makes a file's bytes, or a folder's names, survive a loss of power.
void sync(const std::filesystem::path& path);

/// Gives a file a name, unless something has it: then false. Nothing is ever written over.
bool rename_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to);

/// Bytes that may still be written there; nothing is known of a folder that is missing.
[[nodiscard]] std::uintmax_t free_space(const std::filesystem::path& folder);

/// A file that is being written beside its later place, under a name that nothing else has. Unless
/// it is named in the end, it is removed.
class UnfinishedFile {
 public:
  /// Makes an empty one in `folder`.
  explicit UnfinishedFile(const std::filesystem::path& folder);
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  UnfinishedFile(UnfinishedFile&&) = delete;
  UnfinishedFile& operator=(UnfinishedFile&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Names it durably; false, and it stays unfinished, when the name is taken.
  [[nodiscard]] bool name(const std::filesystem::path& target);
  /// Names it durably in place of what has the name; a link is replaced and not followed.
  void replace(const std::filesystem::path& target);

 private:
  std::filesystem::path path_;
  bool named_ = false;
};

/// Whether a name is one of UnfinishedFile's: what is left over where a host was killed.
[[nodiscard]] bool is_unfinished(const std::filesystem::path& path);

/// Writes a whole file, durable or not at all, in place of what has its name.
void write_private_file(const std::filesystem::path& path, std::string_view bytes);

/// Why the system refused something, in words for a person.
[[nodiscard]] std::string reason(int error);

}  // namespace rounds::platform
