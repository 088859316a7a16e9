/**
 * A host in memory, behind a native port: greets, keeps a few turns, and takes each fact once. It can
 * be missing, be killed before or after it has taken a fact, refuse, and say that it is busy.
 */
import { FakeEvent } from "./events.js";

/** The state that a fact leads to. @type {Record<string, string>} */
const LEADS_TO = {
  "turns.draft": "drafted",
  "turns.queue": "queued",
  "turns.sent": "written",
  "turns.skip": "skipped",
  "turns.release": "waiting",
};

class HostError extends Error {
  /**
   * @param {number} code
   * @param {string} message
   * @param {object} [data]
   */
  constructor(code, message, data) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/**
 * What the host says when it refuses.
 *
 * @param {string} kind
 * @param {string} message
 */
const refusal = (kind, message) => new HostError(-32000, message, { kind });

/** @typedef {{id?: number, method: string, params: Record<string, any>}} Request */

export class FakeHost {
  /** @type {Record<string, any>} */
  hello = { name: "rounds-host", version: "0.1.0", protocol: 1, database: {} };
  /** Why the host cannot be started, in Thunderbird's words; null when it can. @type {string | null} */
  unreachable = null;
  /** Takes requests and answers none. */
  silent = false;
  /**
   * Called with each request before it is served; may throw a refusal or kill the host.
   *
   * @type {(request: Request) => void | Promise<void>}
   */
  before = () => {};
  /**
   * Called after a request was served and before the answer leaves.
   *
   * @type {(request: Request) => void | Promise<void>}
   */
  after = () => {};
  /** Called when the add-on gives a request up, with its id. @type {((id: number) => void) | null} */
  cancel = null;
  /** @type {Request[]} */
  requests = [];
  starts = 0;
  /** The facts that were taken, by UUID. @type {Map<string, any>} */
  facts = new Map();
  /** @type {Map<string, any>} */
  turns = new Map();
  /** @type {Record<string, any>} */
  round = { quota: 5, writing_day: true, backlog: 0 };
  /** @type {object[]} */
  findings = [];
  /** What `structures.fill` gives, by the structure's id; the first is the host's choice. @type {Map<string, any>} */
  structures = new Map();
  /** What came back, by Message-ID. @type {Map<string, any>} */
  replies = new Map();
  /** What the next note that is sent is one of. @type {object | undefined} */
  milestone = undefined;
  /** When the first note was sent; undefined: nobody was written to yet. @type {string | undefined} */
  since = undefined;
  /** Which messages are worth reading. @type {(message: {from: string, subject: string}) => boolean} */
  sifts = ({ from }) => from.includes("ann@example.org");
  /** @type {any} */
  #port = null;

  static refusal = refusal;

  constructor() {
    const today = new Date();
    this.hello.today = today.toISOString().slice(0, 10);
  }

  /**
   * Adds a turn for a person with one address.
   *
   * @param {string} turn
   * @param {{full?: string, given?: string, greeting?: string, address?: string, [more: string]: any}} [person]
   */
  addTurn(
    turn,
    { full = "Ann Smith", given = "Ann", greeting, address = "ann@example.org", ...more } = {},
  ) {
    this.turns.set(turn, {
      turn,
      round: "r1",
      state: "waiting",
      person: { id: `p-${turn}`, full, given, greeting, addresses: address ? [address] : [] },
      ...more,
    });
  }

  /** @param {string} turn */
  state(turn) {
    return this.turns.get(turn).state;
  }

  /** The requests for one method. @param {string} method */
  asked(method) {
    return this.requests.filter((request) => request.method === method);
  }

