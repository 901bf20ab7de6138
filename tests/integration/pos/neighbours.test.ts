import { beforeAll, describe, expect, it } from "vitest";
import type { PosSessionDto } from "@/lib/pos/schemas";
import { answerForPosSale, cancelPosSale, seePosAlarm } from "@/lib/pos/steps/decide-sale";
import { reversePosSale } from "@/lib/pos/steps/reverse-sale";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";
import { ask, startSale } from "./pos-sale";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
const phone = (session: PosSessionDto, action: Parameters<typeof product.sandbox.pos>[1]) =>
  product.sandbox.pos(session.payment_session_id ?? "", action);

/** Every row of a sale as it stands, to the last column. */
async function rowsOf({ id, payment_id }: PosSessionDto) {
  const of = (table: string, column: string, value: string) =>
    product.rows(`select to_jsonb(t) as row from ${table} t where ${column} = $1 order by 1`, [value]);
  return {
    session: await of("pos_sessions", "id", id),
    payment: await of("payments", "id", payment_id),
    tries: await of("attempts", "payment_id", payment_id),
    audit: await of("audit_log", "payment_id", payment_id),
  };
}

const nextCheckOf = async ({ id }: PosSessionDto) =>
  (
    await product.rows<{ seconds: number }>(
      "select round(extract(epoch from next_check_at - vezne_now()))::int as seconds from pos_sessions where id = $1",
      [id],
    )
  )[0]?.seconds;

describe("whatever becomes of one sale, the sale beside it stays as it is", () => {
  it.each<[string, (session: PosSessionDto) => Promise<unknown>]>([
    [
      "declined, then paid with another card",
      async (session) => {
        await phone(session, "decline");
        await ask(merchant, session.id);
        await phone(session, "approve");
        await ask(merchant, session.id);
      },
    ],
    [
      "given up, paid all the same, seen and given back",
      async (session) => {
        await cancelPosSale(owner(), { id: session.id });
        expect(await nextCheckOf(session)).toBeLessThanOrEqual(3);
        await phone(session, "late_success");
        await ask(merchant, session.id);
        await seePosAlarm(owner(), { id: session.id });
        await reversePosSale(owner(), { id: session.id });
      },
    ],
    [
      "silent, with a slip that nobody paid",
      async (session) => {
        await product.advance(901);
        await ask(merchant, session.id);
        await answerForPosSale(owner(), { id: session.id, answer: "slip_declined" });
      },
    ],
    [
      "silent, with a paid slip",
      async (session) => {
        await product.advance(901);
        await ask(merchant, session.id);
        await answerForPosSale(owner(), { id: session.id, answer: "slip_paid" });
        await phone(session, "late_success");
        await ask(merchant, session.id);
      },
    ],
  ])("%s", async (_what, happens) => {
    const [first, session, last] = [await startSale(merchant), await startSale(merchant), await startSale(merchant)];
    const before = [await rowsOf(first), await rowsOf(last)];
    await happens(session);
    expect([await rowsOf(first), await rowsOf(last)]).toEqual(before);
  });
});
