import { beforeAll, describe, expect, it } from "vitest";
import { makeInstitution, type Actor } from "../setup/institution.ts";
import { send, type Got } from "./http.ts";
import { unprotected } from "./protection.ts";

/** Pages, files, reads and what goes wrong with them, by the status that they answer with. */
const addresses: readonly (readonly [path: string, status: number])[] = [
  ["/", 200],
  ["/verify", 200],
  ["/verify?kode=ABC", 404],
  ["/verify/0000000000000000", 404],
  ["/problems", 200],
  ["/problems/tidak-ada", 404],
  ["/status", 200],
  ["/health", 200],
  ["/health/ready", 200],
  ["/api/docs", 200],
  ["/api/openapi.json", 200],
  ["/p/portal.css", 200],
  ["/p/pihak-ketiga.txt", 200],
  ["/p/swagger/swagger-ui.css", 200],
  ["/p/tidak-ada.js", 404],
  ["/p/", 404],
  ["/p/../../wrangler.toml", 404],
  ["/p/%2e%2e/%2e%2e/wrangler.toml", 404],
  ["/p/..%2f..%2fpackage.json", 404],
  ["/tidak/ada", 404],
  ["/api", 404],
  ["/api/v1", 404],
  ["/api/v1/", 404],
  ["/api/v2/sppd", 404],
  ["/api/v1/tidak-ada", 404],
  ["/api/v1/constructor", 404],
  ["/api/v1/__proto__/x", 404],
  ["/api/v1/sppd", 401],
  ["/api/v1/sppd/", 404],
  ["/api/v1/sppd//", 404],
  ["/api/v1/%73ppd", 401],
  ["/api/v1/sppd/%ff%fe", 401],
  ["/api/v1/identity/login", 405],
  ["/api/v1/berkas/documents/x?nama=a&e=1&s=b", 403],
  ["/api/v1/berkas/documents/../../../etc/passwd?nama=a&e=1&s=b", 404],
];

let d1: Actor;
beforeAll(async () => {
  d1 = await (await makeInstitution()).actor("D1");
});

function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
  return send({ method, path, headers });
}

