import type { ProviderTransaction } from "@/lib/providers/port";
import { type Difference, istanbulDay, type OurSale, ourSnapshot, theirSnapshot } from "./differences";
import type { Reason } from "./run";

/** Money of ours that a provider's row must stand behind. */
const TAKEN = ["captured", "partially_refunded", "refunded", "disputed"];
/** Younger than this both sides may still be on their way to each other. */
const IN_FLIGHT_MS = 30 * 60_000;

export type SalesInput = {
  now: Date;
  /** Istanbul days, both included. */
  dayFrom: string;
  dayTo: string;
  ours: OurSale[];
  theirs: ProviderTransaction[];
  /** Ours that the list did not hold, asked by name: `null` is a definite "no such transaction". */
  asked: ReadonlyMap<string, ProviderTransaction | null>;
  /** Our links behind references of the list, with how often each may be paid. */
  links: ReadonlyMap<string, number>;
};

const abs = (value: bigint) => (value < 0n ? -value : value);
const dayOf = (row: ProviderTransaction, input: SalesInput) =>
  row.occurredAt ? istanbulDay(row.occurredAt) : input.dayTo;
const isTaken = (sale: OurSale) => TAKEN.includes(sale.status) || (sale.status === "voided" && sale.paidAt !== null);

/** Sales and captures; an authorisation whose capture is in the books or in the list is the same money. */
const isMoney = (row: ProviderTransaction) =>
  row.kind === "sale" || row.kind === "capture" || row.kind === "authorisation";

function difference(
  reason: Reason,
  input: SalesInput,
  { sale, row, atRisk }: { sale?: OurSale | undefined; row?: ProviderTransaction | undefined; atRisk: bigint },
): Difference {
  const day = sale?.paidAt ? istanbulDay(sale.paidAt) : row ? dayOf(row, input) : input.dayTo;
  return {
    reason,
    ...(sale
      ? { subjectKind: "payment" as const, subjectId: sale.paymentId }
      : { subjectKind: "transaction" as const, subjectId: row?.transactionId ?? "" }),
    paymentId: sale?.paymentId ?? null,
    day,
    ours: sale ? ourSnapshot(sale) : null,
    theirs: row ? theirSnapshot(row) : null,
    atRisk,
    currency: sale?.currency ?? row?.currency ?? "TRY",
  };
}

/** Fields of a payment that both sides call paid. One reason an amount: the first that explains it. */
function figures(sale: OurSale, row: ProviderTransaction, input: SalesInput): Difference[] {
  const found: Difference[] = [];
  const add = (reason: Reason, atRisk: bigint) => found.push(difference(reason, input, { sale, row, atRisk }));
  const amount = sale.amount ?? 0n;
  if (row.currency !== sale.currency) add("currency", amount);
  else if (row.amountCharged !== null && row.amountCharged !== amount) add("amount", abs(row.amountCharged - amount));
  else if (row.net !== null && row.net !== sale.net) add("net", abs(row.net - (sale.net ?? 0n)));
  if (sale.paidAt && row.occurredAt && istanbulDay(sale.paidAt) !== istanbulDay(row.occurredAt)) add("day", 0n);
  if (sale.reference !== null && row.reference !== sale.reference) add("reference", 0n);
  return found;
}

const FORGOTTEN = ["failed", "expired", "created", "processing", "unknown"];

/** What one side calls paid and the other does not. */
function standing(sale: OurSale, row: ProviderTransaction, input: SalesInput): Difference[] {
  const told = (reason: Reason, atRisk: bigint | null) => [
    difference(reason, input, { sale, row, atRisk: atRisk ?? 0n }),
  ];
  if (row.verdict === "failed") return isTaken(sale) ? told("provider_failed", sale.amount) : [];
  if (isTaken(sale) || !isOld(row, input)) return [];
  const isHold = row.kind === "authorisation" || row.verdict === "authorised";
  if (isHold) return FORGOTTEN.includes(sale.status) ? told("provider_captured", row.amountCharged) : [];
  return row.verdict === "captured" ? told("provider_captured", row.amountCharged) : [];
}

/** One payment beside the row of its own transaction. */
function compareKnown(sale: OurSale, row: ProviderTransaction, input: SalesInput): Difference[] {
  const found = standing(sale, row, input);
  if (row.verdict === "captured" && isTaken(sale)) found.push(...figures(sale, row, input));
  const left = (sale.amount ?? 0n) - sale.amountRefunded;
  if (row.chargedBack && !sale.hasChargeback) found.push(difference("chargeback", input, { sale, row, atRisk: left }));
  const isSecond = isTaken(sale) && sale.review === "duplicate" && sale.amountRefunded === 0n;
  if (isSecond) found.push(difference("duplicate", input, { sale, row, atRisk: left }));
  return found;
}

const isOld = (row: ProviderTransaction, input: SalesInput) =>
  row.occurredAt === null || input.now.getTime() - row.occurredAt.getTime() > IN_FLIGHT_MS;

