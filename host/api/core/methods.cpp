#include "api/core/methods.h"

#include <xxhash.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <utility>

#include "api/core/hello.h"
#include "api/exports/copies.h"
#include "api/exports/exports.h"
#include "api/notes/guard.h"
#include "api/notes/structures.h"
#include "api/people/addresses.h"
#include "api/people/duplicates.h"
#include "api/people/mail.h"
#include "api/people/people.h"
#include "api/people/people_list.h"
#include "api/people/rules.h"
#include "api/replies/replies.h"
#include "api/rounds/progress.h"
#include "api/rounds/rounds.h"
#include "api/rounds/steering.h"
#include "api/rounds/story.h"
#include "api/rounds/today.h"
#include "api/rounds/turns.h"
#include "api/sync/facts.h"
#include "domain/refusal.h"
#include "store/journal/journal.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using nlohmann::json;

/// Feeds a value into the hash so that different values feed different bytes, without making a copy
/// of it as text first: an import's may be of many megabytes.
void digest(XXH3_state_t& state, const json& value) {
  const auto feed = [&state](const void* bytes, std::size_t size) {
    XXH3_128bits_update(&state, bytes, size);
  };
  const auto feed_size = [&feed](std::uint64_t size) { feed(&size, sizeof size); };
  const auto type = static_cast<std::uint8_t>(value.type());
  feed(&type, sizeof type);
  if (value.is_object()) {
    feed_size(value.size());
    for (const auto& item : value.items()) {
      feed_size(item.key().size());
      feed(item.key().data(), item.key().size());
      digest(state, item.value());
    }
  } else if (value.is_array()) {
    feed_size(value.size());
    for (const json& item : value) digest(state, item);
  } else if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    feed_size(text.size());
    feed(text.data(), text.size());
  } else {
    const std::string text = value.dump();
    feed(text.data(), text.size());
  }
}

/// Of what is asked, without the fact's UUID, which may be spelled in capitals or not.
std::string digest(std::string_view method, const json& params) {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  const std::unique_ptr<XXH3_state_t, Free> state(XXH3_createState());
  XXH3_128bits_reset(state.get());
  XXH3_128bits_update(state.get(), method.data(), method.size());
  for (const auto& item : params.items()) {
    if (item.key() == "fact") continue;
    XXH3_128bits_update(state.get(), item.key().c_str(), item.key().size() + 1);
    digest(*state, item.value());
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),  // NOLINT(google-runtime-int)
                static_cast<unsigned long long>(hash.low64));  // NOLINT(google-runtime-int)
  return text.data();
}

}  // namespace

void Change::record(const domain::FactBody& body) {
  const auto place =
      store::Journal(database()).append(fact_, format_moment(host_.clock().now()), body);
  projection_.apply(fact_, place, body, progress_);
}

std::int64_t Change::fresh_ids(std::string_view table, std::int64_t count) const {
  constexpr unsigned kCountBits = 22;  // ids of one fact: four million
  constexpr unsigned kHashBits = 40;
  if (count >= std::int64_t{1} << kCountBits) {
    throw Refusal(RefusalKind::too_large, "Too many at once. Nothing was changed; take fewer.");
  }
  store::Statement taken =
      database().prepare("SELECT 1 FROM " + std::string(table) + " WHERE id BETWEEN ? AND ?");
  for (std::uint64_t seed = 0;; ++seed) {
    const auto hash = XXH3_64bits_withSeed(fact_.data(), fact_.size(), seed);
    const auto first = static_cast<std::int64_t>(
        ((hash & ((std::uint64_t{1} << kHashBits) - 1)) << kCountBits) + 1);
    if (!taken.bind(first, first + count).step()) return first;
  }
}

json Methods::call(Host& host, std::string_view name, const json& params,
                   const Progress& progress) const {
  const auto found = handlers_.find(name);
  if (found == handlers_.end()) throw std::out_of_range("no such method");
  try {
    return found->second(host, params, progress);
  } catch (const Refusal& refusal) {
    // What is wrong with the file may be mended by another: the next call opens it anew.
    if (refusal.kind() == RefusalKind::damaged || refusal.kind() == RefusalKind::storage) {
      host.close_database();
    }
    throw;
  }
}

json Methods::reading(Host& host, const std::function<json()>& answer) {
  store::Transaction transaction(host.database(), store::Transaction::Kind::reading);
  json result = answer();
  transaction.commit();
  return result;
}

Methods::Request Methods::request_of(std::string_view method, const json& params,
                                     std::string fact) {
  return {std::move(fact), digest(method, params)};
}

std::optional<json> Methods::repeated(Host& host, const Request& request) {
  const auto receipt = store::find_receipt(host.database(), request.fact);
  if (!receipt) {
    if (!store::Journal(host.database()).find(request.fact)) return std::nullopt;
    // A repair keeps facts whose answers it could not read.
    throw Refusal(RefusalKind::conflict, "The fact " + request.fact +
                                             " is in the journal already, and what was answered to "
                                             "it is lost. Nothing was changed.");
  }
  if (receipt->request == request.digest) return json::parse(receipt->result);
  throw Refusal(
      RefusalKind::conflict,
      "The fact " + request.fact + " was already used for something else. Nothing was changed.");
}

json Methods::changing(Host& host, const Request& request, const Progress& progress,
                       const std::function<json(Change&)>& carry_out) {
  const auto& database = host.database();
  store::Transaction transaction(database, store::Transaction::Kind::writing);
  if (auto known = repeated(host, request)) return *std::move(known);
  Change change(host, request.fact, progress);
  json result = carry_out(change);
  store::keep_receipt(database, request.fact, {request.digest, result.dump()});
  transaction.commit();
  return result;
}

Methods all_methods() {
  Methods methods;
  bind_greeting(methods);
  bind_people(methods);
  bind_people_import(methods);
  bind_people_list(methods);
  bind_duplicates(methods);
  bind_rules(methods);
  bind_rounds(methods);
  bind_steering(methods);
  bind_today(methods);
  bind_turns(methods);
  bind_facts(methods);
  bind_guard(methods);
  bind_structures(methods);
  bind_replies(methods);
  bind_mail(methods);
  bind_addresses(methods);
  bind_progress(methods);
  bind_story(methods);
  bind_exports(methods);
  bind_copies(methods);
  return methods;
}

}  // namespace rounds::api
