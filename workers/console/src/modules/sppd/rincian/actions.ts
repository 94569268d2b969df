import type { OperationId } from "../../../api/operation.ts";
import type { Scope } from "../../../session.ts";
import type { Order } from "./order.ts";

/** Who looks at an order. */
export interface Person {
  readonly user_id: string;
  readonly pegawai_id: string | null;
  readonly roles: readonly { readonly peran: string; readonly units: readonly string[] }[];
}

/** What can be done with an order, the next step of its life before what leads elsewhere. */
export type OrderAction =
  | "submit"
  | "approve"
  | "issueSt"
  | "confirmCancellation"
  | "issueSpd"
  | "endTrip"
  | "advance"
  | "report"
  | "verify"
  | "return"
  | "reject"
  | "edit"
  | "invite"
  | "withdraw"
  | "amend"
  | "requestCancellation"
  | "cancel"
  | "copy";

/** The roles that take back an order, before its letters and after: all who may but the PPK, who confirms. */
const cancelling: readonly string[] = ["dosen", "operator", "kaprodi", "wadek", "dekan", "warek", "rektor"];
/** The roles whose word is the statement of cancellation itself; others bring a superior's, signed. */
const superiors: readonly string[] = ["wadek", "dekan", "warek", "rektor"];

/** Whether a request to cancel needs the signed statement of somebody's superior. */
export function needsStatement({ roles }: Person): boolean {
  return !roles.some(({ peran }) => superiors.includes(peran));
}

/** Whether somebody travels on an order. */
export function travels({ pelaksana }: Order, { pegawai_id }: Person): boolean {
  return pelaksana.some((traveller) => traveller.pegawai_id === pegawai_id);
}

/** Whether a permission that reaches so far reaches an order. */
export function reaches(scope: Scope | undefined, order: Order, person: Person): boolean {
  if (scope === undefined || scope === "all") return scope === "all";
  if (order.pemohon.id === person.user_id || travels(order, person)) return true;
  return scope === "unit" && person.roles.some(({ units }) => units.includes(order.unit.id));
}

/**
 * What somebody may do with an order now, by its state, their permissions and whose turn it is. The platform decides that anew when it
 * is done: here it is only what is worth offering.
 */
export function actionsOn(
  order: Order,
  person: Person,
  may: (id: OperationId) => Scope | undefined,
): readonly OrderAction[] {
  const can = (id: OperationId): boolean => reaches(may(id), order, person);
  const mine = order.giliran?.orang.some(({ id }) => id === person.user_id) ?? false;
  const asked = order.pembatalan !== null && order.pembatalan.disahkan_pada === null;
  const cancels = person.roles.some(({ peran }) => cancelling.includes(peran));
  /** A traveller does it for themselves, whoever acts for the unit for everybody. */
  const forSomebody = (id: OperationId): boolean => can(id) && (may(id) !== "own" || travels(order, person));

  const all: Record<OrderAction, boolean> = {
    submit: order.status === "draft" && can("submitOrder"),
    approve: order.status === "diajukan" && mine && can("approveOrder"),
    issueSt: order.status === "disetujui" && can("issueSt"),
    confirmCancellation: asked && mine && can("confirmCancellation"),
    issueSpd: order.status === "st_terbit" && !order.tanpa_spd && mine && can("issueSpd"),
    endTrip: order.status === "berjalan" && forSomebody("endTrip"),
    advance:
      (["spd_terbit", "berjalan"].includes(order.status) || (order.status === "st_terbit" && order.tanpa_spd)) &&
      !asked &&
      can("payAdvance") &&
      !travels(order, person),
    report: order.status === "menunggu_laporan" && forSomebody("saveReport"),
    verify:
      (["pertanggungjawaban", "rampung"].includes(order.status) &&
        (can("verifyCostLine") || can("validateSettlement"))) ||
      (order.status === "dibatalkan_terbit" && can("settleTraveller") && hasMoneyOut(order)),
    return: order.status === "diajukan" && mine && can("returnOrder"),
    reject: order.status === "diajukan" && mine && can("rejectOrder"),
    edit: order.status === "draft" && can("updateOrder"),
    invite: order.status === "draft" && can("attachInvitation"),
    withdraw: order.status === "diajukan" && order.langkah === 0 && can("withdrawOrder"),
    amend: ["berjalan", "menunggu_laporan"].includes(order.status) && can("amendTrip"),
    requestCancellation: ["st_terbit", "spd_terbit"].includes(order.status) && cancels && can("requestCancellation"),
    cancel: ["draft", "diajukan", "disetujui"].includes(order.status) && cancels && can("cancelOrder"),
    copy: can("copyOrder"),
  };
  return (Object.keys(all) as OrderAction[]).filter((action) => all[action]);
}

/** Whether somebody is to be paid, or to pay back, for a trip that was taken back. */
function hasMoneyOut({ pembatalan, riwayat }: Order): boolean {
  return (pembatalan?.total ?? 0) > 0 || riwayat.some(({ aksi }) => aksi === "bayar_uang_muka");
}

/** The steps that take an order on: the first of them that may be done is the one button that is always in sight. */
const forward: readonly OrderAction[] = [
  "submit",
  "approve",
  "issueSt",
  "confirmCancellation",
  "issueSpd",
  "endTrip",
  "advance",
  "report",
  "verify",
];

/** What may be done, with the one that is next apart. */
export function withMain(actions: readonly OrderAction[]): { main: OrderAction | undefined; others: OrderAction[] } {
  const main = actions.find((action) => forward.includes(action));
  return { main, others: actions.filter((action) => action !== main) };
}
