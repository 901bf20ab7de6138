import "server-only";
import { readDecline } from "@/lib/declines/read-decline";
import { type HoldWish, holdWish } from "@/lib/escrow/mirror/hold-wish";
import { addHours, type Clock } from "@/lib/kernel/clock";
import { newId, newReferenceSuffix, newToken } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { providerReferenceFor } from "@/lib/paylinks/paylink";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { PaymentProvider } from "@/lib/providers/port";
import type { Payer, ThreeDOutcome, ThreeDRequest } from "@/lib/providers/three-d";
import { env } from "@/lib/runtime/env";
import { runCommand } from "@/lib/runtime/run-command";
import { tokenHash } from "@/lib/runtime/token-hash";
import { openProvider, type ProviderAccount } from "@/lib/settings/provider-account-repository";
import { CAPABILITY_GRACE_HOURS, signCapability } from "@/lib/webhooks/capability";
import type { CheckoutRecord } from "../sessions/repository";
import { newKeepWish, recordWish } from "../stored-cards/wish-card";
import { addressKey } from "./address-key";
import type { ReadForm } from "./read-form";
import { sealSession } from "./session-seal";

/** Nobody waits longer for a page to go on; the same bound as for a browser's return. */
const BROWSER_PATIENCE_MS = 15_000;
const WATCH_MINUTES = 10;

export type TryRequest = {
  checkout: CheckoutRecord;
  account: ProviderAccount;
  read: ReadForm;
  /** What the card is to be charged in all, minor units; null where it is chosen on the provider's page. */
  total: bigint | null;
  paymentId: string | undefined;
  address: string;
  clock: Clock;
  /** Whose card is to be kept after this payment, where the payer asked for it. */
  keepFor?: string | undefined;
};

/** `declined` is the provider's definite no to the start; `silent` no answer: the payer was never sent to a bank. */
export type Started =
  | { kind: "under_way"; paymentToken: string }
  | { kind: "declined"; paymentToken: string; paymentId: string; code: string }
  | { kind: "silent"; paymentToken: string; paymentId: string }
  | { kind: "refused" }
  /** The guard stopped these cards; another card may pay. */
  | { kind: "card_stopped" };

type StartAnswer = {
  answer: {
    result: "started" | "resumed" | "not_found" | "closed" | "too_many" | "in_progress";
    scope?: string;
    payment_id?: string;
    payment_token?: string;
  };
};

/** Where the provider sends the payer back and tells of this very try; signed, one set a try. */
function addressesOf({ checkout, account }: TryRequest, subjectId: string) {
  const { APP_URL, CAPABILITY_KEYS } = env();
  const until = addHours(checkout.expiresAt, CAPABILITY_GRACE_HOURS);
  const segment = (kind: "link" | "return") =>
    signCapability(
      CAPABILITY_KEYS,
      { kind, provider: account.provider, merchantId: checkout.merchantId, subjectId, accountId: account.id },
      until,
    );
  const back = `${APP_URL}/api/returns/${account.provider}/${segment("return")}`;
  return { back, callback: `${APP_URL}/api/webhooks/${account.provider}-callback/${segment("link")}` };
}

function payerOf({ read, checkout, address }: TryRequest): Payer {
  const { name, phone, email } = read.customer;
  return {
    name: name ?? checkout.customerName ?? "-",
    phone: phone ?? "",
    email: email ?? "",
    country: "TR",
    city: "-",
    address: "-",
    ip: address,
  };
}

/** The 3-D payment as the port takes it, without the card. `subjectId`: the try, or the checkout before there is one. */
export function threeDRequest(request: TryRequest, subjectId: string, reference: string): Omit<ThreeDRequest, "card"> {
  const { checkout, read, total } = request;
  const { back, callback } = addressesOf(request, subjectId);
  return {
    reference,
    price: money(checkout.amount, "TRY"),
    total: money(total ?? checkout.amount, "TRY"),
    installments: read.installments,
    ...(read.bin === null ? {} : { bin: read.bin }),
    payerBearsDifference: checkout.payerBearsDifference && read.installments > 1,
    hold: checkout.capture === "manual",
    payer: payerOf(request),
    items: (checkout.items as { name: string; quantity: number; unit_amount: number }[]).map((item) => ({
      name: item.name,
      quantity: item.quantity,
      unitAmount: BigInt(item.unit_amount),
    })),
    itemName: (checkout.description ?? checkout.referenceNo ?? "Ödeme").slice(0, 120),
    successUrl: back,
    failureUrl: back,
    origin: new URL(env().APP_URL).origin,
    watch: { url: callback, minutes: WATCH_MINUTES },
  };
}

