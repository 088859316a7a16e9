/** messages.js is made by serve.js: the sentences, and whether a real host answers. */
export const messages: Record<
  string,
  { message: string; placeholders: Record<string, { content: string }> }
>;
export const hasHost: boolean;
