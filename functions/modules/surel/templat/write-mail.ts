import type * as z from "zod";
import type { Config } from "../../../../db/core/env.ts";
import { linkUrl, type TujuanTautan } from "../../../../db/modules/identity/link-token.ts";
import type { RecordedMail } from "../../../../db/modules/surel/reads.ts";
import { tulisNotifikasi } from "../../../../db/modules/notifications/rules/teks.ts";
import { templatSurel, type Templat } from "../../../../db/modules/surel/rules/templat.ts";
import { unsubscribeToken } from "../../../../db/modules/surel/unsubscribe-token.ts";
import { Permanent } from "../../../runner/job.ts";
import type { Message } from "../penyedia/port.ts";
import { writeItems } from "./ringkasan.ts";
import { layHtml, layText } from "./layout.ts";
import { texts } from "./texts.ts";
import { oneLine, type Tentang } from "./words.ts";

/** What a mail's link is for, by the kind of mail. */
const purposes: Readonly<Partial<Record<Templat, TujuanTautan>>> = {
  undangan: "undangan",
  atur_ulang: "atur_ulang",
  konfirmasi_surel: "surel",
};

/**
 * Writes a recorded mail: the same words every time, as long as nobody's name changes. Its link is made here and nowhere kept.
 * Throws `Permanent` for a kind or for data that nobody knows.
 */
export async function writeMail(
  config: Pick<Config, "LINK_KEY" | "PUBLIC_URL" | "MAIL_FROM">,
  institutionId: string,
  mail: RecordedMail,
): Promise<Message> {
  if (!isKnown(mail.templat)) throw new Permanent("TEMPLAT_TIDAK_DIKENAL");
  const data = templatSurel[mail.templat].safeParse(mail.data);
  if (!data.success) throw new Permanent("ISI_SUREL_TIDAK_SAH", { cause: data.error });
  const { bahasa, dibuat, kepada } = mail;
  const institusi = oneLine(mail.institusi, 100);
  const nama = mail.nama === null ? null : oneLine(mail.nama, 100);
  const about = { nama, institusi, dibuat, berlaku_sampai: mail.berlaku_sampai ?? "" };
  const surat = texts[mail.templat][bahasa]({ ...about, ...(await leadOn(config, institutionId, mail, data.data)) });
  const letter = { surat, nama, institusi, bahasa };
  return {
    from: { name: institusi, address: config.MAIL_FROM },
    to: kepada,
    subject: oneLine(surat.subject, 150),
    text: layText(letter),
    html: layHtml(letter),
    headers: { "Auto-Submitted": "auto-generated", ...surat.headers },
  };
}

type Data = z.infer<(typeof templatSurel)[Templat]>;

/** Where a mail leads, and what it tells of other things. */
async function leadOn(
  config: Pick<Config, "LINK_KEY" | "PUBLIC_URL">,
  institutionId: string,
  { templat, bahasa, user_id: userId }: RecordedMail,
  data: Data,
): Promise<Pick<Tentang, "url" | "belum_dibaca" | "butir" | "berhenti">> {
  const nothing = { url: config.PUBLIC_URL, belum_dibaca: 0, butir: [], berhenti: "" };
  const purpose = isKnown(templat) ? purposes[templat] : undefined;
  if (purpose && "tautan" in data) {
    return { ...nothing, url: await linkUrl(config, { institutionId, linkId: data.tautan }, purpose) };
  }
  if ("ekspor" in data) {
    const { judul, isi } = tulisNotifikasi("berkas.ekspor_siap", data);
    const butir = [{ judul: judul[bahasa], isi: isi[bahasa] }];
    return { ...nothing, url: `${config.PUBLIC_URL}/ekspor/${data.ekspor}`, butir };
  }
  if (!isDigest(data) || userId === null) return nothing;
  return {
    ...nothing,
    belum_dibaca: data.belum_dibaca,
    butir: writeItems(data, bahasa),
    berhenti: `${config.PUBLIC_URL}/berhenti?t=${await unsubscribeToken(config, { institutionId, userId })}`,
  };
}

function isDigest(data: Data): data is z.infer<typeof templatSurel.ringkasan> {
  return "terbaru" in data;
}

function isKnown(templat: string): templat is Templat {
  return Object.hasOwn(templatSurel, templat);
}
