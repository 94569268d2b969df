import { unreadable } from "./unreadable.ts";

/** What a reader of XML is told, in order. Names come without their prefix; `attributes` as they are written. */
export interface XmlHandlers {
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Text with its entities replaced; a long one comes in several pieces. */
  text(piece: string): void;
}

/** Characters that a tag or a comment may take; no spreadsheet program writes one nearly as long. */
const longest = 256 * 1024;
/** Characters of text that are kept until their end is seen. */
const mostText = 64 * 1024;

/**
 * Reads XML as it comes, in bounded memory. It knows what a workbook consists of and nothing else: a document type, which
 * is where entities that grow without end are declared, is refused.
 */
export class XmlReader {
  readonly #handlers: XmlHandlers;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #rest = "";

  constructor(handlers: XmlHandlers) {
    this.#handlers = handlers;
  }

  /** Reads the next bytes. Throws `BERKAS_RUSAK` for what is not XML in UTF-8, `BERKAS_BERBAHAYA` for a document type. */
  push(bytes: Uint8Array): void {
    this.#rest = this.#read(this.#rest + this.#decode(bytes));
  }

  /** Says that nothing follows: a document that was cut off is not read as if it were whole. */
  end(): void {
    const rest = this.#rest + this.#decode();
    if (rest.trim() !== "") throw unreadable("BERKAS_RUSAK");
  }

  #decode(bytes?: Uint8Array): string {
    try {
      return bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode();
    } catch (cause) {
      throw unreadable("BERKAS_RUSAK", cause);
    }
  }

  /** Reads every token that is whole; answers what is left. */
  #read(buffer: string): string {
    let at = 0;
    for (;;) {
      const tag = buffer.indexOf("<", at);
      if (tag < 0) return this.#keepText(buffer.slice(at));
      if (tag > at) this.#handlers.text(decodeEntities(buffer.slice(at, tag)));
      const after = this.#readTag(buffer, tag);
      if (after < 0) {
        if (buffer.length - tag > longest) throw unreadable("BERKAS_RUSAK");
        return buffer.slice(tag);
      }
      at = after;
    }
  }

  #keepText(text: string): string {
    if (text.length <= mostText) return text;
    // Not through the middle of an entity.
    const cut = text.lastIndexOf("&");
    const whole = cut > text.length - 16 && cut > 0 ? cut : text.length;
    this.#handlers.text(decodeEntities(text.slice(0, whole)));
    return text.slice(whole);
  }

  /** The place after the tag that begins here, or -1 when its end has not come yet. */
  #readTag(buffer: string, tag: number): number {
    switch (buffer[tag + 1]) {
      case undefined:
        return -1;
      case "/": {
        const end = buffer.indexOf(">", tag);
        if (end >= 0) this.#handlers.close(localName(buffer.slice(tag + 2, end).trim()));
        return end < 0 ? -1 : end + 1;
      }
      case "?":
        return after(buffer, "?>", tag);
      case "!":
        return this.#readMarked(buffer, tag);
      default:
        return this.#readOpening(buffer, tag);
    }
  }

  #readMarked(buffer: string, tag: number): number {
    if (buffer.startsWith("<!--", tag)) return after(buffer, "-->", tag + 4);
    if (buffer.startsWith("<![CDATA[", tag)) {
      const end = buffer.indexOf("]]>", tag);
      if (end >= 0) this.#handlers.text(buffer.slice(tag + 9, end));
      return end < 0 ? -1 : end + 3;
    }
    if (buffer.length - tag < 9) return -1;
    throw unreadable("BERKAS_BERBAHAYA");
  }

  #readOpening(buffer: string, tag: number): number {
    const end = endOfTag(buffer, tag + 1);
    if (end < 0) return -1;
    const empty = buffer[end - 1] === "/";
    const inside = buffer.slice(tag + 1, empty ? end - 1 : end);
    const space = inside.search(/\s/);
    const name = localName(space < 0 ? inside : inside.slice(0, space));
    this.#handlers.open(name, space < 0 ? "" : inside.slice(space));
    if (empty) this.#handlers.close(name);
    return end + 1;
  }
}

function after(buffer: string, mark: string, from: number): number {
  const end = buffer.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/** Where a tag ends: a ">" may stand within a quoted value. Character by character: no search runs ahead of the tag. */
function endOfTag(buffer: string, from: number): number {
  let quote = 0;
  for (let at = from; at < buffer.length; at++) {
    const code = buffer.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === greater) return at;
    else if (code === double || code === single) quote = code;
  }
  return -1;
}

const [greater, double, single] = [62, 34, 39];

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text with the five entities that XML has, and with numbered characters; one that no text may hold becomes U+FFFD. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(#x[\da-f]{1,8}|#\d{1,8}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return named[name] ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return isCharacter(point) ? String.fromCodePoint(point) : "\ufffd";
  });
}

function isCharacter(point: number): boolean {
  return point > 0 && point <= 0x10_ffff && !(point >= 0xd800 && point <= 0xdfff);
}

const patterns = new Map<string, RegExp>();

/** The value of one attribute of a tag, whatever its prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) patterns.set(name, (pattern = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decodeEntities(value);
}
