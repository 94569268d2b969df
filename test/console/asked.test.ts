import { describe, expect, it } from "vitest";
import { orderList } from "../../db/modules/sppd/reads/list.ts";
import { names, sortsFor, tidy, type Asked } from "../../workers/console/src/modules/sppd/daftar/asked.ts";

/** What the platform says of an order of rows for what is asked. */
const served = (asked: Asked, sort: string): boolean => orderList.query.safeParse({ ...asked, sort }).success;

const examples: Asked[] = [
  {},
  { "filter[menunggu]": "saya" },
  { "filter[dari]": "2026-01-01" },
  { "filter[kembali_sampai]": "2026-01-31" },
  { "filter[total_dari]": "1000000" },
  { "filter[tujuan]": "31.71" },
  { "filter[dibuat_dari]": "2026-01-01", "filter[status]": "draft" },
];

describe("what the list is asked for", () => {
  it.each(examples)("is offered in the orders that the platform serves: %o", (asked) => {
    const all = ["dibuat", "tanggal_berangkat", "tanggal_kembali", "total_estimasi"].flatMap((name) => [
      `-${name}`,
      name,
    ]);
    expect(all.filter((sort) => served(asked, sort)).toSorted()).toEqual(sortsFor(asked).toSorted());
    expect(orderList.list.sortOf(orderList.query.parse(asked))).toBe(sortsFor(asked)[0]);
  });

  it("is known to the platform by its names", () => {
    expect(names.filter((name) => !(name in orderList.query.shape))).toEqual([]);
  });

  it("keeps no order that is not served any more, and nothing empty", () => {
    expect(tidy({ sort: "-total_estimasi", "filter[dari]": "2026-01-01", "filter[cari]": "" })).toEqual({
      "filter[dari]": "2026-01-01",
    });
  });
});
