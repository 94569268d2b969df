/** An institution in which one has an account. */
interface Membership {
  readonly slug: string;
  readonly host: string | null;
}

/**
 * Where one goes on at another institution: credentials are each institution's own, so one logs in there. At its own host, where it has
 * one; else here, with its code filled in.
 */
export function wayTo({ slug, host }: Membership): string {
  const login = `/masuk?institusi=${encodeURIComponent(slug)}`;
  return host === null || host === location.host ? login : `https://${host}${login}`;
}
