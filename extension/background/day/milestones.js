import { number, text } from "../../shared/text.js";

/** @typedef {Pick<import("../../shared/wire.js").Milestone, "kind" | "count">} Milestone */

/**
 * Notices, once, that a note was one of those that stand out: the first, a hundredth, the one in the
 * middle, the last. It is told by a notice, and in the popup until that was seen.
 */
export class Milestones {
  #pendingFacts;
  #notices;

  /**
   * @param {object} parts
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./notices.js").Notices} parts.notices
   */
  constructor({ pendingFacts, notices }) {
    this.#pendingFacts = pendingFacts;
    this.#notices = notices;
  }

  init() {
    this.#pendingFacts.onConfirmed(async ({ milestone }) => {
      if (milestone) {
        await messenger.storage.local.set({ milestone });
        this.#notices.show(`rounds:milestone:${milestone.count}`, sentence(milestone));
      }
    });
  }

  /** What to say of a milestone that was not seen yet; "" when there is none. */
  async news() {
    const { milestone } = await messenger.storage.local.get("milestone");
    return milestone ? sentence(milestone) : "";
  }

  /** The user has seen it. */
  async seen() {
    await messenger.storage.local.remove("milestone");
  }
}

/** @param {Milestone} milestone */
const sentence = ({ kind, count }) => text(`milestone_note_${kind}`, number(count));
