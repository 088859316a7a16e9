#include "support/zip_bytes.h"

#include <zlib.h>

#include <stdexcept>

namespace rounds::testing {
namespace {

constexpr std::uint16_t kDeflated = 8;

void put16(std::string& bytes, std::uint32_t value) {
  bytes += static_cast<char>(value & 0xFFU);
  bytes += static_cast<char>(value >> 8U & 0xFFU);
}

void put32(std::string& bytes, std::uint32_t value) {
  put16(bytes, value & 0xFFFFU);
  put16(bytes, value >> 16U);
}

std::string deflated(const std::string& content) {
  z_stream stream{};
  // A negative window asks for no header and no checksum: an archive has its own.
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("deflateInit2");
  }
  std::string bytes(deflateBound(&stream, content.size()), '\0');
  std::string source = content;
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  deflate(&stream, Z_FINISH);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

// What the local header and the central directory have in common.
void put_description(std::string& bytes, const ZipFile& file, std::size_t packed) {
  put16(bytes, 20);  // the version that is needed
  put16(bytes, file.flags);
  put16(bytes, file.declared_method.value_or(kDeflated));
  put32(bytes, 0);  // date and time
  put32(bytes,
        static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(file.content.data()),
                                         static_cast<uInt>(file.content.size()))));
  put32(bytes, static_cast<std::uint32_t>(packed));
  put32(bytes, file.declared_size.value_or(static_cast<std::uint32_t>(file.content.size())));
  put16(bytes, static_cast<std::uint32_t>(file.name.size()));
  put16(bytes, 0);  // no extra field
}

}  // namespace

std::string zip_bytes(const std::vector<ZipFile>& files) {
  std::string bytes;
  std::string directory;
  for (const ZipFile& file : files) {
    const std::string packed = deflated(file.content);
    const auto offset = static_cast<std::uint32_t>(bytes.size());
    put32(bytes, 0x04034B50);
    put_description(bytes, file, packed.size());
    bytes += file.name;
    bytes += packed;
    put32(directory, 0x02014B50);
    put16(directory, 20);
    put_description(directory, file, packed.size());
    put16(directory, 0);  // no comment
    put16(directory, 0);  // disk
    put16(directory, 0);  // attributes
    put32(directory, 0);
    put32(directory, offset);
    directory += file.name;
  }
  const auto begin = static_cast<std::uint32_t>(bytes.size());
  bytes += directory;
  put32(bytes, 0x06054B50);
  put16(bytes, 0);
  put16(bytes, 0);
  put16(bytes, static_cast<std::uint32_t>(files.size()));
  put16(bytes, static_cast<std::uint32_t>(files.size()));
  put32(bytes, static_cast<std::uint32_t>(directory.size()));
  put32(bytes, begin);
  put16(bytes, 0);
  return bytes;
}

}  // namespace rounds::testing
