import { beforeAll, describe, expect, inject, it } from "vitest";
import { makeInstitution, testPassword } from "../setup/institution.ts";
import { readContract, type Operation } from "./document.ts";
import { send, type Got, type Sent } from "./http.ts";
import { partner, unprotected } from "./protection.ts";
import { exampleParts, toRequest } from "./requests.ts";
import { eachOf } from "./world.ts";

/** Not on the stack's list. */
const strangers = [
  "https://jahat.example",
  "http://mitra.example",
  "https://mitra.example.jahat.example",
  "https://sub.mitra.example",
  "https://mitra.example:8443",
  "null",
  "*",
];
const login = "/api/v1/identity/login";
let body: string;
let token: string;
let operations: readonly Operation[];

beforeAll(async () => {
  const [{ slug, actor }, contract] = await Promise.all([makeInstitution(), readContract()]);
  ({ operations } = contract);
  ({ token } = await actor("D1"));
  body = JSON.stringify({ identifier: "d1", password: testPassword, institution: slug });
});

function logIn(headers: Record<string, string>): Promise<Got> {
  return send({ method: "POST", path: login, headers: { "content-type": "application/json", ...headers }, body });
}

function preflight(path: string, origin: string, wanted: Partial<Sent["headers"]> = {}): Promise<Got> {
  return send({
    method: "OPTIONS",
    path,
    headers: { origin, "access-control-request-method": "POST", ...(wanted as Record<string, string>) },
  });
}

function sharing(got: Got): string[] {
  return Object.keys(got.headers).filter((name) => name.startsWith("access-control-"));
}

describe("a page of an allowed origin", () => {
  it("may ask before it sends, and hears the methods of the very address", async () => {
    const asked = await preflight(login, partner, { "access-control-request-headers": "content-type,idempotency-key" });
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({
      "access-control-allow-origin": partner,
      "access-control-allow-methods": "POST",
      "access-control-max-age": "7200",
      vary: expect.stringContaining("Origin"),
    });
    const accepted = String(asked.headers["access-control-allow-headers"]).split(", ");
    for (const name of ["authorization", "content-type", "idempotency-key", "if-none-match", "accept-language"]) {
      expect(accepted).toContain(name);
    }
    const order = await preflight(`/api/v1/sppd/${crypto.randomUUID()}`, partner);
    expect(order.headers["access-control-allow-methods"]).toBe("GET, HEAD, PUT");
  });

  it("may send, and its script may read the answer and the headers that matter, also when it is refused", async () => {
    const welcome = await logIn({ origin: partner, "sec-fetch-site": "cross-site" });
    expect(welcome.status).toBe(200);
    const refused = await send({ method: "GET", path: "/api/v1/identity/me", headers: { origin: partner } });
    expect(refused.status).toBe(401);
    for (const { headers } of [welcome, refused]) {
      expect(headers["access-control-allow-origin"]).toBe(partner);
      expect(headers["access-control-allow-credentials"]).toBeUndefined();
      expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
      expect(headers.vary).toContain("Origin");
      const exposed = String(headers["access-control-expose-headers"]).split(", ");
      for (const name of [
        "etag",
        "x-request-id",
        "x-cache",
        "ratelimit",
        "ratelimit-policy",
        "retry-after",
        "location",
      ]) {
        expect(exposed).toContain(name);
      }
      for (const name of ["server-timing", "idempotency-replayed", "serambi-degraded"]) expect(exposed).toContain(name);
    }
  });
});

