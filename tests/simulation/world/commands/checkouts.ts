import { createCheckout } from "@/lib/checkout/sessions/create-checkout";
import { expireCheckout } from "@/lib/checkout/sessions/expire-checkout";
import { CheckoutPayer, checkoutInput } from "../../../support/checkout/factories-checkout";
import type { Command, History, Plan, Visit } from "../history";
import { escrowTerms, sum } from "./wishes";

const CARDS = {
  paynet: { number: "4355 0843 5508 4358", password: "a" },
  paywall: { number: "5293 6012 3456 7896", password: "123456" },
} as const;
const KEPT_VISITS = 4;

/** One of the latest visits of which this holds. */
function visitWhere(history: History, holds: (visit: Visit) => boolean): Visit | undefined {
  const fit = history.visits.slice(-KEPT_VISITS).filter(holds);
  return fit.length === 0 ? undefined : history.luck.pick(fit);
}

async function throughBank(history: History, visit: Visit, isRight: boolean, name: string): Promise<void> {
  const page = await visit.payer.see(visit.page ?? "");
  if (page.kind !== "redirecting") return;
  const provider = page.providerUrl.includes("/paywall/") ? "paywall" : "paynet";
  const { slot } = history.world;
  const before = slot.count(history.merchant.id);
  const arrival = await visit.payer
    .throughBank(visit.page ?? "", isRight ? CARDS[provider].password : "000000")
    .catch(() => undefined);
  if (arrival === undefined) return;
  history.coverage.count(`bank of ${provider} ${name}`);
  if (name !== "closed after") visit.arrival = arrival;
  if (provider === "paywall") await slot.arrival(history.merchant.id, before);
}

function planBank(history: History, visit: Visit): Plan {
  const way = history.luck.pick(["passed", "passed", "passed", "wrong", "closed after", "closed before"] as const);
  return {
    what: `at the bank of ${visit.checkout.id}: ${way}`,
    outside: true,
    run: async () => (way === "closed before" ? undefined : throughBank(history, visit, way !== "wrong", way)),
  };
}

export const CHECKOUT_COMMANDS: readonly Command[] = [
  {
    name: "create checkout",
    weight: 4,
    async plan(history) {
      const { luck } = history;
      const provider = luck.pick(["paynet", "paywall"] as const);
      const escrow = provider === "paynet" && luck.roll() < 0.4 ? { escrow: escrowTerms(luck) } : {};
      const who = history.someone("owner", "finance");
      const wish = checkoutInput({ amount: sum(luck), provider, ...escrow });
      const address = `198.51.100.${Math.floor(luck.roll() * 200)}`;
      return {
        what: `opens a checkout of ${wish.amount} at ${provider}`,
        onlyOnce: true,
        async run() {
          const checkout = await createCheckout(who, wish);
          history.visits.push({ payer: new CheckoutPayer(checkout, address), checkout });
        },
      };
    },
  },
  {
    name: "press pay",
    weight: 6,
    async plan(history) {
      const visit = visitWhere(history, ({ arrival }) => arrival === undefined || history.luck.roll() < 0.3);
      if (!visit) return undefined;
      const { number } = CARDS[visit.checkout.provider === "paywall" ? "paywall" : "paynet"];
      return {
        what: `a payer presses pay on ${visit.checkout.id}`,
        async run() {
          const started = await visit.payer.pay({ number });
          history.coverage.count(`pay ${started.kind}`);
          if (started.kind === "started") visit.page = started.path.slice("/pay/".length);
        },
      };
    },
  },
  {
    name: "at the bank",
    weight: 7,
    async plan(history) {
      const visit = visitWhere(history, ({ page, arrival }) => page !== undefined && arrival === undefined);
      return visit && planBank(history, visit);
    },
  },
  {
    name: "return to a checkout",
    weight: 6,
    async plan(history) {
      const visit = visitWhere(history, ({ arrival }) => arrival !== undefined);
      const { roll } = history.luck;
      const [isForged, keeps] = [roll() < 0.15, roll() < 0.3];
      if (!visit?.arrival) return undefined;
      const { arrival } = visit;
      const fields = Object.fromEntries(Object.keys(arrival.fields).map((name) => [name, "1"]));
      return {
        what: `a browser returns to ${visit.checkout.id}${isForged ? " with forged fields" : ""}`,
        async run() {
          if (!isForged && !keeps) delete visit.arrival;
          if (!isForged && !keeps) delete visit.page;
          await visit.payer.comeBack(isForged ? { ...arrival, fields } : arrival);
        },
      };
    },
  },
  {
    name: "expire checkout",
    weight: 1,
    async plan(history) {
      const visit = visitWhere(history, () => true);
      const who = history.someone("owner", "finance", "approver");
      return (
        visit && { what: `closes ${visit.checkout.id}`, run: () => expireCheckout(who, { id: visit.checkout.id }) }
      );
    },
  },
];
