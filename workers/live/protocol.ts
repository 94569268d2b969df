/** Where the hub is asked by the edge, and nobody else. */
export const hubPaths = { connect: "/connect", stream: "/stream", publish: "/publish" } as const;

/** The header of the edge's own request to the hub that says who listens, and what they saw last. Nothing of a page's request goes with it. */
export const listenerHeader = "serambi-listener";

/** Why a socket is closed, as its page is told. */
export const closings = {
  /** The session has ended: log in again. */
  ended: { code: 4401, reason: "session ended" },
  /** Come again at once, with the last number that was seen. */
  again: { code: 1012, reason: "connect again" },
  /** Another page of the same person has taken the place: do not come again by yourself. */
  crowded: { code: 4429, reason: "too many pages" },
  tooLong: { code: 1009, reason: "message too long" },
  tooMany: { code: 1008, reason: "too many messages" },
} as const;
