import type { ProblemType } from "../problem.ts";

/** Problems of a query as such, before anything of it is looked up. */
export const graphqlProblems = {
  KUERI_TIDAK_SAH: {
    status: 400,
    id: {
      title: "Kueri GraphQL tidak sah",
      detail: "Kueri tidak terbaca atau meminta sesuatu yang tidak ada di skemanya; pesannya menyebut apa dan di mana.",
    },
    en: {
      title: "Invalid GraphQL query",
      detail:
        "The query cannot be read, or asks for something its schema does not have; the message says what and where.",
    },
  },
  KUERI_TERLALU_BERAT: {
    status: 400,
    id: {
      title: "Kueri GraphQL terlalu berat",
      detail: "Batas {ukuran} sebuah kueri adalah {batas}. Bagilah menjadi beberapa permintaan.",
    },
    en: {
      title: "GraphQL query too heavy",
      detail: "The limit on a query's {ukuran} is {batas}. Split it into several requests.",
    },
  },
  KUNCI_UNTUK_SATU_PERUBAHAN: {
    status: 400,
    id: {
      title: "Kunci hanya untuk satu perubahan",
      detail:
        "Idempotency-Key menjamin satu perubahan. Kirim setiap mutasi dalam permintaan sendiri, dengan kuncinya sendiri.",
    },
    en: {
      title: "A key is for one change",
      detail: "An Idempotency-Key stands for one change. Send each mutation in a request of its own, with its own key.",
    },
  },
} satisfies Record<string, ProblemType>;
