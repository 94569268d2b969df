import type { Context } from "hono";
import { Problem } from "../../db/core/problem.ts";
import type { Portal } from "./index.ts";

/** The first words of the console's addresses; what stands behind one of them, the console itself finds or says that it is not there. */
export const consoleRoots = [
  "masuk",
  "lupa-sandi",
  "daftar",
  "profil",
  "sesi",
  "kunci-api",
  "aktivitas",
  "notifikasi",
  "sppd",
  "persetujuan",
  "verifikasi",
  "templat",
  "kalender",
  "arsip",
  "ekspor",
  "pengguna",
  "peran",
  "keamanan",
  "pegawai",
  "pejabat",
  "tarif",
  "anggaran",
  "hari-libur",
  "tahun",
  "pekerjaan",
  "institusi",
  "lisensi",
  "modul",
  "operator",
  "tentang",
] as const;

/** What the console may load and do: this host's files, and nothing written into the page. Previews of papers and photos are made in it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const folder = "/p/konsol";

/** The console's one page, whatever its address; it loads the screen. Asked for again each time: it names the files of the newest build. */
export async function showConsole(c: Context<Portal>): Promise<Response> {
  const response = await readAsset(c, `${folder}/index.html`);
  response.headers.set("content-type", "text/html; charset=utf-8");
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-cache");
  return response;
}

/** A file of the console. Those with a digest in their name never change: a browser that has one never asks for it again. */
export async function serveConsoleFile(c: Context<Portal>): Promise<Response> {
  // The page as the service worker keeps it: with the policy that it has at every other address.
  if (c.req.path === `${folder}/index.html`) return await showConsole(c);
  const response = await readAsset(c, c.req.path);
  const forever = c.req.path.startsWith(`${folder}/assets/`);
  // It stands below the console's files and serves all of its addresses.
  if (c.req.path === `${folder}/sw.js`) {
    response.headers.set("service-worker-allowed", "/");
    response.headers.set("content-security-policy", "default-src 'none'; connect-src 'self'");
  }
  response.headers.set("cache-control", forever ? "public, max-age=31536000, immutable" : "public, no-cache");
  return response;
}

const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/** A file of the build as small as the browser can read it: it was compressed when it was built, and costs nothing now. */
async function readAsset(c: Context<Portal>, path: string): Promise<Response> {
  const accepted = c.req.header("accept-encoding") ?? "";
  const [encoding, suffix] = encodings.find(([name]) => accepted.includes(name)) ?? ["", ""];
  const small = suffix === "" ? undefined : await fetchAsset(c, path + suffix);
  const file = small?.ok || small?.status === 304 ? small : await fetchAsset(c, path);
  if (file.status === 404) throw new Problem("TIDAK_DITEMUKAN");
  const headers = new Headers(file.headers);
  headers.set("vary", "Accept-Encoding");
  if (file !== small) return new Response(file.body, { status: file.status, headers });
  headers.set("content-encoding", encoding);
  headers.set("content-type", typeOf(path));
  return new Response(file.body, { status: file.status, headers, encodeBody: "manual" });
}

function fetchAsset(c: Context<Portal>, path: string): Promise<Response> {
  const { request, env } = c.env.arrival;
  const tag = request.headers.get("if-none-match");
  const headers = tag === null ? {} : { "if-none-match": tag };
  return env.ASSETS.fetch(new Request(new URL(path, request.url), { method: request.method, headers }));
}

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json",
  webmanifest: "application/manifest+json",
};

function typeOf(path: string): string {
  return types[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
