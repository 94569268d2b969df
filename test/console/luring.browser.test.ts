import type { Browser, BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { ask, codeOf } from "../setup/http.ts";
import type { Actor } from "../setup/institution.ts";
import { photograph } from "../setup/photos.ts";
import { backFromE1, costsE1, costsOf, receipt, saveCosts } from "../setup/settlements.ts";
import { fullReport, pdf, reportsOf } from "../setup/trips.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const offline = { viewport: phone, expected: /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to load resource/ };

/** Opens a page as it is opened for the second time: its answers are kept for a day without a network. */
async function openTwice(page: Page, address: string, shows: string): Promise<void> {
  await page.goto(address);
  await page.getByText(shows).first().waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload();
  await page.getByText(shows).first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** What was answered to changes in a browser: `PUT /laporan 200`, with what stands behind the order's id. */
function answersIn(context: BrowserContext): string[] {
  const heard: string[] = [];
  context.on("response", (response) => {
    const method = response.request().method();
    const { pathname } = new URL(response.url());
    if (method === "GET" || !pathname.startsWith("/api/v1/sppd")) return;
    heard.push(`${method} ${pathname.replace(/^\/api\/v1\/sppd(\/[0-9a-f-]{36})?/, "")} ${response.status()}`);
  });
  return heard;
}

async function choose(page: Page, button: ReturnType<Page["locator"]>, file: { name: string; buffer: Buffer }) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()]);
  const mimeType = file.name.endsWith(".pdf") ? "application/pdf" : "image/jpeg";
  await chooser.setFiles([{ ...file, mimeType }]);
}

const paper = (name: string) => ({ name, buffer: Buffer.from(pdf(name)) });
const filesOf = async (actor: Actor, id: string) =>
  (
    await ask<{ data: { id: string; jenis: string; nama: string }[]; undangan: { nama: string } | null }>(
      actor,
      "GET",
      `/sppd/${id}/berkas`,
    )
  ).body;

