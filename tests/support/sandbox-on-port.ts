import type { SandboxSettings } from "../../sandbox/settings";
import { openTestSandbox, type TestSandbox } from "../integration/sandbox/sandbox-harness";

export type SandboxLink = {
  id: string;
  page_id: string;
  reference_no: string;
  account: string;
  amount: number;
  status: string;
  passive: boolean;
  add_commission: boolean;
  multi_payment: boolean;
  confirmation_url: string;
  succeed_url: string;
  error_url: string;
};

export type SandboxTransaction = {
  xact_id: string;
  reference_no: string;
  transaction_type: number;
  is_succeed: boolean;
  amount: number;
  net: number;
  commission: number;
  commission_tax: number;
  installment: number;
};

export type PayAnswer = {
  result: "paid" | "declined" | "refused" | "3d_failed";
  code: number;
  xact_id: string;
  amount_charged: number;
  webhook: "queued" | "none";
};

export type PosAnswer = {
  result: "opened" | "paid" | "declined" | "abandoned" | "reversed";
  xact_id: string | null;
  xact: number | null;
  amount_charged: number;
  /** The address the provider's app opens afterwards, with `data` in it; null where it opens none. */
  callback: string | null;
  webhook: "queued" | "none";
};

type PosAction = "open" | "approve" | "decline" | "abandon" | "lose_callback" | "late_success";

export type LoggedCall = {
  operation: string;
  body: Record<string, unknown>;
  authorization: string;
  warnings: string[];
};

export type ProviderSandbox = Awaited<ReturnType<typeof openProviderSandbox>>;

function expectOk(answer: { status: number; body: unknown }, what: string): unknown {
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function readTruth({ control }: TestSandbox) {
  const state = async () => expectOk(await control("GET", "state"), "state") as { paynet: Record<string, unknown[]> };
  return {
    /** Everything both providers hold true. */
    truth: async () =>
      expectOk(await control("GET", "state"), "state") as Record<
        "paynet" | "paywall",
        Record<string, Record<string, unknown>[]>
      >,
    /** Every link that exists at the provider; the seeded ones too. */
    links: async () => (await state()).paynet.links as SandboxLink[],
    async linksOf(reference: string) {
      return ((await state()).paynet.links as SandboxLink[]).filter((link) => link.reference_no === reference);
    },
    async transactionsOf(reference: string) {
      return ((await state()).paynet.transactions as SandboxTransaction[]).filter(
        (row) => row.reference_no === reference,
      );
    },
    async calls(operation: string, reference?: string) {
      const body = expectOk(await control("GET", `requests?provider=paynet&operation=${operation}`), "requests");
      const { requests } = body as { requests: LoggedCall[] };
      return requests.filter((call) => reference === undefined || call.body.reference_no === reference);
    },
  };
}

function orders({ control }: TestSandbox) {
  return {
    pay: async (
      providerId: string,
      how: { card?: string; otp?: string; installment?: number; preauth?: boolean } = {},
    ) => expectOk(await control("POST", `paylinks/${providerId}/pay`, how), "pay") as PayAnswer,
    /** The next calls of an operation (or webhooks) meet this effect. */
    fault: async (
      operation: string,
      effect: string,
      more: { times?: number; status?: number; delay_ms?: number; provider?: "paynet" | "paywall" } = {},
    ) => expectOk(await control("POST", "faults", { provider: "paynet", operation, effect, ...more }), "faults"),
    clearFaults: async () => expectOk(await control("DELETE", "faults"), "faults"),
    /** The payer's part of a checkout's session or page, without a browser. */
    finish: async (session: string, result: "ok" | "fail" | "close_before" | "close_after") =>
      expectOk(await control("POST", `checkouts/${encodeURIComponent(session)}/finish`, { result }), "finish"),
    /** The phone in somebody's hand, on a soft-POS sale or reversal. */
    pos: async (paymentSessionId: string, action: PosAction, more: { card?: string } = {}) =>
      expectOk(await control("POST", `pos/${paymentSessionId}`, { action, ...more }), "pos") as PosAnswer,
    /** Where the provider tells a dealer's phone sales. */
    posWebhook: async (webhook_url: string, agent_id = "2044", account = "demo") =>
      expectOk(await control("POST", "paynet/agents", { account, agent_id, webhook_url }), "agents"),
    /** What nobody documents about session keys, as the sandbox plays it. */
    posRules: async (rules: {
      key_ttl_seconds?: number;
      refused_key_status?: 401 | 400;
      allowed_addresses?: string[] | null;
    }) => expectOk(await control("POST", "paynet/pos_rules", rules), "pos_rules"),
    /** What Paynet holds without our having asked for it: a row named by an id that exists is changed. */
    records: async (records: {
      account?: string;
      transactions?: Record<string, unknown>[];
      reversals?: Record<string, unknown>[];
    }) =>
      expectOk(await control("POST", "paynet/records", records), "records") as {
        transactions: string[];
        reversals: string[];
      },
    redeliver: async (transaction: string, times = 1) =>
      expectOk(await control("POST", "webhooks/redeliver", { transaction, times }), "redeliver"),
    advance: async (seconds: number) => expectOk(await control("POST", "clock", { advance_seconds: seconds }), "clock"),
  };
}

/** What a merchant does in the provider's own panel: Vezne hears nothing of it. */
function panel(url: string) {
  return async (service: string, body: Record<string, unknown>): Promise<unknown> => {
    const answer = await fetch(`${url}/paynet/${service}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Basic sck_sandbox_demo" },
      body: JSON.stringify(body),
    });
    return expectOk({ status: answer.status, body: await answer.json() }, service);
  };
}

/** The imitated provider on a free port, strict, with its control API as functions. */
export async function openProviderSandbox(changes: Partial<SandboxSettings> = {}) {
  const sandbox = await openTestSandbox({ strict: true, webhookRetryMs: [100, 400, 1_000], ...changes });
  return {
    url: sandbox.url,
    ...readTruth(sandbox),
    ...orders(sandbox),
    panel: panel(sandbox.url),
    close: sandbox.close,
  };
}
