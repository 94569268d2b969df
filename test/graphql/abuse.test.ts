import { getIntrospectionQuery } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { outcomeOf, query, send } from "../setup/graphql.ts";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
let d1: Actor;
let d2: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  [adm, d1, d2] = (await Promise.all(["ADM", "D1", "D2"].map((key) => institution.actor(key)))) as [
    Actor,
    Actor,
    Actor,
  ];
});

const get = (as: Actor | null, address: string, headers: Record<string, string> = {}, method = "GET") =>
  send(as, undefined, headers, { method, address });
const encode = (values: Record<string, string>) => `?${new URLSearchParams(values).toString()}`;

describe("a heavy query", () => {
  it("is refused before anything of it is looked up, with the limit that it is beyond", async () => {
    const flood = (count: number, field: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => field(at)).join(" ");
    const heavy: [ukuran: string, text: string][] = [
      ["depth", `{ userModules ${"{ module ".repeat(10)} { id } ${"}".repeat(11)}`],
      ["cost", `{ modules { ${"name ".repeat(50)} } userModules { module { ${"name ".repeat(50)} } } }`],
      ["aliases", `{ me { ${flood(16, (at) => `a${at}: nama`)} } }`],
      ["root fields", `mutation { ${flood(16, () => 'deactivateModule(moduleId: "1")')} }`],
      ["fields", `{ me { ${"nama ".repeat(300)} } }`],
    ];
    for (const [ukuran, text] of heavy) {
      const refused = await query(d1, text);
      expect(outcomeOf(refused), ukuran).toBe("400 KUERI_TERLALU_BERAT");
      expect(refused.body.errors?.[0]?.extensions, ukuran).toMatchObject({ ukuran, problem: "KUERI_TERLALU_BERAT" });
      expect(refused.body).not.toHaveProperty("data");
      expect(refused.headers.get("server-timing")).not.toContain("db;");
    }
    // Of the same field 16 times under other names
    const aliased = await query(d1, `{ ${flood(16, (at) => `a${at}: businessTypes { id }`)} }`);
    expect(outcomeOf(aliased)).toBe("400 KUERI_TERLALU_BERAT");
  });

  it("is refused for its mere length, in words or in bytes, and for values that nest without end", async () => {
    expect(outcomeOf(await query(d1, `{ me(${"a: 1 ".repeat(1_000)}) { id } }`))).toBe("400 KUERI_TIDAK_SAH");
    expect(outcomeOf(await query(d1, `{ me { id } } #${"x".repeat(20_000)}`))).toBe("422 DATA_TIDAK_SAH");
    expect(outcomeOf(await query(d1, "{ me { id } }", { x: "x".repeat(300_000) }))).toBe("413 ISI_TERLALU_BESAR");
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const text = "mutation ($c: JSON!, $id: ID!) { updateModuleConfiguration(moduleId: $id, config: $c) { id } }";
    const { body } = await query<{ userModules: { module: { id: string } }[] }>(
      adm,
      "{ userModules { module { id } } }",
    );
    const id = body.data?.userModules[0]?.module.id;
    for (const config of [deep, `{"tembusan":${deep}}`]) {
      const variables = `{"id":${JSON.stringify(id)},"c":${config}}`;
      const refused = await send(adm, `{"query":${JSON.stringify(text)},"variables":${variables}}`);
      expect(outcomeOf(refused)).toBe("422 DATA_TIDAK_SAH");
    }
    const written = `${"[".repeat(200)}${"]".repeat(200)}`;
    expect(
      outcomeOf(await query(adm, text.replace("$c: JSON!, ", "").replace("$c", `{ tembusan: ${written} }`), { id })),
    ).toBe("200 DATA_TIDAK_SAH");
  });
});

