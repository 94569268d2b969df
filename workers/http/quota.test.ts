import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bindingQuotas } from "./limits.ts";
import { quotaHeaders } from "./quota.ts";

describe("the headers of quotas", () => {
  it("name every quota that counted a request, and what is left of those that tell", () => {
    const session = { name: "sesi", limit: 1200, seconds: 60 };
    const login = { name: "masuk", limit: 10, seconds: 60 };
    expect(quotaHeaders([])).toEqual({});
    expect(quotaHeaders([{ quota: session }])).toEqual({ "ratelimit-policy": '"sesi";q=1200;w=60' });
    expect(quotaHeaders([{ quota: session }, { quota: login, left: { remaining: 7, reset: 43 } }])).toEqual({
      "ratelimit-policy": '"sesi";q=1200;w=60, "masuk";q=10;w=60',
      ratelimit: '"masuk";r=7;t=43',
    });
  });

  it("say what wrangler.toml declares", () => {
    const declared = readFileSync(new URL("../../wrangler.toml", import.meta.url), "utf8");
    for (const [name, { limit, seconds }] of Object.entries(bindingQuotas)) {
      const entry = new RegExp(`name = "${name}"[^[]*simple = \\{ limit = (\\d+), period = (\\d+) \\}`).exec(declared);
      expect([entry?.[1], entry?.[2]], name).toEqual([String(limit), String(seconds)]);
    }
  });
});
