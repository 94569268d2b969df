import type { Page } from "@playwright/test";

/** A photo of so many pixels by three quarters of them, drawn in a page. */
export async function photograph(page: Page, width = 400): Promise<Buffer> {
  const address = await page.evaluate((wide) => {
    const canvas = document.createElement("canvas");
    canvas.width = wide;
    canvas.height = (wide * 3) / 4;
    const pen = canvas.getContext("2d");
    for (let at = 0; pen && at < canvas.width * canvas.height; at += 10_000) {
      pen.fillStyle = `hsl(${(at * 7919) % 360} 80% 50%)`;
      pen.fillRect(at % wide, Math.floor(at / wide), 90, 90);
    }
    return canvas.toDataURL("image/jpeg", 1);
  }, width);
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}