describe("a query that cannot be run", () => {
  it("is told what is wrong and where: syntax, names, operations, variables, fragments in a circle", async () => {
    const wrong: [text: string, words: string, variables?: Record<string, unknown>][] = [
      ["{ me { id }", "Syntax Error"],
      ["{ orang { id } }", 'Cannot query field "orang" on type "Query".'],
      ["query A { me { id } } query B { me { id } }", "No such operation"],
      ["fragment f on Me { id }", "is never used"],
      ["subscription { me { id } }", "No such operation"],
      ["query ($id: ID!) { moduleRecommendations(businessTypeId: $id) { id } }", 'Variable "$id"'],
      ["query ($id: ID!) { moduleRecommendations(businessTypeId: $id) { id } }", 'Variable "$id"', { id: { a: 1 } }],
      ["{ me { ...f } } fragment f on Me { ...g } fragment g on Me { ...f }", "Cannot spread fragment"],
      ["{ me { id @include } }", 'Directive "@include" argument'],
    ];
    for (const [text, words, variables] of wrong) {
      const refused = await query(d1, text, variables);
      expect(outcomeOf(refused), text).toBe("400 KUERI_TIDAK_SAH");
      expect(refused.body.errors?.[0]?.message, text).toContain(words);
      expect(refused.body, text).not.toHaveProperty("data");
    }
    const placed = await query(d1, "{\n  orang { id } }");
    expect(placed.body.errors?.[0]?.locations).toEqual([{ line: 2, column: 3 }]);
    const named = await send(d1, { query: "query A { me { id } } query B { me { nama } }", operationName: "B" });
    expect(Object.keys((named.body.data as { me: object }).me)).toEqual(["nama"]);
  });

  it("is told five faults at most", async () => {
    const { body } = await query(d1, `{ me { ${Array.from({ length: 40 }, (_, at) => `x${at}`).join(" ")} } }`);
    expect(body.errors?.length).toBeLessThanOrEqual(6);
  });
});

describe("the schema itself", () => {
  it("is for those who manage the modules; to others no name of it is suggested either", async () => {
    expect((await query(adm, getIntrospectionQuery())).body.errors).toBeUndefined();
    for (const text of [
      getIntrospectionQuery(),
      '{ a: __type(name: "Me") { name } }',
      "{ ...q } fragment q on Query { __schema { types { name } } }",
    ])
      expect(outcomeOf(await query(d1, text))).toBe("403 FORBIDDEN");
    const typo = "{ moduls { id } }";
    expect((await query(adm, typo)).body.errors?.[0]?.message).toContain('Did you mean "modules"');
    expect((await query(d1, typo)).body.errors?.[0]?.message).toBe('Cannot query field "moduls" on type "Query".');
    expect((await query(d1, "{ __typename }")).body).toEqual({ data: { __typename: "Query" } });
  });

  it("cannot be asked for over and over within itself", async () => {
    const around =
      "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";
    expect(outcomeOf(await query(adm, around))).toBe("400 KUERI_TIDAK_SAH");
  });
});

