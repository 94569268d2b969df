import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import { logInWith } from "./setup/accounts.ts";
import { ask } from "./setup/http.ts";
import { ownerRows } from "./setup/institution.ts";

const script = fileURLToPath(new URL("../infra/database/create-admin.ts", import.meta.url));
const tsx = fileURLToPath(new URL("../node_modules/tsx/dist/cli.mjs", import.meta.url));

/** Runs the command as an operator would, without a terminal. */
async function create(
  slug: string,
  more: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
): Promise<{ out: string; code: number }> {
  const { env, ownerUrl } = inject("stack");
  const told = {
    slug,
    nama: "Universitas Baru",
    kota: "Kupang",
    zona: "Asia/Makassar",
    orang: "Maria Bere",
    surel: "Maria.Bere@Kampus.Example",
    ...more,
  };
  const args = Object.entries(told).flatMap(([name, value]) => [`--${name}`, value]);
  const environment = { ...process.env, ...env, OWNER_DATABASE_URL: ownerUrl, MAIL_KIND: "", ...variables };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [tsx, script, ...args], {
      env: environment,
    });
    return { out: stdout + stderr, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    return { out: stdout + stderr, code };
  }
}

describe("admin:create", () => {
  it("makes an institution whose administrator has an invitation and no password; again it changes nothing", async () => {
    const slug = `baru-${crypto.randomUUID().slice(0, 8)}`;
    const first = await create(slug);
    expect([first.code, first.out]).toEqual([0, expect.stringMatching(/\/akun\/undangan#[\w-]{43}\.[\w-]{43}/)]);
    const rows = () =>
      ownerRows<Record<string, unknown>>(
        `select i.nama, i.kota, i.zona_waktu, u.nama as orang, u.password_hash, r.peran, l.tujuan,
            array(select x.kind || ' ' || x.value from user_identifiers x where x.user_id = u.id order by 1) as pengenal,
            (select count(*)::int from unit_kerja k where k.institution_id = i.id) as unit
          from institutions i join users u on u.institution_id = i.id join user_roles r on r.user_id = u.id
          join tautan_akun l on l.user_id = u.id where i.slug = $1`,
        [slug],
      );
    const made = {
      nama: "Universitas Baru",
      kota: "Kupang",
      zona_waktu: "Asia/Makassar",
      orang: "Maria Bere",
      password_hash: null,
      peran: "admin",
      tujuan: "undangan",
      pengenal: ["email maria.bere@kampus.example", "username admin"],
      unit: 1,
    };
    expect(await rows()).toEqual([made]);
    const second = await create(slug, { nama: "Nama Lain" });
    expect([second.code, second.out]).toEqual([0, expect.stringContaining("is there already")]);
    expect(await rows()).toEqual([made]);

    const [, token] = /\/akun\/undangan#([\w.-]+)/.exec(first.out) ?? [];
    const password = "hujan turun di kampus";
    expect((await ask(null, "POST", "/identity/invitations/accept", { token, password })).status).toBe(204);
    for (const identifier of ["admin", "MARIA.bere@kampus.example"]) {
      const { status, body } = await logInWith({ slug }, { identifier, password });
      // An administrator sets up a second factor before anything else.
      expect([status, body.person.wajib_otp]).toEqual([200, true]);
    }
  }, 60_000);

  it("mails the invitation as well where mails leave", async () => {
    const slug = `baru-${crypto.randomUUID().slice(0, 8)}`;
    expect((await create(slug, {}, { MAIL_KIND: "http" })).code).toBe(0);
    const [mail] = await ownerRows<{ kepada: string; templat: string; link: boolean; job: boolean }>(
      `select s.kepada, s.templat, l.id = (s.data ->> 'tautan')::uuid as link,
          j.payload = jsonb_build_object('surel_ids', jsonb_build_array(s.id)) as job
         from institutions i join surel s on s.institution_id = i.id join tautan_akun l on l.institution_id = i.id
         join jobs j on j.institution_id = i.id and j.name = 'surel.kirim' where i.slug = $1`,
      [slug],
    );
    expect(mail).toEqual({ kepada: "maria.bere@kampus.example", templat: "undangan", link: true, job: true });
  }, 60_000);

  it("says what is missing or not valid, and makes nothing then", async () => {
    const { code, out } = await create("Tidak Sah!", { surel: "bukan surel" });
    expect(code).toBe(1);
    expect(out).toContain("--slug");
    expect(out).toContain("--surel");
    expect(out).not.toContain("--kota");
  }, 60_000);
});
