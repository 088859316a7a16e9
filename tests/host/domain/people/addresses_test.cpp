#include "domain/people/addresses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rounds::domain {
namespace {

using Addresses = std::vector<std::string>;

TEST(Addresses, BareAddressIsTakenFromAnyFormOfMailbox) {
  for (const char* const mailbox :
       {"Ann Lee <Ann.Lee@Example.org>", "ann.lee@example.org", "  <ann.lee@example.org> ",
        "\"Lee, Ann\" <ann.lee@example.org>", "\"a<b>\" <ann.lee@example.org>",
        "ann.lee@example.org (Ann Lee)", "mailto:Ann.Lee@example.org",
        "Ann <ann.lee@example.org"}) {
    EXPECT_EQ(address_of(mailbox), "ann.lee@example.org") << mailbox;
  }
}

TEST(Addresses, WhatHasNoAddressGivesNone) {
  for (const char* const mailbox :
       {"", "Ann Lee", "<>", "@", "ann@", "@example.org", "<ann lee@x>", "<ann(lee@x>"}) {
    EXPECT_EQ(address_of(mailbox), "") << mailbox;
  }
}

TEST(Addresses, ListIsTakenApartAtItsOwnCommasOnly) {
  EXPECT_EQ(addresses_of("\"Lee, Ann\" <a@x.org>, b@x.org,, C <C@x.org>"),
            (Addresses{"a@x.org", "b@x.org", "c@x.org"}));
  EXPECT_EQ(addresses_of(R"("Ann \"A, B\" Lee" <a@x.org>)"), Addresses{"a@x.org"});
  EXPECT_EQ(addresses_of(""), Addresses{});
  EXPECT_EQ(addresses_of("nobody"), Addresses{});
}

TEST(Addresses, PlausibleAddressesAreAccepted) {
  for (const char* const address :
       {"a@b.co", "ann.lee+list@mail.example.org", "o'brien@example.org",
        "ann@xn--bcher-kva.example", "zöe@bücher.example", "A_B-c=d@EXAMPLE.ORG",
        "\"ann lee\"@example.org", "\"a@b\"@example.org", "ann.@docomo.example"}) {
    EXPECT_TRUE(is_plausible_address(address)) << address;
  }
}

TEST(Addresses, ImplausibleAddressesAreRefused) {
  for (const char* const address :
       {"", "@", "ann", "ann@", "@example.org", "ann@localhost", "ann@@example.org",
        "a nn@example.org", "ann@exam ple.org", "ann@example..org", "ann@.example.org",
        "ann@example.org.", "ann@-example.org", "ann@example-.org", "ann@example.org\n",
        "ann\t@example.org", "<ann@example.org>", "ann@example.org,ben@example.org",
        "ann@example_x.org\x01"}) {
    EXPECT_FALSE(is_plausible_address(address)) << address;
  }
  EXPECT_FALSE(is_plausible_address(std::string(400, 'a') + "@example.org"));
}

TEST(Profiles, AreTheSameHoweverTheyAreLinked) {
  for (const char* const url :
       {"https://www.linkedin.com/in/ann-l%C3%A9e-1", "http://linkedin.com/in/ann-lée-1/",
        "https://fr.linkedin.com/in/Ann-Lée-1", "https://www.linkedin.com/in/ann-l%c3%a9e-1/de",
        "https://m.linkedin.com/in/ann-lée-1/details/skills?trk=x",
        "linkedin.com/in/ann-lée-1#about"}) {
    EXPECT_EQ(profile_key(url), "linkedin.com/in/ann-lée-1") << url;
  }
  EXPECT_NE(profile_key("https://notlinkedin.com/in/ann"), "linkedin.com/in/ann");
  EXPECT_NE(profile_key("https://x.example/linkedin.com/in/ann"), "linkedin.com/in/ann");
  EXPECT_EQ(profile_key("https://www.xing.com/profile/Ann_Lee/cv"), "xing.com/profile/ann_lee");
}

}  // namespace
}  // namespace rounds::domain
