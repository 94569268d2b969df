import { describe, expect, it } from "vitest";
import { STATUS_SPPD } from "../../../db/modules/sppd/rules/status.ts";
import { unseenPath } from "./cold-list.ts";

describe("a list that nobody has asked for", () => {
  it("names every state, and never twice in the same order", () => {
    const paths = Array.from({ length: 20_000 }, (_, turn) => unseenPath(turn));
    expect(new Set(paths).size).toBe(paths.length);
    const named = paths[12_345]?.split("=").at(-1)?.split(",");
    expect(new Set(named)).toEqual(new Set(STATUS_SPPD));
  });
});
