import { describe, expect, it } from "vitest";
import { answered, posted, sending, type OutboxEntry } from "./outbox-entry.ts";
import { arrivedOf, refTo, subjectOf, withId } from "./outbox-refs.ts";

describe("what stands for an id that is not known yet", () => {
  const ref = refTo("berkas:1");

  it("is told from an id", () => {
    expect(subjectOf(ref)).toBe("berkas:1");
    expect(subjectOf("0199a2c4-be42-7075-9f7e-9f5162738e9f")).toBeUndefined();
  });

  it("makes room for it wherever it stands, and nothing else is touched", () => {
    const file = new Blob(["x"]);
    const input = { path: { id: ref }, body: { foto: ["a", ref], hasil: `Lihat ${ref}.` }, file };
    expect(withId(input, ref, "b")).toEqual({
      path: { id: "b" },
      body: { foto: ["a", "b"], hasil: `Lihat ${ref}.` },
      file,
    });
    expect(withId(input, ref, "b").file).toBe(file);
  });

  it("is taken out of lists when there will be none", () => {
    expect(withId({ bukti: [ref, "a"] }, ref, undefined)).toEqual({ bukti: ["a"] });
  });

  it("becomes the id once it has arrived, stays while it waits, and goes when it was given up", () => {
    const about = { group: "g", field: "", name: "foto.jpg", to: "/", lasting: false };
    const waiting = posted(
      undefined,
      { subject: "berkas:1", owner: "r", operation: "addOrderFile", input: {}, ...about },
      "k",
      "t",
    );
    const known = (entry?: OutboxEntry) => (subject: string) => (subject === "berkas:1" ? entry : undefined);
    expect(arrivedOf(["a", ref], known(waiting))).toEqual(["a", ref]);
    expect(arrivedOf(["a", ref], known(answered(sending(waiting), { id: "b" })))).toEqual(["a", "b"]);
    expect(arrivedOf(["a", ref], known())).toEqual(["a"]);
  });
});
