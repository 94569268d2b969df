import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import type axe from "axe-core";
import { expect, inject } from "vitest";
import type { Actor } from "./institution.ts";

/** Debian's browser, without a sandbox where one cannot be had. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

/** Sizes a page is looked at in: the cheapest phone, a desk. */
export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 800 };

interface Visiting {
  readonly viewport?: { width: number; height: number };
  readonly locale?: "id-ID" | "en-GB";
  /** What a browser may complain of here: an answer that was refused on purpose. */
  readonly expected?: RegExp;
}

/** Somebody's browser while a test uses it. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Closes it; answers what was said in its console, and what was asked of another host: nothing. */
  close(): Promise<string[]>;
}

/** Opens somebody's browser, logged in; nobody's: null. */
export async function openFor(
  browser: Browser,
  actor: Actor | null,
  { viewport = desk, locale = "id-ID", expected }: Visiting = {},
): Promise<Visit> {
  const { edge } = inject("stack").urls;
  const context = await browser.newContext({ baseURL: edge, viewport, locale, reducedMotion: "reduce" });
  const complaints: string[] = [];
  const complain = (text: string): void => {
    if (!expected?.test(text)) complaints.push(text);
  };
  context.on("page", (opened) => {
    opened.on("pageerror", (error) => complain(error.message));
    opened.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complain(message.text());
    });
  });
  // Those of its workers as well.
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(edge).host) complain(`asked ${request.url()}`);
  });
  const cookie = { name: "__Host-serambi", domain: new URL(edge).hostname, path: "/", secure: true, httpOnly: true };
  if (actor) await context.addCookies([{ ...cookie, value: actor.token, sameSite: "Strict" }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return {
    page,
    context,
    close: async () => {
      await context.close();
      return complaints;
    },
  };
}

/** Somebody's browser for as long as `use` takes; it may have complained of nothing. */
export async function browse(
  browser: Browser,
  actor: Actor | null,
  use: (page: Page, context: BrowserContext) => Promise<void>,
  visiting: Visiting = {},
): Promise<void> {
  const { page, context, close } = await openFor(browser, actor, visiting);
  try {
    await use(page, context);
  } catch (error) {
    await close();
    throw error;
  }
  expect(await close()).toEqual([]);
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let axeSource: string | undefined;

/** Looks at the page as it is as everybody will: phone and desk, light and dark, text twice as large; what is wrong with it, by place. */
export async function inspectPage(page: Page): Promise<string[]> {
  axeSource ??= readFileSync(axePath, "utf8");
  // By the debugger's protocol: the page's own policy lets nobody write a script into it.
  await page.evaluate(axeSource);
  const before = page.viewportSize() ?? desk;
  const found: string[] = [];
  for (const [size, dark] of [
    [phone, false],
    [phone, true],
    [desk, false],
    [desk, true],
  ] as const) {
    await page.setViewportSize(size);
    await page.evaluate((on) => document.documentElement.classList.toggle("dark", on), dark);
    await painted(page);
    found.push(...(await violations(page, dark)).map((text) => `${size.width} px${dark ? " dark" : ""}: ${text}`));
  }
  await page.setViewportSize(phone);
  await page.evaluate(() => document.documentElement.classList.remove("dark"));
  found.push(...(await widerThan(page, phone.width)));
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  found.push(...(await widerThan(page, phone.width)).map((text) => `text at 200 %: ${text}`));
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  await page.setViewportSize(before);
  return found;
}

/** Colours are on their way for a moment after they were changed: what is measured before is neither of the two. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => void setTimeout(resolve, 50)));
      }),
  );
}

/** In the dark only colours are others. */
async function violations(page: Page, dark: boolean): Promise<string[]> {
  const results = await page.evaluate(
    async (only) =>
      await (globalThis as unknown as { axe: typeof axe }).axe.run(
        // The list of messages guards its ends with two places that pass the cursor on at once, and nobody stays in.
        { exclude: [["[role=region] > span[aria-hidden=true]"]] },
        { resultTypes: ["violations"], ...(only ? { runOnly: [only] } : {}) },
      ),
    dark ? "color-contrast" : "",
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any: [check] }) => `${id} ${target.join(" ")} ${check?.message ?? ""}`),
  );
}

/** What makes the page scroll sideways, the innermost of it, with how far it reaches. */
async function widerThan(page: Page, width: number): Promise<string[]> {
  await painted(page);
  return await page.evaluate((most) => {
    // Within the frame it is not the document that scrolls.
    const scrolling = [document.documentElement, document.getElementById("isi")];
    const wide = Math.max(...scrolling.map((one) => one?.scrollWidth ?? 0));
    if (wide <= most) return [];
    const reaching = [...document.body.querySelectorAll("*")].filter(
      (one) => one.getBoundingClientRect().right > most && one.childElementCount === 0,
    );
    return [
      `${wide} px wide: ${reaching.map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 40)}`).join(", ")}`,
    ];
  }, width);
}
