import { NextRequest } from "next/server";
import { GET } from "@/app/(checkout)/pay/[token]/installments/route";
import { resolveReturn } from "@/lib/checkout/returns/resolve-return";
import { startCheckoutPayment } from "@/lib/checkout/start-payment";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { openCheckout, tokenOf } from "../../support/checkout/factories-checkout";
import { walkBank } from "../../support/checkout/walk-bank";
import { createMerchant, type TestMerchant } from "../../support/factories";
import type { BenchProduct } from "../bench-product";
import { median, milliseconds, printed, quantile, type Row } from "../report";
import { alternate, type Effort, timeCommands } from "../rounds";

const PROVIDERS = {
  paynet: { number: "4355084355084358", password: "a", start: "%tds_initial" },
  paywall: { number: "5293601234567896", password: "123456", start: "%start3d" },
} as const;
type Provider = keyof typeof PROVIDERS;

const FORM = {
  name: "Ayşe Örnek",
  email: "ayse@example.com",
  phone: "5321234567",
  holder: "AYSE ORNEK",
  expiry: "12/29",
  code: "000",
  installments: "1",
  cardToken: "",
  cardSession: "",
  bin: "",
  acceptTerms: "1",
};
const ADDRESS = "198.51.100.7";
const AT_ONCE = 8;
const AIM_MS = 8;
const TABLE_AIM_MS = 300;

type Taken = { start: number; booked: number; attemptId: string };

/** One payment: from the pressed button to the bank's address, and from the payer's return to the booked money. */
async function payOnce(product: BenchProduct, merchant: TestMerchant, provider: Provider): Promise<Taken> {
  const { number, password } = PROVIDERS[provider];
  const checkout = await openCheckout(merchant);
  const began = performance.now();
  const started = await startCheckoutPayment({
    token: tokenOf(checkout),
    form: { ...FORM, number, account: merchant.accountId },
    cookie: () => undefined,
    address: ADDRESS,
    clock: systemClock,
  });
  const start = performance.now() - began;
  if (started.kind !== "started") throw new Error(`the start was ${started.kind}`);
  const [attempt] = await product.rows<{ id: string; url: string }>(
    "select a.id, a.provider_url as url from attempts a join payments p on p.merchant_id = a.merchant_id and p.id = a.payment_id where p.checkout_id = $1",
    [checkout.id],
  );
  if (!attempt) throw new Error("the try was not written");
  const { address, fields } = await walkBank(attempt.url, password, process.env.APP_URL ?? "");
  const [, name = "", segment = ""] = /\/api\/returns\/([a-z]+)\/([^/?]+)/.exec(address) ?? [];
  const back = performance.now();
  await resolveReturn({
    provider: name,
    segment: decodeURIComponent(segment),
    transactionId: undefined,
    fields,
    cookie: () => undefined,
    address: ADDRESS,
    clock: systemClock,
  });
  await followAttempt({ merchantId: merchant.id, attemptId: attempt.id, clock: systemClock });
  const booked = performance.now() - back;
  const [row] = await product.rows<{ status: string }>("select status from attempts where id = $1", [attempt.id]);
  if (row?.status !== "captured") throw new Error(`the try is ${row?.status}`);
  return { start, booked, attemptId: attempt.id };
}

/** What the provider itself took for the calls of a try, milliseconds: its start, and everything after. */
async function providerPart(product: BenchProduct, { attemptId }: Taken, provider: Provider) {
  const [row] = await product.rows<{ start: number | null; after: number | null }>(
    `select sum(duration_ms) filter (where operation like $2)::float8 as start,
       sum(duration_ms) filter (where operation not like $2)::float8 as after
     from provider_calls where subject_id = $1 and state = 'answered'`,
    [attemptId, PROVIDERS[provider].start],
  );
  if (!row?.start || !row.after) throw new Error("a try's calls to the provider were not recorded");
  return { start: row.start, after: row.after };
}

function beyond(name: string, whole: number[], provider: number[]): Row {
  const own = median(whole.map((value, index) => value - (provider[index] ?? value)));
  const floor = median(provider);
  const note = `aim ${AIM_MS} ms beyond: ${own <= AIM_MS ? "reached" : "missed"}; floor is the provider's part, ratio the whole against it`;
  return { ...printed(name, milliseconds(own), milliseconds(floor), note), ratio: median(whole) / floor };
}

/** Our time beyond the provider's on the way to the bank and from it, at each provider. */
export async function checkoutRows(product: BenchProduct, effort: Effort): Promise<Row[]> {
  const shops = {
    paynet: await createMerchant({ provider: "paynet", cardEntry: "server_card_entry" }),
    paywall: await createMerchant({ provider: "paywall", cardEntry: "server_card_entry" }),
  };
  const pay = (provider: Provider) => () => payOnce(product, shops[provider], provider);
  const contenders = { paynet: pay("paynet"), paywall: pay("paywall") };
  await alternate(3, contenders);
  await product.rows("analyze");
  const payments = await alternate(Math.max(5, Math.round(effort.commands / 8)), contenders);
  const rows: Row[] = [];
  for (const provider of ["paynet", "paywall"] as const) {
    const parts = await Promise.all(payments[provider].map((taken) => providerPart(product, taken, provider)));
    const started = payments[provider].map(({ start }) => start);
    const booked = payments[provider].map((taken) => taken.booked);
    rows.push(
      beyond(
        `checkout at ${provider}: pressed until the bank's address, beyond the provider`,
        started,
        parts.map(({ start }) => start),
      ),
      beyond(
        `checkout at ${provider}: returned until booked, beyond the provider`,
        booked,
        parts.map(({ after }) => after),
      ),
    );
  }
  for (const provider of ["paynet", "paywall"] as const) rows.push(await tableRow(shops[provider], provider, effort));
  return rows;
}

/** The route of a card's plans while the payer types, without the web server around it: eight payers at once, each with a card nobody asked about before. */
async function tableRow(merchant: TestMerchant, provider: Provider, effort: Effort): Promise<Row> {
  const checkout = await openCheckout(merchant, { installments: { max: 6 } });
  const token = tokenOf(checkout);
  const first = PROVIDERS[provider].number.slice(0, 6);
  const taken: number[] = [];
  const ask = async (n: number) => {
    const began = performance.now();
    const bin = `${first}${String(n % 100).padStart(2, "0")}`;
    const query = new URLSearchParams({ bin, account: merchant.accountId });
    const request = new NextRequest(`http://127.0.0.1/pay/${token}/installments?${query}`);
    const answer = await GET(request, { params: Promise.resolve({ token }) });
    const { options } = (await answer.json()) as { options: unknown[] };
    taken.push(performance.now() - began);
    if (options.length < 2) throw new Error("the provider gave no plans");
  };
  await timeCommands(Math.min(100, effort.commands), AT_ONCE, ask);
  const [p50, p95] = [quantile(taken, 0.5), quantile(taken, 0.95)];
  const note = `${AT_ONCE} at once, each another card; aim p95 ${TABLE_AIM_MS} ms: ${p95 <= TABLE_AIM_MS ? "reached" : "missed"}`;
  return printed(
    `instalments of a card at ${provider}`,
    `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`,
    "",
    note,
  );
}
