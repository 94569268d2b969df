import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkBooks } from "../setup/books.ts";
import { withFault } from "../setup/faults.ts";
import { until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { mailsOf, makeAddress, recordMails } from "../setup/mails.ts";
import { kill, start } from "../setup/processes.ts";
import { isIdle, recover } from "../setup/recovery.ts";

let institution: TestInstitution;

beforeAll(async () => {
  institution = await makeInstitution();
});
beforeEach(async () => {
  expect(await isIdle([institution.id])).toBe(true);
});

/** Records mails and has them sent; `match` tells a fault that it is about the second of them. */
async function sendThree() {
  const addresses = [makeAddress(), makeAddress(), makeAddress()];
  const mails = addresses.map((kepada) => ({ kepada }));
  return { match: addresses[1] ?? "", send: () => recordMails(institution.id, mails, { send: true }) };
}

const sentOnce = async (ids: readonly string[]) => {
  await recover([institution.id]);
  expect(await mailsOf(ids)).toHaveLength(3);
  await checkBooks(institution);
};

describe("mails reach the box once each", () => {
  it("when the functions are killed between handing one over and noting it", async () => {
    const { match, send } = await sendThree();
    const hanging = { service: "mail", kind: "delay", ms: 8_000, when: "after", times: 1, match } as const;
    const { ids } = await withFault(hanging, async () => {
      const recorded = await send();
      await until(
        () => mailsOf(recorded.ids),
        (mails) => mails.length === 2,
      );
      await kill("functions");
      return recorded;
    });
    const [{ sent } = { sent: -1 }] = await ownerRows<{ sent: number }>(
      "select count(sent_at)::int as sent from surel where id = any($1)",
      [ids],
    );
    expect(sent).toBe(1);
    await start("functions");
    await sentOnce(ids);
    expect((await mailsOf(ids)).map(({ asked }) => asked).toReversed()).toEqual([1, 2, 1]);
  });

  it.each([
    ["breaks off before it takes one", { kind: "drop", times: 2 }],
    ["breaks off after it took one", { kind: "drop", times: 2, when: "after" }],
    ["is slow", { kind: "delay", ms: 1_500, times: 2 }],
    ["is busy", { kind: "error", status: 429, times: 3 }],
    ["is broken", { kind: "error", status: 500, times: 2, when: "after" }],
  ] as const)("when their provider %s", async (_, fault) => {
    const { match, send } = await sendThree();
    const { ids } = await withFault({ service: "mail", match, ...fault }, async () => {
      const recorded = await send();
      await recover([institution.id]);
      return recorded;
    });
    await sentOnce(ids);
  });
});
