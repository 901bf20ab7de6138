import { hash } from "@node-rs/argon2";
import { statements } from "@/db/client";
import type { Role } from "@/lib/auth/permissions";
import { signCapability } from "@/lib/webhooks/capability";
import { PAYNET_ACCOUNTS } from "../../../sandbox/paynet/accounts";
import { agentRecordId } from "../../../sandbox/paypos/pos-notice";
import { PAYWALL_ACCOUNTS } from "../../../sandbox/paywall/accounts";
import { createMerchant, createProviderAccount, createUser, type TestMerchant } from "../../support/factories";
import type { SimulatedWorld } from "./rig/open-world";

export const PASSWORD = "simulated-password";
/** The dearest part of a step-up is its hash; a simulated person's password is cheap on purpose. */
const cheapHash = hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });

export type Person = { id: string; role: Role };
export type SeedMerchant = TestMerchant & { paywallId: string; account: string; people: Person[] };

/** A merchant with accounts of its own at both providers: what one history does there no other one sees. */
export async function merchantOfSeed(world: SimulatedWorld, name: string): Promise<SeedMerchant> {
  const [paynet] = PAYNET_ACCOUNTS;
  const [paywall] = PAYWALL_ACCOUNTS;
  if (paynet === undefined || paywall === undefined) throw new Error("the sandbox has no accounts");
  const secretKey = `sck_sandbox_${name}`;
  PAYNET_ACCOUNTS.push({ ...paynet, name, secretKey, publishableKey: `pbk_sandbox_${name}` });
  const keys = {
    publicKey: `pwpub_${name}`,
    publicClient: `pwpubclient_${name}`,
    privateKey: `pwprv_${name}`,
    privateClient: `pwprvclient_${name}`,
  };
  PAYWALL_ACCOUNTS.push({ ...paywall, name, ...keys });
  const merchant = await createMerchant({ cardEntry: "server_card_entry", sandboxKey: secretKey });
  const { threeD, link, page, system } = paywall.hashKeys;
  const paywallId = await createProviderAccount(merchant.id, {
    provider: "paywall",
    cardEntry: "server_card_entry",
    sandboxKey: JSON.stringify({
      public_key: keys.publicKey,
      public_client: keys.publicClient,
      private_key: keys.privateKey,
      private_client: keys.privateClient,
      hash_keys: { three_d: threeD, link, page, system },
    }),
  });
  const address = (provider: "paynet" | "paywall", accountId: string) => {
    const capability = { kind: "account", provider, merchantId: merchant.id, subjectId: accountId, accountId } as const;
    const segment = signCapability(world.environment.CAPABILITY_KEYS, capability);
    return `${world.slot.url}/api/webhooks/${provider}-callback/${segment}`;
  };
  const listener = { account: name, url: address("paywall", paywallId), types: [1, 2, 3, 4, 5] };
  world.truth.put("pwListener", { id: name, ...listener });
  const agent = { account: name, agentId: "2044", webhookUrl: address("paynet", merchant.accountId) };
  world.truth.put("posAgent", { id: agentRecordId(name, "2044"), ...agent });
  const finance = await createUser(merchant.id, "finance");
  const approver = await createUser(merchant.id, "approver");
  const sql = statements("vezne_system");
  await sql`update users set password_hash = ${await cheapHash} where id = ${merchant.ownerId}`;
  const people: Person[] = [
    { id: merchant.ownerId, role: "owner" },
    { id: finance.id, role: "finance" },
    { id: approver.id, role: "approver" },
  ];
  return { ...merchant, paywallId, account: name, people };
}
