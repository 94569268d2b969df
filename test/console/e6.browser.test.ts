import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bacaDocx } from "../setup/baca-dokumen.ts";
import { doStep, liveAt, press, status } from "../setup/clicks.ts";
import { inspectPage, openBrowser, openFor, phone } from "../setup/console.ts";
import { makeInstitution, setClock, type Actor, type TestInstitution } from "../setup/institution.ts";
import { officeOf } from "../setup/offices.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";
import { configure } from "../setup/trips.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution({ today: "2026-04-06" })]);
  // What waits here is to wait for them, however long.
  await configure(institution, { eskalasi_jam: 0 });
});

afterAll(() => browser.close());

/** An order to Bandung, submitted by whoever travels. */
async function trip(by: Actor, maksud: string, days: readonly [string, string], biaya?: object): Promise<string> {
  const etape = [leg(days[0], days[1], bandung)];
  const id = await draft(by, orderE1(institution, [by.pegawaiId], { maksud, etape, ...(biaya ? { biaya } : {}) }));
  expect((await act(by, id, "ajukan")).status).toBe(200);
  return id;
}

/** The dean hands their office over, from today to Friday; a day too many is refused at its field first. */
async function handOver(page: Page): Promise<void> {
  await page.goto("/pejabat");
  await press(page, "Limpahkan jabatan Prof. Dr. Agus Santoso");
  const dialog = page.getByRole("dialog", { name: "Limpahkan jabatan Dekan" });
  await dialog.getByLabel(/^Kepada/).click();
  await page.getByRole("option", { name: /^Wahyu Nugroho/ }).click();
  await dialog.getByLabel("Mulai").fill("2026-04-06");
  await dialog.getByLabel("Sampai").fill("2026-04-10");
  await dialog.getByLabel("Alasan").fill("Umrah");
  await dialog.getByRole("button", { name: "Limpahkan", exact: true }).click();
  await dialog.getByText("Tulis sekurangnya 10 karakter.").first().waitFor();
  await dialog.getByLabel("Alasan").fill("Menunaikan ibadah umrah");
  await dialog.getByRole("button", { name: "Limpahkan", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  const standsIn = page.getByRole("article").filter({ hasText: "Menggantikan Prof. Dr. Agus Santoso" });
  await standsIn.getByText("Wahyu Nugroho").waitFor();
  await standsIn.getByText("Plh", { exact: true }).waitFor();
  await page.getByText("Plh Dekan, Fakultas Teknik").waitFor();
}

/** Approves the order of that purpose out of the inbox. */
async function approve(page: Page, purpose: string): Promise<void> {
  await page.goto("/persetujuan");
  await page.getByRole("button", { name: purpose }).click();
  await page.getByRole("article").getByRole("heading", { name: purpose }).waitFor();
  await press(page, "Setujui");
  await page.getByRole("dialog").getByRole("button", { name: "Setujui" }).click();
  await page.getByText("Disetujui", { exact: true }).first().waitFor();
}

/** Presses what the page still offers, and reads why it was refused. */
async function refusedStep(page: Page, name: string): Promise<string> {
  await press(page, name);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name, exact: true }).click();
  return await dialog.getByRole("alert").innerText();
}

/** What the platform answers to somebody's page that asks for what it does not offer. */
const asked = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([to, json]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`/api/v1${to}`, { method: "POST", headers, body: json ?? null });
      return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
    },
    [path, JSON.stringify(body)],
  );

