/** So many requests in so many seconds. */
export interface Quota {
  /** As the headers and the documentation call it. */
  readonly name: string;
  readonly limit: number;
  readonly seconds: number;
}

/** A quota that a request was held against, and what is left of it where that is known. */
export interface Spent {
  readonly quota: Quota;
  readonly left?: { readonly remaining: number; /** Seconds until it is whole again. */ readonly reset: number };
}

/**
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers): every quota that counted this request, and
 * what is left of those that tell. The platform's own limiter says yes or no and not how many are left.
 */
export function quotaHeaders(spent: readonly Spent[]): Record<string, string> {
  const [first, second] = spent;
  if (!first) return {};
  // Mostly it is the session's alone.
  if (second || first.left) return describe(spent);
  let said = alone.get(first.quota);
  if (!said) alone.set(first.quota, (said = describe(spent)));
  return said;
}

const alone = new WeakMap<Quota, Record<string, string>>();

function describe(spent: readonly Spent[]): Record<string, string> {
  const policies = spent.map(({ quota }) => `"${quota.name}";q=${quota.limit};w=${quota.seconds}`);
  const known = spent.flatMap(({ quota, left }) =>
    left ? [`"${quota.name}";r=${left.remaining};t=${left.reset}`] : [],
  );
  const headers = { "ratelimit-policy": policies.join(", ") };
  return known.length > 0 ? { ...headers, ratelimit: known.join(", ") } : headers;
}
