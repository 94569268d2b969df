import { describe, expect, it } from "vitest";
import { answered, posted, refused, sending, type OutboxEntry } from "./outbox-entry.ts";
import { dependentsOf, inTurn, nextOf } from "./outbox-turns.ts";

const nobody = new Set<string>();
const problem = { code: "BERKAS_TIDAK_DITERIMA", status: 415, title: "", detail: "" };

/** Something that waits since that minute. */
function entry(subject: string, operation: string, group: string, minute: number): OutboxEntry {
  const about = { field: "", name: subject, to: "/", lasting: false };
  const since = `2026-04-15T03:${String(minute).padStart(2, "0")}:00Z`;
  return posted(undefined, { subject, owner: "ratna", operation, input: {}, group, ...about }, subject, since);
}
const photo = entry("foto", "addOrderFile", "perjalanan", 9);
const words = entry("laporan", "saveReport", "perjalanan", 5);
const press = entry("kirim", "sendReport", "perjalanan", 7);
const draft = entry("draf", "createOrder", "draf", 6);
const invitation = entry("undangan", "attachInvitation", "draf", 6);

/** The order in which they go, where each is taken. */
function sentInOrder(entries: readonly OutboxEntry[], skipped = nobody): string[] {
  const next = nextOf(entries, skipped);
  if (!next) return [];
  const rest = entries.map((one) => (one === next ? answered(sending(one), {}) : one));
  return [next.subject, ...sentInOrder(rest, skipped)];
}

describe("what waits together", () => {
  it("goes in its order whenever it was written: photos, the report that names them, the press that sends it", () => {
    expect(sentInOrder([press, words, photo])).toEqual(["foto", "laporan", "kirim"]);
  });

  it("is not mixed with what else waits: the older of the two goes first, and a draft before its invitation", () => {
    expect(sentInOrder([invitation, press, draft, words])).toEqual(["laporan", "kirim", "draf", "undangan"]);
    expect(inTurn([invitation, press, draft, words]).map(({ subject }) => subject)).toEqual([
      "laporan",
      "kirim",
      "draf",
      "undangan",
    ]);
  });

  it("goes on without a photo that was refused, but is not closed before somebody has looked at that", () => {
    expect(sentInOrder([refused(photo, problem, "lain"), words, press])).toEqual(["laporan"]);
    expect(sentInOrder([refused(draft, problem, "lain"), invitation])).toEqual([]);
  });

  it("lets others pass while it cannot be sent", () => {
    expect(sentInOrder([words, press, draft], new Set(["perjalanan"]))).toEqual(["draf"]);
  });

  it("is given up with what it was for; a photo alone is no reason to give up the report", () => {
    expect(dependentsOf(draft, [draft, invitation, words])).toEqual([invitation]);
    expect(dependentsOf(words, [photo, words, press])).toEqual([press]);
    expect(dependentsOf(photo, [photo, words, press])).toEqual([]);
  });
});
