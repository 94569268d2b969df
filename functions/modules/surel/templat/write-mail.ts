import type { Config } from "../../../../db/core/env.ts";
import { linkUrl, type TujuanTautan } from "../../../../db/modules/identity/link-token.ts";
import type { RecordedMail } from "../../../../db/modules/surel/reads.ts";
import { templatSurel, type Templat } from "../../../../db/modules/surel/rules/templat.ts";
import { Permanent } from "../../../runner/job.ts";
import type { Message } from "../penyedia/port.ts";
import { layHtml, layText } from "./layout.ts";
import { texts } from "./texts.ts";
import { oneLine } from "./words.ts";

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
  const purpose = purposes[mail.templat];
  const url =
    purpose && "tautan" in data.data ? await linkUrl(config, { institutionId, linkId: data.data.tautan }, purpose) : "";
  const institusi = oneLine(mail.institusi, 100);
  const nama = mail.nama === null ? null : oneLine(mail.nama, 100);
  const surat = texts[mail.templat][bahasa]({
    nama,
    institusi,
    dibuat,
    berlaku_sampai: mail.berlaku_sampai ?? "",
    url,
  });
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

function isKnown(templat: string): templat is Templat {
  return Object.hasOwn(templatSurel, templat);
}
