import "server-only";
import type { Approval, ApprovalOutcome, ApprovalStates, ProductsOf, SoldProduct } from "../../marketplace";
import { fromMajor } from "../amounts";
import { callPaywall, type PaywallAnswer, type PaywallConnection, type PaywallOperation } from "../client";
import { queryRow, whyOf } from "../queries";
import { ProductsBody, StatesBody, VerdictsBody } from "./wire";

const command = { service: "payment", method: "POST", retryClass: "never-auto-repeat", answer: VerdictsBody } as const;
const look = { service: "payment", method: "GET", retryClass: "repeatable" } as const;

const OPERATIONS = {
  provider: { ...command, path: "api/paywall/marketplace/approve/pw/product" },
  us: { ...command, path: "api/paywall/marketplace/approve/self/product" },
  cancel: { ...command, path: "api/paywall/marketplace/reject/product" },
  states: { ...look, path: "api/paywall/marketplace/report/approval", answer: StatesBody },
  products: { ...look, keys: "private", path: "api/paywall/product", answer: ProductsBody },
} as const;

/** The payment's number, which the marketplace knows it by. */
async function paymentNumber(connection: PaywallConnection, transactionId: string) {
  const row = await queryRow(connection, { transactionId });
  return row.kind === "ok" ? { ...row, number: Number(row.body.PaymentId) } : row;
}

/** Refused before anything was sent. */
const refusedHere = (code: string, callId = ""): ApprovalOutcome => ({ kind: "rejected", code, message: "", callId });

/** Each product asked about has exactly one verdict, and nobody else's stands beside it; anything else is unknown. */
function readVerdicts(body: unknown, asked: readonly string[], callId: string): ApprovalOutcome {
  const parsed = VerdictsBody.safeParse(body);
  if (!parsed.success) return { kind: "unknown", why: "malformed" };
  const done = (parsed.data.Success ?? []).map(({ ProductId }) => String(ProductId));
  const refused = (parsed.data.Fail ?? []).map(({ ProductId, Reason }) => ({
    id: String(ProductId),
    reason: Reason ?? "",
  }));
  const answered = [...done, ...refused.map(({ id }) => id)];
  const isWhole = answered.length === asked.length && asked.every((id) => answered.includes(id));
  return isWhole ? { kind: "answered", done, refused, callId } : { kind: "unknown", why: "another_product" };
}

/** A refusal that carries verdicts is their answer (code 1); one without says that nothing happened. */
function readCommand(answer: PaywallAnswer<unknown>, asked: readonly string[]): ApprovalOutcome {
  const { callId } = answer;
  if (answer.kind === "ok") return readVerdicts(answer.body, asked, callId);
  if (answer.kind !== "refused") return { kind: "unknown", why: whyOf(answer) };
  const hasVerdicts = typeof answer.body === "object" && answer.body !== null;
  if (hasVerdicts) return readVerdicts(answer.body, asked, callId);
  return { kind: "rejected", code: String(answer.code), message: answer.message, callId };
}

/** Numbers of Paywall's products, each once. */
function readIds(productIds: readonly string[]): number[] | undefined {
  const isGood = productIds.length > 0 && productIds.every((id) => /^[1-9]\d{0,14}$/.test(id));
  return isGood && new Set(productIds).size === productIds.length ? productIds.map(Number) : undefined;
}

async function send(
  connection: PaywallConnection,
  operation: PaywallOperation<typeof VerdictsBody>,
  asked: readonly string[],
  body: Record<string, unknown>,
): Promise<ApprovalOutcome> {
  return readCommand(await callPaywall(connection, operation, body), asked);
}

/** Owes the sellers of these products their shares (docs/providers/paywall.md 12.2). */
export async function approveProducts(connection: PaywallConnection, approval: Approval): Promise<ApprovalOutcome> {
  const { transactionId, productIds, shareBy, transferText } = approval;
  const ProductIds = readIds(productIds);
  if (ProductIds === undefined) return refusedHere("bad_products");
  const payment = await paymentNumber(connection, transactionId);
  if (payment.kind !== "ok")
    return refusedHere(payment.kind === "absent" ? "not_found" : "not_looked_up", payment.callId);
  const Payout = transferText === undefined ? {} : { Payout: { DescriptionApply: true, Description: transferText } };
  return send(connection, OPERATIONS[shareBy], productIds, { PaymentId: payment.number, ProductIds, ...Payout });
}

/**
 * The service takes any product of the merchant: that these are the payment's own is looked at first, so that no
 * other payment's approval is ever taken back.
 */
export async function cancelApproval(connection: PaywallConnection, of: ProductsOf): Promise<ApprovalOutcome> {
  const ProductIds = readIds(of.productIds);
  if (ProductIds === undefined) return refusedHere("bad_products");
  const states = await approvalStates(connection, of.transactionId);
  if (states.kind !== "found") return refusedHere(states.kind === "absent" ? "not_found" : "not_looked_up");
  const own = states.products.map(({ id }) => id);
  if (!of.productIds.every((id) => own.includes(id))) return refusedHere("another_payments_product", states.callId);
  return send(connection, OPERATIONS.cancel, of.productIds, { ProductIds });
}

async function soldProducts(connection: PaywallConnection, paymentid: number): Promise<SoldProduct[] | string> {
  const list = await callPaywall(connection, OPERATIONS.products, { paymentid });
  if (list.kind !== "ok") return whyOf(list);
  const products = list.body.map(({ Id, MemberId, ProductId, ProductAmount }) => ({
    id: String(Id),
    reference: ProductId,
    member: MemberId || null,
    amount: fromMajor(ProductAmount),
  }));
  const whole = products.flatMap(({ amount, ...rest }) => (amount === undefined ? [] : [{ ...rest, amount }]));
  return whole.length === products.length ? whole : "malformed";
}

/** What was sold and what of it is approved; a product that stands in both lists or in neither makes it unknown. */
export async function approvalStates(connection: PaywallConnection, transactionId: string): Promise<ApprovalStates> {
  const payment = await paymentNumber(connection, transactionId);
  if (payment.kind === "absent") return { kind: "absent" };
  if (payment.kind !== "ok") return { kind: "unknown", why: whyOf(payment) };
  const sold = await soldProducts(connection, payment.number);
  if (typeof sold === "string") return { kind: "unknown", why: `products_${sold}` };
  const states = await callPaywall(connection, OPERATIONS.states, { paymentid: payment.number });
  if (states.kind !== "ok") return { kind: "unknown", why: `states_${whyOf(states)}` };
  const idsOf = (rows: { ProductId: number }[]) => rows.map(({ ProductId }) => String(ProductId));
  const [approved, open] = [idsOf(states.body.Approved), idsOf(states.body.NotApproved)];
  const sellers = sold.filter(({ member }) => member !== null);
  if (sellers.some(({ id }) => approved.includes(id) === open.includes(id))) {
    return { kind: "unknown", why: "contradiction" };
  }
  const products = sold.map((product) => ({ ...product, approved: approved.includes(product.id) }));
  return { kind: "found", products, callId: states.callId };
}