describe("a page of any other origin", () => {
  it.each(strangers)("(%j) changes nothing, and its script reads nothing", async (origin) => {
    const refused = await logIn({ origin });
    expect([refused.status, refused.json?.["code"]]).toEqual([403, "ASAL_DITOLAK"]);
    const asked = await preflight(login, origin);
    const read = await send({ method: "GET", path: "/api/openapi.json", headers: { origin } });
    expect(read.status).toBe(200);
    for (const got of [refused, asked, read]) {
      expect(sharing(got)).toEqual([]);
      expect(got.headers.vary).toContain("Origin");
      expect(got.headers["cross-origin-resource-policy"]).toBe("same-origin");
    }
  });

  it("is known by what its browser says even without its origin", async () => {
    for (const site of ["cross-site", "same-site", "nonsense"]) {
      const refused = await logIn({ "sec-fetch-site": site });
      expect([site, refused.status, refused.json?.["code"]]).toEqual([site, 403, "ASAL_DITOLAK"]);
    }
  });

  it("is told so in the language of whoever reads it", async () => {
    const origin = strangers[0] ?? "";
    expect((await logIn({ origin })).json?.["title"]).toBe("Asal ditolak");
    expect((await logIn({ origin, "accept-language": "en" })).json?.["title"]).toBe("Origin refused");
  });
});

describe("our own pages and programs", () => {
  it("change what they may: by the host that answers, or with no browser at all", async () => {
    const { edge } = inject("stack").urls;
    for (const headers of [{}, { origin: edge }, { "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "none" }]) {
      const got = await logIn(headers);
      expect(got.status).toBe(200);
      expect(sharing(got)).toEqual([]);
    }
  });

  it("count by the host that was asked: the platform's pages are strangers on another host", async () => {
    const { port } = new URL(inject("stack").urls.edge);
    const host = `kampus-lain.localhost:${port}`;
    expect((await logIn({ host, origin: inject("stack").urls.edge })).json?.["code"]).toBe("ASAL_DITOLAK");
    expect((await logIn({ host, origin: `http://${host}` })).json?.["code"]).not.toBe("ASAL_DITOLAK");
  });
});

describe("every operation", () => {
  /** Its example, about ids that nobody has, as one is logged in who sends these headers. */
  function example(operation: Operation, headers: Record<string, string>, bearer: string | null = token): Sent {
    const params = Object.fromEntries(
      operation.parameters
        .filter(({ in: place, schema }) => place === "path" && schema.format === "uuid")
        .map(({ name }) => [name, crypto.randomUUID()]),
    );
    const file = new TextEncoder().encode("%PDF-1.7");
    return toRequest(operation, bearer, exampleParts(operation, { as: null, params, file }, false), headers);
  }

  it("that changes something is refused to a stranger's page, whoever is logged in there", async () => {
    const [stranger = ""] = strangers;
    const changing = operations.filter(({ method }) => method !== "GET");
    expect(changing.length).toBeGreaterThan(30);
    await eachOf(changing, 8, async (operation) => {
      const cookie = `__Host-serambi=${token}`;
      const requests = [
        example(operation, { origin: stranger }),
        example(operation, { "sec-fetch-site": "cross-site" }),
        example(operation, { origin: stranger, "sec-fetch-site": "same-origin" }),
        example(operation, { origin: stranger, cookie }, null),
        // A browser sends its cookie whoever has it ask: without a word of where the page is from, nothing is done.
        ...(operation.open
          ? []
          : [example(operation, { cookie }, null), example(operation, { origin: partner, cookie }, null)]),
      ];
      for (const sent of requests) {
        const got = await send(sent);
        expect([operation.id, got.status, got.code]).toEqual([operation.id, 403, "ASAL_DITOLAK"]);
        expect([operation.id, unprotected(sent, got)]).toEqual([operation.id, []]);
      }
    });
  });

  it("is read by no script of a stranger's page, and by those of an allowed one with the method of the document", async () => {
    const [origin = ""] = strangers;
    await eachOf(operations, 8, async (operation) => {
      const { path } = example(operation, {});
      const asked = await preflight(path, origin, { "access-control-request-method": operation.method });
      expect([operation.id, asked.status, sharing(asked)]).toEqual([operation.id, 204, []]);
      if (operation.method === "GET") {
        const sent = example(operation, { origin });
        expect([operation.id, unprotected(sent, await send(sent))]).toEqual([operation.id, []]);
      }
      const { headers } = await preflight(path, partner, { "access-control-request-method": operation.method });
      expect([operation.id, headers["access-control-allow-origin"]]).toEqual([operation.id, partner]);
      expect(String(headers["access-control-allow-methods"]).split(", ")).toContain(operation.method);
    });
  });
});
