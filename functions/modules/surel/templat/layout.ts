import type { Surat } from "./words.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");

const greetings = { id: (nama: string) => `Yth. ${nama},`, en: (nama: string) => `Dear ${nama},` };

/** What stands in a mail in both its forms: whom it greets, what it says, who it is from. */
export interface Letter {
  readonly surat: Surat;
  readonly nama: string | null;
  readonly institusi: string;
  readonly bahasa: "id" | "en";
}

/** The plain text of a mail. */
export function layText({ surat, nama, institusi, bahasa }: Letter): string {
  const parts = [
    ...(nama === null ? [] : [greetings[bahasa](nama)]),
    ...surat.paragraphs,
    ...(surat.items ?? []).map(({ judul, isi }) => `* ${judul}${isi && `\n  ${isi}`}`),
    ...(surat.action ? [`${surat.action.label}:\n${surat.action.url}`] : []),
    ...surat.notes,
    `-- \n${institusi}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/**
 * The same in HTML that mail programs show alike: one column as wide as a phone or 36 em, their own letters, light and dark after
 * what the reader chose. No picture, nothing from elsewhere, nothing that tells who has read it.
 */
export function layHtml({ surat, nama, institusi, bahasa }: Letter): string {
  const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  const items = (surat.items ?? []).map(
    ({ judul, isi }) => `<li style="margin:0 0 12px"><strong>${escapeHtml(judul)}</strong><br>${escapeHtml(isi)}</li>`,
  );
  const list = items.length > 0 ? `<ul style="margin:0 0 16px;padding-left:20px">${items.join("\n")}</ul>` : "";
  const action = surat.action
    ? `<p style="margin:24px 0"><a class="aksi" href="${escapeHtml(surat.action.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#14532d;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(surat.action.label)}</a></p>
<p class="redup" style="margin:0 0 16px;font-size:14px;color:#52525b;overflow-wrap:anywhere">${escapeHtml(surat.action.url)}</p>`
    : "";
  const notes = surat.notes
    .map((text) => `<p class="redup" style="margin:0 0 12px;font-size:14px;color:#52525b">${escapeHtml(text)}</p>`)
    .join("\n");
  return `<!doctype html>
<html lang="${bahasa}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(surat.subject)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  body, .lembar { background: #18181b !important; color: #f4f4f5 !important; }
  .redup { color: #a1a1aa !important; }
  .aksi { background: #86efac !important; color: #052e16 !important; }
}
</style>
</head>
<body style="margin:0;background:#ffffff;color:#18181b">
<div class="lembar" style="max-width:36em;margin:0 auto;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere">
<p style="margin:0 0 24px;font-weight:600">${escapeHtml(institusi)}</p>
${[...(nama === null ? [] : [greetings[bahasa](nama)]), ...surat.paragraphs].map(paragraph).join("\n")}
${list}
${action}
${notes}
</div>
</body>
</html>
`;
}
