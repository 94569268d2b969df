import { expect, it } from "vitest";
import { sebutPerangkat } from "./perangkat.ts";

const chrome = (system: string, more = "") =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36${more}`;

it.each([
  [chrome("Windows NT 10.0; Win64; x64"), "Chrome di Windows"],
  [chrome("Linux; Android 10; K"), "Chrome di Android"],
  [chrome("Windows NT 10.0; Win64; x64", " Edg/141.0.0.0"), "Edge di Windows"],
  [chrome("X11; Linux x86_64", " OPR/120.0.0.0"), "Opera di Linux"],
  [chrome("X11; CrOS x86_64 14541.0.0"), "Chrome di ChromeOS"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox di Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari di iPhone",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Safari di macOS",
  ],
  ["curl/8.5.0", "curl"],
  ["node", "node"],
  ["", "Perangkat tak dikenal"],
  ["Mozilla/5.0", "Perangkat tak dikenal"],
  ["<script>alert(1)</script>", "Perangkat tak dikenal"],
  ["x".repeat(5_000), "Perangkat tak dikenal"],
])("%j is %s", (userAgent, said) => {
  expect(sebutPerangkat(userAgent)).toBe(said);
});
