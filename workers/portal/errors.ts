import type { Context } from "hono";
import { html } from "hono/html";
import { describeProblem, Problem, problemPath, type Language } from "../../db/core/problem.ts";
import type { Portal } from "./index.ts";
import { allowOf } from "../http/problem.ts";
import { logFault } from "../http/telemetry.ts";
import { renderPage } from "./layout.ts";
import { prefers } from "./negotiation.ts";

const texts = {
  id: { request: "Nomor permintaan", more: "Tentang masalah ini", status: "Keadaan layanan", home: "Ke beranda" },
  en: { request: "Request id", more: "About this problem", status: "Service status", home: "To the first page" },
} satisfies Record<Language, object>;

/** What went wrong, as a page for those who read pages; anybody else is told by the app, as problem+json. */
export async function showError(error: Error, c: Context<Portal>): Promise<Response> {
  if (prefers(c, "application/json", "text/html") !== "text/html") throw error;
  const { language, log } = c.env.arrival;
  const problem = error instanceof Problem ? error : new Problem("GALAT_SERVER");
  if (problem.status >= 500) logFault(log, error);
  const { title, detail } = describeProblem(problem, language);
  const text = texts[language];
  const body = html`<p class="mata">HTTP ${problem.status}</p>
<h1>${title}</h1>
<p>${detail}</p>
<p class="mata">${text.request}: <code>${log.requestId}</code></p>
<p><a href="${problemPath(problem.code)}">${text.more}</a>${problem.status >= 500 ? html` · <a href="/status">${text.status}</a>` : ""} · <a href="/">${text.home}</a></p>`;
  const retryAfter = problem.retryAfter ?? (problem.status === 503 ? 5 : undefined);
  const headers = {
    "cache-control": "no-store",
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
    ...allowOf(problem),
  };
  return await renderPage({ language, title, body, status: problem.status, headers });
}
