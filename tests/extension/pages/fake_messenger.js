/** A made-up `messenger`, as much of it as the pages use. */
import { hasHost, messages } from "./messages.js";
import { answerAddresses, answerMail } from "./fake_addresses.js";
import { roundIn, roundOfAYear } from "./fake_round.js";
import {
  copies,
  duplicates,
  peopleFound,
  preview,
  repliesOf,
  rules,
  scenarios,
  story,
  turnsOf,
} from "./fake_scenarios.js";

const wanted = new URLSearchParams(location.search).get("scenario") ?? "morning";
const scenario = structuredClone(scenarios[wanted]);
/** @type {Set<(message: unknown) => void>} */
const listeners = new Set();

/** @param {string} key @param {string | string[]} values */
function getMessage(key, values = []) {
  const entry = messages[key];
  if (!entry) {
    return "";
  }
  const given = [values].flat();
  return entry.message.replace(
    /\$(\w+)\$/g,
    (/** @type {string} */ _, /** @type {string} */ name) =>
      entry.placeholders[name.toLowerCase()].content.replace(
        /\$(\d)/g,
        (/** @type {string} */ _all, /** @type {string} */ place) => given[Number(place) - 1] ?? "",
      ),
  );
}

const changed = () => {
  for (const listener of listeners) {
    listener({ rounds: "changed" });
  }
};

/** @param {string} kind @param {string} message */
const refuse = (kind, message) => ({ error: { kind, message } });

/** @param {string} method @param {Record<string, any>} params @param {boolean} isChange */
async function askRealHost(method, params, isChange) {
  const fact = crypto.randomUUID();
  const response = await fetch("/host", {
    method: "POST",
    body: JSON.stringify({ method, params: isChange ? { fact, ...params } : params }),
  });
  const { result, error } = await response.json();
  if (error) {
    return {
      error: {
        kind: error.data?.kind ?? "internal",
        message: error.message,
        field: error.data?.field,
      },
    };
  }
  if (isChange) {
    changed();
  }
  return { result: isChange ? { ...result, fact } : result };
}

/** @param {string} method @param {Record<string, any>} params */
function askScenario(method, params) {
  const { today } = scenario;
  const addresses = answerAddresses(method, params, wanted);
  if (addresses) {
    if (method.startsWith("addresses.") && params.person) {
      changed();
    }
    return { result: addresses };
  }
  if (method.startsWith("turns.") && params.turn && today) {
    today.due = today.due.filter((/** @type {any} */ one) => one.turn !== params.turn);
    changed();
    return { result: {} };
  }
  switch (method) {
    case "facts.latest":
      return { result: scenario.latest ?? {} };
    case "facts.undo":
      scenario.latest = {};
      changed();
      return { result: {} };
    case "host.hello":
      return { result: scenario.host.hello };
    case "people.list":
    case "people.ids": {
      const { offset = 0, limit = 40_000 } = params;
      const found = peopleFound(params.search ?? "");
      const people = found.slice(offset, offset + limit);
      return { result: { people, ids: people.map(({ id }) => id), total: found.length } };
    }
    case "people.values":
      return { result: { values: [{ value: "School", people: 12 }] } };
    case "people.preview":
      return { result: preview };
    case "people.import":
      scenario.host.hello.database.people = preview.people;
      return { result: { ...preview, fact: "f2" } };
    case "rounds.plan":
      return params.finish && !params.per_day
        ? {
            result: {
              people: 1109,
              per_day: 7,
              finishes_on: "2026-08-20",
              writing_days_count: 159,
            },
          }
        : {
            result: {
              people: 1109,
              per_day: params.per_day,
              finishes_on: "2026-11-06",
              left_out: 31,
              writing_days_count: 222,
            },
          };
    case "rounds.create":
      Object.assign(scenario, structuredClone(scenarios.morning));
      changed();
      return { result: { round: "1", people: 1109, per_day: 5, finishes_on: "2026-11-06" } };
    case "rounds.list":
      return {
        result: {
          rounds: today
            ? [
                {
                  ...today,
                  order: "family_name",
                  planned_finish: today.finishes_on,
                  writing_days: ["mon", "tue", "wed", "thu", "fri"],
                  days_off: [{ from: "2026-04-03", to: "2026-04-06" }],
                  running: !today.finished,
                },
              ]
            : [],
        },
      };
    case "rounds.ways":
      return {
        result: {
          backlog: today.backlog,
          keep: { per_day: 5, finishes_on: "2026-11-20" },
          session: { notes: today.backlog, seconds: today.backlog * 640, leaves: 0 },
          pace: { per_day: 6, finishes_on: "2026-10-12", finish: "2026-11-06" },
        },
      };
    case "rounds.preview":
      return {
        result: {
          round: {
            per_day: params.per_day ?? today.per_day,
            writing_days: params.writing_days ?? ["mon", "tue", "wed", "thu", "fri"],
            finishes_on: "2026-10-12",
          },
          backlog: today.backlog,
          ...(today.backlog > 0 && { back_on_pace_on: "2026-05-03" }),
          was: { finishes_on: today.finishes_on, per_day: 5, backlog: today.backlog },
        },
      };
    case "exports.rows":
      return { result: { columns: ["name"], rows: [["=1+1"]], total: 1 } };
    case "story.show":
      return { result: { ...story, round: { ...today, order: "family_name" } } };
    case "progress.show":
      return { result: params.round === "2" ? roundOfAYear("2015-12-31") : roundIn(wanted) };
    case "rounds.newcomers":
      return { result: { people: [], total: 12 } };
    case "people.duplicates":
      return { result: { pairs: duplicates, total: duplicates.length } };
    case "rules.list":
      return { result: { rules } };
    case "rules.preview":
      return { result: { people: 31, sample: preview.sample } };
    case "replies.list": {
      const replies = repliesOf(params.outcome);
      return { result: { replies: replies.slice(0, params.limit), total: replies.length } };
    }
    case "turns.list": {
      const turns = turnsOf(params.which);
      return { result: { turns, total: turns.length } };
    }
    default:
      return refuse("unknown_method", `The made-up host does not know ${method}.`);
  }
}

