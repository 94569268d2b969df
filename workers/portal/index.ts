import { Hono, type Context } from "hono";
import { Problem } from "../../db/core/problem.ts";
import type { Arrival } from "../http/dispatch.ts";
import { answerOptions } from "../http/cors.ts";
import { hasCookie } from "../http/session-cookie.ts";
import { showAccountLink } from "./account.ts";
import { showCalendar } from "./calendar.ts";
import { consoleRoots, serveConsoleFile, showConsole } from "./console.ts";
import { serveAsset, showDocs } from "./docs.ts";
import { showError } from "./errors.ts";
import { tellAlive, tellReady } from "./health.ts";
import { showLanding } from "./landing.ts";
import { explainProblem, listProblems } from "./problems.ts";
import { showStatus } from "./status/index.ts";
import { askToEndDigests, endDigests } from "./unsubscribe.ts";
import { askForCode, verifyDocument } from "./verify/index.ts";

/** Hono's types of the portal: what is known of a request on its way. */
export interface Portal {
  Bindings: { arrival: Arrival };
}

/** The public pages: what anyone may see without logging in. */
export const portal = new Hono<Portal>();

portal.onError(showError);

page("/", "landing", (c) => (hasCookie(c.req.raw) ? showConsole(c) : showLanding(c.env.arrival.language)));
for (const root of consoleRoots) {
  page(`/${root}`, "console", showConsole);
  page(`/${root}/*`, "console", showConsole);
}
page("/verify", "verify.form", askForCode);
page("/verify/:kode", "verify", verifyDocument);
page("/problems", "problems", (c) => listProblems(c.env.arrival.language));
page("/problems/:kode", "problem", (c) => {
  const { language, config } = c.env.arrival;
  return explainProblem(language, c.req.param("kode") ?? "", config.PUBLIC_URL);
});
for (const link of ["undangan", "atur-ulang", "surel"] as const)
  page(`/akun/${link}`, `account.${link}`, (c) => showAccountLink(c.env.arrival.language, link));
page("/berhenti", "unsubscribe", askToEndDigests, endDigests);
page("/status", "status", showStatus);
page("/health", "health", tellAlive);
page("/health/ready", "health.ready", tellReady);
page("/api/docs", "docs", (c) => showDocs(c.env.arrival.language));
page("/api/openapi.json", "openapi", serveAsset);
page("/p/kalender/:berkas", "calendar", showCalendar);
page("/p/konsol/*", "asset.console", serveConsoleFile);
page("/p/*", "asset", serveAsset);

portal.all("*", () => {
  throw new Problem("TIDAK_DITEMUKAN");
});

type Handler = (c: Context<Portal>) => Response | Promise<Response>;

/** A page under its address, by whose name it is logged, and what its form does, if it has one; other methods are refused. */
function page(path: string, name: string, handler: Handler, submit?: Handler): void {
  const named = (run: Handler): Handler => {
    return (c) => {
      c.env.arrival.log.route = name;
      return run(c);
    };
  };
  portal.get(path, named(handler));
  if (submit) portal.post(path, named(submit));
  const methods = ["GET", "HEAD", ...(submit ? ["POST"] : []), "OPTIONS"];
  portal.all(path, (c) => {
    const { request, config } = c.env.arrival;
    if (request.method === "OPTIONS") return answerOptions(request, config, methods);
    throw new Problem("METODE_TIDAK_DIDUKUNG", { values: { diterima: methods.join(", ") } });
  });
}
