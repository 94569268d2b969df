import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, openBrowser } from "../setup/console.ts";
import { codeOf } from "../setup/http.ts";
import { backFromE1, costsE1, costsOf, receipt, report, saveCosts } from "../setup/settlements.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

describe("treasurers who are quicker than the network", () => {
  it("lose no press while an answer is on its way, and decide on the line that they had before them", async () => {
    const { d1, b1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    await report(d1, id);
    const verdicts = async () => (await costsOf(b1, id)).flatMap(({ baris }) => baris.map(({ putusan }) => putusan));
    await browse(browser, b1, async (page) => {
      // Every answer waits until it is let go.
      const held: (() => void)[] = [];
      await page.route(`**/api/v1/sppd/${id}/biaya/*`, async (route) => {
        const answer = await route.fetch();
        await new Promise<void>((go) => {
          held.push(go);
        });
        await route.fulfill({ response: answer });
      });
      const answerOne = async () => {
        await expect.poll(() => held.length).toBe(1);
        held.shift()?.();
      };
      const inHand = (at: number, how = ":focus") =>
        page
          .locator("[data-line]")
          .nth(at)
          .and(page.locator(`[aria-current="true"]${how}`))
          .waitFor();
      const refuse = async () => {
        await page.keyboard.press("t");
        await page.getByLabel("Alasan").fill("Bukti tidak terbaca sama sekali");
        await page.getByLabel("Alasan").press("Control+Enter");
      };
      await page.goto(`/verifikasi/${id}`);
      await inHand(0);
      await refuse();
      await answerOne();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await inHand(1);

      // The second line is taken, its answer is late, and the first is taken after all meanwhile.
      await page.keyboard.press("Enter");
      await page.keyboard.press("ArrowUp");
      await inHand(0);
      await page.keyboard.press("Enter");
      await answerOne();
      await answerOne();
      await inHand(2);
      expect((await verdicts()).slice(0, 3)).toEqual(["diterima", "diterima", "menunggu"]);

      // What is refused is what stood in hand as the dialog came, wherever the page has gone meanwhile.
      await page.keyboard.press("Enter");
      await page.keyboard.press("t");
      await page.getByLabel("Alasan").fill("Bukti tidak terbaca sama sekali");
      await answerOne();
      // The cursor is where somebody writes.
      await inHand(3, ":not(:focus)");
      await page.getByLabel("Alasan").press("Control+Enter");
      await answerOne();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      expect((await verdicts()).slice(2, 4)).toEqual(["ditolak", "menunggu"]);
    });
  });

  it("keep the line that they have in hand when an earlier verdict is refused, are told which one, and are asked before they leave what waits", async () => {
    const { d1, b1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    await report(d1, id);
    const verdicts = async () => (await costsOf(b1, id)).flatMap(({ baris }) => baris.map(({ putusan }) => putusan));
    await browse(
      browser,
      b1,
      async (page) => {
        let fail = (): void => undefined;
        await page.route(
          `**/api/v1/sppd/${id}/biaya/*`,
          async (route) => {
            await new Promise<void>((go) => {
              fail = go;
            });
            await route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" });
          },
          { times: 1 },
        );
        const inHand = (at: number) =>
          page.locator("[data-line]").nth(at).and(page.locator('[aria-current="true"]:focus')).waitFor();
        const isAsked = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
        await page.goto(`/verifikasi/${id}`);
        await inHand(0);
        const first = (await costsOf(b1, id)).flatMap(({ baris }) => baris)[0]?.uraian ?? "";
        expect(await isAsked()).toBe(false);
        const sent = page.waitForRequest(`**/api/v1/sppd/${id}/biaya/*`);
        await page.keyboard.press("Enter");
        await sent;
        await page.keyboard.press("ArrowDown");
        await inHand(1);
        expect(await isAsked()).toBe(true);
        fail();
        await page.getByText(`Putusan ini belum tercatat: ${first}`).waitFor();
        await inHand(1);
        await expect.poll(isAsked).toBe(false);
        await page.keyboard.press("Enter");
        await inHand(2);
        await page.getByText(`Putusan ini belum tercatat: ${first}`).waitFor();
        expect((await verdicts()).slice(0, 3)).toEqual(["menunggu", "diterima", "menunggu"]);
      },
      { expected: /Failed to load resource/ },
    );
  });
});
