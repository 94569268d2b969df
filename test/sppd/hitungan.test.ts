import { beforeAll, describe, expect, it } from "vitest";
import { books } from "../setup/books.ts";
import { ask } from "../setup/http.ts";
import {
  appRows,
  asOwner,
  makeInstitution,
  ownerRows,
  type Actor,
  type TestInstitution,
} from "../setup/institution.ts";
import { act, approveFully, cancelIssued, draft, issueBoth, tripTo } from "../setup/orders.ts";

/** The numbers of a year are kept up with each change of an order; here they are held against the orders themselves. */

const claim = "orders are counted as they are";
const miscounted = (institution: TestInstitution) => ownerRows(books[claim] ?? "", [institution.id]);

/** The same numbers in the same order on every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % sides;
  };
}

/** How many orders wait for somebody's decision, as they are told. */
async function waitFor(actor: Actor): Promise<number> {
  const { body } = await ask<{ data: { menunggu: string; jumlah: number }[] }>(actor, "GET", "/sppd/ringkasan/saya");
  return body.data.find(({ menunggu }) => menunggu === "saya")?.jumlah ?? -1;
}

/** The same by whose turn each order's steps say it is. */
async function turnsOf({ userId }: Actor): Promise<number> {
  const [row] = await appRows<{ jumlah: number }>(
    institution.id,
    `select count(*)::int as jumlah from sppd s where s.status = 'diajukan'
        and $1 in (select penerus_sppd(s.id, s.unit_id, s.user_id, s.status, s.level_menunggu, '{}'))`,
    [userId],
  );
  return row?.jumlah ?? -2;
}

let institution: TestInstitution;
let d1: Actor;
let a1: Actor;
let a2: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, a1, a2] = await Promise.all([institution.actor("D1"), institution.actor("A1"), institution.actor("A2")]);
});

describe("the numbers of a year", () => {
  it("are those of the orders after every few steps of whatever somebody does", async () => {
    const roll = dice(7);
    const alasan = { alasan: "Kegiatan ditunda penyelenggara" };
    const steps: ((id: string) => Promise<unknown>)[] = [
      (id) => act(d1, id, "ajukan"),
      (id) => act(d1, id, "tarik"),
      (id) => act(a1, id, "setujui"),
      (id) => act(a2, id, "setujui"),
      (id) => act(a1, id, "tolak", { catatan: "Anggaran dialihkan ke kegiatan lain" }),
      (id) => act(d1, id, "batalkan", alasan),
      (id) => ask(d1, "PUT", `/sppd/${id}?versi=1`, tripTo(institution, d1, "2026-06-08", "2026-06-10")),
    ];
    const orders = await Promise.all(
      ["2026-04-20", "2026-04-27", "2026-05-04", "2026-05-11", "2026-05-18", "2026-06-01"].map((day) =>
        draft(d1, tripTo(institution, d1, day, day)),
      ),
    );
    const seen = new Set<string>();
    for (let round = 0; round < 6; round++) {
      await Promise.all(
        // Rolled before anything is done, so that they are the same however long it takes.
        orders
          .map((id) => ({ id, first: roll(3) === 0 ? 0 : roll(steps.length), second: roll(steps.length) }))
          .map(async ({ id, first, second }) => {
            await steps[first]?.(id);
            await steps[second]?.(id);
          }),
      );
      expect([round, await miscounted(institution)]).toEqual([round, []]);
      const told = (await ask(d1, "GET", "/sppd/ringkasan")).body["per_status"] as { status: string; jumlah: number }[];
      expect(told.reduce((sum, { jumlah }) => sum + jumlah, 0)).toBe(orders.length);
      for (const { status } of told) seen.add(status);
      for (const actor of [a1, a2]) expect([round, await waitFor(actor)]).toEqual([round, await turnsOf(actor)]);
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  it("are those of the orders when a hundred are submitted at once, and what is cancelled after its issue keeps what it cost", async () => {
    const other = await makeInstitution({ today: "2026-04-06", pagu: 5_000_000_000 });
    const applicant = await other.actor("D1");
    const kept = await draft(applicant, tripTo(other, applicant, "2026-05-04", "2026-05-05"));
    await approveFully(other, applicant, kept);
    await issueBoth(other, kept);
    await cancelIssued(other, kept);
    // Copies of a draft, a day each, as the application would have written them: what counts is how they are submitted.
    const source = await draft(applicant, tripTo(other, applicant, "2026-04-20", "2026-04-20"));
    await asOwner(async (client) => {
      await client.query(
        `insert into sppd select (jsonb_populate_record(s, jsonb_build_object('id', baru.id, 'created_at', uuid_extract_timestamp(baru.id)))).*
           from sppd s, lateral (select uuidv7(s.created_at - now()) as id from generate_series(1, 100)) baru where s.id = $1`,
        [source],
      );
    });
    const submits = await ownerRows<{ id: string }>(
      "select id from sppd where institution_id = $1 and status = 'draft' and id <> $2",
      [other.id, source],
    );
    expect(submits.length).toBe(100);
    await Promise.all(
      submits.map(({ id }) =>
        ownerRows("update sppd set status = 'diajukan' where id = $1 and created_at = uuid_extract_timestamp($1)", [
          id,
        ]),
      ),
    );
    expect(await miscounted(other)).toEqual([]);
    const { body } = await ask(applicant, "GET", "/sppd/ringkasan");
    const status = body["per_status"] as { status: string; jumlah: number }[];
    expect(status.find((one) => one.status === "diajukan")?.jumlah).toBe(100);
  });

  it("are those of the orders however many change in one statement, come, and go", async () => {
    const roll = dice(11);
    const states = ["draft", "diajukan", "disetujui", "rampung", "selesai", "dibatalkan_terbit"];
    const some = `id in (select id from sppd where institution_id = $1 and hashtext(id::text) % 3 = $2)`;
    await asOwner(async (client) => {
      await client.query("begin");
      for (let step = 0; step < 60; step++) {
        const changes = [
          `status = '${states[roll(states.length)]}'`,
          `unit_id = '${institution.units[["TI", "FT", "EK"][roll(3)] ?? ""]}'`,
          `tanggal_berangkat = '2026-0${4 + roll(5)}-10', tanggal_kembali = '2026-12-20'`,
          `total_estimasi = ${1_000 * roll(9)}, realisasi = ${500 * roll(9)}`,
          `komitmen_lain = ${100 * (roll(9) - 4)}`,
          "updated_at = now()",
        ];
        await client.query(`update sppd set ${changes[roll(changes.length)]} where institution_id = $1 and ${some}`, [
          institution.id,
          roll(3),
        ]);
        if (step % 10 === 0)
          await client.query(
            `insert into sppd select (jsonb_populate_record(s, jsonb_build_object('id', baru.id, 'created_at', uuid_extract_timestamp(baru.id)))).*
               from sppd s, lateral (select uuidv7(s.created_at - now()) as id from generate_series(1, 2)) baru where s.institution_id = $1 limit 7`,
            [institution.id],
          );
        if (step % 15 === 14)
          await client.query(
            `delete from sppd s where s.institution_id = $1 and not exists (select from sppd_pelaksana t where t.sppd_id = s.id)
               and not exists (select from approval_logs l where l.sppd_id = s.id) and hashtext(s.id::text) % 2 = 0`,
            [institution.id],
          );
        if (step % 4 === 3)
          expect([step, (await client.query(books[claim] ?? "", [institution.id])).rows]).toEqual([step, []]);
      }
      await client.query("rollback");
    });
  });
});
