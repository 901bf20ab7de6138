import "server-only";
import { isDeepStrictEqual } from "node:util";
import { chooseAccounts } from "@/lib/checkout/routing/choose-accounts";
import { frozenTerms } from "@/lib/escrow/freeze-terms";
import { addHours } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newToken } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { becauseOf, recordChange } from "@/lib/runtime/record-change";
import { tokenHash } from "@/lib/runtime/token-hash";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { toCheckoutDto } from "./checkout-dto";
import { type CheckoutRecord, insertCheckout, insertCheckoutToken, readCheckout } from "./repository";
import { type CheckoutDto, CreateCheckoutInput } from "./schemas";

function draftRow(scope: Scope, input: CreateCheckoutInput) {
  const now = scope.now();
  return {
    merchantId: scope.merchantId,
    id: scope.commandId("checkout"),
    mode: scope.mode,
    status: "open",
    because: becauseOf("checkout_opened", scope.actor, now),
    amount: input.amount,
    currency: input.currency,
    provider: input.provider ?? null,
    description: input.description ?? null,
    customerName: input.customer.name ?? null,
    customerEmail: input.customer.email ?? null,
    customerPhone: input.customer.phone ?? null,
    items: input.items,
    capture: input.capture,
    maxInstallments: input.installments.max,
    payerBearsDifference: input.installments.payer_bears_difference,
    referenceNo: input.reference_no ?? null,
    shareToken: newToken(),
    successUrl: input.success_url ?? null,
    failureUrl: input.failure_url ?? null,
    escrow: frozenTerms(input.escrow),
    metadata: input.metadata,
    expiresAt: addHours(now, input.expires_in_hours),
    createdBy: "userId" in scope.actor ? scope.actor.userId : actorRecord(scope.actor).id,
    createdAt: now,
    updatedAt: now,
  };
}

/** What the caller decided about a checkout; the rest we made up ourselves. */
const REQUESTED = [
  "amount",
  "currency",
  "provider",
  "description",
  "customerName",
  "customerEmail",
  "customerPhone",
  "items",
  "capture",
  "maxInstallments",
  "payerBearsDifference",
  "referenceNo",
  "successUrl",
  "failureUrl",
  "escrow",
  "metadata",
] as const;

function sameRequest(known: CheckoutRecord, row: ReturnType<typeof draftRow>): CheckoutRecord {
  if (REQUESTED.every((name) => isDeepStrictEqual(known[name], row[name]))) return known;
  throw new AppError("idempotency_mismatch", "this command made another checkout before", { checkout_id: known.id });
}

/**
 * Opens a payment page of our own. No provider is called: the first call is the payer's.
 * @throws AppError invalid_input (also where no account of this mode can do what is asked), forbidden
 */
export const createCheckout = defineUseCase({
  name: "checkout.create",
  permission: "paylinks:write",
  input: CreateCheckoutInput,
  async run(scope, input): Promise<CheckoutDto> {
    return scope.transact(async (tx) => {
      const row = draftRow(scope, input);
      const accounts = await chooseAccounts(tx, row, {}, scope.now());
      if (accounts.length === 0) {
        throw new AppError("invalid_input", "no provider account of this mode can take such a payment", {
          errors: [{ path: input.capture === "manual" ? "capture" : "provider", message: "no_account_can" }],
        });
      }
      const made = await insertCheckout(tx, row);
      if (!made) {
        return toCheckoutDto(sameRequest(await readCheckout(tx, scope.merchantId, row.id), row), null);
      }
      await insertCheckoutToken(tx, {
        tokenHash: tokenHash(made.shareToken),
        merchantId: scope.merchantId,
        subjectKind: "checkout",
        subjectId: made.id,
        createdAt: scope.now(),
      });
      await recordChange(tx, {
        merchantId: scope.merchantId,
        mode: scope.mode,
        actor: scope.actor,
        action: "checkout.open",
        subjectKind: "checkout",
        subjectId: made.id,
        paylinkId: null,
        paymentId: null,
        from: null,
        to: "open",
      });
      return toCheckoutDto(made, null);
    });
  },
});
