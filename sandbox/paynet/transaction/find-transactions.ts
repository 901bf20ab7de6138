import type { Transaction } from "../../state/records";
import { refuse } from "../protocol/refusal";
import type { ServiceCall } from "../service";

/** This key's rows that a query may see now; oldest first, declines before the success that followed them. */
export function visibleTransactions({ world, account, seenUntil }: ServiceCall, rows: Transaction[]): Transaction[] {
  const now = world.clock.now();
  return rows.filter((row) => row.account === account.name && row.visibleAt <= now && row.at <= seenUntil);
}

/** Rows named by `xact_id`, `reference_no` or, where the service knows it, the plain id. */
export function findTransactions(call: ServiceCall, plainIdFields: readonly string[] = []): Transaction[] {
  const { world, account, fields } = call;
  const plainField = plainIdFields.find((name) => fields.has(name));
  const xactId = fields.text("xact_id");
  const referenceNo = fields.text("reference_no");
  let rows: Transaction[];
  if (xactId !== "") rows = [world.truth.get("transaction", xactId)].filter((row) => row !== undefined);
  else if (plainField !== undefined) rows = byPlainId(call, fields.integer(plainField));
  else if (referenceNo !== "") rows = world.truth.transactionsByReference(account.name, referenceNo);
  else throw refuse("bad_request", "xact_id veya reference_no zorunludur");
  const visible = visibleTransactions(call, rows);
  if (visible.length === 0) throw refuse("no_data", "Kayıt bulunamadı");
  return visible;
}

function byPlainId({ world }: ServiceCall, xact: number | null): Transaction[] {
  return world.truth.all("transaction").filter((row) => row.xact === xact);
}
