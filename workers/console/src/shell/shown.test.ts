import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.restoreAllMocks());

it("tells which page was shown at a moment: the first one from the beginning, a redirection not at all", async () => {
  const { noteShown, shownAt } = await import("./shown.ts");
  const now = vi.spyOn(performance, "now");
  expect(shownAt(0)).toBeUndefined();
  for (const [moment, name] of [
    [800, "login"],
    [5_000, "dashboard"],
    [7_000, "dashboard"],
    [9_000, "sppd.list"],
  ] as const) {
    now.mockReturnValue(moment);
    noteShown(name);
  }
  const asked = [0, 4_999, 5_000, 8_999, 9_000, 60_000].map((moment) => shownAt(moment));
  expect(asked).toEqual(["login", "login", "dashboard", "dashboard", "sppd.list", "sppd.list"]);
  expect(shownAt()).toBe("sppd.list");
});
