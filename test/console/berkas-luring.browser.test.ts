import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browse, inspectPage, openBrowser } from "../setup/console.ts";
import { backFromE1, costsOf } from "../setup/settlements.ts";
import { answersIn, choose, filesOf, keptOn, offline, openTwice, paper } from "../setup/without-network.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("files that are chosen without a network", () => {
  it("wait on the device across a reload, are sent once, and prove the cost that they were chosen for", async () => {
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        const answers = answersIn(context);
        const address = `/sppd/${id}/pertanggungjawaban`;
        await openTwice(page, address, "Halaman visum");
        await context.setOffline(true);
        const row = page.getByRole("listitem").filter({ hasText: "Untuk apa" }).first();
        await choose(page, row.getByRole("button", { name: "Lampirkan bukti" }), paper("tiket.pdf"));
        await row.getByText("Menunggu jaringan").waitFor();
        await choose(page, page.getByRole("button", { name: "Unggah visum" }), paper("visum.pdf"));
        const amounts = page.getByRole("textbox", { name: /^Jumlah dibayar untuk/ });
        for (const at of [0, 1, 2, 3, 4]) await amounts.nth(at).fill("100000");
        await page.getByRole("button", { name: "Simpan biaya" }).click();
        await page.getByText("menunggu jaringan; tersimpan di perangkat ini").waitFor();
        await page.reload();
        await page.getByText("menunggu jaringan; tersimpan di perangkat ini").waitFor();
        await row.getByText("tiket.pdf").waitFor();
        expect(await page.getByText("Menunggu jaringan", { exact: true }).count()).toBe(2);
        expect(await inspectPage(page)).toEqual([]);
        expect(answers).toEqual([]);
        await context.setOffline(false);
        await page.getByText("tersimpan", { exact: true }).waitFor();
        await page.getByText("Menunggu jaringan", { exact: true }).first().waitFor({ state: "detached" });
        await page.getByRole("button", { name: "Lepaskan tiket.pdf" }).waitFor();
        expect(answers).toEqual(["POST /berkas 201", "POST /berkas 201", "PUT /biaya 200"]);
      },
      offline,
    );
    const { data } = await filesOf(d1, id);
    expect(data.map(({ nama }) => nama).toSorted()).toEqual(["tiket.pdf", "visum.pdf"]);
    const [costs] = await costsOf(d1, id);
    const line = costs?.baris.find(({ komponen }) => komponen === "transpor") as unknown as { bukti: { id: string }[] };
    expect(line.bukti.map((one) => one.id)).toEqual(data.filter(({ jenis }) => jenis === "bukti").map((one) => one.id));
  });

  it("are told to last as long as the page where the device has no room, and are sent from it", async () => {
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        // Before the first page of it: what a store may grow to is asked when it is made.
        const session = await context.newCDPSession(page);
        await session.send("Storage.overrideQuotaForOrigin", { origin: inject("stack").urls.edge, quotaSize: 1_000 });
        await page.goto(`/sppd/${id}/pertanggungjawaban`);
        await page.getByText("Halaman visum").waitFor();
        await context.setOffline(true);
        await choose(page, page.getByRole("button", { name: "Unggah visum" }), paper("visum.pdf"));
        await page.getByText("Perangkat penuh; jangan tutup halaman ini").waitFor();
        const asked = page.waitForEvent("dialog");
        void page.close({ runBeforeUnload: true });
        await (await asked).dismiss();
        await context.setOffline(false);
        await expect.poll(async () => (await filesOf(d1, id)).data.map(({ nama }) => nama)).toEqual(["visum.pdf"]);
        await page.getByText("Perangkat penuh; jangan tutup halaman ini").waitFor({ state: "detached" });
      },
      offline,
    );
  });

  it("are forgotten when their owner leaves, who is told so first", async () => {
    const { d1, b1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        const answers = answersIn(context);
        await openTwice(page, `/sppd/${id}/pertanggungjawaban`, "Halaman visum");
        // Nothing of it arrives, and the rest of the platform is there.
        await context.route(/\/berkas\?/, (route) =>
          route.request().method() === "POST" ? route.abort() : route.continue(),
        );
        await choose(page, page.getByRole("button", { name: "Unggah visum" }), paper("visum.pdf"));
        await page.getByText("Menunggu jaringan", { exact: true }).waitFor();
        const leave = async () => {
          await page.getByRole("button", { name: /^Akun saya/ }).click();
          await page.getByRole("menuitem", { name: "Keluar" }).click();
        };
        await leave();
        const dialog = page.getByRole("dialog", { name: "Masih ada yang belum terkirim" });
        await dialog.waitFor();
        await page.mouse.move(1, 1);
        expect(await inspectPage(page)).toEqual([]);
        await dialog.getByRole("button", { name: "Batal" }).click();
        await page.getByText("Menunggu jaringan", { exact: true }).waitFor();
        await leave();
        await dialog.getByRole("button", { name: "Keluar dan hapus" }).click();
        await page.waitForURL("**/masuk");
        expect(await keptOn(page)).toBe(0);
        expect(answers).toEqual([]);
      },
      offline,
    );
    // Whoever left may read nothing any more.
    expect((await filesOf(b1, id)).data).toEqual([]);
  });
});