describe("a request to /graphql", () => {
  it("is one operation as JSON: no list of them, no form, nothing that nobody knows", async () => {
    const one = { query: "{ me { id } }" };
    expect(outcomeOf(await send(d2, [one, one]))).toBe("422 DATA_TIDAK_SAH");
    expect(outcomeOf(await send(d2, '{"query":'))).toBe("400 JSON_TIDAK_SAH");
    expect(outcomeOf(await send(d2, {}))).toBe("422 DATA_TIDAK_SAH");
    expect(outcomeOf(await send(d2, { ...one, kueri: 1 }))).toBe("422 DATA_TIDAK_SAH");
    expect(outcomeOf(await send(d2, { ...one, variables: [] }))).toBe("422 DATA_TIDAK_SAH");
    for (const type of [
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "text/plain",
      "application/graphql",
    ])
      expect(outcomeOf(await send(d2, JSON.stringify(one), { "content-type": type })), type).toBe(
        "415 JENIS_ISI_TIDAK_DIDUKUNG",
      );
  });

  it("is a problem without a session, whatever it asks, and counts as one of the registry's", async () => {
    for (const reply of [
      await query(null, "{ me { id } }"),
      await query(null, "{"),
      await get(null, "?query=%7Bme%7Bid%7D%7D"),
    ]) {
      expect(outcomeOf(reply)).toBe("401 BELUM_MASUK");
      expect(reply.headers.get("content-type")).toContain("application/problem+json");
    }
    const left = ({ headers }: { headers: Headers }) =>
      Number(/"modul";r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
    const fresh = await institution.actor("A1");
    const first = left(await ask(fresh, "GET", "/modules"));
    expect(left(await query(fresh, "{ a: me { id } b: me { id } modules { id } }"))).toBe(first - 1);
    expect(left(await ask(fresh, "GET", "/modules"))).toBe(first - 2);
  });

  it("by GET only asks, and is answered with a tag", async () => {
    const address = encode({
      query: "query ($c: String) { modules(category: $c) { slug } }",
      variables: '{"c":"administration"}',
    });
    const found = await get(d2, address);
    expect(found.body).toEqual({ data: { modules: [{ slug: "sppd" }] } });
    const again = await get(d2, address, { "if-none-match": found.headers.get("etag") ?? "" });
    expect([again.status, again.body]).toEqual([304, null]);
    expect((await get(d2, address, {}, "HEAD")).status).toBe(200);
    const change = await get(adm, encode({ query: 'mutation { deactivateModule(moduleId: "1") }' }));
    expect([outcomeOf(change), change.headers.get("allow")]).toEqual(["405 METODE_TIDAK_DIDUKUNG", "POST, OPTIONS"]);
    expect(outcomeOf(await get(d2, ""))).toBe("422 DATA_TIDAK_SAH");
    expect(outcomeOf(await get(d2, encode({ query: "{me{id}}", lain: "1" })))).toBe("422 DATA_TIDAK_SAH");
    expect(outcomeOf(await get(d2, `${address}&query=%7Bme%7Bid%7D%7D`))).toBe("422 DATA_TIDAK_SAH");
    expect(outcomeOf(await get(d2, encode({ query: "{me{id}}", variables: "{" })))).toBe("400 JSON_TIDAK_SAH");
  });

  it("by any other method is refused, and by a stranger's page as well", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"])
      expect(outcomeOf(await send(d2, { query: "{ me { id } }" }, {}, { method })), method).toBe(
        "405 METODE_TIDAK_DIDUKUNG",
      );
    const options = await send(null, undefined, {}, { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    const strange = await query(d2, "{ me { id } }", {}, { origin: "https://jahat.example" });
    expect(outcomeOf(strange)).toBe("403 ASAL_DITOLAK");
  });

  it("is answered as GraphQL's own type to those who know it", async () => {
    const known = { accept: "application/graphql-response+json, application/json;q=0.9" };
    expect((await query(d2, "{ me { id } }", {}, known)).headers.get("content-type")).toBe(
      "application/graphql-response+json; charset=utf-8",
    );
    expect((await query(d2, "{ me { id } }")).headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect((await query(d2, "{ me ", {}, known)).headers.get("content-type")).toContain("graphql-response+json");
  });

  it("by somebody who has still to set up a second factor gets no further than with REST", async () => {
    const strict = await makeInstitution({ pengaturan: { wajib_otp: ["admin"] } });
    const boss = await strict.actor("ADM");
    expect(codeOf(await ask(boss, "GET", "/modules"))).toBe("403 WAJIB_OTP");
    expect(outcomeOf(await query(boss, "{ modules { id } }"))).toBe("200 WAJIB_OTP");
    expect((await query<{ me: { id: string } }>(boss, "{ me { id } }")).body.data?.me.id).toBe(boss.userId);
    expect(outcomeOf(await query(boss, "{ __schema { types { name } } }"))).toBe("403 WAJIB_OTP");
  });
});
