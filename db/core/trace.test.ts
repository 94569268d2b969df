import { describe, expect, it } from "vitest";
import { continueTrace, span } from "./trace.ts";

describe("a trace", () => {
  it("goes on from its caller's, with a step of its own", () => {
    const caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const trace = continueTrace(caller);
    expect(trace.traceId).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
    expect(trace.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/);
    expect(trace.traceparent).not.toBe(caller);
  });

  it.each([null, "", "00-xyz-1-01", `00-${"a".repeat(31)}-${"b".repeat(16)}-01`])("begins anew after %o", (header) => {
    expect(continueTrace(header).traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it("notes round trips that fail too", async () => {
    const trace = continueTrace(null);
    await expect(span(trace, "db", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(trace.spans).toMatchObject([{ name: "db" }]);
  });
});
