import pg from "pg";
import { transactionPool } from "@/db/client";

type Statement = { text: string; values: unknown[] };
type PlanNode = {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  /** Pages of this node and of everything below it, found in memory or not. */
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: PlanNode[];
};

/** Tables that grow with a merchant's sales: nothing may read one of them from end to end. */
export const GROWING = ["payments", "attempts", "refunds", "paylinks", "reconciliation_cases"];

/** What the product sends to the database while something is asked. */
async function statementsOf(ask: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const { query } = pg.Client.prototype;
  const spy = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown];
    const text = typeof first === "string" ? first : first.text;
    const values = Array.isArray(second) ? second : typeof first === "string" ? [] : (first.values ?? []);
    sent.push({ text, values });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  };
  pg.Client.prototype.query = spy as typeof query;
  try {
    await ask();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent.filter(({ text }) => /^\s*\(*(select|with)\b/i.test(text) && !text.includes("set_config"));
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

async function explain(merchantId: string, { text, values }: Statement): Promise<PlanNode[]> {
  const client = await transactionPool().connect();
  try {
    await client.query("begin read only");
    await client.query("select set_config('app.merchant_id', $1, true)", [merchantId]);
    const { rows } = await client.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(
      `explain (analyze, buffers, timing off, format json) ${text}`,
      values,
    );
    return rows.flatMap((row) => row["QUERY PLAN"].map(({ Plan }) => Plan));
  } finally {
    await client.query("rollback");
    client.release();
  }
}

export type Plans = { indexes: string[]; readWhole: string[]; pages: number };

/** The indexes behind a question, the growing tables that its plans read without one, and how many pages it touches. */
export async function plansOf(merchantId: string, ask: () => Promise<unknown>): Promise<Plans> {
  const plans: PlanNode[] = [];
  for (const statement of await statementsOf(ask)) plans.push(...(await explain(merchantId, statement)));
  const nodes = plans.flatMap(nodesOf);
  const names = (of: (node: PlanNode) => string | undefined) => [...new Set(nodes.flatMap((node) => of(node) ?? []))];
  return {
    pages: plans.reduce((sum, plan) => sum + plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], 0),
    indexes: names((node) => node["Index Name"]),
    readWhole: names((node) =>
      node["Node Type"] === "Seq Scan" && GROWING.includes(node["Relation Name"] ?? "")
        ? node["Relation Name"]
        : undefined,
    ),
  };
}
