import "server-only";
import { withMerchant } from "@/db/tenancy";
import { readDecline } from "@/lib/declines/read-decline";
import type { Clock } from "@/lib/kernel/clock";
import { isId } from "@/lib/kernel/ids";
import { tokenHash } from "@/lib/runtime/token-hash";
import { plansUpTo } from "./checkout";
import { findPayToken } from "./find-pay-token.system";
import { payerCookieName } from "./payer-cookie";
import { chooseAccounts } from "./routing/choose-accounts";
import { readMerchantTexts } from "./sessions/merchant-texts.queries";
import { type CheckoutRecord, readCheckout } from "./sessions/repository";
import { openCard } from "./stored-cards/card-seal";
import { readStoredCard, type StoredCardRecord, writeDeleted, writeUsed } from "./stored-cards/repository";
import { cardsCookie, isCardGone, payerHashOf } from "./stored-cards/stored-card";
import { totalOf } from "./tries/installments";
import { type CheckoutForm, type FormErrors, readForm } from "./tries/read-form";
import { type Started, startTry, type TryRequest } from "./tries/start-try";

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
  | {
      kind: "started";
      path: `/pay/${string}`;
      cookie: { name: string; value: string };
      /** Where the payer asked to keep the card: proves later that it is theirs. */
      cardsCookie: { name: string; value: string } | null;
    }
  | { kind: "invalid"; errors: FormErrors; cookie?: { name: string; value: string } }
  /** The page of the checkout says why: closed, in progress, too many tries, not found. */
  | { kind: "refused" };

/** Accounts a try may go to, best first: those of the page's own entry; only the page's own one where it holds the card. */
async function candidates(checkout: CheckoutRecord, form: CheckoutForm, clock: Clock, stored?: StoredCardRecord) {
  const card = { installments: Number(form.installments || "1") };
  const ordered = await withMerchant(checkout.merchantId, (tx) => chooseAccounts(tx, checkout, card, clock.now()));
  // A kept card is known to one account alone.
  if (stored) return ordered.filter(({ id, cardEntry }) => id === stored.providerAccountId && cardEntry !== "redirect");
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
  { form }: PaymentStart,
  accounts: Accounts,
  ask: Omit<TryRequest, "account" | "total">,
): Promise<Outcome> {
  let { paymentId } = ask;
  let last: Outcome | undefined;
  for (const account of accounts) {
    const total = account.cardEntry === "redirect" ? null : await totalOf(ask.checkout, account, ask.read);
    if (total === undefined) continue;
    if (!isAsShown(total, form)) {
      last ??= { kind: "total_changed" };
      continue;
    }
    const started = await startTry({ ...ask, account, total, paymentId });
    if (!goesOn(started, account.provider)) return started;
    last = started;
    if ("paymentId" in started) paymentId = started.paymentId;
  }
  return last ?? { kind: "plan_not_for_card" };
}

/** The kept card the form names, where it is this very browser's. */
async function chosenCard({ form, cookie }: PaymentStart, { merchantId, mode }: CheckoutRecord) {
  const payerHash = payerHashOf(merchantId, cookie);
  if (!form.storedCard || payerHash === undefined || !isId("storedCard", form.storedCard)) return undefined;
  return readStoredCard({ merchantId, payerHash, mode }, form.storedCard);
}

const CARD_GONE: FormErrors = { storedCard: "card_gone" };

/** What the payer hears of the start; the page of the checkout or of their payment says the rest. */
async function answerOf(
  started: Outcome,
  checkout: CheckoutRecord,
  more: { stored: StoredCardRecord | undefined; cardsCookie: { name: string; value: string } | null },
): Promise<PaymentStarted> {
  const { stored, cardsCookie } = more;
  if (started.kind === "plan_not_for_card" || started.kind === "total_changed") {
    return { kind: "invalid", errors: { installments: started.kind } };
  }
  if (started.kind === "card_stopped") {
    return { kind: "invalid", errors: { [stored ? "storedCard" : "number"]: "card_stopped" } };
  }
  if (started.kind === "refused") return { kind: "refused" };
  const cookie = { name: payerCookieName(checkout.id), value: started.paymentToken };
  if (stored && started.kind === "declined" && isCardGone(stored.provider, started.code)) {
    await writeDeleted(stored);
    return { kind: "invalid", errors: CARD_GONE, cookie };
  }
  if (stored && started.kind === "under_way") await writeUsed(stored);
  return { kind: "started", path: `/pay/${started.paymentToken}`, cookie, cardsCookie };
}

/**
 * The payer presses "pay": the form is read, the account chosen, the try written, the provider asked to start. The
 * answer is an address of our own; from there the payer goes on to the bank by GET.
 */
export async function startCheckoutPayment(request: PaymentStart): Promise<PaymentStarted> {
  const { token, form, address, clock } = request;
  const subject = await findPayToken(token);
  if (subject?.subjectKind !== "checkout") return { kind: "refused" };
  const { checkout, texts } = await withMerchant(subject.merchantId, async (tx) => ({
    checkout: await readCheckout(tx, subject.merchantId, subject.subjectId),
    texts: await readMerchantTexts(tx, subject.merchantId),
  }));
  const stored = await chosenCard(request, checkout);
  const accounts = await candidates(checkout, form, clock, stored);
  const entry = (stored ? accounts[0] : accounts.find(({ id }) => id === form.account))?.cardEntry;
  // Deleted meanwhile, of another browser, or at an account that takes nothing now.
  if (form.storedCard && (stored === undefined || entry === undefined)) return { kind: "invalid", errors: CARD_GONE };
  if (entry === undefined) return { kind: "refused" };
  const result = readForm(form, {
    entry,
    plans: entry === "redirect" ? [1] : plansUpTo(checkout.maxInstallments),
    hasTexts: texts.privacy !== null || texts.distanceSales !== null,
    known: { name: checkout.customerName, email: checkout.customerEmail, phone: checkout.customerPhone },
    mode: checkout.mode,
    now: clock.now(),
    stored: stored ? { card: openCard(stored), bin: stored.bin } : null,
  });
  if (!result.ok) return { kind: "invalid", errors: result.errors };
  const keeps = form.saveCard === "on" && !stored && entry !== "redirect";
  const cardsToken = keeps ? cardsCookie(checkout.merchantId, request.cookie) : null;
  const started = await startAtFirstThatAnswers(request, accounts, {
    ...{ checkout, read: result.read, address, clock },
    paymentId: await ownPaymentId(request, checkout),
    keepFor: cardsToken ? tokenHash(cardsToken.value) : undefined,
  });
  return answerOf(started, checkout, { stored, cardsCookie: cardsToken });
}