/** The provider's own page takes the card: a payment link or common page of this one try. */
async function openHostedPage(
  provider: PaymentProvider,
  request: TryRequest,
  attemptId: string,
  reference: string,
): Promise<ThreeDOutcome> {
  const { checkout, read, clock } = request;
  const { back, callback } = addressesOf(request, attemptId);
  const left = Math.ceil((checkout.expiresAt.getTime() - clock.now().getTime()) / 3_600_000);
  const { name, email, phone } = read.customer;
  const outcome = await provider.createPaymentLink({
    reference,
    price: money(checkout.amount, "TRY"),
    payerName: name ?? "-",
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
    sendEmail: false,
    sendSms: false,
    validHours: Math.max(1, left),
    ...(checkout.description === null ? {} : { note: checkout.description }),
    addCommission: false,
    manyUses: false,
    sendConfirmationMail: false,
    successUrl: back,
    failureUrl: back,
    confirmationUrl: callback,
  });
  if (outcome.kind !== "created") return outcome;
  return { kind: "redirect", url: outcome.url, session: { page_id: outcome.providerId }, transactionId: null };
}

async function writeIntent(
  request: TryRequest,
  attemptId: string,
  reference: string,
  isHeld: boolean,
): Promise<StartAnswer["answer"]> {
  const { checkout, account, read, total, paymentId, address, clock } = request;
  const now = clock.now();
  const token = newToken();
  const [row] = await runCommand<StartAnswer>("vezne_app", "start_attempt", {
    merchant_id: checkout.merchantId,
    checkout_id: checkout.id,
    payment_id: paymentId ?? null,
    provider: account.provider,
    provider_account_id: account.id,
    reference,
    card_entry: account.cardEntry,
    charge_by: account.cardEntry === "redirect" ? "provider" : CAPABILITIES[account.provider].charge,
    held_at_provider: isHeld,
    amount: total?.toString() ?? null,
    installments: account.cardEntry === "redirect" ? null : read.installments,
    address_key: addressKey(checkout.merchantId, address),
    bin: read.bin,
    customer_name: read.customer.name,
    customer_email: read.customer.email,
    customer_phone: read.customer.phone,
    new_payment_id: newId("payment", now),
    new_payment_token: token,
    new_token_hash: tokenHash(token),
    new_attempt_id: attemptId,
    new_freeze_id: newId("freeze", now),
  });
  if (!row) throw new Error("start_attempt gave no answer");
  return row.answer;
}

async function settle(request: TryRequest, attemptId: string, outcome: ThreeDOutcome): Promise<string> {
  const { merchantId } = request.checkout;
  const decline = (code: string) => ({ code, class: readDecline(request.account.provider, code).class, message: "" });
  const [row] = await runCommand<{ answer: { result: string; status?: string } }>("vezne_app", "settle_start", {
    merchant_id: merchantId,
    attempt_id: attemptId,
    ...(outcome.kind === "redirect"
      ? {
          outcome: "redirected",
          provider_url: outcome.url,
          sealed_session: sealSession({ merchantId, id: attemptId }, outcome.session),
          transaction_id: outcome.transactionId,
          decline: null,
        }
      : outcome.kind === "rejected"
        ? { outcome: "failed", decline: decline(outcome.code) }
        : {
            outcome: outcome.kind === "unknown" ? "lost" : "failed",
            decline: { code: "not_started", class: "system", message: "" },
          }),
  });
  return row?.answer.status ?? "";
}

/** The consent is on record before the provider is asked to keep anything. A kept card is not kept again. */
async function askToKeep({ account, read, keepFor, clock }: TryRequest, attemptId: string) {
  if (keepFor === undefined || read.card === null || read.card.kind === "stored") return {};
  const keepCard = newKeepWish();
  await recordWish(account, attemptId, { keep: keepCard, payerHash: keepFor, clock });
  return { keepCard };
}

/**
 * One try: intent, the provider's start, its outcome. A card number lives in this call's memory alone. The payer goes
 * to a bank only after the outcome is written.
 */
export async function startTry(request: TryRequest): Promise<Started> {
  const { account, checkout, read, clock } = request;
  const attemptId = newId("attempt", clock.now());
  const reference = providerReferenceFor(checkout.referenceNo ?? undefined, newReferenceSuffix());
  const wish: HoldWish = await holdWish(request);
  const intent = await writeIntent(request, attemptId, reference, wish.isHeld);
  const { payment_id: paymentId = "", payment_token: paymentToken = "" } = intent;
  if (intent.result === "resumed") return { kind: "under_way", paymentToken };
  if (intent.result === "too_many" && intent.scope === "bin") return { kind: "card_stopped" };
  if (intent.result !== "started") return { kind: "refused" };
  const provider = openProvider(account, { subjectKind: "attempt", subjectId: attemptId }, BROWSER_PATIENCE_MS);
  const keep = await askToKeep(request, attemptId);
  const outcome =
    read.card === null
      ? await openHostedPage(provider, request, attemptId, reference)
      : await provider.startThreeD({
          ...threeDRequest(request, attemptId, reference),
          ...keep,
          ...wish.request,
          card: read.card,
        });
  await settle(request, attemptId, outcome);
  if (outcome.kind === "redirect") return { kind: "under_way", paymentToken };
  if (outcome.kind === "rejected") return { kind: "declined", paymentToken, paymentId, code: outcome.code };
  return { kind: "silent", paymentToken, paymentId };
}
