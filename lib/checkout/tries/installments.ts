import "server-only";
import { withMerchant } from "@/db/tenancy";
import { type Clock, monotonicMs } from "@/lib/kernel/clock";
import { money } from "@/lib/kernel/money";
import type { InstallmentOption } from "@/lib/providers/three-d";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { openProvider, type ProviderAccount } from "@/lib/settings/provider-account-repository";
import { plansUpTo } from "../checkout";
import { findPayToken } from "../find-pay-token.system";
import { chooseAccounts } from "../routing/choose-accounts";
import { type CheckoutRecord, readCheckout } from "../sessions/repository";
import type { ReadForm } from "./read-form";

/** A payer looks at the table while they type: it is asked once a card and sum, and kept so long. */
const KEEP_MS = 60_000;
const KEEP_AT_MOST = 500;
const PATIENCE_MS = 3_000;

type Kept = { until: number; options: InstallmentOption[] };

type Asked = Promise<InstallmentOption[] | undefined>;

const kept = () => processSingleton("installment-tables", () => new Map<string, Kept>());
const asking = () => processSingleton("installment-questions", () => new Map<string, Asked>());

/** The provider's table for a card, or undefined where it gave none. Who asks while it is being asked waits for that answer. */
function tableOf(checkout: CheckoutRecord, account: ProviderAccount, bin: string): Asked {
  const key = [account.merchantId, account.id, checkout.amount, bin, checkout.payerBearsDifference].join("|");
  const known = kept().get(key);
  if (known && known.until > monotonicMs()) return Promise.resolve(known.options);
  const running = asking().get(key);
  if (running) return running;
  const asked = askForTable(checkout, account, { bin, key }).finally(() => asking().delete(key));
  asking().set(key, asked);
  return asked;
}

/** Only definite answers are kept. */
async function askForTable(
  checkout: CheckoutRecord,
  account: ProviderAccount,
  { bin, key }: { bin: string; key: string },
): Asked {
  const provider = openProvider(account, { subjectKind: "provider_account", subjectId: account.id }, PATIENCE_MS);
  const table = await provider.installmentTable(money(checkout.amount, "TRY"), bin, checkout.payerBearsDifference);
  if (table.kind !== "found") return undefined;
  if (kept().size >= KEEP_AT_MOST) kept().clear();
  kept().set(key, { until: monotonicMs() + KEEP_MS, options: table.options });
  return table.options;
}

/**
 * What the card is charged in all for the plan that was chosen, minor units. A single payment is the price itself;
 * a plan the provider does not name for this card is undefined: it is refused, never guessed.
 */
export async function totalOf(
  checkout: CheckoutRecord,
  account: ProviderAccount,
  read: ReadForm,
): Promise<bigint | undefined> {
  if (read.installments === 1) return checkout.amount;
  if (read.bin === null) return undefined;
  const table = await tableOf(checkout, account, read.bin);
  return table?.find(({ count }) => count === read.installments)?.total;
}

/** The plans of a card on a checkout's page; a single payment at the price is always among them. */
export async function readInstallments(
  token: string,
  bin: string,
  accountId: string | undefined,
  clock: Clock,
): Promise<{ options: { count: number; total: string }[] }> {
  const subject = /^\d{6,8}$/.test(bin) ? await findPayToken(token) : undefined;
  if (subject?.subjectKind !== "checkout") return { options: [] };
  const { checkout, account } = await withMerchant(subject.merchantId, async (tx) => {
    const found = await readCheckout(tx, subject.merchantId, subject.subjectId);
    const accounts = await chooseAccounts(tx, found, {}, clock.now());
    // The page's own account, so that the sums shown are those of the account that will be asked.
    return { checkout: found, account: accounts.find(({ id }) => id === accountId) ?? accounts[0] };
  });
  if (checkout.status !== "open" && checkout.status !== "processing") return { options: [] };
  const single = { count: 1, total: checkout.amount.toString() };
  const table = account && checkout.maxInstallments > 1 ? await tableOf(checkout, account, bin) : undefined;
  const plans = plansUpTo(checkout.maxInstallments);
  const more = (table ?? []).filter(({ count }) => count > 1 && plans.includes(count));
  return {
    options: [single, ...more.map(({ count, total }) => ({ count, total: total.toString() }))],
  };
}
