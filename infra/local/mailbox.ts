import type { Control } from "./control.ts";
import { type FrontAnswer, type FrontRequest, type Running, startFront } from "./front.ts";
import { json, takeMail } from "./mailbox/contracts.ts";
import { listPage, mailHtml, mailPage, notFound } from "./mailbox/pages.ts";
import { MailStore } from "./mailbox/store.ts";

/** The mailbox of the local stack. */
export interface MailboxOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  control: Control;
  /** Where mails outlive it; without one they are in memory alone. */
  file?: string;
}

/** Hosts under which a browser of this machine asks: a page from elsewhere must not read mails by a name that leads here. */
const ownHost = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/**
 * Starts it: mails go no further than here. It takes them as Resend does (`POST /emails`) and by the plain contract (`POST /kirim`),
 * counted and struck by faults like every service. For people there are pages (`GET /`); for tests `GET /mails`, all of them or those
 * with `?to=` or `?keys=a,b`, the last first, and `DELETE /mails`.
 */
export function startMailbox({ port, control, file }: MailboxOptions): Promise<Running> {
  const store = new MailStore(file);
  return startFront({
    service: "mail",
    port,
    control,
    passes: (request) => !isHandingOver(request),
    count: ({ url }) => ({ operation: url }),
    handle: (request) => Promise.resolve(isHandingOver(request) ? takeMail(store, request) : show(store, request)),
  });
}

function isHandingOver({ method, url }: FrontRequest): boolean {
  return method === "POST" && (url === "/emails" || url === "/kirim");
}

function show(store: MailStore, { method, url, headers }: FrontRequest): FrontAnswer {
  if (!ownHost.test(headers.host ?? "")) return json(403, { error: "not this host" });
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  const [, first = "", id = "", part] = pathname.split("/");
  const to = searchParams.get("to") || undefined;
  const keys = searchParams.get("keys")?.split(",");
  switch (`${method} /${first}`) {
    case "GET /":
      return listPage(store.list({ to }), to);
    case "GET /surat": {
      const mail = store.find(id);
      if (!mail) return notFound();
      return part === "html" ? mailHtml(mail) : mailPage(mail);
    }
    case "GET /mails":
      return json(200, { mails: store.list({ to, keys }) });
    case "DELETE /mails":
      store.wipe();
      return json(200, {});
    case "POST /kosongkan":
      if ((headers["sec-fetch-site"] ?? "same-origin") !== "same-origin") return json(403, { error: "not from here" });
      store.wipe();
      return { status: 303, headers: { Location: "/" } };
    default:
      return notFound();
  }
}
