import { createHmac } from "node:crypto";
import { statements } from "@/db/client";
import { findPayToken } from "@/lib/checkout/find-pay-token.system";
import { handOver } from "@/lib/checkout/hand-over";
import { systemClock } from "@/lib/kernel/clock";
import { bookTransaction } from "@/lib/payments/book-transaction";
import { env } from "@/lib/runtime/env";
import { type DemoLink, type DemoTransaction, demoFacts } from "./demo-facts";
import { escrowSteps } from "./escrow/seed-cases";
import { posSteps } from "./pos/seed-sales";
import { providerRow } from "./provider-row";
import { checkoutSteps } from "./seed-checkouts";
import { placeOf, type ShareTokens, seedDeactivation, seedLink } from "./seed-links";
import { seedMerchants } from "./seed-merchants";
import { seedStuckJob } from "./seed-stuck-job";
import { travelHome, travelTo } from "./time-travel";

const MINUTE_MS = 60_000;
const SIX_WEEKS_MINUTES = 6 * 7 * 24 * 60;

type Step = { atMinutes: number; run(): Promise<void> };

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Tokens that are the same at every seeding of this installation and unguessable from outside it. */
function shareTokens(): ShareTokens {
  return (linkKey) => {
    const digest = createHmac("sha256", env().AUTH_SECRET).update(`demo share ${linkKey}`).digest();
    return [...digest.subarray(0, 26)].map((byte) => ALPHABET[byte & 31]).join("");
  };
}

function linkSteps(link: DemoLink, instant: (minutes: number) => Date, tokens: ShareTokens, pagesUrl: string): Step[] {
  const created = instant(link.created_minutes);
  const steps: Step[] = [
    {
      atMinutes: link.created_minutes,
      run: () => seedLink(link, { created, expires: instant(link.expires_minutes) }, pagesUrl, tokens),
    },
  ];
  if (link.expires_minutes <= 0) {
    steps.push({
      atMinutes: link.expires_minutes,
      run: async () => void (await statements("vezne_system")`select expire_due_paylinks()`),
    });
  }
  if (link.passive && link.key === "deactivated") {
    steps.push({ atMinutes: link.created_minutes + 45, run: () => seedDeactivation(link) });
  }
  return steps;
}

function transactionStep(
  link: DemoLink,
  row: DemoTransaction,
  instant: (minutes: number) => Date,
  tokens: ShareTokens,
): Step {
  return {
    atMinutes: row.at_minutes,
    async run() {
      const { merchantId, linkId } = placeOf(link);
      const visit = await handOver(tokens(link.key), () => undefined, systemClock);
      const own = visit.kind === "handed_over" ? await findPayToken(visit.paymentToken) : undefined;
      await bookTransaction({
        ...(own === undefined ? {} : { paymentId: own.subjectId }),
        merchantId,
        paylinkId: linkId,
        transaction: providerRow(row, link.provider_reference, instant(row.at_minutes)),
        callId: "seed",
        actor: { kind: "system", id: "follow-paylink" },
        clock: systemClock,
      });
    },
  };
}

/**
 * The demo: two merchants with six weeks behind them, written by the real commands at their own times, with the same
 * ids the sandbox holds. Only on an empty database.
 */
export async function seedDemo(now: Date): Promise<void> {
  const instant = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS);
  const { links, transactions } = demoFacts();
  const tokens = shareTokens();
  const pagesUrl = env().SANDBOX_PAGES_URL ?? env().SANDBOX_URL;
  await seedMerchants(instant(-SIX_WEEKS_MINUTES), instant(5));
  const steps = links.flatMap((link) => linkSteps(link, instant, tokens, pagesUrl));
  for (const row of transactions) {
    const link = links.find((candidate) => candidate.key === row.link);
    if (link) steps.push(transactionStep(link, row, instant, tokens));
  }
  steps.push(...checkoutSteps, ...posSteps(instant, tokens), ...escrowSteps(transactions));
  steps.sort((a, b) => a.atMinutes - b.atMinutes);
  try {
    for (const step of steps) {
      await travelTo(instant(step.atMinutes));
      await step.run();
    }
  } finally {
    await travelHome();
  }
  await statements("vezne_system")`select expire_due_checkouts()`;
  await seedStuckJob("expired");
  // Yesterday's ladders are over; only what is open today is asked about.
  await statements(
    "vezne_system",
  )`update paylinks set next_check_at = null where next_check_at < vezne_now() - interval '1 hour'`;
}
