import type { Kind, Row } from "./reach.ts";

/**
 * What the path of each scoped operation names: rows on which it would work, for whoever reaches them. (A row in another state
 * would be refused anyhow, and prove nothing.) An operation that is missing here fails.
 */
export const named: Readonly<Record<string, Kind>> = {
  getOrder: "draft",
  updateOrder: "draft",
  attachInvitation: "draft",
  submitOrder: "draft",
  withdrawOrder: "diajukan",
  approveOrder: "diajukan",
  returnOrder: "diajukan",
  rejectOrder: "diajukan",
  issueSt: "disetujui",
  issueSpd: "st_terbit",
  listDocuments: "st_terbit",
  addOrderFile: "st_terbit",
  listOrderFiles: "st_terbit",
  getOrderCosts: "st_terbit",
  cancelOrder: "diajukan",
  getPegawai: "pegawai",
  getPegawaiAccount: "pegawai",
  getJob: "running",
  retryJob: "dead",
  cancelJob: "running",
  getUser: "users",
  listUserActivity: "users",
  updateUser: "users",
  setUserRoles: "users",
  activateUser: "users",
  deactivateUser: "users",
  inviteUser: "users",
  getUserProfile: "users",
  updateUserProfile: "users",
  takeOffOtp: "users",
};

/** What each scoped list shows the rows of, and what is asked of it, each with the rows that fit. */
export const listed: Readonly<
  Record<
    string,
    { readonly kinds: readonly Kind[]; readonly asked: readonly (readonly [string, (row: Row) => boolean])[] }
  >
> = {
  listOrders: {
    kinds: ["draft", "diajukan", "disetujui", "st_terbit"],
    asked: [
      ["", () => true],
      ["&include=pelaksana,persetujuan&sort=tanggal_berangkat", () => true],
      ["&filter[cari]=koordinasi", () => true],
      ["&filter[unit]={EK}", ({ unit }) => unit === "EK"],
      ["&filter[unit_dan_bawahan]={EK}&sort=-total_estimasi", ({ unit }) => unit === "EK"],
      ["&filter[unit_dan_bawahan]={UNIV}&sort=tanggal_kembali", () => true],
      ["&filter[tujuan]=32", () => true],
      ["&filter[total_dari]=1", () => true],
      ["&filter[kembali_dari]=2026-01-01", () => true],
      ["&filter[unit]={UNIV}&filter[cari]=koordinasi", ({ unit }) => unit === "UNIV"],
      ["&filter[nip]={D3}", ({ owners }) => owners.includes("D3")],
    ],
  },
  listPegawai: {
    kinds: ["pegawai"],
    asked: [
      ["", () => true],
      ["&sort=nama", () => true],
      ["&filter[unit]={EK}", ({ unit }) => unit === "EK"],
      ["&filter[nip]={D3}", ({ owners }) => owners.includes("D3")],
    ],
  },
  listUsers: {
    kinds: ["users"],
    asked: [
      ["", () => true],
      ["&filter[unit]={EK}&filter[cari]=ambarwati", ({ owners }) => owners.includes("D3")],
    ],
  },
  listJobs: { kinds: ["running", "dead"], asked: [["&filter[status]=running,dead", () => true]] },
};

/** Scoped, and tried in their own way: where. */
export const triedElsewhere = [
  "createUser", // test/identity/users.test.ts
  "broadcastNotification", // test/broadcasts.test.ts
  "shareView", // test/identity/shared-views.test.ts: a view of one's own, and a unit within reach
  "listRoles", // test/identity/roles.test.ts; of the institution, whoever sees any of its accounts
  "summariseActivity", // of the institution, whoever sees any of its accounts: test/identity/summary.test.ts
  "createOrder", // below
  "summariseOrders", // below
  "summariseWaiting", // test/sppd/waiting.test.ts
  "exportOrders", // test/export.test.ts
  "exportPegawai", // test/export-jobs.test.ts
  // Of the whole platform, for nobody's role: test/operator/institutions.test.ts, test/operator/vitals.test.ts
  "listPlatformInstitutions",
  "getPlatformInstitution",
  "listOperatorAccess",
  "summariseVitals",
  "exportNominative", // test/sppd/spreadsheets.test.ts
  "exportRecapitulation", // test/sppd/spreadsheets.test.ts
  "removeOrderFile", // test/sppd/files.test.ts
  "copyOrder", // test/sppd/copy.test.ts
  "endTrip", // test/sppd/trip-reach.test.ts
  "saveVisum", // test/sppd/trip-reach.test.ts
  "listReports", // test/sppd/trip-reach.test.ts
  "saveReport", // test/sppd/trip-reach.test.ts
  "sendReport", // test/sppd/trip-reach.test.ts
  "requestCancellation", // test/sppd/trip-reach.test.ts
  "saveOrderCosts", // test/sppd/settlement.test.ts
  "listArchive", // test/arsip/archive.test.ts
  "exportArchive", // the list's own pages
  "getArchived", // test/arsip/archive.test.ts
  "delegateOffice",
  "endDelegation", // test/pejabat/delegation.test.ts
];

/** Of the whole institution: nothing behind them asks whose a row is, so nobody may have a part of their permission. */
export const undivided = [
  "createRole updateRole deleteRole createPegawai listLetterTemplates useLetterTemplate dropLetterTemplate correctTarif setHoliday removeHoliday listSessionsOf endSessionsOf",
  "getPolicy setPolicy getImportTemplate startImport getImport listImportRows commitImport getImportErrors",
  "createOffice changeOffice runArchive restoreArchived holdOrder releaseOrder holdActivity releaseActivity getBudgetYear closeBudgetYear reopenBudgetYear prepareBudgetYear",
  "returnReport amendTrip confirmCancellation",
  "exportUsers activateModule configureModule deactivateModule installLicence changeInstitution setLogo",
  "getTariffTemplate startTariffImport getTariffImport getTariffErrors saveTariffImport copyTarif addBudget correctBudget payAdvance verifyCostLine dispenseCostLine validateSettlement settleTraveller",
].flatMap((line) => line.split(" "));
