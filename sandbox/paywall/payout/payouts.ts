import { randomUUID } from "node:crypto";
import { decimal } from "../protocol/amounts";
import { refuse } from "../protocol/refusal";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import type { PaywallPayout } from "./records";

const FIELDS =
  "PayoutProviderKey MerchantGroupCode MerchantUniqueCode ReceiverTitle ReceiverIban ReceiverIdentity Description Amount CurrencyId CallbackSupport CallbackAddress";
const CONTRACT = /^pwpayout_sandbox_/;
const MONTH_MS = 31 * 86_400_000;
/** How long an order waits before the bank has made it. */
const BANK_MS = 60_000;
/** Receivers whose bank sends the money back. */
const RETURNED = /^İade/;

function idOf({ account }: PaywallCall, code: string): string {
  return `${account.name} ${code}`;
}

/** `POST payout/send/iban`. ASSUMPTION PAYWALL-O2: a code used within the month is 4, an unknown contract 81. */
export function sendToIban(call: PaywallCall): PaywallServiceAnswer {
  const body = call.body.expectOnly(FIELDS);
  if (!CONTRACT.test(body.requiredText("PayoutProviderKey", "provider_key"))) {
    throw refuse("provider_key", "PayoutProviderKey geçersiz");
  }
  const merchantCode = body.requiredText("MerchantUniqueCode", "merchant_code", 100);
  const iban = body.requiredText("ReceiverIban", "bank_iban");
  if (!/^TR\d{24}$/.test(iban)) throw refuse("bank_iban", "ReceiverIban geçersiz");
  const amount = body.money("Amount");
  if (amount === null || amount <= 0n) throw refuse("amount", "Amount geçersiz");
  body.oneOf("CurrencyId", [1], "currency");
  const { world } = call;
  const id = idOf(call, merchantCode);
  const before = world.truth.get("pwPayout", id);
  if (before !== undefined && before.at > world.clock.now() - MONTH_MS) {
    throw refuse("duplicate", "MerchantUniqueCode bu ay kullanıldı");
  }
  const payout: PaywallPayout = {
    id,
    account: call.account.name,
    number: world.truth.next("pw_payout", 30_000),
    guid: randomUUID(),
    groupCode: body.requiredText("MerchantGroupCode"),
    merchantCode,
    title: body.requiredText("ReceiverTitle", "malformed", 200),
    iban,
    description: body.text("Description", 300),
    amount,
    at: world.clock.now(),
  };
  world.truth.put("pwPayout", payout);
  return {
    body: {
      Result: true,
      PayoutTransactionId: payout.number,
      MerchantUniqueCode: merchantCode,
      UniqueCode: payout.guid,
      Amount: decimal(amount),
    },
  };
}

/** ASSUMPTION PAYWALL-O1: 1 waiting, 2 made, 3 not made. */
function stateOf({ world }: PaywallCall, payout: PaywallPayout): number {
  if (world.clock.now() < payout.at + BANK_MS) return 1;
  return RETURNED.test(payout.title) ? 3 : 2;
}

/** `GET payout/query` by the merchant's own code. */
export function queryPayout(call: PaywallCall): PaywallServiceAnswer {
  const code = String(call.headers.merchantuniquecode ?? "").trim();
  const payout = call.world.truth.get("pwPayout", idOf(call, code));
  if (payout === undefined || payout.at > call.seenUntil) throw refuse("not_found", "Gönderim bulunamadı");
  return {
    body: {
      PayoutTransactionId: payout.number,
      MerchantGroupCode: payout.groupCode,
      MerchantUniqueCode: payout.merchantCode,
      UniqueCode: payout.guid,
      ReceiverTitle: payout.title,
      ReceiverIban: payout.iban,
      Amount: decimal(payout.amount),
      StatusId: stateOf(call, payout),
    },
  };
}