describe("a report that is written without a network", () => {
  it("waits on the device with its photo and the press that sends it, across a reload, and each goes once and in its order", async () => {
    const { d1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    await browse(
      browser,
      d1,
      async (page, context) => {
        const answers = answersIn(context);
        await openTwice(page, `/sppd/${id}/laporan`, "Foto kegiatan");
        const photo = { name: "rapat.jpg", buffer: await photograph(page) };
        await context.setOffline(true);
        await page.getByRole("button", { name: "Isi dari Surat Tugas" }).click();
        await page.getByLabel("Uraian kegiatan ke-1").fill("Rapat pleno.");
        await page.getByLabel("Hasil").fill("Rancangan disepakati.");
        await choose(page, page.getByRole("button", { name: "Tambah foto" }), photo);
        await page.getByRole("listitem").filter({ hasText: "rapat.jpg" }).getByText("Menunggu jaringan").waitFor();
        await page.getByLabel("Kesimpulan").fill("Dapat diterapkan.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        await page.getByRole("button", { name: "Kirim laporan" }).click();
        await page.getByText(/Sedang tidak ada jaringan/).waitFor();
        await page.getByRole("dialog").getByRole("button", { name: "Kirim laporan" }).click();
        await page.getByText("Laporan terkirim begitu ada jaringan").waitFor();

        await page.reload();
        await page.getByText("Laporan terkirim begitu ada jaringan").waitFor();
        expect(await page.getByLabel("Kesimpulan").inputValue()).toBe("Dapat diterapkan.");
        await page.getByRole("listitem").filter({ hasText: "rapat.jpg" }).getByText("Menunggu jaringan").waitFor();
        await page.getByRole("button", { name: "3 menunggu jaringan" }).click();
        const list = page.getByRole("dialog").getByRole("listitem");
        await expect.poll(() => list.count()).toBe(3);
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("dialog").getByRole("button", { name: "Tutup", exact: true }).last().click();
        expect(answers).toEqual([]);

        await context.setOffline(false);
        await page.getByText(/menunggu pemeriksaan bendahara/).waitFor();
        expect(answers).toEqual(["POST /berkas 201", "PUT /laporan 200", "POST /laporan/kirim 200"]);
      },
      offline,
    );
    const [report] = await reportsOf(d1, id);
    const { data } = await filesOf(d1, id);
    const photos = data.filter(({ jenis }) => jenis === "foto");
    expect(photos).toHaveLength(1);
    expect(report).toMatchObject({
      status: "dikirim",
      isi: { hasil: "Rancangan disepakati.", kesimpulan: "Dapat diterapkan.", foto: photos.map((one) => one.id) },
    });
  });

  it("is not written over another's words, nor lost: both are shown when it arrives, also another day", async () => {
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        const answers = answersIn(context);
        await openTwice(page, `/sppd/${id}/laporan`, "Foto kegiatan");
        await context.setOffline(true);
        await page.getByLabel("Hasil").fill("Ditulis di kereta.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        await page.close();
        expect(codeOf(await ask(d1, "PUT", `/sppd/${id}/laporan?versi=1`, fullReport))).toBe("200");

        await context.setOffline(false);
        const next = await context.newPage();
        await next.goto("/");
        await next.getByRole("button", { name: "1 belum terkirim, 1 ditolak" }).click();
        const waits = next.getByRole("dialog").getByRole("listitem");
        await waits.getByText(/Muat ulang/).waitFor();
        expect(await waits.getByRole("button", { name: /^Kirim lagi/ }).count()).toBe(0);
        expect(await inspectPage(next)).toEqual([]);
        await waits.getByRole("link", { name: /^Buka/ }).click();
        await next.getByText("Laporan ini juga diubah di tempat lain").waitFor();
        expect(await next.getByLabel("Hasil").inputValue()).toBe("Ditulis di kereta.");
        expect((await reportsOf(d1, id))[0]?.isi["hasil"]).toBe(fullReport.hasil);
        await next.getByRole("button", { name: "Pakai tulisan saya" }).click();
        await expect.poll(async () => (await reportsOf(d1, id))[0]?.isi["hasil"]).toBe("Ditulis di kereta.");
        expect(answers).toEqual(["PUT /laporan 409", "PUT /laporan 200"]);
      },
      offline,
    );
  });

  it("is shown whole when its report takes no words any more", async () => {
    const { d1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    await browse(
      browser,
      d1,
      async (page, context) => {
        await openTwice(page, `/sppd/${id}/laporan`, "Foto kegiatan");
        await context.setOffline(true);
        await page.getByLabel("Hasil").fill("Ditulis di kereta.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        expect(codeOf(await ask(d1, "PUT", `/sppd/${id}/laporan?versi=1`, fullReport))).toBe("200");
        expect(codeOf(await ask(d1, "POST", `/sppd/${id}/laporan/kirim`))).toBe("200");
        await context.setOffline(false);
        await page.reload();
        await page.getByRole("heading", { name: "Tulisan ini tidak tersimpan" }).waitFor();
        expect(await page.getByLabel("Tulisan yang tidak tersimpan").inputValue()).toContain("Ditulis di kereta.");
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Hapus tulisan ini" }).click();
        await page.getByRole("heading", { name: "Tulisan ini tidak tersimpan" }).waitFor({ state: "detached" });
      },
      offline,
    );
  });

  it("is saved once though the answer was lost on its way", async () => {
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        await page.goto(`/sppd/${id}/laporan`);
        let lost = 0;
        await context.route(/\/laporan\?/, async (route) => {
          if (route.request().method() !== "PUT" || lost > 0) return await route.continue();
          lost += 1;
          expect((await route.fetch()).status()).toBe(200);
          await route.abort("connectionreset");
        });
        await page.getByLabel("Hasil").fill("Rancangan disepakati.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        await page.getByText(/^Tersimpan \d\d[.:]\d\d$/).waitFor();
        expect(lost).toBe(1);
      },
      { viewport: phone, expected: /ERR_CONNECTION_RESET/ },
    );
    expect((await reportsOf(d1, id))[0]).toMatchObject({ versi: 2, isi: { hasil: "Rancangan disepakati." } });
  });
});

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
        await page.getByRole("button", { name: "Lepaskan tiket.pdf" }).waitFor();
        expect(await page.getByText("Menunggu jaringan", { exact: true }).count()).toBe(2);
        expect(await inspectPage(page)).toEqual([]);
        expect(answers).toEqual([]);
        await context.setOffline(false);
        await page.getByText("tersimpan", { exact: true }).waitFor();
        await page.getByText("Menunggu jaringan", { exact: true }).first().waitFor({ state: "detached" });
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
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        const answers = answersIn(context);
        await openTwice(page, `/sppd/${id}/pertanggungjawaban`, "Halaman visum");
        await context.setOffline(true);
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
    expect((await filesOf(d1, id)).data).toEqual([]);
  });
});

/** How much the device keeps to be sent. */
function keptOn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opened = indexedDB.open("serambi-kotak-keluar");
        opened.onerror = () => reject(new Error("the store does not open"));
        opened.onsuccess = () => {
          const counted = opened.result.transaction("kiriman").objectStore("kiriman").count();
          counted.onsuccess = () => resolve(counted.result);
        };
      }),
  );
}
