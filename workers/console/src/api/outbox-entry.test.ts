import { describe, expect, it } from "vitest";
import { answered, lost, posted, refused, restored, sending, type Posted } from "./outbox-entry.ts";

const order: Posted = {
  subject: "sppd:baru",
  owner: "ratna",
  operation: "createOrder",
  input: { body: 1 },
  group: "sppd:baru",
  field: "",
  name: "Rapat koordinasi",
  to: "/sppd/baru",
  lasting: true,
};
const given = (input: unknown, key: string, before?: ReturnType<typeof posted>) =>
  posted(before, { ...order, input }, key, "2026-04-06T03:00:00Z");

describe("what waits to be sent", () => {
  it("is the last that was said, under the key of the first, while nothing has gone out", () => {
    const entry = given("kedua", "k2", given("pertama", "k1"));
    expect(entry).toMatchObject({ input: "kedua", key: "k1", state: "waiting", next: null });
  });

  it("keeps its words and its key once it went out unanswered, and newer words follow it", () => {
    const entry = given("kedua", "k2", lost(sending(given("pertama", "k1"))));
    expect(entry).toMatchObject({ input: "pertama", key: "k1", state: "waiting", next: "kedua" });
    expect(given("ketiga", "k3", entry)).toMatchObject({ input: "pertama", key: "k1", next: "ketiga" });
  });

  it("is given up for newer words under a key of their own when it was answered", () => {
    const entry = given("kedua", "k2", answered(sending(given("pertama", "k1")), { id: "a" }));
    expect(entry).toMatchObject({ input: "kedua", key: "k2", output: null });
  });

  it("may be put right when it was refused: nothing was done, so it goes under another key", () => {
    const problem = { code: "DATA_TIDAK_SAH", status: 422, title: "", detail: "" };
    const entry = refused(sending(given("pertama", "k1")), problem, "k2");
    expect(entry).toMatchObject({ state: "refused", problem, key: "k2", unsure: false });
    expect(given("kedua", "k3", entry)).toMatchObject({ input: "kedua", key: "k3", state: "waiting", problem: null });
  });

  it("lets go of a file's bytes once it has arrived, and keeps the words of anything else", () => {
    const file = { path: { id: "a" }, body: new Blob(["%PDF-"]) };
    expect(answered(sending(given(file, "k1")), { id: "b" })).toMatchObject({ input: null, output: { id: "b" } });
    expect(answered(sending(given({ body: "kata" }, "k1")), { versi: 2 }).input).toEqual({ body: "kata" });
  });

  it("waits again after a crash while it was on its way, as unsure as it was", () => {
    expect(restored(sending(given("pertama", "k1")))).toMatchObject({ state: "waiting", unsure: true, key: "k1" });
    expect(restored(given("pertama", "k1"))).toMatchObject({ state: "waiting", unsure: false });
  });
});
