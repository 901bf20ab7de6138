import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { getBalance } from "@/lib/ledger/queries";
import { getPaylink } from "@/lib/paylinks/queries";
import { env } from "@/lib/runtime/env";
import { makeContext } from "../../support/context";
import type { TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { follow, usePaywall } from "./paywall-payer";

const product = useProduct({ checksInvariants: false });
const paywall = usePaywall(product);
const root = path.resolve(import.meta.dirname, "../../..");

type Account = { id: string; provider: string; webhook_url: string };
type Demo = { merchants: { slug: string; id: string; provider_accounts: Account[] }[] };
let demo: Demo;

beforeAll(async () => {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/seed.ts"];
  const variables = { ...process.env, SANDBOX: "1", DATABASE_ADMIN_URL: product.database.adminUrl };
  await promisify(execFile)(process.execPath, args, { cwd: root, env: variables });
  demo = JSON.parse(readFileSync(path.join(env().VEZNE_DATA_DIR, "demo.json"), "utf8"));
}, 90_000);

async function merchant(slug: string): Promise<TestMerchant & { accounts: Account[] }> {
  const found = demo.merchants.find((one) => one.slug === slug);
  const [owner] = await product.rows<{ user_id: string }>(
    "select user_id from memberships where merchant_id = $1 and role = 'owner'",
    [found?.id],
  );
  const accounts = (found?.provider_accounts ?? []).filter(({ provider }) => provider === "paywall");
  return { id: found?.id ?? "", slug, accountId: accounts[0]?.id ?? "", ownerId: owner?.user_id ?? "", accounts };
}

describe("the demo's Paywall accounts", () => {
  it.each(["demo", "other"])(
    "%s has one: its address takes callbacks, its keys pay, its balance answers",
    async (slug) => {
      const one = await merchant(slug);
      expect(one.accounts).toHaveLength(1);
      const address = one.accounts[0]?.webhook_url ?? "";
      expect(address).toContain("/api/webhooks/paywall-callback/");
      const told = await fetch(address, { method: "POST", body: '{"Type":1}' });
      expect(told.status).toBe(200);
      const link = await createLink(one, { provider: "paywall", amount: 14_990 });
      await paywall.payOnPage(link.url ?? "");
      await follow(one, link);
      expect(await getPaylink(makeContext(one), link.id)).toMatchObject({ status: "paid" });
      const balance = await getBalance(makeContext(one));
      expect(JSON.stringify(balance)).toContain(one.accountId);
    },
  );

  it("is not what a link goes to unless it is asked for", async () => {
    const one = await merchant("demo");
    expect(await createLink(one)).toMatchObject({ provider: "paynet" });
  });
});
