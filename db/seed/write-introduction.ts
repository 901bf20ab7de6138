import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { providerAddresses } from "@/lib/paylinks/addresses";
import { env } from "@/lib/runtime/env";
import { demoFacts } from "./demo-facts";
import { DEMO_ACCOUNTS } from "./demo-people";
import { placeOf } from "./seed-links";
import { webhookAddress } from "./write-demo-file";

/** The one living dealer of each company at the sandbox (sandbox/paynet/accounts.ts). */
const DEALERS: Readonly<Record<string, string>> = { demo: "2044", signed: "2044", other: "3044" };

function dealerAddresses() {
  return DEMO_ACCOUNTS.filter(({ provider }) => provider === "paynet").map((account) => ({
    account: account.key,
    agent_id: DEALERS[account.key],
    webhook_url: webhookAddress(account),
  }));
}

/**
 * Tells the sandbox when the demo was seeded and which signed addresses its links and dealers have, as if each link had
 * been created and each dealer registered.
 */
export function writeIntroduction(seededAt: Date): void {
  const { APP_URL, CAPABILITY_KEYS, VEZNE_DATA_DIR } = env();
  const addresses = Object.fromEntries(
    demoFacts().links.map((link) => {
      const { merchantId, accountId, linkId } = placeOf(link);
      const { confirmationUrl, successUrl, failureUrl } = providerAddresses(
        { appUrl: APP_URL, capabilityKeys: CAPABILITY_KEYS },
        {
          merchantId,
          id: linkId,
          provider: "paynet",
          providerAccountId: accountId,
          expiresAt: new Date(seededAt.getTime() + link.expires_minutes * 60_000),
        },
      );
      return [link.id, { succeed_url: successUrl, error_url: failureUrl, confirmation_url: confirmationUrl }];
    }),
  );
  const folder = path.join(VEZNE_DATA_DIR, "sandbox");
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ seeded_at: seededAt.toISOString(), addresses, agents: dealerAddresses() });
  writeFileSync(path.join(folder, "introduction.json"), text, { mode: 0o600 });
}
