import { handOver } from "@/lib/checkout/hand-over";
import { resolveReturn } from "@/lib/checkout/returns/resolve-return";
import { systemClock } from "@/lib/kernel/clock";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import { getPaylink } from "@/lib/paylinks/queries";
import { syncPayment } from "@/lib/payments/sync-payment";
import { capabilityOf, linkInput, shareTokenOf } from "../../../support/factories-paylink";
import type { Command, History } from "../history";
import { escrowTerms, sum } from "./wishes";

type LinkRow = { id: string; provider_id: string; provider_reference: string };

const openLink = (history: History) =>
  history.one<LinkRow>(
    "select id, provider_id, provider_reference from paylinks where merchant_id = $1 and provider_id is not null order by created_at, id",
  );

/** Paid at the provider's own page, whatever we know of it; its notification lies in our slot afterwards. */
async function payThere(history: History, link: LinkRow, how: Record<string, unknown>): Promise<void> {
  const { slot } = history.world;
  const before = slot.count(history.merchant.id);
  const told = await history.world.order<{ webhook: string; result: string }>(`paylinks/${link.provider_id}/pay`, how);
  history.coverage.count(`payer ${told?.result ?? "turned away"}`);
  if (told?.webhook === "queued") await slot.arrival(history.merchant.id, before);
}

export const PAYLINK_COMMANDS: readonly Command[] = [
  {
    name: "create link",
    weight: 5,
    async plan(history) {
      const { luck } = history;
      const who = history.someone("owner", "finance");
      const wish = linkInput({ amount: sum(luck), ...(luck.roll() < 0.7 ? { escrow: escrowTerms(luck) } : {}) });
      const input = luck.roll() < 0.06 ? { ...wish, amount: 0 } : wish;
      return { what: `creates a link of ${input.amount}`, run: () => createPaylink(who, input) };
    },
  },
  {
    name: "hand over",
    weight: 3,
    async plan(history) {
      const link = await openLink(history);
      if (!link) return undefined;
      const token = shareTokenOf(await getPaylink(history.someone("owner"), link.id));
      return { what: `hands ${link.id} over`, run: () => handOver(token, () => undefined, systemClock) };
    },
  },
  {
    name: "payer at the provider",
    weight: 8,
    async plan(history) {
      const link = await openLink(history);
      if (!link) return undefined;
      const { roll } = history.luck;
      const chance = roll();
      const how = chance < 0.15 ? { otp: "000000" } : chance < 0.28 ? { card: "4508034508034509" } : {};
      const preauth = roll() < 0.2;
      return {
        what: `a payer at ${link.id} ${JSON.stringify({ ...how, preauth })}`,
        outside: true,
        run: () => payThere(history, link, { ...how, preauth }),
      };
    },
  },
  {
    name: "return to a link",
    weight: 3,
    async plan(history) {
      const link = await openLink(history);
      if (!link) return undefined;
      const { truth } = history.world;
      const [paid] = truth.transactionsByReference(history.merchant.account, link.provider_reference).slice(-1);
      const address = truth.get("paylink", link.provider_id)?.succeedUrl ?? "";
      if (address === "") return undefined;
      const isForged = history.luck.roll() < 0.25;
      const transactionId = isForged ? "xk_forged" : paid?.id;
      const arrival = { provider: "paynet", segment: capabilityOf(address), cookie: () => undefined };
      return {
        what: `a browser returns to ${link.id} with ${isForged ? "a forged id" : "its id"}`,
        run: () => resolveReturn({ ...arrival, transactionId, address: "198.51.100.7", clock: systemClock }),
      };
    },
  },
  {
    name: "deactivate link",
    weight: 1,
    async plan(history) {
      const link = await openLink(history);
      const who = history.someone();
      return link && { what: `deactivates ${link.id}`, run: () => deactivatePaylink(who, { id: link.id }) };
    },
  },
  {
    name: "ask about a payment",
    weight: 1,
    async plan(history) {
      const row = await history.one<{ id: string }>(
        "select id from payments where merchant_id = $1 order by created_at, id",
      );
      const who = history.someone();
      return row && { what: `asks about ${row.id}`, run: () => syncPayment(who, { id: row.id }) };
    },
  },
];
