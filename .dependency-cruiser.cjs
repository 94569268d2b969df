/**
 * Which floor may know which: imports point down (workers → db, functions → db), never sideways and never up.
 * The two Workers share nothing but db, so either can be deployed, or fail, without the other.
 */
const TESTS = "[.]test[.]ts$";
// What the bench compares the functions Worker with.
const RENDERERS_ALONE = "^infra/bench/baseline/engines[.]ts$";
const OTHER_MODULE_FACE = "^db/modules/[^/]+/(actions/|reads/|rules/|(reads|rules|rules[.-][^/]+|manifest|jobs)[.]ts$)";
// Pure, and the vocabulary of every action: who asks, and how far their roles reach.
const WHO_ASKS = "^db/modules/identity/principal[.]ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment:
        "Files that need each other are one file, or hide a third. (Type imports are erased, so they make none.)",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "Every import leads to a file or an installed package.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    {
      name: "declared",
      comment: "A package that is imported is in package.json, not somebody else's dependency.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "workers-and-functions-are-strangers",
      comment: "What they both need lives in db.",
      severity: "error",
      from: { path: "^(workers|functions)/" },
      to: { path: "^(workers|functions)/", pathNot: "^$1/" },
    },
    {
      name: "db-knows-nobody-above",
      severity: "error",
      from: { path: "^db/", pathNot: TESTS },
      to: { path: "^(workers|functions|infra|test)/" },
    },
    {
      name: "db-tests-know-no-worker",
      severity: "error",
      from: { path: `^db/.*${TESTS}` },
      to: { path: "^(workers|functions)/" },
    },
    {
      name: "workers-know-no-infrastructure",
      comment: "The product cannot tell a laptop from the cloud.",
      severity: "error",
      from: { path: "^(workers|functions)/", pathNot: TESTS },
      to: { path: "^(infra|test)/", pathNot: "[.]generated[.]" },
    },
    {
      name: "infra-knows-db",
      comment:
        "Only the build reads the Workers' source (their routes make the OpenAPI document), and the bench the renderers.",
      severity: "error",
      from: { path: "^infra/", pathNot: ["^infra/build/", RENDERERS_ALONE, TESTS] },
      to: { path: "^(workers|functions|test)/" },
    },
    {
      name: "core-knows-no-module",
      severity: "error",
      from: { path: "^db/core/" },
      to: { path: "^db/(modules|seed|migrations)/" },
    },
    {
      name: "modules-meet-at-the-door",
      comment: "Another module is reached through its actions, reads, rules, manifest and jobs.",
      severity: "error",
      from: { path: "^db/modules/([^/]+)/" },
      to: { path: "^db/modules/[^/]+/", pathNot: ["^db/modules/$1/", OTHER_MODULE_FACE, WHO_ASKS] },
    },
    {
      name: "rules-are-pure",
      comment: "Rules run on every floor and in the browser: no I/O, nothing of the machine.",
      severity: "error",
      from: { path: "^db/modules/[^/]+/rules(/|[.-])", pathNot: TESTS },
      to: {
        path: "^(db|workers|functions|infra|test)/",
        pathNot: [
          "^db/modules/[^/]+/(rules(/|[.-])|manifest[.]ts$)",
          "^db/core/(manifest|problem|storable|xlsx)[.]ts$",
          "^db/core/problems/",
        ],
      },
    },
    {
      name: "rules-use-no-node",
      severity: "error",
      from: { path: "^db/modules/[^/]+/rules(/|[.-])", pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "modules-load-through-the-registry",
      comment: "modules/index.ts imports them lazily; a second way in would put them into every cold start.",
      severity: "error",
      from: { path: "^(workers|functions|infra)/", pathNot: ["^(workers|functions)/modules/", RENDERERS_ALONE, TESTS] },
      to: { path: "^(workers|functions)/modules/[^/]+/" },
    },
    {
      name: "faces-of-modules-are-strangers",
      comment: "One module's routes or handlers never import another's.",
      severity: "error",
      from: { path: "^(workers|functions)/modules/([^/]+)/", pathNot: TESTS },
      to: { path: "^$1/modules/[^/]+/", pathNot: "^$1/modules/$2/" },
    },
    {
      name: "the-console-is-a-client",
      comment: "What runs in a browser knows the API, and rules that are pure; never what answers it.",
      severity: "error",
      from: { path: "^workers/console/" },
      to: {
        path: "^(workers|functions|db|infra|test)/",
        pathNot: ["^workers/console/", "^db/modules/[^/]+/rules(/|[.-])"],
      },
    },
    {
      name: "nobody-imports-the-console",
      severity: "error",
      from: { path: "^(workers|functions|db|infra)/", pathNot: ["^workers/console/", TESTS] },
      to: { path: "^workers/console/" },
    },
    {
      name: "product-uses-no-dev-dependency",
      comment: "What runs in production is a dependency; types, migrations and seeds run elsewhere.",
      severity: "error",
      from: {
        path: "^(workers|functions|db)/",
        pathNot: [TESTS, "^db/[^/]+[.]ts$", "^db/(migrations|seed)/", "^workers/console/[^/]+$"],
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["(^|/)dist/", "(^|/)[.]wrangler/"] },
    tsConfig: { fileName: "tsconfig.json" },
    // Type imports count too: a type that is known is a floor that is known.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["workerd", "import", "node", "default", "types"],
    },
    builtInModules: { add: ["cloudflare:workers", "cloudflare:sockets", "cloudflare:email"] },
  },
};
