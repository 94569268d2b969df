import type { Context } from "hono";
import { html } from "hono/html";
import type { Language } from "../../../db/core/problem.ts";
import { limitAddress } from "../../http/limits.ts";
import type { Portal } from "../index.ts";
import { renderPage, type Html } from "../layout.ts";
import { readReadiness, type Readiness } from "../readiness.ts";
import { cross, tick, warning } from "../signs.ts";
import { services, texts, type Service } from "./texts.ts";

/**
 * `GET /status`: what works now, in words for those whom it does not work for. Always 200: the page itself does; what watches the
 * platform asks `/health/ready`.
 */
export async function showStatus(c: Context<Portal>): Promise<Response> {
  const { arrival } = c.env;
  await limitAddress(arrival.env, arrival.request, arrival.spent);
  const readiness = await readReadiness(arrival);
  const { language } = arrival;
  const text = texts[language];
  const names = Object.keys(services) as Service[];
  const verdict = judge(readiness, names);
  const body = html`<p class="mata">${text.eyebrow}</p>
<section class="kartu status kabar ${verdict.tone}">${verdict.sign}
<div><h1>${text[verdict.is]}</h1><p>${text[`${verdict.is}Note`]}</p></div></section>
<section class="kartu" aria-labelledby="layanan"><h2 id="layanan">${text.list}</h2>
<ul class="daftar">${names.map((name) => showService(language, name, readiness))}</ul></section>
<p class="mata">${text.checked} ${sayTime(language, readiness.at)}. <a href="/status">${text.again}</a></p>
<p>${text.if}</p>`;
  const headers = { "cache-control": "no-store", "x-robots-tag": "noindex" };
  return await renderPage({ language, title: `${text[verdict.is]} · ${text.title}`, body, headers });
}

function judge(readiness: Readiness, names: readonly Service[]) {
  if (names.every((name) => works(name, readiness))) return { is: "well", tone: "sah", sign: tick } as const;
  if (works("data", readiness)) return { is: "part", tone: "awas", sign: warning } as const;
  return { is: "down", tone: "batal", sign: cross } as const;
}

const works = (name: Service, { dependencies }: Readiness): boolean =>
  services[name].every((dependency) => dependencies[dependency].ok);

function showService(language: Language, name: Service, readiness: Readiness): Html {
  const text = texts[language];
  const { name: title, ok, away } = text.service[name];
  if (works(name, readiness))
    return html`<li><h3>${title}</h3> <span class="tanda sah">${text.works}</span><p>${ok}</p></li>`;
  const since = Math.min(...services[name].flatMap((dependency) => readiness.awaySince[dependency] ?? []));
  return html`<li><h3>${title}</h3> <span class="tanda ${name === "data" ? "batal" : "awas"}">${text.away}</span>
<p>${away}</p><small>${text.since} ${sayTime(language, since)}</small></li>`;
}

const jakarta = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "Asia/Jakarta" });

/** Whoever reads it may be in any of the three zones, so the zone is said: `15.42.07 WIB`. */
function sayTime(language: Language, at: number): Html {
  const time = jakarta.format(at);
  return html`<time datetime="${new Date(at).toISOString()}">${language === "id" ? time.replaceAll(":", ".") : time} WIB</time>`;
}
