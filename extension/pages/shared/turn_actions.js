/** What a user can do with a turn, as the rows of a list need it. */
import { change, openTab, write } from "../../shared/background.js";
import { noonOf } from "./dates.js";

/** @typedef {import("../../shared/wire.js").Turn} Turn */

/** @param {Turn} turn @param {string} [structure] */
export const writeTo = (turn, structure) => write(turn, structure);

/** Leads to the page for a note that is not mail. @param {Turn} turn */
export const writeElsewhere = ({ turn }) => openTab(`elsewhere-${turn}`);

/** @param {Turn} turn @param {string} reason */
export const skip = (turn, reason) =>
  change("turns.skip", { turn: turn.turn, ...(reason && { reason }) });

/** @param {Turn} turn @param {string} until */
export const snooze = (turn, until) => change("turns.snooze", { turn: turn.turn, until });

/**
 * The note was written, but not by mail.
 *
 * @param {Turn} turn
 * @param {{channel: string, day: string, note: string}} how  the channel is one of CHANNELS
 */
export const writtenElsewhere = (turn, { channel, day, note }) =>
  change("turns.sent", {
    turn: turn.turn,
    sent_at: noonOf(day),
    channel,
    ...(note && { text: note }),
  });

/** @param {Turn} turn */
export const moveToFront = (turn) => change("turns.front", { turn: turn.turn });

/** @param {Turn} turn @param {string} greeting  "" for the one that their names give */
export const greetAs = ({ person }, greeting) =>
  change("people.edit", { person: person.id, changes: { greeting } });

/** @param {Pick<Turn, "person">} of @param {string} address */
export const addAddress = ({ person }, address) =>
  change("people.edit", {
    person: person.id,
    changes: { addresses: [...person.addresses, address] },
  });