describe("scenario E6, by its people in their own browsers", () => {
  it("lets the vice dean approve as Plh of the dean on its days alone, never their own, never on", async () => {
    const expected = /status of (403|422)/;
    const [d1, d2, d3, w1] = await Promise.all(["D1", "D2", "D3", "W1"].map((key) => institution.actor(key)));
    if (!d1 || !d2 || !d3 || !w1) throw new Error("nobody there");
    const [dean, head, vice, agendaris, ratna] = await Promise.all([
      openFor(browser, await institution.actor("A2"), { viewport: phone, expected }),
      openFor(browser, await institution.actor("A1")),
      openFor(browser, w1, { expected }),
      openFor(browser, await institution.actor("G1")),
      openFor(browser, d1),
    ]);
    const visits = [dean, head, vice, agendaris, ratna];
    await Promise.all(visits.map(({ context }) => liveAt(context, "2026-04-06")));
    await handOver(dean.page);

    const days = ["2026-04-20", "2026-04-21"] as const;
    const first = await trip(d1, "Menghadiri lokakarya kurikulum", days);
    const late = await trip(d2, "Menghadiri lokakarya laboratorium", days);
    // With 860,000 of uang harian and a night at 735,000: 21,000,000.
    const dear = await trip(d1, "Menghadiri pameran alat berat", ["2026-05-04", "2026-05-05"], {
      transpor: [{ uraian: "Pesawat dan sewa kendaraan", jumlah: 19_405_000 }],
    });
    for (const purpose of ["lokakarya kurikulum", "lokakarya laboratorium", "pameran alat berat"])
      await approve(head.page, `Menghadiri ${purpose}`);

    await setClock(institution.id, "2026-04-08 10:00+07");
    await Promise.all(visits.map(({ context }) => liveAt(context, "2026-04-08")));
    await approve(vice.page, "Menghadiri lokakarya kurikulum");
    await ratna.page.goto(`/sppd/${first}?bagian=riwayat`);
    await status(ratna.page, "Disetujui");
    await ratna.page.getByText("Wahyu Nugroho · Plh. Dekan", { exact: true }).waitFor();
    await ratna.page.getByText("(Plh. Dekan, untuk Prof. Dr. Agus Santoso)").waitFor();
    expect(await inspectPage(ratna.page)).toEqual([]);

    await agendaris.page.goto(`/sppd/${first}`);
    await doStep(agendaris.page, "Terbitkan Surat Tugas");
    const [letter] = await Promise.all([
      agendaris.page.waitForEvent("download"),
      agendaris.page.getByRole("link", { name: /^Unduh DOCX/ }).click(),
    ]);
    const lines = bacaDocx(await readFile(await letter.path()));
    expect(lines).toEqual(expect.arrayContaining(["Plh. Dekan,", "Wahyu Nugroho", "NIP 19750605 200112 1 002"]));

    // One's own order does not come to one's inbox, and its page offers no decision.
    const own = await trip(w1, "Menghadiri rapat wakil dekan", ["2026-04-27", "2026-04-28"]);
    await vice.page.goto("/persetujuan");
    await vice.page.getByRole("button", { name: "Menghadiri pameran alat berat" }).waitFor();
    expect(await vice.page.getByText("Menghadiri rapat wakil dekan").count()).toBe(0);
    await vice.page.goto(`/sppd/${own}`);
    await vice.page.getByLabel("Sekilas").getByRole("status").waitFor();
    expect(await vice.page.getByRole("button", { name: "Setujui", exact: true }).count()).toBe(0);
    expect(await asked(vice.page, `/sppd/${own}/setujui`, {})).toBe("403 KONFLIK_KEPENTINGAN");

    // What was received is not handed on.
    await vice.page.goto("/pejabat");
    await vice.page.getByText("Menggantikan Prof. Dr. Agus Santoso").waitFor();
    await vice.page.getByRole("button", { name: "Limpahkan jabatan Wahyu Nugroho" }).waitFor();
    expect(await vice.page.getByRole("button", { name: /^Limpahkan/ }).count()).toBe(1);
    const again = { pegawai_id: d3.pegawaiId, kapasitas: "Plh", mulai: "2026-04-08", selesai: "2026-04-09" };
    const office = await officeOf(institution, "A2");
    expect(await asked(vice.page, "/delegasi", { ...again, pejabat_id: office, alasan: "Mengikuti rapat lain" })).toBe(
      "422 DELEGASI_BERANTAI",
    );

    // Two pages that were left open over the week-end: the delegation was in force when they were opened.
    const other = await vice.context.newPage();
    await vice.page.goto(`/sppd/${late}`);
    await other.goto(`/sppd/${dear}`);
    for (const page of [vice.page, other]) await page.getByRole("button", { name: "Setujui", exact: true }).waitFor();
    await setClock(institution.id, "2026-04-13 10:00+07");
    expect(await refusedStep(vice.page, "Setujui")).toContain("Delegasi Anda untuk jenjang 4 tidak berlaku hari ini.");
    expect(await refusedStep(other, "Setujui")).toContain("melebihi batas Anda Rp20.000.000");
    for (const visit of visits) expect(await visit.close()).toEqual([]);
  });
});
