// Who may import whom. Reasons: docs/architecture.md; each rule is proved in tests/architecture/boundaries.test.ts.
const SLICES =
  "paylinks|payments|captures|refunds|checkout|pos|escrow|payouts|ledger|webhooks|reconciliation|customers|settings";
const ADAPTERS = "paynet|paywall";
const ENTITIES = [
  "paylinks/paylink",
  "payments/payment",
  "captures/capture",
  "refunds/refund",
  "checkout/checkout",
  "pos/session",
  "pos/closing/closing",
  "escrow/account",
  "escrow/mirror/mirror",
  "payouts/payout",
  "ledger/posting",
  "webhooks/delivery",
  "reconciliation/run",
  "customers/customer",
].join("|");
const SQL_FILES =
  "^lib/.+/[^/]*(repository|queries)[^/]*\\.ts$|^lib/.*\\.system\\.ts$|^lib/(runtime|jobs|auth)/|^lib/webhooks/intake-batch\\.ts$";
const SCREEN = "^app/\\(dashboard\\)/m/\\[merchant\\]";

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  { name: "no-cycles", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
  {
    name: "lib-knows-no-app",
    comment: "app delivers, lib decides: the arrow goes one way",
    from: { path: "^(lib|db)/" },
    to: { path: "^(app/|proxy\\.ts)" },
  },
  {
    name: "app-asks-lib",
    comment: "a screen or a route reads through queries and writes through use cases",
    from: { path: "^(app/|proxy\\.ts)" },
    to: { path: "^db/|node_modules/(drizzle-orm|postgres|pg|pg-boss)/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "db-knows-no-domain",
    from: { path: "^db/", pathNot: "^db/seed/" },
    to: { path: "^lib/(?!kernel/|runtime/(env|logger|process-singleton)\\.ts)" },
  },
  { name: "production-knows-no-tests", from: { path: "^(app|lib|db|sandbox|scripts)/" }, to: { path: "^tests/" } },
  { name: "production-knows-no-scripts", from: { path: "^(app|lib|db|sandbox)/" }, to: { path: "^scripts/" } },
  {
    name: "production-needs-no-dev-dependency",
    from: { path: "^(app|lib|db|sandbox)/|^scripts/[^/]+\\.ts$" },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "kernel-is-a-leaf",
    from: { path: "^lib/kernel/" },
    to: { path: "^(lib/(?!kernel/)|db/|app/|sandbox/)|node_modules/" },
  },
  {
    name: "lib-is-framework-free",
    comment: "only lib/auth and lib/http may touch Next and React",
    from: { path: "^lib/", pathNot: "^lib/(auth|http)/" },
    to: { path: "node_modules/(next|next-auth|next-intl|react|react-dom)/" },
  },
  {
    name: "sql-lives-in-repositories-and-queries",
    from: { path: "^lib/", pathNot: SQL_FILES },
    to: {
      path: "^db/(client|schema)|node_modules/(drizzle-orm|postgres|pg|pg-boss)/",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "entity-file-is-pure",
    comment: "state machines and invariants import the kernel only",
    from: { path: `^lib/(${ENTITIES})\\.ts$` },
    to: { pathNot: "^lib/kernel/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "schemas-are-client-safe",
    from: { path: "^lib/.*schemas\\.ts$" },
    to: {
      pathNot: `^lib/(kernel/|[^/]+/[^/]*schemas\\.ts$|(${ENTITIES})\\.ts$)|node_modules/zod/`,
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "slices-meet-only-in-use-cases",
    comment: "never reach into another slice's repository",
    from: { path: `^lib/(${SLICES})/`, pathNot: "\\.system\\.ts$" },
    to: { path: `^lib/(${SLICES})/.*repository`, pathNot: "^lib/($1|settings)/" },
  },
  {
    name: "adapters-only-via-registry",
    from: { path: "^(app|lib|db|scripts)/", pathNot: `^lib/providers/(registry\\.ts$|(${ADAPTERS})/)` },
    to: { path: `^lib/providers/(${ADAPTERS})/` },
  },
  {
    name: "adapters-are-islands",
    comment: "an adapter knows the port and the wire, no database, no slice, no other adapter",
    from: { path: `^lib/providers/(${ADAPTERS})/` },
    to: { path: `^(app|db)/|^lib/(?!providers/|kernel/)|^lib/providers/(${ADAPTERS})/`, pathNot: "^lib/providers/$1/" },
  },
  {
    name: "sandbox-shares-only-the-wire",
    comment: "shapes yes; encoders and mapping no: two sides must not share a mistake",
    from: { path: "^sandbox/" },
    to: { path: "^(app|lib|db|scripts|tests)/", pathNot: `^lib/providers/(${ADAPTERS})/wire\\.ts$` },
  },
  {
    name: "production-knows-no-sandbox",
    comment: "only the demo seed reads the sandbox's fixed data",
    from: { path: "^(app|lib|db|scripts)/" },
    to: { path: "^sandbox/", pathNot: "^sandbox/seed/[^/]+\\.json$" },
  },
  {
    name: "only-the-seed-reads-sandbox-data",
    from: { path: "^(app|lib|db|scripts)/", pathNot: "^db/seed/" },
    to: { path: "^sandbox/seed/" },
  },
  {
    name: "payer-pages-see-checkout-only",
    comment: "a public page never reaches merchant reads or the staff session",
    from: { path: "^app/\\(checkout\\)/" },
    to: { path: "^lib/(?!checkout/|kernel/|http/)|^db/|^app/\\((dashboard|auth)\\)/" },
  },
  {
    name: "ui-primitives-know-no-domain",
    from: { path: "^app/_components/ui/" },
    to: { path: "^(lib|db)/", pathNot: "^lib/kernel/" },
  },
  {
    name: "links-ask-late",
    comment: "the framework's own link asks for every page in sight; ours asks when somebody is about to follow it",
    from: { path: "^app/", pathNot: "^app/_components/ui/link\\.tsx$" },
    to: { path: "next/link" },
  },
  {
    name: "private-folders-stay-private",
    comment: "a screen's _components belong to that screen; what two screens need goes to app/_components",
    from: { path: `${SCREEN}/([a-z0-9-]+)/` },
    to: { path: `${SCREEN}/[a-z0-9-]+/.*_(?:components|hooks)/`, pathNot: `${SCREEN}/$1/` },
  },
  {
    name: "no-dumping-grounds",
    from: {},
    to: {
      path: "^(app|lib|db|sandbox|scripts|tests)\\b.*/(utils?|helpers?|misc|common|shared|types|index)(\\.[a-z.]+$|/)",
    },
  },
].map((rule) => ({ severity: "error", ...rule }));

module.exports = {
  forbidden,
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|db/migrations)" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
