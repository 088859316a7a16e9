import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { readSettings } from "../../shared/settings.js";
import { missingText } from "../../shared/missing_text.js";
import { language, text } from "../../shared/text.js";
import { oneAtATime } from "../host/one_at_a_time.js";
import { CURSOR } from "./place_text.js";

/** @typedef {import("../../shared/wire.js").Turn} Turn */
/** @typedef {import("../../shared/wire.js").FilledStructure} Filled */

/** The structures as they are filled for the user who sits here. */
export class Structures {
  #host;
  #notices;
  #chosen = oneAtATime();

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../day/notices.js").Notices} parts.notices
   */
  constructor({ host, notices }) {
    this.#host = host;
    this.#notices = notices;
  }

  /**
   * The structure for a turn, filled: the one chosen by hand, now or earlier, else the host's choice.
   *
   * @param {string} turn
   * @param {string} [structure]  the user's choice, which is remembered for the turn
   * @returns {Promise<Filled | null>} null when there is no structure
   */
  async fill(turn, structure) {
    if (structure) {
      await this.#remember(turn, structure);
    }
    const [earlier, my_name] = await Promise.all([this.#all(), this.#myName()]);
    const chosen = structure ?? earlier[turn];
    const filling = { turn, language: language(), my_name };
    for (const choice of chosen ? [{ structure: chosen }, {}] : [{}]) {
      try {
        return await this.#host.call("structures.fill", { ...filling, ...choice });
      } catch (thrown) {
        const error = RoundsError.from(thrown);
        if (HOST_AWAY.has(error.kind)) {
          throw error;
        }
        if (error.kind !== "not_found") {
          console.warn("A structure could not be filled:", error);
        } // else the chosen one was removed meanwhile, or there is none at all
      }
    }
    return null;
  }

  /**
   * What a new note to somebody begins with.
   *
   * @param {Turn} turn
   * @param {Filled | null} filled  the structure for it
   * @returns {{subject: string, text: string, missing: string[]}} `text` with the cursor's mark
   */
  noteFor({ person }, filled) {
    if (!filled) {
      const greeting = text("compose_greeting", person.greeting || person.given || person.full);
      return { subject: "", text: `${greeting}\n\n${CURSOR}`, missing: [] };
    }
    const { subject, body, missing, personal_at } = filled;
    const marked =
      personal_at === undefined
        ? body
        : body.slice(0, personal_at) + CURSOR + body.slice(personal_at);
    return { subject, text: marked, missing };
  }

  /**
   * Says what the structure wanted and nobody knows, where no window beside the note says it.
   *
   * @param {Turn} turn
   * @param {string[]} missing
   */
  tellMissing({ turn, person }, missing) {
    this.#notices.show(`missing-${turn}`, missingText(person.full, missing));
  }

  /** The name below the note; "" when the signature brings it. */
  async #myName() {
    const { identity } = await readSettings();
    const chosen = identity && (await messenger.identities.get(identity).catch(() => null));
    const account = chosen ? null : await messenger.accounts.getDefault();
    const mine = chosen || (account && (await messenger.identities.getDefault(account.id)));
    return mine && !mine.signature ? mine.name : "";
  }

  /** @param {string} turn @param {string} structure */
  #remember(turn, structure) {
    return this.#chosen(async () => {
      const structureOf = { ...(await this.#all()), [turn]: structure };
      await messenger.storage.session.set({ structureOf });
    });
  }

  /** The structures chosen by hand, by turn, until Thunderbird ends. @returns {Promise<Record<string, string>>} */
  async #all() {
    return (await messenger.storage.session.get("structureOf")).structureOf ?? {};
  }
}
