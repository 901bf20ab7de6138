import type { World } from "../../world";
import { putCard } from "../cards/stored-cards";
import type { PaywallPayment } from "../records";
import { sentinelOf } from "../sentinels";
import { changePayment } from "./open-payment";

type Reason = { errorCode: string; errorMessage: string };
const THREE_D_FAILED: Reason = { errorCode: "16", errorMessage: "3D doğrulaması başarısız" };
const NO_FUNDS: Reason = { errorCode: "51", errorMessage: "Yetersiz bakiye" };
const CARD_REFUSED: Reason = { errorCode: "05", errorMessage: "Banka reddetti" };

/** The bank's word: money is taken here (4), held (3) or refused (5). `verified` is the payer's right password. */
export function decidePayment(world: World, payment: PaywallPayment, verified: boolean): PaywallPayment {
  const reason = refusalOf(payment, verified);
  const sale = (succeeded: boolean) => ({ type: 1, amount: payment.amount, succeeded, at: world.clock.now() });
  if (reason !== null) return changePayment(world, payment, { status: 5, ...reason, movements: [sale(false)] });
  const kept = keepCard(world, payment);
  const decided = payment.provision
    ? changePayment(world, payment, { status: 3, ...kept })
    : changePayment(world, payment, { status: 4, succeeded: true, movements: [sale(true)], ...kept });
  if (decided.pageId !== null) closePage(world, decided);
  return decided;
}

/** `CardSave` is obeyed by a payment that succeeded. */
function keepCard(world: World, { account, card, cardSave }: PaywallPayment): Pick<PaywallPayment, "savedCard"> {
  if (!cardSave) return {};
  return { savedCard: putCard(world, { account, card, ...cardSave }).id };
}

function refusalOf(payment: PaywallPayment, verified: boolean): Reason | null {
  if (!verified) return THREE_D_FAILED;
  if (sentinelOf(payment.amount) === "declined") return NO_FUNDS;
  return payment.card.fails ? CARD_REFUSED : null;
}

function closePage(world: World, payment: PaywallPayment): void {
  const page = world.truth.get("pwPage", payment.pageId ?? "");
  if (page !== undefined) world.truth.put("pwPage", { ...page, paidBy: payment.id });
}
