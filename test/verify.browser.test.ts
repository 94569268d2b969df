import { chromium, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { issueDocument, sha256 } from "./setup/document.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
});

afterAll(async () => {
  await browser.close();
});

/** Opens a path as somebody would, and fails on whatever the browser complains of or asks another host for. */
async function visit(
  path: string,
  look: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const { edge } = inject("stack").urls;
  const context = await browser.newContext({ locale: "id-ID", ...options });
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${edge}/`) && !request.url().startsWith("data:")) complaints.push(request.url());
    });
    await page.goto(`${edge}${path}`);
    await look(page);
  } finally {
    await context.close();
  }
  expect(complaints).toEqual([]);
}

const choose = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.setInputFiles("input[type=file]", { name, mimeType: "application/octet-stream", buffer });

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describe("a person who holds a file", () => {
  it("learns whether it is the issued one, and the file stays where it is", async () => {
    const { kode, pdf, docx } = await issueDocument();
    await visit(`/verify/${kode}`, async (page) => {
      await page.waitForLoadState("networkidle");
      const sent: string[] = [];
      // But for the icon, which a browser asks for when it likes.
      page.on("request", (request) => !request.url().endsWith("/p/ikon.svg") && sent.push(request.url()));
      const verdict = page.getByRole("status");
      await choose(page, "surat.pdf", pdf);
      await expect.poll(() => verdict.textContent()).toContain("Sama persis dengan PDF yang diterbitkan");
      await choose(page, "surat.docx", docx);
      await expect.poll(() => verdict.textContent()).toContain("Sama persis dengan DOCX yang diterbitkan");
      await choose(page, "<img src=x>.pdf", Buffer.concat([pdf, Buffer.from(" ")]));
      await expect.poll(() => verdict.textContent()).toContain("Bukan berkas yang diterbitkan");
      expect(await verdict.textContent()).toContain("<img src=x>.pdf");
      await choose(page, "kosong.pdf", Buffer.alloc(0));
      await expect.poll(() => verdict.textContent()).toContain("kosong.pdf");
      expect(await verdict.textContent()).toContain("Bukan berkas yang diterbitkan");
      expect(sent).toEqual([]);
    });
  });

  it("may drop it on the page, and choose it with the keyboard", async () => {
    const { kode, pdf } = await issueDocument();
    await visit(`/verify/${kode}`, async (page) => {
      await page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "surat.pdf"));
        document
          .querySelector("h1")
          ?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      }, pdf.toString());
      await expect.poll(() => page.getByRole("status").textContent()).toContain("Sama persis dengan PDF");
      const chooser = page.waitForEvent("filechooser");
      await page.getByLabel("Pilih atau seret berkas ke sini").focus();
      await page.keyboard.press("Enter");
      await chooser;
    });
  });

  it("is told in English where that is their language", async () => {
    const { kode, pdf } = await issueDocument();
    await visit(
      `/verify/${kode}`,
      async (page) => {
        await choose(page, "letter.pdf", pdf);
        await expect.poll(() => page.getByRole("status").textContent()).toContain("Identical to the issued PDF");
        expect(await page.locator("dl").first().textContent()).toContain("10–13 September 2026");
      },
      { locale: "en-GB" },
    );
  });

  it("is asked to come back while the files are still being made", async () => {
    const { kode, pdf } = await issueDocument({ rendered: false });
    await visit(`/verify/${kode}`, async (page) => {
      await choose(page, "surat.pdf", pdf);
      await expect.poll(() => page.getByRole("status").textContent()).toContain("belum selesai dibuat");
    });
  });

  it("sees DIBATALKAN within five seconds of a cancellation, and with an identical file too", async () => {
    const document = await issueDocument();
    await visit(`/verify/${document.kode}`, async (page) => {
      expect(await page.locator("h1").textContent()).toBe("SAH");
      await document.cancel();
      const shown = async (): Promise<string | null> => {
        await page.reload();
        return page.locator("h1").textContent();
      };
      await expect.poll(shown, { timeout: 5_000, interval: 400 }).toBe("DIBATALKAN");
      await choose(page, "surat.pdf", document.pdf);
      await expect.poll(() => page.getByRole("status").textContent()).toContain("sudah dibatalkan");
    });
  });
});

describe("a person without JavaScript", () => {
  it("reads what the letter says, and how to check a file by hand", async () => {
    const { kode, nomor, pdf } = await issueDocument();
    await visit(
      `/verify/${kode}`,
      async (page) => {
        const read = await page.locator("main").innerText();
        for (const words of ["SAH", nomor, "10 s.d. 13 September 2026", sha256(pdf), "certutil"]) {
          expect(read).toContain(words);
        }
        expect(await page.locator("input[type=file]").isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });
});

describe("a narrow phone", () => {
  it.each(["/", "/verify", "/problems", "/problems/pagu-tidak-cukup"])(
    "shows %s without scrolling sideways",
    async (path) => {
      await visit(path, async (page) => expect(await overflow(page)).toBe(0), phone);
    },
  );

  it("shows a document and its verdict without scrolling sideways", async () => {
    const { kode } = await issueDocument();
    const look = async (page: Page): Promise<void> => {
      await choose(page, `${"x".repeat(120)}.pdf`, Buffer.from("x"));
      await expect.poll(() => page.getByRole("status").textContent()).toContain("Bukan berkas");
      await page.locator("summary").click();
      expect(await overflow(page)).toBe(0);
    };
    await visit(`/verify/${kode}`, look, phone);
  });
});

describe("the API's documentation", () => {
  it("shows a route that a link names, with nothing from another host", async () => {
    await visit("/api/docs#/identity/logIn", async (page) => {
      await page.getByText('"ratna.w"').first().waitFor();
    });
  });
});

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
