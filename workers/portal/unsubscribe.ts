import type { Context } from "hono";
import { html } from "hono/html";
import { Problem, type Language } from "../../db/core/problem.ts";
import { choosePreferences } from "../../db/modules/notifications/actions/preferences.ts";
import { readUnsubscribeToken } from "../../db/modules/surel/unsubscribe-token.ts";
import { LazyWork } from "../http/lazy-work.ts";
import { addressOf, limitAddress } from "../http/limits.ts";
import type { Portal } from "./index.ts";
import { renderPage } from "./layout.ts";

const texts = {
  id: {
    title: "Berhenti menerima ringkasan",
    ask: "Tekan tombol ini bila Anda tidak ingin lagi menerima ringkasan lewat surel. Pemberitahuannya sendiri tetap ada.",
    button: "Berhenti menerima",
    done: "Anda tidak akan menerima ringkasan lagi. Pilihan ini dapat diubah di profil Anda.",
  },
  en: {
    title: "No more digests",
    ask: "Press the button if you want no more digests by e-mail. The notifications themselves stay.",
    button: "Stop sending them",
    done: "You will get no more digests. You can choose otherwise in your profile.",
  },
} satisfies Record<Language, object>;

const headers = { "x-robots-tag": "noindex", "cache-control": "no-store" };

/** `GET /berhenti?t=…`, the link of a digest: asks. Programs that look at every link of a mail change nothing by it. */
export async function askToEndDigests(c: Context<Portal>): Promise<Response> {
  const { whose, text, language } = await readLink(c);
  const body = html`<h1>${text.title}</h1><p>${text.ask}</p>
<form class="isian" method="post" action="/berhenti?t=${whose.token}"><button>${text.button}</button></form>`;
  return await renderPage({ language, title: text.title, body, headers });
}

/** `POST /berhenti?t=…`: ends somebody's digests, by this page's button or by their mail program's own (RFC 8058). */
export async function endDigests(c: Context<Portal>): Promise<Response> {
  const { whose, text, language } = await readLink(c);
  const work = new LazyWork(c.env.arrival, whose.institutionId);
  await choosePreferences(work, whose.userId, { ringkasan_surel: "tidak" }, addressOf(c.env.arrival.request));
  const body = html`<h1>${text.title}</h1><p>${text.done}</p>`;
  return await renderPage({ language, title: text.title, body, headers });
}

async function readLink(c: Context<Portal>) {
  const { arrival } = c.env;
  await limitAddress(arrival.env, arrival.request, arrival.spent);
  const token = c.req.query("t") ?? "";
  const whose = await readUnsubscribeToken(arrival.config, token);
  if (!whose) throw new Problem("TIDAK_DITEMUKAN");
  const { language } = arrival;
  return { whose: { ...whose, token }, text: texts[language], language };
}