/** @param {any} request */
async function answer(request) {
  const { type, method, params = {} } = request;
  const { host } = scenario;
  if (type === "hostState") {
    return { result: hasHost ? scenarios.morning.host : host };
  }
  if (type === "call" || type === "change") {
    if (hasHost) {
      return askRealHost(method, params, type === "change");
    }
    return host.state === "connected"
      ? askScenario(method, params)
      : refuse(`host_${host.state}`, host.message);
  }
  if (type === "mend") {
    return method === "copies.list"
      ? { result: { folder: "/home/someone/.local/share/rounds/copies", copies } }
      : { result: { people: 1109, facts: 2400, lost: 3, kept: "/home/someone/damaged.db" } };
  }
  const mail = answerMail(request);
  if (mail) {
    if (type !== "mailHistory" && type !== "mailFolders") {
      queueMicrotask(changed);
    }
    return { result: mail };
  }
  if (type === "today") {
    if (hasHost) {
      return askRealHost("today.show", {}, false);
    }
    if (host.state !== "connected") {
      return refuse(`host_${host.state}`, host.message);
    }
    return scenario.today ? { result: scenario.today } : refuse("not_found", "There is no round.");
  }
  if (type === "replyNews") {
    return { result: wanted === "underway" ? "Mei Bai answered" : "" };
  }
  if (type === "milestone") {
    return { result: wanted === "done" ? "That was note 400." : "" };
  }
  if (type === "setSession") {
    scenario.today.session = request.size && {
      date: scenario.today.date,
      size: request.size,
      done: 0,
      left: request.size,
    };
    changed();
    return { result: scenario.today.session };
  }
  return { result: host };
}

const sendMessage = async (/** @type {any} */ request) => structuredClone(await answer(request));

/** A port that reports progress for a while, so that it can be looked at. */
function connect() {
  /** @type {Set<(message: any) => void>} */
  const hears = new Set();
  let cancelled = false;
  const tell = (/** @type {any} */ message) => hears.forEach((hear) => hear(message));
  const work = async (/** @type {any} */ request) => {
    const slow = request.method === "people.import" && !hasHost;
    for (let done = 0; slow && done < 30000; done += 512) {
      if (cancelled) {
        tell(refuse("cancelled", "The import was stopped. Nothing was changed."));
        return;
      }
      tell({ progress: { done, total: 30000 } });
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    tell(await sendMessage(request));
  };
  return {
    onMessage: { addListener: (/** @type {any} */ listener) => hears.add(listener) },
    onDisconnect: { addListener() {} },
    disconnect() {},
    postMessage(/** @type {any} */ request) {
      if (request.type === "cancel") {
        cancelled = true;
      } else {
        work(request);
      }
    },
  };
}

Object.assign(globalThis, {
  messenger: {
    i18n: { getMessage, getUILanguage: () => "en-US" },
    runtime: {
      sendMessage,
      connect,
      onMessage: {
        addListener: (/** @type {any} */ listener) => listeners.add(listener),
        removeListener: (/** @type {any} */ listener) => listeners.delete(listener),
      },
      getURL: (/** @type {string} */ path) => path,
    },
    windows: { openDefaultBrowser: (/** @type {string} */ url) => console.log("open", url) },
    storage: { local: { get: async () => ({}), set: async () => {} } },
  },
});
