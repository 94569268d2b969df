import type { FileTarget } from "../../../parts/sending.ts";
import type { OrderFile } from "../order-file.ts";

/** What the rows of a statement of costs have in common. */
export interface Around {
  readonly receipts: readonly OrderFile[];
  /** The rows whose amount is still missing. */
  readonly incomplete: readonly string[];
  /** How the receipts of a row are sent. */
  targetOf(row: string): FileTarget;
  /** What is wrong with a row, in the platform's words. */
  wrongOf(row: string): string | undefined;
}
