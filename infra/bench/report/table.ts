import { keeps, type Figure, type Outcome, type Target } from "../scenario.ts";

/** What a scenario of a run found, or why it found nothing. */
export interface Finding {
  readonly name: string;
  readonly title: string;
  readonly outcome: Outcome | { readonly failed: string };
}

/** The figures of a run as a Markdown table that reads as well in a terminal. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.flatMap(({ name, title, outcome }) => [
    [name, `**${title}**`, "", "", ""],
    ...("failed" in outcome ? [["", `did not run: ${outcome.failed}`, "", "", "missed"]] : outcome.figures.map(rowOf)),
  ]);
  const all = [["scenario", "figure", "value", "target", "verdict"], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const [head, ...body] = all.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`);
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body].join("\n");
}

/** The figures that missed their target, and the scenarios that did not run. */
export function missedOf(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ name, outcome }) =>
    "failed" in outcome
      ? [`${name} did not run: ${outcome.failed}`]
      : outcome.figures
          .filter((figure) => keeps(figure) === false)
          .map(
            (figure) => `${name}: ${figure.name}: ${tell(figure)}, target ${tellTarget(figure.target, figure.unit)}`,
          ),
  );
}

function rowOf(figure: Figure): string[] {
  const kept = keeps(figure);
  const verdict = kept === null ? (figure.target ? "not measurable here" : "") : kept ? "kept" : "missed";
  return ["", figure.name, tell(figure), tellTarget(figure.target, figure.unit), verdict];
}

function tell({ value, unit }: Figure): string {
  return value === null ? "–" : withUnit(value, unit);
}

function tellTarget(target: Target | undefined, unit: string): string {
  if (!target) return "";
  return "atLeast" in target ? `≥ ${withUnit(target.atLeast, unit)}` : `≤ ${withUnit(target.atMost, unit)}`;
}

function withUnit(value: number, unit: string): string {
  return unit === "" ? round(value) : `${round(value)} ${unit}`;
}

/** Three digits that say something, as people write numbers. */
export function round(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
