import * as z from "zod";
import { describe, expect, it } from "vitest";
import { publicRoute, route, type Route } from "../../workers/http/route.ts";
import { buildOpenApi } from "./openapi.ts";

const answers = { 200: { description: "Ada", schema: z.object({ id: z.uuid(), jumlah: z.int() }) } };
const handle = () => Promise.resolve({ status: 204 } as const);

type Paths = Record<string, Record<string, unknown>>;

function describeOne(one: Route): Paths {
  return (buildOpenApi(new Map([["sppd", [one]]]), "1.2.3") as { paths: Paths }).paths;
}

describe("a route in the OpenAPI document", () => {
  it("stands at its path, with the permission that it needs and who has it", () => {
    const one = route({
      method: "get",
      path: "/:id/berkas/:jenis{pdf|docx}",
      operationId: "unduh",
      summary: "Unduh",
      access: "sppd.issue_spd",
      params: z.object({ id: z.uuid(), jenis: z.enum(["pdf", "docx"]) }),
      answers,
      handle,
    });
    expect(describeOne(one)).toMatchObject({
      "/api/v1/sppd/{id}/berkas/{jenis}": {
        get: {
          operationId: "unduh",
          "x-permission": "sppd.issue_spd",
          "x-scope": { ppk: "all" },
          parameters: [{ name: "id", schema: { type: "string", format: "uuid" } }, { name: "jenis" }],
          responses: { 200: { description: "Ada" }, default: { $ref: "#/components/responses/Problem" } },
        },
      },
    });
  });

  it("needs no login where it is public, shows its example, and takes files as they are", () => {
    const spoken = publicRoute({
      method: "post",
      path: "/",
      operationId: "buat",
      summary: "Buat",
      answers,
      handle,
      body: z.strictObject({ nama: z.string() }),
      example: { nama: "Ratna" },
    });
    const content = { "application/json": { example: { nama: "Ratna" } } };
    expect(describeOne(spoken)["/api/v1/sppd"]).toMatchObject({ post: { security: [], requestBody: { content } } });
    const upload = publicRoute({
      method: "put",
      path: "/",
      operationId: "unggah",
      summary: "Unggah",
      answers,
      handle,
      upload: { maxBytes: 5_000_000 },
    });
    expect(JSON.stringify(describeOne(upload)["/api/v1/sppd"])).toContain("5000000");
  });

  it("shows how it is asked: each parameter by its example, its first value, or what its shape stands for", () => {
    const asked = publicRoute({
      method: "get",
      path: "/:id",
      operationId: "cari",
      summary: "Cari",
      answers,
      handle,
      params: z.object({ id: z.uuid() }),
      query: z.strictObject({
        tahun: z.coerce
          .number()
          .int()
          .meta({ examples: [2026] }),
        status: z.enum(["draft", "selesai"]).optional(),
      }),
    });
    const { get } = describeOne(asked)["/api/v1/sppd/{id}"] ?? {};
    expect((get as { parameters: unknown[] }).parameters).toMatchObject([
      { name: "id", example: expect.stringMatching(/^[\da-f-]{36}$/) },
      { name: "tahun", example: 2026, schema: { type: "integer" } },
      { name: "status", example: "draft" },
    ]);
  });

  it("is refused when nobody can try it out: a body without an example that fits, a parameter without any", () => {
    const bodied = (example?: unknown) =>
      publicRoute({
        method: "post",
        path: "/",
        operationId: "buat",
        summary: "Buat",
        answers,
        handle,
        body: z.strictObject({ nama: z.string() }),
        example,
      });
    expect(() => describeOne(bodied())).toThrow("buat");
    expect(() => describeOne(bodied({ nama: 1 }))).toThrow("buat");
    expect(() => describeOne(bodied({ nama: "Ratna" }))).not.toThrow();
    const vague = publicRoute({
      method: "get",
      path: "/",
      operationId: "cari",
      summary: "Cari",
      answers,
      handle,
      query: z.strictObject({ kata: z.string() }),
    });
    expect(() => describeOne(vague)).toThrow("cari: kata has no example");
  });

  it("is refused when it hides a parameter or documents no answer", () => {
    const hidden = publicRoute({
      method: "get",
      path: "/:id",
      operationId: "lihat",
      summary: "Lihat",
      answers,
      handle,
    });
    expect(() => describeOne(hidden)).toThrow("lihat");
    const mute = publicRoute({ method: "get", path: "/", operationId: "diam", summary: "Diam", answers: {}, handle });
    expect(() => describeOne(mute)).toThrow("diam");
  });
});
