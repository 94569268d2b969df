import { exportOf } from "../berkas/reads/exportable.ts";
import { orderList } from "./reads/list.ts";
import { readOrders } from "./reads/orders.ts";

/** Orders as a file, one a row. */
export const orderExport = exportOf(
  orderList,
  { name: "sppd", slug: "sppd", access: "sppd.read", title: { id: "Perjalanan dinas", en: "Official travel" } },
  ({ work, principal, scope }, asked) => readOrders(work, principal, scope, asked),
);
