import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { makeInstitution, testPassword } from "../setup/institution.ts";

let browser: Browser;
/** Somebody else's site: on this machine, and so of our site for cookies (which know no ports), and under another name. */
let stranger: Server;
const strangers = () =>
  ["127.0.0.1", "localhost"].map((host) => `http://${host}:${(stranger.address() as AddressInfo).port}`);

beforeAll(async () => {
  stranger = createServer((_, response) => {
    const target = `${inject("stack").urls.edge}/api/v1/identity/logout`;
    response.setHeader("content-type", "text/html");
    response.end(`<form method="post" action="${target}"><button>Hadiah</button></form>`);
  });
  await new Promise<void>((resolve) => {
    stranger.listen(0, "127.0.0.1", () => resolve());
  });
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
});

afterAll(async () => {
  await browser.close();
  stranger.close();
});

/** Asks from within a page; the status of the answer, or what became of it. */
const askFrom = (page: Page, url: string, init: RequestInit = {}): Promise<string> =>
  page.evaluate(
    async ([address, options]) =>
      await fetch(address, options).then(
        ({ status, type }) => (type === "opaque" ? type : String(status)),
        () => "refused",
      ),
    [url, init] as const,
  );

describe("a browser with a session in its cookie", () => {
  it("is somebody on our pages, shows no script who, and does nothing for a stranger's page", async () => {
    const { slug } = await makeInstitution();
    const { edge } = inject("stack").urls;
    const api = `${edge}/api/v1/identity`;
    // What a page's own policy lets it load is another matter.
    const context = await browser.newContext({ bypassCSP: true });
    try {
      const page = await context.newPage();
      await page.goto(`${edge}/problems`);
      const body = JSON.stringify({ identifier: "d1", password: testPassword, institution: slug, cookie: true });
      const headers = { "content-type": "application/json" };
      expect(await askFrom(page, `${api}/login`, { method: "POST", headers, body })).toBe("200");
      expect(await askFrom(page, `${api}/me`)).toBe("200");
      expect(await page.evaluate(() => document.cookie)).toBe("");

      for (const site of strangers()) {
        const theirs = await context.newPage();
        await theirs.goto(site);
        const post = { method: "POST", credentials: "include" } as const;
        expect(await askFrom(theirs, `${api}/logout`, { ...post, mode: "no-cors" })).toMatch(/opaque|refused/);
        expect(await askFrom(theirs, `${api}/logout`, post)).toBe("refused");
        expect(await askFrom(theirs, `${api}/me`, { credentials: "include" })).toBe("refused");
        await theirs.getByRole("button").click();
        await expect.poll(() => theirs.locator("body").textContent()).toContain("ASAL_DITOLAK");
        await theirs.close();
        expect(await askFrom(page, `${api}/me`)).toBe("200");
      }

      expect(await askFrom(page, `${api}/logout`, { method: "POST" })).toBe("204");
      expect(await context.cookies()).toEqual([]);
      expect(await askFrom(page, `${api}/me`)).toBe("401");
    } finally {
      await context.close();
    }
  });
});
