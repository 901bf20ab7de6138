import { randomBytes } from "node:crypto";
import { handOver } from "@/lib/checkout/hand-over";
import { resolveReturn } from "@/lib/checkout/returns/resolve-return";
import { systemClock } from "@/lib/kernel/clock";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { type Booking, bookTransaction } from "@/lib/payments/book-transaction";
import type { ProviderTransaction } from "@/lib/providers/port";
import { makeContext } from "./context";
import type { TestMerchant } from "./factories";
import type { ProviderSandbox, SandboxLink } from "./sandbox-on-port";

/** The least a link needs; anything else is the test's wish. */
export const linkInput = (wish: Record<string, unknown> = {}) => ({
  amount: 100_000,
  currency: "TRY",
  customer: { name: "Ayşe Örnek" },
  ...wish,
});

export const createLink = (merchant: TestMerchant, wish: Record<string, unknown> = {}): Promise<PaylinkDto> =>
  createPaylink(makeContext(merchant), linkInput(wish));

export const shareTokenOf = (link: PaylinkDto): string => link.share_url.slice(link.share_url.lastIndexOf("/") + 1);

export const capabilityOf = (address: string): string => new URL(address).pathname.split("/").at(-1) ?? "";

/** The link as the provider holds it; there must be exactly one. */
export async function atProvider(sandbox: ProviderSandbox, link: PaylinkDto): Promise<SandboxLink> {
  const [only, ...more] = await sandbox.linksOf(link.provider_reference);
  if (only === undefined || more.length > 0) throw new Error(`${more.length + (only ? 1 : 0)} links at the provider`);
  return only;
}

/** A payer's browser: it remembers our cookies and nothing else. */
export class PayerBrowser {
  private readonly jar = new Map<string, string>();

  readonly cookie = (name: string): string | undefined => this.jar.get(name);

  /** Presses "go to payment"; undefined when the link refuses. */
  async goToPayment(link: PaylinkDto): Promise<string | undefined> {
    const result = await handOver(shareTokenOf(link), this.cookie, systemClock);
    if (result.kind === "refused") return undefined;
    this.jar.set(result.cookieName, result.paymentToken);
    return result.paymentToken;
  }

  /** Comes back from the bank to the address the provider was given; answers the path it is sent to. */
  async comeBack(address: string, transactionId: string | undefined): Promise<string> {
    const target = await resolveReturn({
      provider: "paynet",
      segment: capabilityOf(address),
      transactionId,
      cookie: this.cookie,
      address: "198.51.100.7",
      clock: systemClock,
    });
    if (target.cookie) this.jar.set(target.cookie.name, target.cookie.value);
    return target.path;
  }
}

/** Letters only: a run of digits could pass for a card number (invariant I16). */
const newTransactionId = () => `xk_${String.fromCharCode(...[...randomBytes(24)].map((byte) => 97 + (byte % 26)))}`;

/** A captured transaction of a link as the provider's adapter would answer it; figures add up unless wished otherwise. */
export function transactionOf(link: PaylinkDto, wish: Partial<ProviderTransaction> = {}): ProviderTransaction {
  const amountCharged = wish.amountCharged === undefined ? BigInt(link.amount) : wish.amountCharged;
  const commission = wish.commission ?? ((amountCharged ?? 0n) * 2n) / 100n;
  return {
    transactionId: newTransactionId(),
    kind: "sale",
    reference: link.provider_reference,
    verdict: "captured",
    amountCharged,
    net: (amountCharged ?? 0n) - (commission ?? 0n),
    commission,
    commissionTax: 0n,
    currency: "TRY",
    currencyText: "TRY",
    installments: 0,
    card: { bin: "435508", last4: "4358", brand: "visa", bank: "AXSS", type: "credit" },
    decline: null,
    occurredAt: systemClock.now(),
    refs: {},
    ...wish,
  };
}

export const declinedTransactionOf = (link: PaylinkDto): ProviderTransaction =>
  transactionOf(link, {
    verdict: "failed",
    decline: { code: "51", class: "insufficient_funds", message: "Yetersiz bakiye" },
  });

/** Books a provider answer directly, as the follower does; the invariants know the call as "test". */
export function book(
  merchant: TestMerchant,
  link: PaylinkDto,
  transaction: ProviderTransaction,
  more: Partial<Booking> = {},
) {
  return bookTransaction({
    merchantId: merchant.id,
    paylinkId: link.id,
    transaction,
    callId: "test",
    actor: { kind: "system", id: "follow-paylink" },
    clock: systemClock,
    ...more,
  });
}
