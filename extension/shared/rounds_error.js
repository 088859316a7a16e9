/**
 * What went wrong, in a form that a page can show and code can decide by.
 *
 * `kind` is one of the host's own (`invalid`, `not_found`, `conflict`, `busy`, `storage`,
 * `damaged`, `too_large`, `unsupported`, `cancelled`, `unknown_method`, `bad_request`) or one of the add-on's:
 * `host_missing`, `host_failed`, `host_damaged`, `host_too_old`, `host_too_new` (there is nobody to
 * ask) and `internal` (a mistake of ours). `message` is a sentence for the user.
 */
export class RoundsError extends Error {
  /**
   * @param {string} kind
   * @param {string} message
   * @param {{field?: string, data?: Record<string, unknown>}} [more]
   */
  constructor(kind, message, more = {}) {
    super(message);
    this.name = "RoundsError";
    this.kind = kind;
    /** The parameter that the host refused, when it named one. @type {string | undefined} */
    this.field = more.field;
    /** The host's `error.data`, when there is one. @type {Record<string, unknown> | undefined} */
    this.data = more.data;
  }

  /** A plain object that survives the way between the background and a page. */
  toMessage() {
    return { kind: this.kind, message: this.message, field: this.field, data: this.data };
  }

  /**
   * @param {{kind: string, message: string, field?: string, data?: Record<string, unknown>}} plain
   */
  static fromMessage({ kind, message, field, data }) {
    return new RoundsError(kind, message, { field, data });
  }

  /** Any thrown thing as a RoundsError; a stranger becomes `internal`. @param {unknown} thrown */
  static from(thrown) {
    if (thrown instanceof RoundsError) {
      return thrown;
    }
    return new RoundsError("internal", thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** The kinds that mean "the host cannot be asked now", as opposed to "the host said no". */
export const HOST_AWAY = new Set([
  "host_missing",
  "host_failed",
  "host_damaged",
  "host_too_old",
  "host_too_new",
]);
