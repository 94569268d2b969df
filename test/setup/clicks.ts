import type { BrowserContext, Page } from "@playwright/test";

/** Presses the button of this name. */
export const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

/** Presses a button and, in the dialog that asks once more, the same again. */
export async function doStep(page: Page, name: string, reason?: string): Promise<void> {
  await press(page, name);
  const dialog = page.getByRole("dialog");
  if (reason !== undefined) await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Chooses what an order's page offers beside the next step: a button where it is the only thing, else in a menu. */
export async function choose(page: Page, name: string): Promise<void> {
  const [alone, more] = [name, "Lainnya"].map((one) => page.getByRole("button", { name: one, exact: true }));
  if (!alone || !more) return;
  await alone.or(more).first().waitFor();
  if (await alone.isVisible()) return await alone.click();
  await more.click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** Waits until an order's page says where it stands. */
export const status = (page: Page, says: string) =>
  page.getByLabel("Sekilas").getByText(says, { exact: true }).waitFor();

/** Lets somebody's device believe that it is another day, as their institution does. */
export const liveAt = (context: BrowserContext, day: string) => context.clock.setSystemTime(`${day}T10:05:00+07:00`);
