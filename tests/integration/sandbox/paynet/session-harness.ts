import { afterAll, beforeAll } from "vitest";
import type { SandboxSettings } from "../../../../sandbox/settings";
import { type Answer, type HookSink, openHookSink, openTestSandbox, type TestSandbox } from "../sandbox-harness";

export const CARD = "4355084355084358";
/** A code that no other figure of a test repeats by chance. */
export const CODE = "739";

export interface Ids {
  session_id: string;
  token_id: string;
}

export interface SessionSandbox extends TestSandbox {
  /** The shop's return address. */
  shop: HookSink;
  service(path: string, body: unknown, key?: string): Promise<Answer>;
  start(wish?: Record<string, unknown>): Promise<Answer>;
  charge(ids: Ids, wish?: Record<string, unknown>): Promise<Answer>;
  finish(ids: Pick<Ids, "session_id">, result: string): Promise<Answer>;
  /** Started, and through the bank with the right password. */
  passed(wish?: Record<string, unknown>): Promise<Ids & { post_url: string }>;
  rows(reference_no: string): Promise<Record<string, unknown>[]>;
}

/** A sandbox of its own for a test file, strict unless said. */
export function useSessionSandbox(changes: Partial<SandboxSettings> = {}): SessionSandbox {
  const sandbox = {} as SessionSandbox;
  let references = 0;
  beforeAll(async () => {
    Object.assign(sandbox, await openTestSandbox({ strict: true, ...changes }), { shop: await openHookSink() });
  });
  afterAll(async () => {
    await sandbox.shop.close();
    await sandbox.close();
  });
  sandbox.service = async (path, body, key = "sck_sandbox_demo") => {
    const response = await fetch(`${sandbox.url}/paynet/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${key}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
  sandbox.start = (wish = {}) => {
    references += 1;
    const card = { card_holder: "AYSE ORNEK", pan: CARD, month: 12, year: 2029, cvc: CODE };
    return sandbox.service("v2/transaction/tds_initial", {
      ...{ amount: "149,90", reference_no: `ORD-${references}`, return_url: sandbox.shop.url, domain: "shop.example" },
      ...("card_hash" in wish ? {} : card),
      ...wish,
    });
  };
  sandbox.charge = ({ session_id, token_id }, wish = {}) =>
    sandbox.service("v2/transaction/tds_charge", { session_id, token_id, ...wish });
  sandbox.finish = ({ session_id }, result) =>
    sandbox.control("POST", `checkouts/${encodeURIComponent(session_id)}/finish`, { result });
  sandbox.passed = async (wish = {}) => {
    const { body } = await sandbox.start(wish);
    if (body.post_url === undefined) throw new Error(JSON.stringify(body));
    await sandbox.finish(body, "close_after");
    return body;
  };
  sandbox.rows = async (reference_no) => {
    const answer = await sandbox.paynet("transaction/detail", { reference_no });
    return answer.body.Data ?? [];
  };
  return sandbox;
}
