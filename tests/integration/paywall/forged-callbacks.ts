import { createHash } from "node:crypto";
import fc from "fast-check";

/** A message that the provider might have sent: its fields in order, and which of them its hash covers. */
export type Genuine = {
  kind: "general" | "watch" | "page" | "form";
  key: string;
  fields: Record<string, unknown>;
  signed: string[];
};

export type Forgery = {
  segment: string;
  text: string;
  contentType: string;
  times: number;
  /** Whether the hash still holds for the account that the address names. */
  holds: boolean;
};

type Payment = { code: string; amount: string; paymentId: number; pageId: string | null };

export function genuineOf({ code, amount, paymentId, pageId }: Payment): Genuine[] {
  const shared = { PaymentId: paymentId, Amount: amount, UniqueCode: code, Installment: 1 };
  const common = { CurrencyId: 1, ChannelId: 1, TagId: 0, DateTime: "2026-01-15T10:27:22" };
  const paymentSigned = ["PaymentId", "UniqueCode", "Amount", "Installment"];
  return [
    {
      kind: "general",
      key: "system",
      fields: { Type: 1, ...shared, OperationAmount: amount, IP: "127.0.0.1", PaymentMethodId: 1, ...common },
      signed: paymentSigned,
    },
    {
      kind: "watch",
      key: "system",
      fields: {
        PayWatchId: 31_001,
        PaymentId: paymentId,
        MerchantUniqueCode: code,
        PaymentLastStatusId: 2,
        PaymentNewStatusId: 4,
        PaymentStatusChanged: true,
        PaymentDateTime: "2026-01-15T10:27:22",
      },
      signed: ["PaymentId", "MerchantUniqueCode"],
    },
    {
      kind: "page",
      key: "page",
      fields: { CheckoutId: Number(pageId ?? 77_001), ...shared, Result: true, Date: "2026-01-15", CurrencyId: 1 },
      signed: ["CheckoutId", "PaymentId", "UniqueCode", "Amount"],
    },
    {
      kind: "form",
      key: "3d",
      fields: {
        status: "Success",
        errorCode: "0",
        errorMessage: "",
        paymentCode: "6a1d7c52-9f3e-4b1a-8d27-5c0e9b7f4a11",
        uniqueCode: code,
        amount,
        installment: "1",
        paymentId: String(paymentId),
        cardSaved: "False",
        trackingCode: code,
      },
      signed: ["paymentId", "uniqueCode", "amount", "installment"],
    },
  ];
}

const hashOf = ({ key, fields, signed }: Genuine) =>
  createHash("sha256")
    .update([`pwhash_${key}_sandbox_demo`, ...signed.map((name) => fields[name])].join("###"))
    .digest("hex");

/** Amounts are written as the provider writes them: bare numbers with two decimals. */
function written(kind: Genuine["kind"], fields: Record<string, unknown>): string {
  if (kind === "form") {
    return new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
  }
  return JSON.stringify(fields).replace(/"((?:Operation)?Amount)":"(\d+\.\d\d)"/g, '"$1":$2');
}

/** What says that it was paid, given back, much or little, in another currency, for somebody else. */
const LIES: Record<string, readonly unknown[]> = {
  Type: [1, 2, 3, 4, 5, 99],
  OperationAmount: ["0.01", "9999999.99", "0.00"],
  IP: ["10.0.0.1", ""],
  PaymentMethodId: [1, 3, 99],
  CurrencyId: [1, 2, 0, null],
  ChannelId: [0, 4],
  TagId: [7],
  DateTime: ["2020-01-01T00:00:00", ""],
  PaymentLastStatusId: [1, 4, 5],
  PaymentNewStatusId: [3, 4, 5, 7, 12],
  PaymentStatusChanged: [true, false],
  PaymentDateTime: [""],
  Result: [true, false, "true"],
  Date: [""],
  status: ["Success", "Unsuccessful"],
  errorCode: ["0", "1"],
  errorMessage: ["QmHFn2FyxLFzxLF6"],
  paymentCode: ["00000000-0000-4000-8000-000000000000"],
  cardSaved: ["True"],
  trackingCode: ["somebody-else"],
};
const CHANGED = ["1", "0.01", "REF-OF-NOBODY", "99999999", "-1"];

export type Known = { genuine: Genuine[]; segments: { segment: string; hashes: boolean }[] };

/** Which messages follows from the seed alone: every unsigned field is changed somewhere, signed ones now and then. */
export function forgeries(known: Known, count: number, seed: number): Forgery[] {
  const lie = (name: string) => fc.constantFrom(...(LIES[name] ?? [""]));
  const one = fc.constantFrom(...known.genuine).chain((genuine) => {
    const unsigned = Object.keys(genuine.fields).filter((name) => !genuine.signed.includes(name) && name in LIES);
    return fc.record({
      genuine: fc.constant(genuine),
      lies: fc
        .uniqueArray(fc.constantFrom(...unsigned), { maxLength: 4 })
        .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, lie(name)])))),
      broken: fc.option(fc.tuple(fc.constantFrom(...genuine.signed), fc.constantFrom(...CHANGED)), { freq: 3 }),
      hash: fc.oneof(
        { weight: 6, arbitrary: fc.constant("own") },
        { weight: 1, arbitrary: fc.constantFrom("none", "zeros", "guessed") },
      ),
      target: fc.constantFrom(...known.segments),
      times: fc.integer({ min: 1, max: 3 }),
    });
  });
  const forgery = one.map(({ genuine, lies, broken, hash, target, times }): Forgery => {
    const fields: Record<string, unknown> = { ...genuine.fields, ...lies };
    if (broken) fields[broken[0]] = broken[1];
    const name = genuine.kind === "form" ? "hash" : "Hash";
    if (hash === "own") fields[name] = hashOf(genuine);
    if (hash === "zeros") fields[name] = "0".repeat(64);
    if (hash === "guessed") fields[name] = hashOf({ ...genuine, key: "guess" });
    const isSame = !broken || String(genuine.fields[broken[0]]) === broken[1];
    return {
      segment: target.segment,
      text: written(genuine.kind, fields),
      contentType: genuine.kind === "form" ? "application/x-www-form-urlencoded" : "application/json",
      times,
      // An account without keys has nothing to check by: what comes there is a hint by its address.
      holds: !target.hashes || hash === "none" || (hash === "own" && isSame),
    };
  });
  return fc.sample(forgery, { seed, numRuns: count });
}
