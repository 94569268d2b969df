import type { Templat } from "../../../../db/modules/surel/rules/templat.ts";
import { tellMoment, type Surat, type Tentang } from "./words.ts";

/** The headers by which mail programs offer to end such mails with one click (RFC 8058). */
const endsBy = (url: string): Record<string, string> => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** What each kind of mail says, in both languages. */
export const texts: Readonly<Record<Templat, Readonly<Record<"id" | "en", (about: Tentang) => Surat>>>> = {
  undangan: {
    id: ({ institusi, url, berlaku_sampai }) => ({
      subject: `Undangan masuk ke ${institusi}`,
      paragraphs: [`Anda mendapat akun di ${institusi}.`, "Pilih kata sandi Anda untuk mulai memakainya."],
      action: { label: "Pilih kata sandi", url },
      notes: [
        `Tautan ini berlaku sekali, sampai ${tellMoment(berlaku_sampai, "id")}.`,
        "Bila Anda tidak mengenal undangan ini, abaikan saja surat ini.",
      ],
    }),
    en: ({ institusi, url, berlaku_sampai }) => ({
      subject: `Your invitation to ${institusi}`,
      paragraphs: [`You have been given an account at ${institusi}.`, "Choose a password to begin using it."],
      action: { label: "Choose a password", url },
      notes: [
        `This link works once, until ${tellMoment(berlaku_sampai, "en")}.`,
        "If you do not know of this invitation, simply ignore this mail.",
      ],
    }),
  },
  atur_ulang: {
    id: ({ institusi, url, berlaku_sampai }) => ({
      subject: `Atur ulang kata sandi ${institusi}`,
      paragraphs: [
        `Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk akun Anda di ${institusi}.`,
        "Kata sandi yang lama tetap berlaku sampai Anda memilih yang baru.",
      ],
      action: { label: "Pilih kata sandi baru", url },
      notes: [
        `Tautan ini berlaku sekali, sampai ${tellMoment(berlaku_sampai, "id")}. Permintaan yang lebih baru membuatnya tidak berlaku.`,
        "Bila bukan Anda yang meminta, abaikan surat ini: tidak ada yang berubah.",
      ],
    }),
    en: ({ institusi, url, berlaku_sampai }) => ({
      subject: `Reset your password at ${institusi}`,
      paragraphs: [
        `Somebody, hopefully you, asked for a new password for your account at ${institusi}.`,
        "Your present password stays valid until you choose another.",
      ],
      action: { label: "Choose a new password", url },
      notes: [
        `This link works once, until ${tellMoment(berlaku_sampai, "en")}. A later request makes it void.`,
        "If it was not you, ignore this mail: nothing changes.",
      ],
    }),
  },
  konfirmasi_surel: {
    id: ({ institusi, url, berlaku_sampai }) => ({
      subject: `Pastikan alamat surel Anda di ${institusi}`,
      paragraphs: [
        `Alamat ini diminta menjadi alamat surel akun Anda di ${institusi}.`,
        "Alamat lama tetap dipakai sampai Anda memastikannya.",
      ],
      action: { label: "Pastikan alamat ini", url },
      notes: [
        `Tautan ini berlaku sekali, sampai ${tellMoment(berlaku_sampai, "id")}.`,
        "Bila Anda tidak memintanya, abaikan saja surat ini.",
      ],
    }),
    en: ({ institusi, url, berlaku_sampai }) => ({
      subject: `Confirm your e-mail address at ${institusi}`,
      paragraphs: [
        `This address was given as the e-mail address of your account at ${institusi}.`,
        "The former address is used until you confirm this one.",
      ],
      action: { label: "Confirm this address", url },
      notes: [
        `This link works once, until ${tellMoment(berlaku_sampai, "en")}.`,
        "If you did not ask for it, simply ignore this mail.",
      ],
    }),
  },
  ringkasan: {
    id: ({ institusi, belum_dibaca, butir, url, berhenti }) => ({
      subject: `${belum_dibaca} pemberitahuan belum dibaca di ${institusi}`,
      paragraphs: [
        belum_dibaca > butir.length
          ? `Ada ${belum_dibaca} pemberitahuan yang belum Anda baca. ${butir.length} yang terbaru:`
          : "Yang belum Anda baca:",
      ],
      items: butir,
      action: { label: "Buka Serambi", url },
      notes: [`Tidak ingin menerima ringkasan lagi? ${berhenti}`],
      headers: endsBy(berhenti),
    }),
    en: ({ institusi, belum_dibaca, butir, url, berhenti }) => ({
      subject: `${belum_dibaca} unread ${belum_dibaca === 1 ? "notification" : "notifications"} at ${institusi}`,
      paragraphs: [
        belum_dibaca > butir.length
          ? `There are ${belum_dibaca} notifications that you have not read. The newest ${butir.length === 1 ? "one" : butir.length}:`
          : "What you have not read yet:",
      ],
      items: butir,
      action: { label: "Open Serambi", url },
      notes: [`No more digests? ${berhenti}`],
      headers: endsBy(berhenti),
    }),
  },
  sandi_diganti: {
    id: ({ institusi, dibuat }) => ({
      subject: `Kata sandi Anda di ${institusi} diganti`,
      paragraphs: [
        `Kata sandi akun Anda di ${institusi} diganti pada ${tellMoment(dibuat, "id")}.`,
        "Sesi lain yang masih terbuka sudah diakhiri.",
      ],
      notes: ["Bila bukan Anda yang menggantinya, segera atur ulang kata sandi Anda dan beri tahu administrator."],
    }),
    en: ({ institusi, dibuat }) => ({
      subject: `Your password at ${institusi} was changed`,
      paragraphs: [
        `The password of your account at ${institusi} was changed on ${tellMoment(dibuat, "en")}.`,
        "Other sessions that were open have been ended.",
      ],
      notes: ["If it was not you, reset your password at once and tell your administrator."],
    }),
  },
  surel_diganti: {
    id: ({ institusi, dibuat }) => ({
      subject: `Alamat surel akun Anda di ${institusi} diganti`,
      paragraphs: [
        `Alamat surel akun Anda di ${institusi} diganti atau dihapus pada ${tellMoment(dibuat, "id")}.`,
        "Surat tentang akun itu tidak dikirim lagi ke alamat ini, dan tautan yang pernah dikirim ke sini tidak berlaku lagi.",
      ],
      notes: ["Bila Anda tidak tahu tentang penggantian ini, segera beri tahu administrator."],
    }),
    en: ({ institusi, dibuat }) => ({
      subject: `The e-mail address of your account at ${institusi} was changed`,
      paragraphs: [
        `The e-mail address of your account at ${institusi} was changed or removed on ${tellMoment(dibuat, "en")}.`,
        "Mails about that account no longer come to this address, and links that were sent here are void.",
      ],
      notes: ["If you do not know of this change, tell your administrator at once."],
    }),
  },
  ekspor: {
    id: ({ institusi, url, butir: [berkas] }) => ({
      subject: `${berkas?.judul} di ${institusi}`,
      paragraphs: ["Berkas yang Anda minta sudah disusun.", `${berkas?.isi}`],
      action: { label: "Buka berkas", url },
      notes: ["Berkas diserahkan setelah Anda masuk, dan hanya kepada Anda."],
    }),
    en: ({ institusi, url, butir: [berkas] }) => ({
      subject: `${berkas?.judul} at ${institusi}`,
      paragraphs: ["The file that you asked for has been written.", `${berkas?.isi}`],
      action: { label: "Open the file", url },
      notes: ["It is handed out once you have logged in, and to you alone."],
    }),
  },
  otp_dilepas: {
    id: ({ institusi, dibuat }) => ({
      subject: `Faktor kedua akun Anda di ${institusi} dilepas`,
      paragraphs: [
        `Seorang pengelola melepas faktor kedua akun Anda di ${institusi} pada ${tellMoment(dibuat, "id")}, beserta kode pemulihannya.`,
        "Semua sesi Anda diakhiri. Masuklah lagi dengan kata sandi, lalu pasang faktor kedua yang baru.",
      ],
      notes: ["Bila bukan Anda yang memintanya, segera ganti kata sandi Anda dan beri tahu administrator."],
    }),
    en: ({ institusi, dibuat }) => ({
      subject: `The second factor of your account at ${institusi} was taken off`,
      paragraphs: [
        `Somebody who looks after accounts took the second factor off yours at ${institusi} on ${tellMoment(dibuat, "en")}, with its recovery codes.`,
        "All your sessions have been ended. Log in again with your password, and set up a new second factor.",
      ],
      notes: ["If you did not ask for it, change your password at once and tell your administrator."],
    }),
  },
};
