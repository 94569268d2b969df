import type { ReporterOptions } from "knip";

/** Says how many files knip looked at: it prints nothing when all is well, and nothing when it saw nothing. */
export default function reportCount({ counters }: ReporterOptions): void {
  process.stdout.write(`knip saw ${counters.total} files\n`);
}
