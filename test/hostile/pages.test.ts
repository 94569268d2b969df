import { describe, expect, it } from "vitest";
import { send } from "./http.ts";
import { hostileTexts } from "./inputs.ts";

const html = { accept: "text/html", "accept-language": "en" };

/** Encoded as a form would, half a surrogate pair as the bytes that stand for none. */
function encode(text: string): string {
  return /\p{Cs}/u.test(text) ? "%ED%A0%80" : encodeURIComponent(text);
}

describe("a page", () => {
  it.each(["/verify?kode=", "/verify/", "/problems/", "/status?", "/status/", "/p/", "/api/", "/"])(
    "at %s… shows what is written into its address as text, or not at all",
    async (path) => {
      for (const text of hostileTexts) {
        const got = await send({ method: "GET", path: `${path}${encode(text)}`, headers: html });
        expect([path, text, got.status < 500]).toEqual([path, text, true]);
        expect(got.text).not.toMatch(/<script>alert|<img src=x|onerror=alert|javascript:alert\(1\)"|href="javascript:/);
        expect(got.text).not.toMatch(/wrangler|node_modules|\.ts\b|root:x:|\bundefined\b|\[object /);
        expect(Object.keys(got.headers)).not.toContain("x-suntikan");
        expect(got.headers["content-security-policy"]).toContain("default-src 'none'");
        if (got.status >= 300 && got.status < 400) expect(got.headers.location).toMatch(/^\/verify\/[\dA-Z]+$/);
      }
    },
  );
});
