import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { sweep } from "../setup/deliveries.ts";
import { withFault } from "../setup/faults.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { approveFully, draft, orderE1 } from "../setup/orders.ts";

const today = "2026-04-06";
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("when Redis is away", () => {
  it("one goes on reading and is told so", async () => {
    const own = await makeInstitution({ today });
    await browse(browser, await own.actor("D3"), async (page) => {
      await page.goto("/");
      await page.getByRole("heading", { name: "Halo" }).waitFor();
      await withFault({ service: "upstash", kind: "error", match: own.id }, async () => {
        // For a moment the edge knows without Redis who one is, and nothing is missed.
        const told = async (): Promise<boolean> => {
          await page.reload();
          await page.getByText("Tidak ada yang menunggu Anda.").waitFor();
          return await page.getByText("Sebagian layanan sedang terganggu").isVisible();
        };
        await expect.poll(told).toBe(true);
      });
    });
  });
});

/** Lets half a minute pass for what the queue did not take, and the sweep come by. */
async function sweepLate(place: TestInstitution): Promise<void> {
  await ownerRows(
    "update jobs set created_at = created_at - interval '1 minute' where institution_id = $1 and status = 'recorded'",
    [place.id],
  );
  await sweep();
}

describe("when QStash is away", () => {
  it("a letter is issued all the same, the page says that its papers will come, and they do", async () => {
    const own = await makeInstitution({ today });
    const traveller = await own.actor("D1");
    const id = await draft(traveller, orderE1(own, [traveller.pegawaiId]));
    await approveFully(own, traveller, id);
    await browse(
      browser,
      await own.actor("G1"),
      async (page) => {
        await withFault({ service: "qstash", kind: "error", match: own.id }, async () => {
          await page.goto(`/sppd/${id}`);
          await page.getByRole("button", { name: "Terbitkan Surat Tugas", exact: true }).click();
          await page.getByRole("dialog").getByRole("button", { name: "Terbitkan Surat Tugas", exact: true }).click();
          await page.getByLabel("Sekilas").getByText("Surat Tugas terbit", { exact: true }).waitFor();
          await page.getByText("Dokumen menunggu antrean").waitFor();
          expect(await inspectPage(page)).toEqual([]);
        });
        await sweepLate(own);
        await page.getByText("1 dari 1 dokumen siap").waitFor();
        await page.getByText("Dokumen menunggu antrean").waitFor({ state: "detached" });
        await page.getByRole("link", { name: /^Unduh PDF/ }).waitFor();
      },
      { viewport: phone },
    );
  });

  it("a long list is made into a file once it is back, without being asked for again", async () => {
    const own = await makeInstitution({ today });
    await ownerRows(
      "insert into pegawai (institution_id, status, nama, jabatan, unit_id) select $1, 'Honorer', 'Orang ' || n, 'Staf', $2 from generate_series(1, 150) n",
      [own.id, own.units["TI"]],
    );
    await browse(browser, await own.actor("ADM"), async (page) => {
      await withFault({ service: "qstash", kind: "error", match: own.id }, async () => {
        await page.goto("/pegawai");
        await page.getByRole("button", { name: "Ekspor" }).click();
        await page.getByRole("menuitem", { name: "Teks (CSV)" }).click();
        await page.getByText("Antrean Serambi sedang terganggu").waitFor();
        expect(await inspectPage(page)).toEqual([]);
      });
      await sweepLate(own);
      await page.getByRole("link", { name: "Unduh berkas" }).waitFor();
    });
  });
});
