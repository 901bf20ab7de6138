import { randomUUID } from "node:crypto";
import type { World } from "../../world";
import type { PaywallPayment } from "../records";
import type { StartInput } from "./read-start";

type Opening = { account: string; method: 1 | 2 | 3 | 4; pageId: string | null };

/** Writes a payment in state 1; ids rise, the pair of account and merchant code is unique. */
export function openPayment(world: World, input: StartInput, { account, method, pageId }: Opening): PaywallPayment {
  const { truth } = world;
  const now = world.clock.now();
  const { watches, card, products = [], ...facts } = input;
  const payment: PaywallPayment = {
    id: `${account} ${input.merchantUniqueCode}`,
    account,
    ...facts,
    paymentId: truth.next("pw_payment", 5_000_000),
    activityId: truth.next("pw_activity", 9_100_000),
    uniqueCode: randomUUID(),
    activityAmount: input.amount,
    returned: 0n,
    status: 1,
    type: 1,
    method,
    succeeded: false,
    anyRefund: false,
    anyPartialRefund: false,
    anyCancel: false,
    errorCode: "",
    errorMessage: "",
    card,
    products: products.map((product) => ({ ...product, id: truth.next("pw_product", 610_000), approval: null })),
    watches: watches.map((watch) => ({ ...watch, id: truth.next("pw_watch", 31_000), done: false })),
    pageId,
    createdAt: now,
    lastAt: now,
  };
  truth.put("pwPayment", payment);
  return payment;
}

/** Writes a change of state with its moment. */
export function changePayment(world: World, payment: PaywallPayment, change: Partial<PaywallPayment>): PaywallPayment {
  const changed = { ...payment, ...change, lastAt: world.clock.now() };
  world.truth.put("pwPayment", changed);
  return changed;
}

/** A new movement of the payment: it gets an id of its own. */
export function addActivity(world: World, payment: PaywallPayment, change: Partial<PaywallPayment>): PaywallPayment {
  return changePayment(world, payment, { ...change, activityId: world.truth.next("pw_activity", 9_100_000) });
}

export function paymentByGuid(world: World, guid: string): PaywallPayment | undefined {
  return world.truth.all("pwPayment").find((payment) => payment.uniqueCode === guid.toLowerCase());
}
