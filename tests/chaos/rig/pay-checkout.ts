import type { Arrival } from "../../support/checkout/walk-bank";
import { walkBank } from "../../support/checkout/walk-bank";
import { eventuallyPasses } from "../../support/eventually-passes";
import type { Answer, Rig } from "./open-rig";

export type Checkout = { id: string; url: string };

const CARD = { paynet: "4355084355084358", paywall: "5293601234567896" };
const PASSWORD = { paynet: "a", paywall: "123456" };
export type Provider = keyof typeof CARD;

/** A checkout of the demo merchant whose cards pass through our server, made through REST. */
export async function openCheckout(rig: Rig, provider: Provider, amount: number): Promise<Checkout> {
  await rig.rows("update provider_accounts set card_entry = 'server_card_entry' where merchant_id = $1", [
    rig.merchant.id,
  ]);
  const answer = await rig.api("POST", "/checkouts", { body: { amount, currency: "TRY", provider } });
  if (answer.status !== 201) throw new Error(`checkout: ${answer.status} ${answer.text}`);
  return answer.body as unknown as Checkout;
}

/** One press of "pay" as the page's script sends it; `go` of the answer is the payer's own page. */
export async function press(rig: Rig, checkout: Checkout, provider: Provider): Promise<Answer> {
  const [account] = await rig.rows<{ id: string }>(
    "select id from provider_accounts where merchant_id = $1 and provider = $2 order by is_default desc, created_at limit 1",
    [rig.merchant.id, provider],
  );
  const form = new FormData();
  const fields = {
    ...{ name: "Yük Altında", email: "", phone: "", holder: "YUK ALTINDA", number: CARD[provider], expiry: "12/29" },
    ...{ code: "000", installments: "1", acceptTerms: "1", account: account?.id ?? "", script: "1" },
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return rig.send(`${checkout.url}/start`, { method: "POST", body: form });
}

/** The payer's way through the bank, to the door of our return address. */
export async function throughBank(rig: Rig, checkout: Checkout, provider: Provider): Promise<Arrival> {
  const url = await eventuallyPasses(async () => {
    const [row] = await rig.rows<{ url: string | null }>(
      `select a.provider_url as url from attempts a join payments p on p.merchant_id = a.merchant_id and p.id = a.payment_id
       where p.checkout_id = $1 and a.status = 'redirected' order by a.started_at desc limit 1`,
      [checkout.id],
    );
    if (!row?.url) throw new Error("nobody was sent to a bank");
    return row.url;
  }, 20_000);
  return walkBank(url, PASSWORD[provider], new URL(checkout.url).origin);
}

/** Comes back from the bank once. */
export const comeBack = (rig: Rig, { address, fields }: Arrival): Promise<Answer> =>
  rig.send(address, { method: "POST", body: new URLSearchParams(fields) });

/** The sums a provider took for a checkout, by the references of its tries. */
export async function takenFor(rig: Rig, checkout: Checkout): Promise<number[]> {
  const rows = await rig.rows<{ reference: string }>(
    `select a.provider_reference as reference from attempts a
     join payments p on p.merchant_id = a.merchant_id and p.id = a.payment_id where p.checkout_id = $1`,
    [checkout.id],
  );
  const ours = new Set(rows.map(({ reference }) => reference));
  const truth = (await rig.send(`${rig.sandboxUrl}/_control/state`)).body as Record<
    Provider,
    Record<string, Record<string, unknown>[]>
  >;
  const paynet = (truth.paynet.transactions ?? []).filter(
    (row) => row.is_succeed === true && row.transaction_type === 1 && ours.has(String(row.reference_no)),
  );
  const paywall = (truth.paywall.transactions ?? []).filter(
    (row) => row.succeeded === true && ours.has(String(row.merchant_unique_code)),
  );
  return [...paynet, ...paywall].map((row) => Number(row.amount));
}
