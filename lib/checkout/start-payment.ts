import "server-only";
import { withMerchant } from "@/db/tenancy";
import { readDecline } from "@/lib/declines/read-decline";
import type { Clock } from "@/lib/kernel/clock";
import { plansUpTo } from "./checkout";
import { findPayToken } from "./find-pay-token.system";
import { payerCookieName } from "./payer-cookie";
import { chooseAccounts } from "./routing/choose-accounts";
import { readMerchantTexts } from "./sessions/merchant-texts.queries";
import { type CheckoutRecord, readCheckout } from "./sessions/repository";
import { totalOf } from "./tries/installments";
import { type CheckoutForm, type FormErrors, type ReadForm, readForm } from "./tries/read-form";
import { type Started, startTry } from "./tries/start-try";

export type { CheckoutForm } from "./tries/read-form";

export type PaymentStart = {
  token: string;
  form: CheckoutForm;
  cookie(name: string): string | undefined;
  /** The caller's address. */
  address: string;
  clock: Clock;
};

export type PaymentStarted =
  | { kind: "started"; path: `/pay/${string}`; cookie: { name: string; value: string } }
  | { kind: "invalid"; errors: FormErrors }
  /** The page of the checkout says why: closed, in progress, too many tries, not found. */
  | { kind: "refused" };

/** Accounts a try may go to, best first: those of the page's own entry; only the page's own one where it holds the card. */
async function candidates(checkout: CheckoutRecord, form: CheckoutForm, clock: Clock) {
  const card = { installments: Number(form.installments || "1") };
  const ordered = await withMerchant(checkout.merchantId, (tx) => chooseAccounts(tx, checkout, card, clock.now()));
  const shown = ordered.find(({ id }) => id === form.account);
  if (shown?.cardEntry === "browser_token") return [shown];
  return ordered.filter(({ cardEntry }) => cardEntry === shown?.cardEntry);
}

/** Fails over while nobody was sent to a bank: after silence or a provider's own trouble, never after a refused card. */
function goesOn(started: Started, provider: string): boolean {
  if (started.kind === "silent") return true;
  return started.kind === "declined" && readDecline(provider, started.code).mayGoElsewhere;
}

/** The card is charged what the button said and nothing else, whichever account takes it. */
function isAsShown(total: bigint | null, { total: shown = "" }: CheckoutForm): boolean {
  return total === null || shown === "" || shown === total.toString();
}

type Accounts = Awaited<ReturnType<typeof candidates>>;

type Outcome = Started | { kind: "plan_not_for_card" } | { kind: "total_changed" };

/** This browser's own payment of the checkout, by its cookie. */
async function ownPaymentId(request: PaymentStart, checkout: CheckoutRecord): Promise<string | undefined> {
  const token = request.cookie(payerCookieName(checkout.id));
  const own = token === undefined ? undefined : await findPayToken(token);
  return own?.subjectKind === "payment" && own.merchantId === checkout.merchantId ? own.subjectId : undefined;
}

/** One account after the other, as long as nobody was sent to a bank. A plan an account does not have is skipped. */
async function startAtFirstThatAnswers(
  { address, clock, form }: PaymentStart,
  checkout: CheckoutRecord,
  accounts: Accounts,
  read: ReadForm,
  ownId: string | undefined,
): Promise<Outcome> {
  let paymentId = ownId;
  let last: Outcome | undefined;
  for (const account of accounts) {
    const total = account.cardEntry === "redirect" ? null : await totalOf(checkout, account, read);
    if (total === undefined) continue;
    if (!isAsShown(total, form)) {
      last ??= { kind: "total_changed" };
      continue;
    }
    const started = await startTry({ checkout, account, read, total, paymentId, address, clock });
    if (!goesOn(started, account.provider)) return started;
    last = started;
    if ("paymentId" in started) paymentId = started.paymentId;
  }
  return last ?? { kind: "plan_not_for_card" };
}

/**
 * The payer presses "pay": the form is read, the account chosen, the try written, the provider asked to start. The
 * answer is an address of our own; from there the payer goes on to the bank by GET.
 */
export async function startCheckoutPayment(request: PaymentStart): Promise<PaymentStarted> {
  const { token, form, clock } = request;
  const subject = await findPayToken(token);
  if (subject?.subjectKind !== "checkout") return { kind: "refused" };
  const { checkout, texts } = await withMerchant(subject.merchantId, async (tx) => ({
    checkout: await readCheckout(tx, subject.merchantId, subject.subjectId),
    texts: await readMerchantTexts(tx, subject.merchantId),
  }));
  const accounts = await candidates(checkout, form, clock);
  const entry = accounts.find(({ id }) => id === form.account)?.cardEntry;
  if (entry === undefined) return { kind: "refused" };
  const result = readForm(form, {
    entry,
    plans: entry === "redirect" ? [1] : plansUpTo(checkout.maxInstallments),
    hasTexts: texts.privacy !== null || texts.distanceSales !== null,
    known: { name: checkout.customerName, email: checkout.customerEmail, phone: checkout.customerPhone },
    mode: checkout.mode,
    now: clock.now(),
  });
  if (!result.ok) return { kind: "invalid", errors: result.errors };
  const ownId = await ownPaymentId(request, checkout);
  const started = await startAtFirstThatAnswers(request, checkout, accounts, result.read, ownId);
  if (started.kind === "plan_not_for_card" || started.kind === "total_changed") {
    return { kind: "invalid", errors: { installments: started.kind } };
  }
  if (started.kind === "card_stopped") return { kind: "invalid", errors: { number: "card_stopped" } };
  if (started.kind === "refused") return { kind: "refused" };
  const { paymentToken } = started;
  return {
    kind: "started",
    path: `/pay/${paymentToken}`,
    cookie: { name: payerCookieName(checkout.id), value: paymentToken },
  };
}
