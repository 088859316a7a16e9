#include "domain/reply/replies.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace rounds::domain {
namespace {

using Strings = std::vector<std::string>;

ArrivedMessage message(std::string from, std::string subject,
                       const std::vector<std::pair<std::string, std::string>>& headers = {},
                       std::string text = "", std::string report = "") {
  ArrivedMessage arrived;
  arrived.from = std::move(from);
  arrived.subject = std::move(subject);
  for (const auto& [name, value] : headers) {
    arrived.headers[name].push_back(value);
  }
  arrived.text = std::move(text);
  arrived.report = std::move(report);
  return arrived;
}

MessageKind kind(const ArrivedMessage& arrived) { return classify_message(arrived).kind; }

const std::string ann = "Ann Lee <ann@example.org>";
const std::string daemon = "Mail Delivery System <MAILER-DAEMON@mx.example.net>";

TEST(Replies, AnswerOfAPersonIsHuman) {
  EXPECT_EQ(kind(message(ann, "Re: Hello", {{"in-reply-to", "<1@x>"}})), MessageKind::human);
  EXPECT_EQ(kind(message(ann, "")), MessageKind::human);
  EXPECT_EQ(kind(message(ann, "Re: Hello", {{"auto-submitted", "no"}})), MessageKind::human);
  EXPECT_EQ(
      kind(message(ann, "Re: Hello",
                   {{"x-auto-response-suppress", "All"}, {"return-path", "<ann@example.org>"}})),
      MessageKind::human);
}

TEST(Replies, WordsAloneDoNotMakeAMachine) {
  EXPECT_EQ(kind(message(ann, "Greetings from my vacation")), MessageKind::human);
  EXPECT_EQ(kind(message(ann, "Re: Automatic reply: Hello")), MessageKind::human);
  EXPECT_EQ(kind(message(ann, "My letter could not be delivered")), MessageKind::human);
  EXPECT_EQ(kind(message(ann, "Re: Hello", {}, "I am out of office, but I read your note.")),
            MessageKind::human);
  EXPECT_EQ(kind(message("postmaster@village.example", "Re: Hello")), MessageKind::human);
}

TEST(Replies, Rfc3834AndTheProvidersHeadersMakeAnAutomaticReply) {
  const std::vector<std::pair<std::string, std::string>> marks = {
      {"auto-submitted", "auto-replied"},
      {"auto-submitted", "Auto-Replied (vacation)"},
      {"auto-submitted", "auto-generated; x=y"},
      {"x-autoreply", "yes"},
      {"x-autorespond", "Hello"},
      {"precedence", "auto_reply"},
      {"x-post-messageclass", "9; Autoresponder"},
      {"delivered-to", "Autoresponder"},
      {"return-path", "<>"},
      {"content-type", "multipart/report; report-type=disposition-notification"},
  };
  for (const auto& mark : marks) {
    EXPECT_EQ(kind(message(ann, "Re: Hello", {mark, {"in-reply-to", "<1@x>"}})),
              MessageKind::auto_reply)
        << mark.first << ": " << mark.second;
  }
}

TEST(Replies, SubjectsThatExchangeWritesMakeAnAutomaticReplyInAnyLanguage) {
  for (const char* const subject :
       {"Automatic reply: Hello", "Automatische Antwort: Hallo", "Réponse automatique : Bonjour",
        "Respuesta automática: Hola", "Risposta automatica: Ciao", "Automatisch antwoord: Hallo",
        "Autosvar: Hej", "Odpowiedź automatyczna: Hej", "Out of Office: Hello"}) {
    EXPECT_EQ(kind(message(ann, subject)), MessageKind::auto_reply) << subject;
  }
}

TEST(Replies, WeakSignNeedsASubjectThatSupportsIt) {
  EXPECT_EQ(
      kind(message(ann, "Out of the office until Monday", {{"x-auto-response-suppress", "All"}})),
      MessageKind::auto_reply);
  EXPECT_EQ(kind(message(ann, "Ich bin im Urlaub", {{"precedence", "bulk"}})),
            MessageKind::auto_reply);
  EXPECT_EQ(kind(message(ann, "Lunch?", {{"x-auto-response-suppress", "All"}})),
            MessageKind::human);
}

TEST(Replies, ReportOfAFailureIsABounceWithItsRecipientAndNote) {
  const Classification result = classify_message(message(
      daemon, "Undelivered Mail Returned to Sender",
      {{"content-type", "multipart/report; report-type=delivery-status; boundary=x"},
       {"auto-submitted", "auto-replied"}},
      "This is the mail system.\n",
      "Reporting-MTA: dns; mx.example.net\r\nOriginal-Message-ID: <Note-1@rounds.example>\r\n\r\n"
      "Final-Recipient: rfc822; Ann@Example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
      "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n"));
  EXPECT_EQ(result.kind, MessageKind::bounce);
  EXPECT_EQ(result.failed_addresses, Strings{"ann@example.org"});
  EXPECT_EQ(result.original_message_ids, Strings{"Note-1@rounds.example"});
}

TEST(Replies, ReportOfADelayIsTemporary) {
  const Classification result = classify_message(
      message(daemon, "Delivery Status Notification (Delay)", {}, "",
              "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;ann@example.org\nAction: delayed\n"
              "Status: 4.4.1\nWill-Retry-Until: tomorrow\n"));
  EXPECT_EQ(result.kind, MessageKind::temporary);
  EXPECT_EQ(result.failed_addresses, Strings{"ann@example.org"});
}

TEST(Replies, ReportWithoutAnActionGoesByItsStatus) {
  const std::string recipient = "\n\nFinal-Recipient: rfc822; ann@example.org\n";
  EXPECT_EQ(kind(message(daemon, "x", {}, "", recipient + "Status: 5.0.0")), MessageKind::bounce);
  EXPECT_EQ(kind(message(daemon, "x", {}, "", recipient + "Status: 4.0.0")),
            MessageKind::temporary);
}

TEST(Replies, ReportNamesOnlyThoseWhoFailed) {
  const Classification result = classify_message(message(
      daemon, "x", {}, "",
      "Final-Recipient: rfc822; good@example.org\nAction: delivered\nStatus: 2.0.0\n\n"
      "Original-Recipient: rfc822; alias@example.org\nFinal-Recipient: rfc822; bad@example.org\n"
      "Action: failed\nStatus: 5.1.1\n"));
  EXPECT_EQ(result.kind, MessageKind::bounce);
  EXPECT_EQ(result.failed_addresses, (Strings{"alias@example.org", "bad@example.org"}));
}

Classification report(const std::string& recipient, const std::string& text = "") {
  return classify_message(message(daemon, "Undelivered Mail", {{"return-path", "<>"}}, text,
                                  "Reporting-MTA: dns; mx\n\n" + recipient + "Action: failed\n"));
}

TEST(Replies, TheRecipientThatWasAskedForIsDeadAndNotWhereTheMailWentOn) {
  const Strings own{"ann@example.org", "ann@home.example"};
  const auto forwarded = report(
      "Final-Recipient: rfc822; x@old.example\nOriginal-Recipient: rfc822;ann@example.org\n"
      "Status: 5.1.1\n");
  EXPECT_EQ(dead_addresses(forwarded, own), Strings{"ann@example.org"});
  const auto expanded =
      report("Final-Recipient: rfc822; x@old.example\nStatus: 5.1.1\n",
             "<x@old.example> (expanded from <ann@home.example>): unknown user\n");
  EXPECT_EQ(dead_addresses(expanded, own), Strings{"ann@home.example"});
  const auto copy = report("Final-Recipient: rfc822; bob@example.org\nStatus: 5.1.1\n");
  EXPECT_EQ(dead_addresses(copy, own), Strings{});
  EXPECT_TRUE(is_about_others(copy, own));
  EXPECT_FALSE(is_about_others(forwarded, own));
}

TEST(Replies, AQuotedLocalPartIsTheSameAddress) {
  const auto quoted = report("Final-Recipient: rfc822; \"ann..l\"@example.org\nStatus: 5.1.1\n");
  EXPECT_EQ(dead_addresses(quoted, {"ann..l@example.org"}), Strings{"ann..l@example.org"});
}

TEST(Replies, OnlyAReasonOfTheAddressDeclaresItDead) {
  const std::pair<const char*, FailureReason> statuses[] = {
      {"5.1.1", FailureReason::address},     {"5.1.2", FailureReason::address},
      {"5.1.10", FailureReason::address},    {"5.2.1", FailureReason::address},
      {"5.1.8", FailureReason::policy},      {"5.2.2", FailureReason::full},
      {"5.2.3", FailureReason::size},        {"5.3.4", FailureReason::size},
      {"5.4.7", FailureReason::unreachable}, {"5.7.1", FailureReason::policy},
      {"5.7.26", FailureReason::policy},     {"4.2.2", FailureReason::unreachable},
      {"4.4.1", FailureReason::unreachable}, {"5.0.0", FailureReason::unknown},
  };
  for (const auto& [status, reason] : statuses) {
    const auto result =
        report("Final-Recipient: rfc822; ann@example.org\nStatus: " + std::string(status) + "\n");
    EXPECT_EQ(result.kind, MessageKind::bounce) << status;
    EXPECT_EQ(result.reason, reason) << status << " is " << name_of(result.reason);
    EXPECT_EQ(!dead_addresses(result, {"ann@example.org"}).empty(), kills_address(reason));
  }
}

TEST(Replies, AServersWordsTellTheReasonWhereItsStatusSaysNothing) {
  const auto reason = [](const char* words) {
    return classify_message(message(daemon, "failure notice", {}, words)).reason;
  };
  EXPECT_EQ(reason("<ann@example.org>: 550 User unknown"), FailureReason::address);
  EXPECT_EQ(reason("<ann@example.org>: 552 mailbox full"), FailureReason::full);
  EXPECT_EQ(reason("Das Postfach ist voll: ann@example.org"), FailureReason::full);
  EXPECT_EQ(reason("<ann@example.org>: 554 rejected as spam"), FailureReason::policy);
  EXPECT_EQ(reason("<ann@example.org>: Connection timed out"), FailureReason::unreachable);
}

TEST(Replies, ADaemonWithoutAnAddressNamesWhomItDidNotReach) {
  const Classification result = classify_message(
      message("MAILER-DAEMON <>", "Your message was blocked", {{"return-path", "<>"}},
              "Your message to: ann@example.org\nhas not been delivered."));
  EXPECT_EQ(result.kind, MessageKind::bounce);
  EXPECT_EQ(result.failed_addresses, Strings{"ann@example.org"});
}

TEST(Replies, SaysWhatItWasToldFrom) {
  const auto codes = [](const ArrivedMessage& arrived) {
    return classify_message(arrived).evidence;
  };
  EXPECT_EQ(codes(message(ann, "Re: Hello", {{"auto-submitted", "auto-replied"}})),
            Strings{"auto_submitted"});
  EXPECT_EQ(codes(message(ann, "自动回复: Hello")), Strings{"automatic_subject"});
  EXPECT_EQ(codes(message(ann, "Re: Hello")), Strings{});
}

TEST(Replies, WhoeverCallsTheReaderByNameIsNoMachine) {
  ArrivedMessage arrived = message(
      ann, "Re: Hello", {{"in-reply-to", "<1@x>"}},
      "Dear Rosa,\nI am out of the office until Monday. In urgent cases please call me.\nAnn");
  EXPECT_EQ(kind(arrived), MessageKind::auto_reply);
  arrived.readers = {"Rosa Writer <rosa@example.org>"};
  EXPECT_EQ(kind(arrived), MessageKind::human);
}

TEST(Replies, AWishForNoAutomaticAnswersProvesNothing) {
  EXPECT_EQ(kind(message(ann, "Re: Hello", {{"x-auto-response-suppress", "DR, OOF, AutoReply"}},
                         "I am on vacation next week, so let us meet after that. Ann")),
            MessageKind::human);
}

TEST(Replies, ReceiptOfADeliveryIsNeitherReplyNorBounce) {
  EXPECT_EQ(
      kind(message(daemon, "Delivered", {}, "",
                   "Final-Recipient: rfc822; ann@example.org\nAction: delivered\nStatus: 2.0.0\n")),
      MessageKind::bulk);
}

TEST(Replies, BounceWithoutAReportIsToldByItsSenderAndText) {
  const Classification postfix = classify_message(
      message(daemon, "Undelivered Mail Returned to Sender", {},
              "I'm sorry to have to inform you that your message could not be delivered.\n\n"
              "<ann@example.org>: host mx.example.org said: 550 5.1.1 user unknown\n\n"
              "Message-ID: <note-1@rounds.example>\n"));
  EXPECT_EQ(postfix.kind, MessageKind::bounce);
  EXPECT_EQ(postfix.failed_addresses, Strings{"ann@example.org"});
  EXPECT_EQ(postfix.original_message_ids, Strings{"note-1@rounds.example"});

  const Classification exim =
      classify_message(message(daemon, "Mail delivery failed: returning message to sender",
                               {{"x-failed-recipients", "ann@example.org, ben@example.org"}}));
  EXPECT_EQ(exim.kind, MessageKind::bounce);
  EXPECT_EQ(exim.failed_addresses, (Strings{"ann@example.org", "ben@example.org"}));

  const Classification qmail = classify_message(message(
      "MAILER-DAEMON@example.net", "failure notice", {{"return-path", "<>"}},
      "Hi. This is the qmail-send program.\n\n<ann@example.org>:\nSorry, no mailbox here.\n"));
  EXPECT_EQ(qmail.kind, MessageKind::bounce);
  EXPECT_EQ(qmail.failed_addresses, Strings{"ann@example.org"});

  EXPECT_EQ(kind(message("postmaster@example.org", "Unzustellbar: Hallo", {{"return-path", "<>"}})),
            MessageKind::bounce);
}

TEST(Replies, WarningOfADelayWithoutAReportIsTemporary) {
  EXPECT_EQ(kind(message(daemon, "Warning: message 1abc-000 delayed 24 hours",
                         {{"x-failed-recipients", "ann@example.org"}})),
            MessageKind::temporary);
  EXPECT_EQ(
      kind(message(daemon, "Mail status", {},
                   "This is a warning message only. You do not need to resend your message.")),
      MessageKind::temporary);
}

TEST(Replies, NewslettersAndNotificationsAreBulk) {
  EXPECT_EQ(
      kind(message("News <news@example.org>", "March", {{"list-unsubscribe", "<https://x>"}})),
      MessageKind::bulk);
  EXPECT_EQ(
      kind(message("Club <club@example.org>", "Meeting", {{"list-id", "<club.example.org>"}})),
      MessageKind::bulk);
  EXPECT_EQ(kind(message("No-Reply@example.org", "Your order")), MessageKind::bulk);
  EXPECT_EQ(kind(message(ann, "Re: Hello", {{"list-id", "<x>"}, {"in-reply-to", "<1@x>"}})),
            MessageKind::human)
      << "somebody may answer through a list";
}

TEST(MessageIds, BracketsAreStrippedAndOrderIsKept) {
  EXPECT_EQ(parse_message_ids("<a@x> <B@y>\r\n <c@z>"), (Strings{"a@x", "B@y", "c@z"}));
  EXPECT_EQ(parse_message_ids("<a@x><b@y>,<a@x>"), (Strings{"a@x", "b@y"})) << "each once";
}

TEST(MessageIds, BareIdsAreTakenToo) {
  EXPECT_EQ(parse_message_ids(" a@x "), Strings{"a@x"});
  EXPECT_EQ(parse_message_ids("a@x b@y"), (Strings{"a@x", "b@y"}));
}

TEST(MessageIds, WhatIsNoIdIsLeftOut) {
  EXPECT_EQ(parse_message_ids(""), Strings{});
  EXPECT_EQ(parse_message_ids("<>"), Strings{});
  EXPECT_EQ(parse_message_ids("your message of Monday"), Strings{});
  EXPECT_EQ(parse_message_ids("Your message of \"Mon\" from ann@x <a@x>"), Strings{"a@x"});
  EXPECT_EQ(parse_message_ids("<never closed"), Strings{});
  EXPECT_EQ(parse_message_ids("never opened a@x>"), Strings{"a@x"});
}

TEST(MessageIds, IdFoldedOverTwoLinesIsOneId) {
  EXPECT_EQ(parse_message_ids("<a-long\r\n -id@x>"), Strings{"a-long-id@x"});
}

}  // namespace
}  // namespace rounds::domain
