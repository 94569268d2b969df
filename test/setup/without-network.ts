import type { BrowserContext, Page } from "@playwright/test";
import { phone } from "./console.ts";
import { ask } from "./http.ts";
import type { Actor } from "./institution.ts";
import { pdf } from "./trips.ts";

/** How a phone without a network is visited, and what its browser complains of then. */
export const offline = { viewport: phone, expected: /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to load resource/ };

/** Opens a page as it is opened for the second time: its answers are kept for a day without a network. */
export async function openTwice(page: Page, address: string, shows: string): Promise<void> {
  await page.goto(address);
  await page.getByText(shows).first().waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload();
  await page.getByText(shows).first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** What was answered to changes in a browser: `PUT /laporan 200`, with what stands behind the order's id. */
export function answersIn(context: BrowserContext): string[] {
  const heard: string[] = [];
  context.on("response", (response) => {
    const method = response.request().method();
    const { pathname } = new URL(response.url());
    if (method === "GET" || !pathname.startsWith("/api/v1/sppd")) return;
    heard.push(`${method} ${pathname.replace(/^\/api\/v1\/sppd(\/[0-9a-f-]{36})?/, "")} ${response.status()}`);
  });
  return heard;
}

/** Chooses a file by a button that asks for one. */
export async function choose(page: Page, button: ReturnType<Page["locator"]>, file: { name: string; buffer: Buffer }) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()]);
  const mimeType = file.name.endsWith(".pdf") ? "application/pdf" : "image/jpeg";
  await chooser.setFiles([{ ...file, mimeType }]);
}

/** A paper by that name. */
export const paper = (name: string) => ({ name, buffer: Buffer.from(pdf(name)) });
/** The files of an order. */
export const filesOf = async (actor: Actor, id: string) =>
  (
    await ask<{ data: { id: string; jenis: string; nama: string }[]; undangan: { nama: string } | null }>(
      actor,
      "GET",
      `/sppd/${id}/berkas`,
    )
  ).body;

/** How much the device keeps to be sent. */
export function keptOn(page: Page): Promise<number> {
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