const inDays = (day: string, input: SalesInput) => day >= input.dayFrom && day <= input.dayTo;

/** A row that none of our transactions is. */
function compareUnknown(
  row: ProviderTransaction,
  known: Map<string, OurSale[]>,
  taken: Set<string>,
  input: SalesInput,
): Difference[] {
  if (!isOld(row, input) || !inDays(dayOf(row, input), input)) return [];
  const atRisk = row.amountCharged ?? 0n;
  const reference = row.reference ?? "";
  const owners = known.get(reference) ?? [];
  const waiting = owners.find((sale) => !isTaken(sale) && sale.status !== "voided");
  const isMany = (input.links.get(reference) ?? 0) > 1;
  const isAgain = owners.some(isTaken) || taken.has(reference);
  if (reference !== "" && isAgain && !isMany) return [difference("duplicate", input, { row, atRisk })];
  // A hold of ours whose capture was made there is one payment, not two.
  if (waiting && !isMany) return [difference("provider_captured", input, { sale: waiting, row, atRisk })];
  return [difference(input.links.has(reference) ? "provider_captured" : "only_at_provider", input, { row, atRisk })];
}

function byReference(ours: OurSale[]): Map<string, OurSale[]> {
  const known = new Map<string, OurSale[]>();
  for (const sale of ours) {
    if (sale.reference === null) continue;
    known.set(sale.reference, [...(known.get(sale.reference) ?? []), sale]);
  }
  return known;
}

/** Ours that the list did not hold, by what the provider said of each by name. */
function compareMissing(sale: OurSale, input: SalesInput): Difference[] {
  const row = input.asked.get(sale.transactionId ?? "");
  if (row === undefined) return [];
  if (row !== null) return compareKnown(sale, row, input);
  return [difference("only_ours", input, { sale, atRisk: (sale.amount ?? 0n) - sale.amountRefunded })];
}

/** Whose absence from the list means something: money taken in these days, and not just now. */
export function missingFrom(input: Pick<SalesInput, "now" | "dayFrom" | "dayTo" | "ours" | "theirs">): OurSale[] {
  const listed = new Set(input.theirs.map(({ transactionId }) => transactionId));
  return input.ours.filter((sale) => {
    if (!isTaken(sale) || sale.paidAt === null || sale.transactionId === null || listed.has(sale.transactionId))
      return false;
    const day = istanbulDay(sale.paidAt);
    const isFresh = input.now.getTime() - sale.paidAt.getTime() <= IN_FLIGHT_MS;
    return !isFresh && day >= input.dayFrom && day <= input.dayTo;
  });
}

type Books = {
  byTransaction: Map<string, OurSale>;
  byReference: Map<string, OurSale[]>;
  /** References of the list that a row before this one took. */
  taken: Set<string>;
  /** References whose hold was captured in the same list. */
  captured: Set<string>;
};

/** A row of a payment's own transaction, or of another of its tries: money taken by that one is taken a second time. */
function compareOwn(sale: OurSale, row: ProviderTransaction, input: SalesInput): Difference[] {
  const day = sale.paidAt ? istanbulDay(sale.paidAt) : dayOf(row, input);
  if (!inDays(day, input)) return [];
  if (row.transactionId === sale.transactionId || !isTaken(sale)) return compareKnown(sale, row, input);
  const isSecond = row.verdict === "captured" && row.kind !== "authorisation" && isOld(row, input);
  return isSecond ? [difference("duplicate", input, { row, atRisk: row.amountCharged ?? 0n })] : [];
}

function compareRow(row: ProviderTransaction, books: Books, input: SalesInput): Difference[] {
  const sale = books.byTransaction.get(row.transactionId);
  if (sale) return compareOwn(sale, row, input);
  const isMoneyThere = row.verdict === "captured" || row.verdict === "authorised";
  if (!isMoneyThere || (row.kind === "authorisation" && books.captured.has(row.reference ?? ""))) return [];
  const found = compareUnknown(row, books.byReference, books.taken, input);
  if (row.reference) books.taken.add(row.reference);
  return found;
}

/** Our payments beside the provider's rows of the same days. Pure: the same two sides give the same differences. */
export function compareSales(input: SalesInput): Difference[] {
  const ids = (sale: OurSale) => [...sale.otherIds, ...(sale.transactionId === null ? [] : [sale.transactionId])];
  const books: Books = {
    byTransaction: new Map(input.ours.flatMap((sale) => ids(sale).map((id) => [id, sale] as const))),
    byReference: byReference(input.ours),
    taken: new Set(),
    captured: new Set(input.theirs.filter(({ kind }) => kind === "capture").map(({ reference }) => reference ?? "")),
  };
  const listed = input.theirs.filter(isMoney).flatMap((row) => compareRow(row, books, input));
  return [...listed, ...missingFrom(input).flatMap((sale) => compareMissing(sale, input))];
}
