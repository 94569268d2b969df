import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import { fill, makeInstitution } from "../million/institution.ts";
import { manyOrders, orderTables } from "../million/orders.ts";
import { openSessions } from "../people.ts";
import { ratio, type Figure, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";

/** A cheap phone on a bad network: a quarter of this processor, 1.6 Mbit/s, 150 ms there and back. */
const phone = { slower: 4, bitsPerSecond: 1_600_000, latencyMs: 150 };
const rows = 100_000;
const slug = "gulir";
const auditor = "auditor.gulir";
/** Pages of the long list that are scrolled through before its memory is looked at, and then again. */
const pages = { few: 20, many: 200 };

/** Screens that are visited one after another, as somebody would: each after the one before it. */
const visits = [
  { name: "dashboard", path: "/" },
  { name: "list of orders", path: "/sppd" },
  { name: "approvals", path: "/persetujuan" },
  { name: "new order", path: "/sppd/baru" },
  { name: "profile", path: "/profil" },
] as const;

/** What the console takes of a cheap phone: bytes, requests, and how long it does not answer a finger. */
export const consoleVisit: Scenario = {
  title: "the console on a phone four times slower, at 1.6 Mbit/s; a list of 100,000 scrolled",
  async run(stage) {
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    try {
      const first = await visitAll(stage, browser);
      const scroll = await scrollThrough(stage, browser);
      return { figures: [...first, ...scroll] };
    } finally {
      await browser.close();
    }
  },
};

async function visitAll(stage: Stage, browser: Browser): Promise<Figure[]> {
  const [visitor] = await openSessions(stage, "kaprodi", 1);
  const context = await openContext(stage, browser, visitor?.token ?? "", true);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const session = await slowDown(context, page);
  const figures: Figure[] = [];
  const seen = countBytes(session);
  for (const { name, path } of visits) {
    const before = { ...seen };
    await page.goto(path);
    await page.locator("h1").waitFor();
    await page.waitForLoadState("networkidle");
    const { longest, blocked, lcp } = await readLongTasks(page);
    figures.push(
      { name: `${name}: bytes over the line`, value: (seen.bytes - before.bytes) / 1_000, unit: "kB" },
      { name: `${name}: requests`, value: seen.requests - before.requests, unit: "" },
      { name: `${name}: tasks of more than 50 ms, together`, value: blocked, unit: "ms" },
      { name: `${name}: the longest`, value: longest, unit: "ms" },
      { name: `${name}: largest content after`, value: lcp, unit: "ms" },
    );
  }
  // Again: what has a digest in its name is asked of nobody.
  const before = { ...seen };
  await page.goto("/");
  await page.locator("h1").waitFor();
  await page.waitForLoadState("networkidle");
  figures.push({
    name: "dashboard again: bytes, of the first visit's",
    value: ratio(seen.bytes - before.bytes, (figures[0]?.value ?? 0) * 1_000),
    unit: "×",
    target: { atMost: 0.2 },
  });
  await context.close();
  return figures;
}

/** A list of as many rows as a file may have: what it holds after many pages, of what it holds after a few. */
async function scrollThrough(stage: Stage, browser: Browser): Promise<Figure[]> {
  await makeInstitution(stage, slug, auditor, 12);
  await fill(stage, orderTables, manyOrders(slug, rows, 1));
  const [visitor] = await openSessions(stage, auditor, 1, slug);
  const context = await openContext(stage, browser, visitor?.token ?? "", false);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.goto("/sppd");
  await page.locator("main table tbody tr").first().waitFor();
  const few = await scrollPages(page, session, pages.few);
  const many = await scrollPages(page, session, pages.many);
  await context.close();
  return [
    {
      name: "pages of the long list scrolled through",
      value: few.answered + many.answered,
      unit: "",
      target: { atLeast: pages.many },
    },
    {
      name: "memory after them, of that after a few",
      value: ratio(many.heap, few.heap),
      unit: "×",
      target: { atMost: 1.3 },
    },
    {
      name: "elements of the page after them, of those after a few",
      value: ratio(many.nodes, few.nodes),
      unit: "×",
      target: { atMost: 1.3 },
    },
    { name: "memory of the page's script", value: many.heap / 1e6, unit: "MB" },
  ];
}

async function scrollPages(page: Page, session: CDPSession, count: number) {
  let answered = 0;
  const listen = (response: { url(): string }): void => {
    if (response.url().includes("/api/v1/sppd?")) answered += 1;
  };
  page.on("response", listen);
  const until = Date.now() + count * 2_000;
  while (answered < count && Date.now() < until) {
    await page.evaluate(() => {
      const main = document.querySelector("#isi");
      main?.scrollTo({ top: main.scrollHeight });
    });
    await page.waitForTimeout(20);
  }
  page.off("response", listen);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  return { answered, heap: usedSize, nodes };
}

async function openContext(stage: Stage, browser: Browser, token: string, isPhone: boolean): Promise<BrowserContext> {
  const base = `http://127.0.0.1:${stage.ports.edge}`;
  const context = await browser.newContext({
    baseURL: base,
    locale: "id-ID",
    viewport: isPhone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    // What it keeps comes over no line, and would be counted for nobody.
    serviceWorkers: "block",
  });
  await context.addCookies([
    {
      name: "__Host-serambi",
      value: token,
      domain: "127.0.0.1",
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "Strict",
    },
  ]);
  await context.addInitScript(() => {
    const kept = { longest: 0, blocked: 0, lcp: 0 };
    Object.assign(globalThis, { kept });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        kept.blocked += duration;
        kept.longest = Math.max(kept.longest, duration);
      }
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) kept.lcp = startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  return context;
}

async function slowDown(context: BrowserContext, page: Page): Promise<CDPSession> {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const throughput = phone.bitsPerSecond / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: phone.latencyMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: phone.slower });
  return session;
}

/** Counts on, until the session ends, what comes over the line. */
function countBytes(session: CDPSession): { bytes: number; requests: number } {
  const seen = { bytes: 0, requests: 0 };
  session.on("Network.requestWillBeSent", () => (seen.requests += 1));
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (seen.bytes += encodedDataLength));
  return seen;
}

function readLongTasks(page: Page): Promise<{ longest: number; blocked: number; lcp: number }> {
  return page.evaluate(
    () => (globalThis as unknown as { kept: { longest: number; blocked: number; lcp: number } }).kept,
  );
}
