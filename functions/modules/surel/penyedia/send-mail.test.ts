import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Config } from "../../../../db/core/env.ts";
import { continueTrace } from "../../../../db/core/trace.ts";
import { Control } from "../../../../infra/local/control.ts";
import type { Running } from "../../../../infra/local/front.ts";
import { mailToken } from "../../../../infra/local/mailbox/contracts.ts";
import type { KeptMail } from "../../../../infra/local/mailbox/store.ts";
import { startMailbox } from "../../../../infra/local/mailbox.ts";
import type { Message } from "./port.ts";
import { hasMailer, sendMail } from "./send-mail.ts";

const control = new Control();
let mailbox: Running;

beforeAll(async () => {
  mailbox = await startMailbox({ port: 0, control });
});
afterAll(async () => {
  await mailbox.stop();
});
beforeEach(async () => {
  control.faults.liftAll();
  await fetch(`${mailbox.url}/mails`, { method: "DELETE" });
});

const message: Message = {
  from: { name: 'Sekolah Tinggi "Garuda", Kampus \\ 2 🌿', address: "surat@serambi.example" },
  to: "siti@uji.example",
  subject: "Selamat datang — 🌿",
  text: "Yth. Siti",
  html: "<p>Yth. Siti</p>",
  headers: { "List-Unsubscribe": "<https://serambi.example/berhenti>" },
};

type Mailer = Config & { MAIL_KIND: "resend" | "http" };

describe.each([
  ["Resend's API", "resend", ""],
  ["the plain contract", "http", "/kirim"],
] as const)("by %s a mail", (_, kind, path) => {
  const send = (part: Partial<Message> = {}, key: string = crypto.randomUUID(), token = mailToken) => {
    const config = {
      MAIL_KIND: kind,
      MAIL_URL: mailbox.url + path,
      MAIL_TOKEN: token,
      MAIL_FROM: message.from.address,
    };
    return sendMail(config as Mailer, continueTrace(null), { ...message, ...part }, key);
  };
  const box = async () => ((await (await fetch(`${mailbox.url}/mails`)).json()) as { mails: KeptMail[] }).mails;

  it("arrives as it was written, whatever is in the names", async () => {
    const sent = await send();
    const [kept, ...more] = await box();
    expect(more).toEqual([]);
    expect(kept).toMatchObject(message);
    expect(sent).toEqual({ state: "sent", id: kept?.id });
  });

  it("goes out once under its key, also when it was written otherwise since", async () => {
    const key = crypto.randomUUID();
    const first = await send({}, key);
    expect(await send({}, key)).toEqual(first);
    expect(await send({ subject: "Nama baru" }, key)).toEqual({ state: "sent", id: null });
    expect(await box()).toMatchObject([{ subject: message.subject, asked: 3 }]);
  });

  it("that the provider cannot take is refused for good", async () => {
    expect(await send({ to: "siapa saja" })).toEqual({ state: "refused" });
    expect(await send({ subject: "Awal\r\nBcc: lain@uji.example" })).toEqual({ state: "refused" });
    expect(await box()).toEqual([]);
  });

  it("is nobody's concern under a wrong key: none will be taken", async () => {
    expect(await send({}, undefined, "salah")).toMatchObject({ state: "closed" });
  });

  it("waits while the provider is busy, broken or gone", async () => {
    control.faults.add({ service: "mail", kind: "error", status: 429, times: 1 });
    expect(await send()).toMatchObject({ state: "later", seconds: 1 });
    control.faults.add({ service: "mail", kind: "error", status: 502, times: 1 });
    expect(await send()).toMatchObject({ state: "later", seconds: null });
    control.faults.add({ service: "mail", kind: "drop", times: 1 });
    expect(await send()).toMatchObject({ state: "later", seconds: null });
    expect(await box()).toEqual([]);
  });
});

it("nobody is asked where no provider is configured whole", () => {
  const whole = { MAIL_KIND: "http", MAIL_URL: "https://surat.example", MAIL_TOKEN: "x", MAIL_FROM: "surat@a.example" };
  expect(hasMailer(whole as Mailer)).toBe(true);
  for (const name of Object.keys(whole)) expect(hasMailer({ ...whole, [name]: "" } as Mailer)).toBe(false);
});
