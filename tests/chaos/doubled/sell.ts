import { eventuallyPasses } from "../../support/eventually-passes";
import type { Pair } from "./open-pair";

/** What the sellers saw. `broken`: what was no answer, by its words; the same request with its key was sent again. */
export type Sold = { asked: number; made: string[]; broken: Record<string, number>; lost: string[] };

const ANSWER_MS = 15_000;
const INSIST_MS = 90_000;

async function send(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: "" };
  }
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", connection: "close", ...headers },
  body: JSON.stringify(body),
});

/** One sale as a merchant's backend makes it: link, the payer's money at the provider; the rest is the product's own. */
async function sale(pair: Pair, name: string, sold: Sold): Promise<void> {
  const body = { amount: 12_500, currency: "TRY", customer: { name: "İki Kat" }, reference_no: name };
  const init = post(body, { authorization: `Bearer ${pair.apiKey}`, "idempotency-key": name });
  sold.asked += 1;
  const answer = await eventuallyPasses(async () => {
    const got = await send(`${pair.appUrl}/api/v1/paylinks`, init);
    if (got.status === 201) return got;
    const why = `${got.status} ${got.text.slice(0, 60)}`;
    if (got.status !== 409) sold.broken[why] = (sold.broken[why] ?? 0) + 1;
    throw new Error(`${got.status} ${got.text}`);
  }, INSIST_MS);
  const { id, provider_id } = JSON.parse(answer.text) as { id: string; provider_id: string | null };
  sold.made.push(id);
  // Its create was lost on the way and is being looked up: there is nothing a payer could pay yet.
  if (provider_id === null) sold.lost.push(id);
  else await send(`${pair.sandboxUrl}/_control/paylinks/${provider_id}/pay`, post({}));
}

/** So many sales a second, each begun at its own moment whatever the others do, until `isOver`; then all are awaited. */
export async function sellUntil(pair: Pair, perSecond: number, name: string, isOver: () => boolean): Promise<Sold> {
  const sold: Sold = { asked: 0, made: [], broken: {}, lost: [] };
  const sales: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const clock = setInterval(() => {
      if (isOver()) {
        clearInterval(clock);
        resolve();
      } else sales.push(sale(pair, `${name}-${sales.length}`, sold));
    }, 1_000 / perSecond);
  });
  await Promise.all(sales);
  return sold;
}