describe("every answer", () => {
  it.each(addresses)("to %s (%i) carries the security headers", async (path, status) => {
    const got = await get(path);
    expect([got.status, unprotected({}, got)]).toEqual([status, []]);
    if (status >= 400) expect(got.text).not.toMatch(/wrangler|node_modules|\.ts\b|at \w+ \(/);
  });

  it("does so when it is empty, not modified, or a success of somebody who is logged in", async () => {
    const file = await get("/p/portal.css");
    const unchanged = await get("/p/portal.css", { "if-none-match": file.headers.etag ?? "" });
    const me = await get("/api/v1/identity/me", { authorization: `Bearer ${d1.token}` });
    const options = await get("/verify", {}, "OPTIONS");
    const page = await get("/tidak/ada", { accept: "text/html" });
    expect([unchanged, me, options, page].map(({ status }) => status)).toEqual([304, 200, 204, 404]);
    for (const got of [unchanged, me, options, page]) expect(unprotected({}, got)).toEqual([]);
  });

  it("says of what is somebody's own that nobody else may keep it", async () => {
    for (const path of ["/api/v1/identity/me", "/api/v1/sppd", "/api/v1/referensi/unit", "/api/v1/jobs"]) {
      const got = await get(path, { authorization: `Bearer ${d1.token}` });
      expect([path, got.status]).toEqual([path, 200]);
      expect(got.headers["cache-control"]).toMatch(/^private, no-(store|cache)$/);
    }
    expect((await get("/api/v1/sppd")).headers["cache-control"]).toBe("no-store");
  });
});

describe("HEAD", () => {
  it.each(addresses)("%s answers as GET does, without a body", async (path) => {
    const [whole, head] = [await get(path), await get(path, {}, "HEAD")];
    expect([head.status, head.text]).toEqual([whole.status, ""]);
    for (const name of ["content-type", "cache-control", "content-security-policy"]) {
      expect([path, name, head.headers[name]]).toEqual([path, name, whole.headers[name]]);
    }
  });
});

describe("OPTIONS", () => {
  it("says what an address takes, and asks nobody who they are", async () => {
    const allowed = async (path: string) => {
      const { status, headers, text } = await get(path, {}, "OPTIONS");
      return [status, headers.allow, text];
    };
    expect(await allowed("/verify")).toEqual([204, "GET, HEAD, OPTIONS", ""]);
    expect(await allowed("/api/v1/sppd")).toEqual([204, "GET, HEAD, POST, OPTIONS", ""]);
    expect(await allowed("/api/v1/identity/login")).toEqual([204, "POST, OPTIONS", ""]);
    expect(await allowed("/api/v1/referensi/hari-libur/2026-01-01")).toEqual([204, "PUT, DELETE, OPTIONS", ""]);
  });

  it("finds nothing where there is nothing", async () => {
    for (const path of ["/tidak/ada", "/api/v1/tidak-ada", "/api/v1/identity/tidak-ada"]) {
      expect([path, (await get(path, {}, "OPTIONS")).status]).toEqual([path, 404]);
    }
  });
});

describe("a method that an address does not take", () => {
  it.each([
    ["PUT", "/verify", "GET, HEAD, OPTIONS"],
    ["DELETE", "/api/openapi.json", "GET, HEAD, OPTIONS"],
    ["GET", "/api/v1/identity/login", "POST, OPTIONS"],
    ["HEAD", "/api/v1/identity/login", "POST, OPTIONS"],
    ["PATCH", "/api/v1/sppd", "GET, HEAD, POST, OPTIONS"],
    ["TRACE", "/api/v1/sppd", "GET, HEAD, POST, OPTIONS"],
    ["PROPFIND", "/api/v1/sppd", "GET, HEAD, POST, OPTIONS"],
  ])("%s %s is 405 and names those that it takes", async (method, path, allow) => {
    const got = await get(path, {}, method);
    expect([got.status, got.headers.allow]).toEqual([405, allow]);
    if (method !== "HEAD") expect(got.json).toMatchObject({ code: "METODE_TIDAK_DIDUKUNG", diterima: allow });
  });

  it("is named on the page as well, to those who read pages", async () => {
    const got = await get("/verify", { accept: "text/html" }, "POST");
    expect([got.status, got.headers.allow]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(got.text).toContain("GET, HEAD, OPTIONS");
  });
});

describe("headers that make no sense", () => {
  const authorization = () => `Bearer ${d1.token}`;

  it.each([
    ["traceparent", "00-zz-zz-zz"],
    ["traceparent", "x".repeat(4_000)],
    ["accept-language", ";;;q=,en;q=NaN,*;q=-1,".repeat(100)],
    ["accept-language", "\u00ff\u00fe"],
    ["accept", "text/html;q=abc,,,/;q=9e999"],
    ["if-none-match", '"'.repeat(500)],
    ["range", "bytes=-1-"],
    ["cookie", "__proto__=1; session=x"],
    ["content-encoding", "br"],
    ["content-type", "\u00e9/\u00e9; charset=utf-7"],
    ["x-forwarded-host", "jahat.example"],
    ["x-http-method-override", "DELETE"],
    ["cf-connecting-ip", "'; select pg_sleep(9)--"],
    ["accept-encoding", "gzip;q=0, br;q=x"],
  ])("change nothing: %s: %j", async (name, value) => {
    const got = await get("/api/v1/identity/me", { authorization: authorization(), [name]: value });
    expect([got.status, got.json?.["user_id"]]).toEqual([200, d1.userId]);
    expect((await get("/verify", { [name]: value })).status).toBe(200);
  });

  it("never lead anybody to another host", async () => {
    const got = await get("/verify?kode=7KQ2M9XWTR4HB0V1", { "x-forwarded-host": "jahat.example" });
    expect([got.status, JSON.stringify(got.headers)]).toEqual([303, expect.not.stringContaining("jahat")]);
    expect(got.headers.location).toMatch(/^\/verify\//);
  });
});

describe("a query", () => {
  const me = (query: string) => get(`/api/v1/identity/me${query}`, { authorization: `Bearer ${d1.token}` });

  it("names nothing that its route does not know: each unknown name would be one more entry of the cache", async () => {
    for (const name of ["x", "__proto__", "constructor", "filter[status]", ""]) {
      const got = await me(`?${encodeURIComponent(name)}=1`);
      expect([name, got.status]).toEqual([name, 422]);
      expect(got.json?.["errors"]).toEqual([
        { pointer: `/query/${name}`, code: "KOLOM_TIDAK_DIKENAL", detail: expect.stringMatching(/\w/) },
      ]);
    }
    expect((await me("?")).status).toBe(200);
  });

  it("says everything once: of two values nobody knows which one counts", async () => {
    const got = await get("/api/v1/sppd?per_page=1&per_page=2", { authorization: `Bearer ${d1.token}` });
    expect([got.status, got.json?.["code"]]).toEqual([422, "DATA_TIDAK_SAH"]);
  });
});
