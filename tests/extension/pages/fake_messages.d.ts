/** What serve.js writes down for the browser: the sentences, and whether a real host answers. */
declare module "/fake/messages.js" {
  export const messages: Record<
    string,
    { message: string; placeholders: Record<string, { content: string }> }
  >;
  export const hasHost: boolean;
}
