/** Makes the parts of the background and ties them together. */
import { Button } from "./day/button.js";
import { Changes } from "./host/changes.js";
import { Compose } from "./compose/compose.js";
import { ComposeTabs } from "./compose/compose_tabs.js";
import { Connection } from "./host/connection.js";
import { Day } from "./day/day.js";
import { Drafts } from "./compose/drafts.js";
import { Guard } from "./compose/guard.js";
import { HandWritten } from "./mail/hand_written.js";
import { Host } from "./host/host.js";
import { HostClock } from "./host/host_clock.js";
import { Interrupted } from "./compose/interrupted.js";
import { Joy } from "./replies/joy.js";
import { Memory } from "./compose/memory.js";
import { MailHistory } from "./mail/mail_history.js";
import { Messages } from "./host/messages.js";
import { Milestones } from "./day/milestones.js";
import { NextNote } from "./compose/next_note.js";
import { Notices } from "./day/notices.js";
import { PendingFacts } from "./host/pending_facts.js";
import { OutboxFolder } from "./mail/outbox_folder.js";
import { Reading } from "./replies/reading.js";
import { Reminder } from "./day/reminder.js";
import { Replies } from "./replies/replies.js";
import { Sent } from "./compose/sent.js";
import { SentFolder } from "./mail/sent_folder.js";
import { Session } from "./day/session.js";
import { Spaces } from "./day/spaces.js";
import { Structures } from "./compose/structures.js";
import { WritingTime } from "./compose/writing_time.js";

/**
 * Starts the background: every listener is registered when this returns.
 *
 * @returns the parts, for tests
 */
export function start() {
  const changes = new Changes();
  const clock = new HostClock();
  const notices = new Notices();
  const connection = new Connection({ changes, clock });
  const pendingFacts = new PendingFacts({ connection, changes, notices });
  const host = new Host({ connection, pendingFacts, changes });
  const session = new Session({ host, changes });
  const tabs = new ComposeTabs();
  const handWritten = new HandWritten({ host, pendingFacts, connection, tabs, clock, notices });
  const drafts = new Drafts({ host, pendingFacts, connection, tabs });
  const structures = new Structures({ host, notices });
  const memory = new Memory({ tabs });
  const compose = new Compose({ host, pendingFacts, tabs, structures, memory });
  const guard = new Guard({ host, connection, pendingFacts, tabs, notices });
  const interrupted = new Interrupted({ host, pendingFacts, connection, clock, notices });
  const writingTime = new WritingTime({ tabs });
  const sent = new Sent({
    pendingFacts,
    tabs,
    drafts,
    guard,
    handWritten,
    clock,
    notices,
    interrupted,
    writingTime,
  });
  const outboxFolder = new OutboxFolder({ host, pendingFacts, connection, tabs, clock });
  const sentFolder = new SentFolder({ connection, handWritten });
  const mailHistory = new MailHistory({ host, connection, changes });
  const spaces = new Spaces();
  const milestones = new Milestones({ pendingFacts, notices });
  const reminder = new Reminder({ host, notices });
  const joy = new Joy({ host, changes });
  const replies = new Replies({ host, pendingFacts, connection, clock });
  const reading = new Reading({ host, replies, compose, spaces, joy, clock });
  const nextNote = new NextNote({ session, compose, tabs, spaces });
  const button = new Button({ connection, pendingFacts, session, changes, joy });
  const day = new Day({ changes });
  const messages = new Messages({
    connection,
    pendingFacts,
    host,
    session,
    compose,
    guard,
    memory,
    spaces,
    structures,
    joy,
    milestones,
    reminder,
    reading,
    mailHistory,
  });

  const parts = {
    changes,
    clock,
    notices,
    connection,
    pendingFacts,
    host,
    session,
    tabs,
    handWritten,
    drafts,
    structures,
    compose,
    guard,
    interrupted,
    writingTime,
    memory,
    sent,
    outboxFolder,
    sentFolder,
    mailHistory,
    spaces,
    joy,
    milestones,
    reminder,
    replies,
    reading,
    nextNote,
    button,
    day,
    messages,
  };
  for (const part of Object.values(parts)) {
    if ("init" in part) {
      part.init();
    }
  }
  return parts;
}
