import { hashField } from "../../../core/crypto.ts";
import { settle, type JobDelivery } from "../../../core/outbox.ts";
import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { workAs, type Work } from "../../../core/work.ts";
import { HARI_LIBUR_2026 } from "../../../seed/reference/hari-libur-2026.ts";
import { invitationDays } from "../../identity/actions/record-invitation.ts";
import { jenisYangAda } from "../../registry/rules/jenis-usaha.ts";
import { TEMPLAT_BAWAAN } from "../../sppd/rules/nomor.ts";
import { LEVEL_JENIS_BAWAAN, RANTAI_BAWAAN } from "../../sppd/rules/rantai.ts";
import type { Pendaftaran } from "../rules/pendaftaran.ts";

/** An institution that has been registered: which modules it begins with, what others need first. */
export interface Onboarded {
  readonly id: string;
  readonly modul: readonly string[];
}

type Told =
  | (Onboarded & { readonly job: JobDelivery })
  | { readonly ditolak: "business_type" | "slug" | "surel" }
  | { readonly ditolak: "modul"; readonly modul: readonly string[] };

/**
 * Registers an institution in one round trip: with its first unit, its owner as administrator (invited by mail: whoever has the address chooses
 * the password), the modules that its kind cannot do without and those that were chosen, and the usual chain of approval, number templates and holidays. It begins with a
 * trial. `SLUG_SUDAH_DIPAKAI`, `SUREL_SUDAH_DIPAKAI` for an owner who has registered one before, `TIDAK_DITEMUKAN` for an unknown kind,
 * `MODUL_TIDAK_TERSEDIA` for a module that is not offered.
 */
export async function onboardInstitution(work: Work, given: Pendaftaran, alamat: string): Promise<Onboarded> {
  const { pemilik, ...institution } = given;
  const hashes = await hashField(work.config, { place: "institutions.pemilik", institutionId: "" }, pemilik.surel);
  const text = JSON.stringify({
    ...institution,
    pemilik: pemilik.nama,
    surel: pemilik.surel,
    username: pemilik.username,
    rantai: RANTAI_BAWAAN,
    jenis: LEVEL_JENIS_BAWAAN,
    libur: HARI_LIBUR_2026,
    templat: TEMPLAT_BAWAAN,
    hari: invitationDays,
    traceparent: work.trace.traceparent,
    alamat,
  });
  const [rows] = await work.db.batch(null, [
    sql<{ told: Told }>`select onboard_institution(${text}::jsonb, ${hashes}::text[]) as told`,
  ]);
  const { told } = only(rows);
  if (!("ditolak" in told)) {
    work.later(settle(workAs(work, told.id), { jobs: [told.job], bump: null }));
    return { id: told.id, modul: told.modul };
  }
  switch (told.ditolak) {
    case "business_type":
      throw new Problem("TIDAK_DITEMUKAN", {
        fields: [
          {
            pointer: "/business_type",
            code: "JENIS_USAHA_TIDAK_DIKENAL",
            values: { jenis: given.business_type, ada: jenisYangAda },
          },
        ],
      });
    case "modul":
      throw new Problem("MODUL_TIDAK_TERSEDIA", { values: { modul: told.modul } });
    case "slug":
      throw new Problem("SLUG_SUDAH_DIPAKAI", { fields: [{ pointer: "/slug", code: "SLUG_SUDAH_DIPAKAI" }] });
    case "surel":
      throw new Problem("SUREL_SUDAH_DIPAKAI", {
        fields: [{ pointer: "/pemilik/surel", code: "SUREL_SUDAH_DIPAKAI" }],
      });
  }
}
