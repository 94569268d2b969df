import type { Row } from "./sheet.ts";
import { unreadable } from "./unreadable.ts";

/**
 * The rows of a text with separators (RFC 4180) that hold something. Parted by commas or by semicolons, whichever the first line
 * has more of, as spreadsheet programs write them here and there; quotes hold anything. Throws `BERKAS_RUSAK` for what is no UTF-8.
 */
export function* readCsv(file: Uint8Array): Generator<Row> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch (cause) {
    throw unreadable("BERKAS_RUSAK", cause);
  }
  const [head = ""] = text.split(/\r?\n/, 1);
  const separator = head.split(";").length > head.split(",").length ? ";" : ",";
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let number = 1;
  const take = () => {
    cells.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else quoted = false;
    } else if (letter === '"' && cell.trim() === "") {
      cell = "";
      quoted = true;
    } else if (letter === separator) take();
    else if (letter === "\n") {
      take();
      yield* rowOf(number++, cells);
      cells = [];
    } else if (letter !== "\r") cell += letter;
  }
  take();
  yield* rowOf(number, cells);
}

function rowOf(number: number, texts: readonly string[]): Row[] {
  const cells = texts.flatMap((text, column): [number, { text: string; kind: "text" }][] =>
    text.trim() === "" ? [] : [[column, { text: text.trim(), kind: "text" }]],
  );
  return cells.length > 0 ? [{ number, cells: new Map(cells) }] : [];
}
