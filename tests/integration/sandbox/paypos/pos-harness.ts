import { afterAll, beforeAll } from "vitest";
import type { SandboxSettings } from "../../../../sandbox/settings";
import { type Answer, openTestSandbox, type TestSandbox } from "../sandbox-harness";

export interface PosSandbox extends TestSandbox {
  /** Any service with any headers. */
  call(path: string, body: unknown, headers: Record<string, string>): Promise<Answer>;
  openKey(wish?: Record<string, unknown>, key?: string): Promise<Answer>;
  /** A fresh session key of the demo's dealer. */
  key(): Promise<string>;
  start(key: string, wish?: Record<string, unknown>): Promise<Answer>;
  check(key: string, payment_session_id: string): Promise<Answer>;
  act(payment_session_id: string, action: string, more?: Record<string, unknown>): Promise<Answer>;
  /** A sale that was started, by its session id. */
  started(wish?: Record<string, unknown>): Promise<{ key: string; id: string; body: Record<string, string> }>;
}

export const SECRET = { authorization: "Basic sck_sandbox_demo", paynetmobile: "2" };

/** Everything above, spoken to a sandbox that is open already. */
export function speakPos(sandbox: TestSandbox): PosSandbox {
  let references = 0;
  const pos: PosSandbox = {
    ...sandbox,
    async call(path, body, headers) {
      const response = await fetch(`${sandbox.url}/paynet/v1/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text.startsWith("{") ? JSON.parse(text) : text,
        headers: response.headers,
      };
    },
    openKey: (wish = {}, key = "sck_sandbox_demo") =>
      pos.call(
        "agent/get_auth_key",
        { agent_id: "2044", user_id: "kasa01", ...wish },
        { ...SECRET, authorization: `Basic ${key}` },
      ),
    key: async () => (await pos.openKey()).body.session_key,
    async start(key, wish = {}) {
      references += 1;
      const body = { amount: 149.9, add_commission: false, instalment: 0, reference_no: `POS-${references}`, ...wish };
      return pos.call("softpos/init_sale_transaction", body, { "session-key": key });
    },
    check: (key, payment_session_id) =>
      pos.call("softpos/check_transaction", { payment_session_id }, { "session-key": key }),
    act: (id, action, more = {}) => sandbox.control("POST", `pos/${id}`, { action, ...more }),
    async started(wish = {}) {
      const key = await pos.key();
      const { status, body } = await pos.start(key, wish);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return { key, id: body.payment_session_id, body };
    },
  };
  return pos;
}

/** A strict sandbox of its own for a test file. */
export function usePosSandbox(changes: Partial<SandboxSettings> = {}): PosSandbox {
  const pos = {} as PosSandbox;
  beforeAll(async () => {
    Object.assign(pos, speakPos(await openTestSandbox({ strict: true, ...changes })));
  });
  afterAll(() => pos.close());
  return pos;
}
