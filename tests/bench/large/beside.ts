import { barred, milliseconds, quantile, type Row } from "../report";
import { plansOf } from "./plans";
import type { Ask } from "./questions";
import type { Shops } from "./shops";

const BAR = 1.5;
/** Below this a ratio is the noise of a round trip. */
const NOISE_MS = 2;
const WARMING = 3;
const AGAIN = 4;

/** Both shops in turn, so that the machine's drift meets both; the first rounds only warm. */
async function timed(ask: Ask, { small, large }: Shops, tries: number): Promise<[floor: number, ours: number]> {
  const taken: [number[], number[]] = [[], []];
  for (let round = -Math.min(WARMING, tries); round < tries; round += 1) {
    for (const [index, asker] of [small, large].entries()) {
      const began = performance.now();
      await ask(asker);
      if (round >= 0) taken[index]?.push(performance.now() - began);
    }
  }
  return [quantile(taken[0], 0.95), quantile(taken[1], 0.95)];
}

/** One question at both shops: p95 of each, and the indexes of the large one's plans. A table read whole misses the bar. */
export async function besideRow(name: string, ask: Ask, shops: Shops, tries: number): Promise<Row> {
  let [floor, ours] = await timed(ask, shops, tries);
  // Few samples on a busy machine: a row that seems to miss is asked again more often, and only the longer series counts.
  if (tries > WARMING && ours > BAR * floor) [floor, ours] = await timed(ask, shops, AGAIN * tries);
  const ratio = ours <= NOISE_MS ? Math.min(1, ours / floor) : ours / floor;
  const { indexes, readWhole, pages } = await plansOf(shops.large.merchantId, () => ask(shops.large));
  const few = await plansOf(shops.small.merchantId, () => ask(shops.small));
  const plan = readWhole.length > 0 ? `READ WHOLE: ${readWhole.join(", ")}` : indexes.join(", ");
  const note = `${pages} pages beside ${few.pages}; ${plan}`;
  const row = barred({
    name: `large of ${shops.large.count}: ${name}, p95`,
    ...{ ours: milliseconds(ours), floor: milliseconds(floor), ratio, atMost: BAR, note },
  });
  return { ...row, met: row.met === true && readWhole.length === 0 };
}
