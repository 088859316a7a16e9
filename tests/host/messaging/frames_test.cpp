#include "messaging/frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "support/memory_streams.h"

namespace rounds::messaging {
namespace {

using testing::frame_of;
using testing::MemorySink;
using testing::MemorySource;

TEST(FrameReaderTest, ReadsFramesOneAfterTheOther) {
  MemorySource source(frame_of("{}") + frame_of("") + frame_of("[1]"));
  FrameReader reader(source);
  std::string frame;
  for (const auto* const expected : {"{}", "", "[1]"}) {
    ASSERT_EQ(reader.read(frame), FrameReader::Outcome::frame);
    EXPECT_EQ(frame, expected);
  }
  EXPECT_EQ(reader.read(frame), FrameReader::Outcome::end);
}

TEST(FrameReaderTest, PutsTogetherWhatComesByteByByte) {
  MemorySource source(frame_of("hello"), 1);
  FrameReader reader(source);
  std::string frame;
  ASSERT_EQ(reader.read(frame), FrameReader::Outcome::frame);
  EXPECT_EQ(frame, "hello");
}

TEST(FrameReaderTest, TellsAFrameThatIsCutShort) {
  for (const std::size_t kept : {1U, 3U, 4U, 6U}) {
    MemorySource source(frame_of("hello").substr(0, kept));
    FrameReader reader(source);
    std::string frame;
    EXPECT_EQ(reader.read(frame), FrameReader::Outcome::cut_short) << kept;
  }
}

TEST(FrameReaderTest, RefusesALengthAboveTheLimitWithoutReadingOn) {
  const auto too_large = static_cast<std::uint32_t>(kLargestIncomingFrame + 1);
  std::string bytes(sizeof too_large, '\0');
  std::memcpy(bytes.data(), &too_large, sizeof too_large);
  MemorySource source(bytes + "xxxx");
  FrameReader reader(source);
  std::string frame;
  EXPECT_EQ(reader.read(frame), FrameReader::Outcome::too_large);
}

TEST(FrameReaderTest, TakesNoMemoryForALengthThatOnlyIsDeclared) {
  const auto declared = static_cast<std::uint32_t>(kLargestIncomingFrame);
  std::string bytes(sizeof declared, '\0');
  std::memcpy(bytes.data(), &declared, sizeof declared);
  MemorySource source(bytes + "abc");
  FrameReader reader(source);
  std::string frame;
  EXPECT_EQ(reader.read(frame), FrameReader::Outcome::cut_short);
  EXPECT_LT(frame.capacity(), std::size_t{1024} * 1024);
}

TEST(FrameWriterTest, WritesWhatTheReaderReads) {
  MemorySink sink;
  FrameWriter writer(sink);
  ASSERT_TRUE(writer.write("{\"a\":1}"));
  EXPECT_EQ(sink.bytes(), frame_of("{\"a\":1}"));
}

TEST(FrameReaderTest, KeepsAPartOfAFrameUntilTheRestHasCome) {
  /// Ready for as many bytes as a test says.
  class Source final : public ByteSource {
   public:
    explicit Source(std::string bytes) : bytes_(std::move(bytes)) {}
    std::size_t read(std::span<char> bytes) override {
      const std::size_t count = std::min(bytes.size(), come_ - position_);
      std::copy_n(bytes_.data() + position_, count, bytes.data());
      position_ += count;
      return count;
    }
    bool ready() override { return position_ < come_; }
    void let_come(std::size_t bytes) { come_ = bytes; }

   private:
    std::string bytes_;
    std::size_t come_ = 0;
    std::size_t position_ = 0;
  };
  const std::string bytes = testing::frame_of("hello");
  Source source(bytes);
  FrameReader reader(source);
  std::string frame;
  for (std::size_t come = 0; come < bytes.size(); ++come) {
    source.let_come(come);
    EXPECT_FALSE(reader.read_ready(frame)) << come;
  }
  source.let_come(bytes.size());
  EXPECT_EQ(reader.read(frame), FrameReader::Outcome::frame);
  EXPECT_EQ(frame, "hello");
}

}  // namespace
}  // namespace rounds::messaging