  connect() {
    this.starts++;
    /** @type {any} */
    const port = {
      name: "rounds_host",
      onMessage: new FakeEvent(),
      onDisconnect: new FakeEvent(),
      disconnect: () => {
        if (this.#port === port) {
          this.#port = null;
        }
      },
      postMessage: (/** @type {any} */ message) => {
        if (this.#port !== port) {
          throw new Error("Attempt to postMessage on disconnected port");
        }
        const copy = structuredClone(message);
        if (copy.id === undefined) {
          this.requests.push(copy);
          this.cancel?.(copy.params.id);
          return;
        }
        queueMicrotask(() => this.#receive(port, copy));
      },
    };
    this.#port = port;
    if (this.unreachable) {
      queueMicrotask(() => this.kill(this.unreachable));
    }
    return port;
  }

  /** The host's process ends. @param {string | null} [reason] */
  kill(reason) {
    const port = this.#port;
    this.#port = null;
    port?.onDisconnect.fire({ ...port, error: reason ? { message: reason } : null });
  }

  /** The other end of the port went away with the background page. */
  abandon() {
    this.#port = null;
  }

  /** Sends a notification to the add-on. @param {string} method @param {object} params */
  notify(method, params) {
    this.#port.onMessage.fire({ jsonrpc: "2.0", method, params });
  }

  /**
   * @param {any} port
   * @param {Request} request
   */
  async #receive(port, { id, method, params }) {
    if (this.#port !== port || this.silent) {
      return;
    }
    const request = { id, method, params };
    this.requests.push({ method, params });
    let answer;
    try {
      await this.before(request);
      if (this.#port !== port) {
        return;
      }
      answer = { result: this.#serve(method, params) };
      await this.after(request);
    } catch (error) {
      if (!(error instanceof HostError)) {
        throw error;
      }
      const { code, message, data } = error;
      answer = { error: { code, message, data } };
    }
    if (this.#port === port) {
      port.onMessage.fire(structuredClone({ jsonrpc: "2.0", id, ...answer }));
    }
  }

  /** @param {string} method @param {Record<string, any>} params */
  #serve(method, params) {
    if (method === "host.hello") {
      return this.hello;
    }
    if (params.fact) {
      return this.#take(method, params);
    }
    switch (method) {
      case "today.show":
        return this.#today(params);
      case "turns.show":
        return { turn: this.#turn(params.turn) };
      case "turns.find":
        return { turn: this.#find(params) };
      case "rounds.list":
        return { rounds: [{ round: "r1", running: true }] };
      case "turns.list":
        return { turns: [...this.turns.values()].filter(({ state }) => state === params.which) };
      case "structures.list":
        return { structures: [...this.structures.values()] };
      case "structures.fill": {
        const [usual] = this.structures.keys();
        const filled = this.structures.get(params.structure ?? usual);
        if (!filled) {
          throw refusal("not_found", "There is no such structure.");
        }
        return filled;
      }
      case "replies.sift": {
        const wanted = params.messages.flatMap(
          (/** @type {any} */ message, /** @type {number} */ i) => (this.sifts(message) ? [i] : []),
        );
        return { wanted, since: this.since };
      }
      case "replies.find": {
        const answered = [params.in_reply_to, ...(params.references ?? [])].join(" ");
        return {
          reply: this.replies.get(params.message_id),
          note: answered.includes("<note@x>") ? { turn: "t1" } : undefined,
        };
      }
      case "replies.list":
        return {
          replies: [...this.replies.values()].reverse().slice(0, params.limit),
          total: this.replies.size,
        };
      case "people.show":
        return { person: { id: params.person, remark: "Plays the cello" } };
      case "copies.list":
        return { folder: "/copies", copies: [{ copy: "c1", kind: "daily", on: "2015-01-05" }] };
      case "copies.restore":
        return { people: 3, facts: 4, kept: "/kept" };
      case "note.check":
        return { findings: this.findings };
      default:
        throw new HostError(-32601, `There is no method ${method}`);
    }
  }

  /** @param {string} method @param {Record<string, any>} params */
  #take(method, { fact, ...params }) {
    const taken = this.facts.get(fact);
    if (taken) {
      return taken.result;
    }
    /** @type {Record<string, any>} */
    let result = {};
    if (method === "facts.undo") {
      result = { undone: params.undo };
    }
    if (method === "replies.record") {
      result = { outcome: this.#outcome(params) };
      if (result.outcome !== "unrelated") {
        this.addReply({ message_id: params.message_id, outcome: result.outcome });
      }
    }
    if (method === "replies.confirm" || method === "replies.deny") {
      const outcome = method === "replies.confirm" ? "reply" : "unrelated";
      result = Object.assign(this.replies.get(params.message_id), { outcome });
    }
    if (params.turn) {
      const turn = this.#turn(params.turn);
      if (turn.state === "written") {
        throw refusal("conflict", "This note is written already.");
      }
      turn.state = LEADS_TO[method] ?? turn.state;
      turn.draft = method === "turns.draft" ? params.message_id : undefined;
      turn.message_id = ["turns.sent", "turns.queue"].includes(method)
        ? params.message_id
        : undefined;
      const milestone = method === "turns.sent" ? this.milestone : undefined;
      result = { turn, ...(milestone && { milestone }) };
    }
    this.facts.set(fact, { method, params, result: structuredClone(result) });
    return result;
  }

  /** @param {Record<string, any>} reply */
  addReply(reply) {
    this.replies.set(reply.message_id, {
      turn: "t1",
      person: { id: "p-t1", full: "Ann Smith", addresses: ["ann@example.org"] },
      note: { message_id: "note@x", sent_at: "2015-03-03T09:00:00+01:00" },
      date: "2015-04-14T09:00:00+02:00",
      subject: "Re: Hello",
      days: 42,
      ...reply,
    });
  }

  /** @param {Record<string, any>} params */
  #outcome({ in_reply_to = "", references = [], report }) {
    const answers = [in_reply_to, ...references].join(" ").includes("<note@x>");
    return report ? "bounce" : answers ? "reply" : "unrelated";
  }

  /** @param {string} id */
  #turn(id) {
    const turn = this.turns.get(id);
    if (!turn) {
      throw refusal("not_found", "There is no such turn.");
    }
    return turn;
  }

  /** @param {Record<string, any>} what */
  #find({ address, message_id }) {
    return [...this.turns.values()].find((turn) =>
      message_id
        ? [turn.draft, turn.message_id].includes(message_id)
        : turn.person.addresses.includes(address) &&
          ["waiting", "drafted", "queued"].includes(turn.state),
    );
  }

  /** @param {Record<string, any>} params */
  #today({ session }) {
    if (this.turns.size === 0) {
      throw refusal("not_found", "There is no running round.");
    }
    const all = [...this.turns.values()];
    const count = (/** @type {string} */ state) =>
      all.filter((turn) => turn.state === state).length;
    const { quota, writing_day, backlog } = this.round;
    const open = all.filter(({ state }) => state === "drafted" || state === "waiting");
    const share = writing_day ? quota : 0;
    return {
      round: "r1",
      name: "A round",
      date: this.hello.today,
      writing_day,
      quota: share,
      written_today: count("written"),
      queued_today: count("queued"),
      due: open.slice(0, session ?? Math.max(share - count("written") - count("queued"), 0)),
      backlog,
      people: 1109,
      written: count("written"),
      skipped: count("skipped"),
      list_percent: 37.1,
      time_percent: 41.2,
      finished: false,
      ...this.round.more,
    };
  }
}
