import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { verifyLedger } from "@/lib/ledger/verify-ledger.system";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
const root = path.resolve(import.meta.dirname, "../../..");

it("the demo's books hold every invariant", async () => {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/seed.ts"];
  const env = { ...process.env, SANDBOX: "1", DATABASE_ADMIN_URL: product.database.adminUrl };
  await promisify(execFile)(process.execPath, args, { cwd: root, env });
  const [books] = await product.rows<{ journals: number }>("select count(*)::int as journals from journals");
  expect(books?.journals).toBeGreaterThan(10);
  expect((await verifyLedger()).filter(({ rows }) => rows.length > 0)).toEqual([]);
}, 90_000);
