#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "domain/facts.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// A round with its figures.
struct Round {
  domain::RoundId id = 0;
  std::string name;
  std::string order;
  domain::Schedule schedule;
  std::int64_t people = 0;
  std::int64_t waiting = 0;
  std::int64_t drafted = 0;
  std::int64_t queued = 0;
  std::int64_t written = 0;
  std::int64_t skipped = 0;
  std::int64_t without_address = 0;  // of the waiting ones

  /// A round runs until nobody in it is left to be written to.
  [[nodiscard]] bool running() const { return waiting + drafted + queued > 0; }
  [[nodiscard]] std::int64_t left() const { return people - written - skipped; }
  [[nodiscard]] domain::RoundTerms terms() const {
    return {name,
            schedule.finish,
            schedule.paces,
            schedule.days_off,
            schedule.paused_on,
            schedule.fresh_starts};
  }
  /// As it would be with these terms.
  [[nodiscard]] Round with(domain::RoundTerms terms) const;
};

/// Which of a round's people, or of those who came after it, another round can be made for:
/// everyone in it, those who answered, those who were written to and did not, and newcomers.
enum class RoundPart { everyone, answered, not_answered, newcomers };

[[nodiscard]] std::optional<RoundPart> round_part_named(std::string_view name);

/// The rounds table.
class RoundTable {
 public:
  explicit RoundTable(const Database& database) : database_(database) {}

  [[nodiscard]] std::optional<Round> find(domain::RoundId id) const;
  [[nodiscard]] std::optional<Round> newest_running() const;
  /// Newest first.
  [[nodiscard]] std::vector<Round> all() const;

  [[nodiscard]] std::unordered_set<domain::PersonId> people_of(domain::RoundId id,
                                                               RoundPart part) const;

  // For the projection alone.
  /// `made` is its fact's place in the journal.
  void add(const domain::RoundCreated& fact, std::int64_t made) const;
  void set_terms(domain::RoundId id, const domain::RoundTerms& terms) const;
  void remove(domain::RoundId id) const;

 private:
  void write_paces(domain::RoundId id, const std::vector<domain::Pace>& paces) const;

  const Database& database_;
};

}  // namespace rounds::store
