import type { Row } from "../../api/operation.ts";

/** The states of a travel order, as the API names them. */
export type OrderStatus = NonNullable<Row<"listOrders">["status"]>;

/** Grey: rests. Blue: somebody's turn. Amber: its traveller's turn. Green: done. Red: ended without a trip. */
export const colourOf: Readonly<Record<OrderStatus, "neutral" | "info" | "primary" | "warning" | "success" | "error">> =
  {
    draft: "neutral",
    diajukan: "info",
    disetujui: "primary",
    ditolak: "error",
    st_terbit: "primary",
    spd_terbit: "primary",
    berjalan: "info",
    menunggu_laporan: "warning",
    pertanggungjawaban: "info",
    rampung: "success",
    selesai: "success",
    diarsipkan: "neutral",
    dibatalkan: "error",
    dibatalkan_terbit: "error",
  };

/** Every state, in the order of an order's life. */
export const statuses = Object.keys(colourOf) as OrderStatus[];
