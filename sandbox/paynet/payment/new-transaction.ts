import { randomInt, randomUUID } from "node:crypto";
import type { RememberedCard, Transaction } from "../../state/records";
import type { World } from "../../world";
import { encodeDay } from "../protocol/dates";
import type { Charge } from "./commission";
import { newXactId, nextXact } from "./xact-ids";

const BANK_ERRORS: Readonly<Record<string, string>> = {
  "05": "Onaylanmadı",
  "51": "Yetersiz bakiye",
  "54": "Süresi dolmuş kart",
};

/** All empty for a payment that succeeded. */
export interface TransactionErrors {
  bankErrorId: string;
  paynetErrorId: string;
  paynetErrorMessage: string;
}

export interface TransactionFacts {
  account: string;
  paylinkId: string | null;
  agentId: string;
  referenceNo: string;
  transactionType: number;
  isTds: boolean;
  charge: Charge;
  instalment: number;
  currency: string;
  card: RememberedCard;
  errors: TransactionErrors;
  email: string;
  phone: string;
  note: string;
  /** Milliseconds until queries show the row. */
  hiddenForMs: number;
}

/** A fresh row with ids, codes and times of its own; not yet put into the truth. */
export function newTransaction(world: World, facts: TransactionFacts): Transaction {
  const { charge, errors, hiddenForMs, ...rest } = facts;
  const at = world.clock.now();
  const xact = nextXact(world.truth);
  const succeeded = errors.bankErrorId === "" && errors.paynetErrorId === "";
  return {
    ...rest,
    ...charge,
    ...errors,
    id: newXactId(),
    xact,
    isSucceed: succeeded,
    refunded: 0n,
    authorizationCode: succeeded ? `S${randomInt(10_000, 99_999)}` : "",
    referenceCode: succeeded ? `${encodeDay(at).replaceAll(".", "")}${xact}` : "",
    orderId: `PN${xact}`,
    bankErrorMessage: BANK_ERRORS[errors.bankErrorId] ?? (errors.bankErrorId === "" ? "" : "İşlem reddedildi"),
    at,
    visibleAt: at + hiddenForMs,
    reversedXactId: null,
    uuid: randomUUID(),
  };
}
