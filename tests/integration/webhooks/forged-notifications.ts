import { createHmac } from "node:crypto";
import fc from "fast-check";

/** One notification to be posted: what it says, to which address, under which signature, how many times. */
export type Forgery = { segment: string; body: string; headers: Record<string, string>; times: number };

/** What a forger could know: genuine bodies, references of everybody, addresses of everybody. */
export type Known = {
  bodies: Record<string, unknown>[];
  references: string[];
  transactions: string[];
  capabilities: string[];
};

const AMOUNTS = [0, 0.01, -1, 1, 999.99, 1000, 1000.01, 10_000_000, "1000,00", "1.000", "1e400", null, "NaN"];
const CURRENCIES = ["TRY", "TL", "USD", "EUR", "949", "", null, 0];
const FLAGS = [true, false, "true", "false", 1, 0, null, "yes"];

function mutationsOf(known: Known): Record<string, fc.Arbitrary<unknown>> {
  const amount = fc.oneof(fc.constantFrom(...AMOUNTS), fc.double({ noNaN: true }));
  const id = fc.oneof(fc.constantFrom(...known.transactions), fc.string({ maxLength: 40 }));
  const reference = fc.oneof(fc.constantFrom(...known.references), fc.string({ maxLength: 60 }));
  return {
    referance_no: reference,
    reference_no: reference,
    xact_id: id,
    order_id: id,
    authorization_code: id,
    amount,
    netAmount: amount,
    comission: amount,
    comission_tax: amount,
    currency: fc.constantFrom(...CURRENCIES),
    is_succeed: fc.constantFrom(...FLAGS),
    code: fc.constantFrom(0, 100, 1, "0"),
    instalment: fc.constantFrom(0, 1, 12, -1, "3"),
    status: fc.constantFrom("paid", "captured", "refunded", 1, null),
    xact_date: fc.constantFrom("2020-01-01", "31.12.2099 23:59", "", null),
    card_number: fc.constantFrom("4355084355084358", "435508******4358", ""),
    merchant_id: fc.string({ maxLength: 30 }),
  };
}

function signed(text: string, secret: string, ageSeconds: number, nowSeconds: number): Record<string, string> {
  const at = nowSeconds - ageSeconds;
  return { "x-paynet-signature": `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${text}`).digest("hex")}` };
}

/** Notifications that are mutated, forged, replayed or doubled; which ones follows from the seed alone. */
export function forgeries(known: Known, count: number, seed: number, nowSeconds: number): Forgery[] {
  const mutations = mutationsOf(known);
  const names = Object.keys(mutations);
  const changes = fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 5 })
    .chain((fields) =>
      fc.record(Object.fromEntries(fields.map((name) => [name, mutations[name] as fc.Arbitrary<unknown>]))),
    );
  const left = fc.array(fc.constantFrom(...names), { maxLength: 2 });
  const forgery = fc
    .record({
      body: fc.constantFrom(...known.bodies),
      changes,
      left,
      segment: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...known.capabilities) },
        { weight: 3, arbitrary: fc.constant("") },
        { weight: 1, arbitrary: fc.constantFrom(...known.capabilities).map((one) => one.replace(/.$/, "_")) },
      ),
      signature: fc.oneof(
        { weight: 9, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.record({ secret: fc.constantFrom("whsec_guess", ""), age: fc.constantFrom(0, 400) }),
        },
      ),
      times: fc.oneof(
        { weight: 5, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
      ),
    })
    .map(({ body, changes: changed, left: gone, segment, signature, times }) => {
      const claim: Record<string, unknown> = { ...body, ...changed };
      for (const name of gone) delete claim[name];
      const text = JSON.stringify(claim);
      const headers = signature ? signed(text, signature.secret || "empty", signature.age, nowSeconds) : {};
      return { segment, body: text, headers, times };
    });
  return fc.sample(forgery, { seed, numRuns: count });
}
