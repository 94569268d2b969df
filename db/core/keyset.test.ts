import { describe, expect, it } from "vitest";
import { toPage } from "./keyset.ts";

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `id-${index}` }));

describe("a page", () => {
  it("names the row to go on after only when there is more", () => {
    expect(toPage(rows(3), 2)).toEqual({ data: rows(2), berikutnya: "id-1" });
    expect(toPage(rows(2), 2)).toEqual({ data: rows(2), berikutnya: null });
    expect(toPage([], 2)).toEqual({ data: [], berikutnya: null });
  });
});
