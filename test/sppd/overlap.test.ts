import { beforeAll, describe, expect, it } from "vitest";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, approveFully, cancelIssued, draft, issueBoth, orderE1, tripTo } from "../setup/orders.ts";

const today = "2026-04-06";

describe("E3: overlapping trips", () => {
  let institution: TestInstitution;
  let d1: Actor;
  let first: string;

  beforeAll(async () => {
    institution = await makeInstitution({ today });
    d1 = await institution.actor("D1");
    first = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, first);
    await issueBoth(institution, first);
  });

  it("refuses a trip that shares a day, naming the other; takes one that does not; and the days come back on cancellation", async () => {
    const clash = await draft(d1, tripTo(institution, d1, "2026-04-15", "2026-04-17"));
    const refused = await act(d1, clash, "ajukan");
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: "PERJALANAN_RANGKAP", bentrok: [first] });

    const after = await draft(d1, tripTo(institution, d1, "2026-04-16", "2026-04-17"));
    expect((await act(d1, after, "ajukan")).status).toBe(200);
    expect((await act(d1, after, "tarik")).body).toMatchObject({ status: "draft" });

    expect((await cancelIssued(institution, first)).body).toMatchObject({ status: "dibatalkan_terbit" });
    expect((await act(d1, clash, "ajukan")).status).toBe(200);
  });

  it("lets exactly one of two submissions at the same instant through", async () => {
    const d2 = await institution.actor("D2");
    const [one, other] = await Promise.all(
      [1, 2].map(() => draft(d2, tripTo(institution, d2, "2026-04-20", "2026-04-22"))),
    );
    const replies = await Promise.all([act(d2, one ?? "", "ajukan"), act(d2, other ?? "", "ajukan")]);
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body["code"]).toBe("PERJALANAN_RANGKAP");
  });
});
