import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { providerAddresses } from "@/lib/paylinks/addresses";
import { env } from "@/lib/runtime/env";
import { demoFacts } from "./demo-facts";
import { placeOf } from "./seed-links";

/** Tells the sandbox when the demo was seeded and which signed addresses its links have, as if each had been created. */
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
  const text = JSON.stringify({ seeded_at: seededAt.toISOString(), addresses });
  writeFileSync(path.join(folder, "introduction.json"), text, { mode: 0o600 });
}
