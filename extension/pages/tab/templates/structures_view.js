/** What the structures page shows, without a page. */

/**
 * A filled text in its parts: what stands before and after the personal part.
 *
 * @param {Pick<import("../../../shared/wire.js").FilledStructure, "subject" | "body" | "personal_at">} filled
 */
export function previewParts({ subject, body, personal_at }) {
  const personal = personal_at !== undefined;
  const at = personal_at ?? body.length;
  return { subject, before: body.slice(0, at), personal, after: body.slice(at) };
}

/** What stands before and after a text that is shown only under a condition. @param {string} name @returns {[string, string]} */
export const conditionAround = (name) => [`{{#${name}}}`, `{{/${name}}}`];
