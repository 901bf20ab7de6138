import { afterReversal, reversalTransaction } from "../paynet/reversal/decide-reversal";
import { agentRecordId } from "../paypos/pos-notice";
import type { Paylink, Reversal, Transaction } from "../state/records";
import type { Truth } from "../state/truth";
import { type DemoFile, readDemoFile, type SeededLink, type SeededReversal } from "./demo-file";
import type { Introduction } from "./read-introduction";
import { putPanel } from "./seed-panel";
import { putPos } from "./seed-pos";
import { type At, toTransaction } from "./to-transaction";

const MINUTE_MS = 60_000;

/** Forgets everything and writes the demo seed around `seedNow` (default: the product's seeding moment, else now). */
export function seedTruth(truth: Truth, seedNow: number | null, introduction?: Introduction): number {
  const seededAt = seedNow ?? (introduction === undefined ? Date.now() : Date.parse(introduction.seeded_at));
  const at: At = (minutes) => seededAt + minutes * MINUTE_MS;
  const file = readDemoFile();
  truth.replaceWith(() => {
    truth.put("mark", { id: "seeded_at", value: seededAt });
    const rows = putPaynet(truth, file.paynet, at, introduction?.addresses ?? {});
    if (introduction !== undefined) putPanel(truth, rows, at);
    putPos(truth, file.paynet.pos, at);
    for (const agent of introduction?.agents ?? []) putAgent(truth, agent);
  });
  return seededAt;
}

function putPaynet(
  truth: Truth,
  seed: DemoFile["paynet"],
  at: At,
  addresses: Introduction["addresses"],
): Map<string, Transaction> {
  const paylinks = new Map(
    seed.links.map((link) => [link.key, { ...toPaylink(link, at), ...addressesOf(addresses, link.id) }]),
  );
  const transactions = new Map<string, Transaction>();
  for (const row of seed.transactions) {
    const paylink = paylinks.get(row.link);
    if (paylink === undefined) throw new Error(`seeded transaction ${row.key} names no link`);
    const transaction = toTransaction(row, { ...paylink, paylinkId: paylink.id, note: paylink.agentNote }, at);
    transactions.set(row.key, transaction);
    if (transaction.isSucceed) paylink.paidXactId = transaction.id;
  }
  const reversals = seed.reversals.map((row) => bookReversal(row, transactions, at));
  for (const reversal of reversals) truth.put("reversal", reversal);
  for (const paylink of paylinks.values()) truth.put("paylink", paylink);
  for (const transaction of transactions.values()) truth.put("transaction", transaction);
  return transactions;
}

function putAgent(truth: Truth, { account, agent_id, webhook_url }: Introduction["agents"][number]): void {
  const id = agentRecordId(account, agent_id);
  truth.put("posAgent", { id, account, agentId: agent_id, webhookUrl: webhook_url });
}

function addressesOf(addresses: Introduction["addresses"], id: string) {
  const known = addresses[id];
  if (known === undefined) return {};
  return { succeedUrl: known.succeed_url, errorUrl: known.error_url, confirmationUrl: known.confirmation_url };
}

function toPaylink(link: SeededLink, at: At): Paylink {
  return {
    id: link.id,
    pageId: link.page_id,
    account: link.account,
    agentId: link.agent_id,
    referenceNo: link.provider_reference,
    nameSurname: link.name_surname,
    email: link.email,
    phone: link.phone,
    userName: link.user_name,
    note: link.note,
    agentNote: link.agent_note,
    amount: BigInt(link.amount),
    currency: link.currency,
    addCommission: link.add_commission,
    multiPayment: link.multi_payment,
    sendMail: false,
    sendSms: false,
    instalmentKey: "",
    succeedUrl: "",
    errorUrl: "",
    confirmationUrl: "",
    passive: link.passive,
    createdAt: at(link.created_minutes),
    expiresAt: at(link.expires_minutes),
    expireHours: Math.round((link.expires_minutes - link.created_minutes) / 60),
    paidXactId: null,
  };
}

/** Books an approved reversal on its sale, adds the row that gave the money back, and answers the request. */
function bookReversal(row: SeededReversal, transactions: Map<string, Transaction>, at: At): Reversal {
  const sale = transactions.get(row.transaction);
  if (sale === undefined) throw new Error(`seeded reversal ${row.id} names no transaction`);
  const reversal = toReversal(row, sale, at);
  if (row.xact_id === null || row.xact === null || reversal.decidedAt === null) return reversal;
  const fresh = { id: row.xact_id, xact: row.xact, at: reversal.decidedAt };
  transactions.set(row.id, reversalTransaction(sale, reversal, fresh));
  transactions.set(row.transaction, afterReversal(sale, reversal, row.xact_id));
  return reversal;
}

function toReversal(row: SeededReversal, sale: Transaction, at: At): Reversal {
  return {
    id: row.id,
    account: sale.account,
    xactId: sale.id,
    amount: BigInt(row.amount),
    succeedUrl: "",
    method: row.method,
    status: row.status,
    requestedAt: at(row.requested_minutes),
    decidesItselfAt: null,
    decidedAt: row.decided_minutes === null ? null : at(row.decided_minutes),
    resultXactId: row.xact_id,
  };
}
