import postgres from "postgres";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { runCommand } from "@/lib/runtime/run-command";
import { makeContext } from "../../support/context";
import type { BenchProduct } from "../bench-product";
import { barred, median, perSecond, printed, type Row } from "../report";
import { alternate, type Effort, type Timing, timeCommands } from "../rounds";
import { merchantWithLinks } from "./many-links";
import { bareCapture } from "./money-rows";

const AT_ONCE = 8;
const ACCOUNTS = 400;
const rateOf = (timings: Timing[]) => median(timings.map(({ rate }) => rate));
const ratioOf = (ours: Timing[], floor: Timing[]) =>
  median(ours.map(({ rate }, round) => rate / (floor[round]?.rate ?? rate)));

/** Releases of small parts of held money from the application, beside the same function from a bare script. */
export async function escrowRows(product: BenchProduct, effort: Effort): Promise<Row[]> {
  const { merchant, links } = await merchantWithLinks(product, ACCOUNTS, { escrow: { enabled: true } });
  const pool = { max: env().POOL_SIZE, fetch_types: false, connection: { ...{ role: "vezne_app" } } };
  const bare = postgres(env().DATABASE_URL, pool);
  try {
    for (const link of links) await bare`select book_transaction(${bare.json(bareCapture(merchant.id, link))})`;
    await product.rows("update escrow_accounts set delivered_at = vezne_now(), shipped_at = vezne_now()");
    const accounts = await product.rows<{ id: string }>("select id from escrow_accounts where merchant_id = $1", [
      merchant.id,
    ]);
    const context = makeContext(merchant);
    const actor = actorRecord(context.actor);
    let turn = 0;
    const next = () => {
      turn += 1;
      return accounts[turn % accounts.length]?.id ?? "";
    };
    const command = () => {
      const now = systemClock.now();
      return {
        merchant_id: merchant.id,
        mode: "test",
        escrow_id: next(),
        amount: "100",
        note: "bench",
        actor,
        user_id: merchant.ownerId,
        batch_id: null,
        new_release_id: newId("release", now),
        new_journal_id: newId("journal", now),
      };
    };
    const run = (work: () => Promise<unknown>) => () => timeCommands(effort.commands, AT_ONCE, work);
    const releasers = {
      ours: run(() => runCommand("vezne_app", "request_release", command())),
      useCase: run(() => requestRelease(context, { id: next(), amount: 100, note: "bench" })),
      floor: run(() => bare`select * from request_release(${bare.json(command())}) as answer`),
    };
    await alternate(1, releasers);
    await product.rows("analyze");
    const releases = await alternate(effort.rounds, releasers);
    return [
      barred({
        name: "release, from the application",
        ours: perSecond(rateOf(releases.ours)),
        floor: perSecond(rateOf(releases.floor)),
        ratio: ratioOf(releases.ours, releases.floor),
        atLeast: 0.8,
      }),
      {
        ...printed(
          "release asked for, whole use case",
          perSecond(rateOf(releases.useCase)),
          perSecond(rateOf(releases.floor)),
        ),
        ratio: ratioOf(releases.useCase, releases.floor),
        note: "it also reads the case back with its evidence and requests",
      },
    ];
  } finally {
    await bare.end();
  }
}
