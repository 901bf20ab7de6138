import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const fewestModules = 300; // a cruiser that cannot read TypeScript checks nothing and reports success
const roots = ["app", "lib", "db", "sandbox", "scripts", "tests"];
const screen = "app/(dashboard)/m/[merchant]";

/** One forbidden import a rule: `from` imports `to`. */
const planted: Record<string, { from: string; to: string }> = {
  "no-cycles": { from: "lib/kernel/cycle-a.ts", to: "lib/kernel/cycle-b.ts" },
  "lib-knows-no-app": { from: "lib/payments/a.ts", to: "app/_lib/a.ts" },
  "app-asks-lib": { from: "app/api/v1/payments/route.ts", to: "db/client.ts" },
  "db-knows-no-domain": { from: "db/columns.ts", to: "lib/payments/b.ts" },
  "production-knows-no-tests": { from: "lib/payments/c.ts", to: "tests/support/database.ts" },
  "production-knows-no-scripts": { from: "lib/payments/d.ts", to: "scripts/seed.ts" },
  "production-needs-no-dev-dependency": { from: "lib/payments/e.ts", to: "vitest" },
  "kernel-is-a-leaf": { from: "lib/kernel/money.ts", to: "lib/payments/f.ts" },
  "lib-is-framework-free": { from: "lib/payments/g.ts", to: "next/navigation" },
  "sql-lives-in-repositories-and-queries": { from: "lib/payments/refund-payment.ts", to: "drizzle-orm" },
  "entity-file-is-pure": { from: "lib/payments/payment.ts", to: "lib/payments/h.ts" },
  "schemas-are-client-safe": { from: "lib/payments/schemas.ts", to: "lib/payments/i.ts" },
  "slices-meet-only-in-use-cases": { from: "lib/payments/j.ts", to: "lib/paylinks/repository.ts" },
  "adapters-only-via-registry": { from: "lib/payments/k.ts", to: "lib/providers/paynet/mapping.ts" },
  "adapters-are-islands": { from: "lib/providers/paynet/adapter.ts", to: "lib/providers/paywall/hash.ts" },
  "sandbox-shares-only-the-wire": { from: "sandbox/paynet/links.ts", to: "lib/providers/paynet/amounts.ts" },
  "production-knows-no-sandbox": { from: "lib/payments/l.ts", to: "sandbox/bank/cards.ts" },
  "only-the-seed-reads-sandbox-data": { from: "lib/payments/m.ts", to: "sandbox/seed/demo.json" },
  "payer-pages-see-checkout-only": { from: "app/(checkout)/pay/[token]/page.tsx", to: "lib/payments/queries.ts" },
  "ui-primitives-know-no-domain": { from: "app/_components/ui/button.tsx", to: "lib/payments/n.ts" },
  "links-ask-late": { from: "app/_components/ui/page-head.tsx", to: "next/link" },
  "private-folders-stay-private": {
    from: `${screen}/payments/page.tsx`,
    to: `${screen}/paylinks/_components/form.tsx`,
  },
  "no-dumping-grounds": { from: "lib/payments/o.ts", to: "lib/payments/utils.ts" },
};

/** What the rules allow; none of it may be reported. */
const allowed: { from: string; to: string }[] = [
  { from: "sandbox/paynet/shapes.ts", to: "lib/providers/paynet/wire.ts" },
  { from: "db/seed/facts.ts", to: "sandbox/seed/facts.json" },
  { from: "app/(checkout)/pay/[token]/go/route.ts", to: "lib/checkout/open-checkout.ts" },
  { from: "lib/escrow/repository.ts", to: "db/schema/escrow.ts" },
  { from: "lib/live/hub.system.ts", to: "db/client.ts" },
];

type Cruise = { summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] } };

function cruise(cwd: string): Cruise {
  const bin = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [bin, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...roots];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 }));
  } catch (error) {
    // A non-zero exit is the number of violations; the report is on stdout all the same.
    return JSON.parse((error as { stdout: string }).stdout);
  }
}

function isOurs(target: string): boolean {
  return roots.includes(target.split("/")[0] ?? "");
}

function plant(tree: string, { from, to }: { from: string; to: string }): void {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  };
  const specifier = isOurs(to) ? `@/${to.replace(/\.tsx?$/, "")}` : to;
  if (to.endsWith(".json")) write(to, "{}");
  else if (isOurs(to)) write(to, "export const planted = 1;\n");
  write(from, `import * as target from "${specifier}";\nexport const use = target;\n`);
}

describe("the dependency rules", () => {
  let tree: string;
  let found: Cruise["summary"]["violations"];

  beforeAll(() => {
    tree = mkdtempSync(path.join(os.tmpdir(), "vezne-boundaries-"));
    for (const file of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
      cpSync(path.join(root, file), path.join(tree, file));
    }
    symlinkSync(path.join(root, "node_modules"), path.join(tree, "node_modules"));
    for (const folder of roots) mkdirSync(path.join(tree, folder), { recursive: true });
    for (const pair of [...Object.values(planted), ...allowed]) plant(tree, pair);
    writeFileSync(path.join(tree, "lib/kernel/cycle-b.ts"), 'import "./cycle-a";\nexport const planted = 1;\n');
    found = cruise(tree).summary.violations;
  }, 60_000);

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it("have a planted violation each", () => {
    const config = createRequire(import.meta.url)("../../.dependency-cruiser.cjs");
    const names = config.forbidden.map((rule: { name: string }) => rule.name).sort();
    expect(Object.keys(planted).sort()).toEqual(names);
  });

  it.each(Object.entries(planted))("%s reports its planted violation", (name, { from }) => {
    const reporters = found.filter((violation) => violation.from === from).map((violation) => violation.rule.name);
    expect(reporters).toContain(name);
  });

  it.each(allowed)("$from may import $to", ({ from }) => {
    expect(found.filter((violation) => violation.from === from)).toEqual([]);
  });

  it("are applied to the whole tree", () => {
    expect(cruise(root).summary.totalCruised).toBeGreaterThan(fewestModules);
  }, 60_000);
});
