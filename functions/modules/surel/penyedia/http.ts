import type { Provider, Sent } from "./port.ts";

/** The plain contract: whoever has a mail server of their own puts this in front of it (docs/operations.md, "E-mail"). */
export const http: Provider = {
  path: "",
  body: (message) => message,
  judge(status): Sent {
    // This key has been used, with other words.
    if (status === 409) return { state: "sent", id: null };
    if (status === 400 || status === 413 || status === 422) return { state: "refused" };
    return { state: "closed", why: String(status) };
  },
};
