import { afterEach, describe, expect, it } from "vitest";
import { eventuallyPasses } from "../support/eventually-passes";
import { expectInvariants } from "../support/invariants";
import { killInside } from "./rig/kill-inside";
import { useRig } from "./rig/open-rig";
import { untilDecided } from "./rig/race";

const CALLERS = 200;
const PATIENT_MS = 60_000;
/** Somebody else was first, nothing is left to give back, or too many at once: send the same request again. */
const REFUSED = [409, 422, 503];

const rig = useRig();

afterEach(() => expectInvariants(rig));

type Session = {
  id: string;
  status: string;
  payment_id: string;
  payment_session_id: string | null;
  provider_reference: string;
};

let keys = 0;
let tills = 0;

function startSale(wish: Record<string, unknown> = {}) {
  keys += 1;
  tills += 1;
  const body = { amount: 14_990, agent_id: "2044", user_id: `kasa${tills}`, ...wish };
  return rig.api("POST", "/pos_sessions", { body, key: `pos-chaos-${keys}` });
}

const started = async (wish: Record<string, unknown> = {}): Promise<Session> => {
  const { status, text, body } = await startSale(wish);
  if (status !== 201) throw new Error(`start: ${status} ${text}`);
  return body as unknown as Session;
};

const read = async (id: string) => (await rig.api("GET", `/pos_sessions/${id}`)).body as unknown as Session;
const phone = (session: string, action: string) => rig.control(`pos/${session}`, { action });

async function ends(id: string, status: string, stepSeconds = 0): Promise<void> {
  await eventuallyPasses(async () => {
    if (stepSeconds > 0) await rig.advance(stepSeconds);
    expect((await read(id)).status).toBe(status);
  }, PATIENT_MS);
}

/** The provider's own sessions and sales of one reference. */
async function atProvider(reference: string) {
  const truth = (await rig.truth()) as Record<string, Record<string, unknown>[]>;
  const ours = (row: Record<string, unknown>) => String(row.reference_no).startsWith(reference);
  return {
    sessions: (truth.pos ?? []).filter(ours),
    taken: (truth.transactions ?? [])
      .filter((row) => ours(row) && row.is_succeed === true && row.transaction_type === 1)
      .map((row) => Number(row.amount)),
  };
}

describe("many at once on a sale", () => {
  it("two hundred starts of one order are one session, one start and one payment", async () => {
    const answers = await Promise.all(
      Array.from({ length: CALLERS }, () => untilDecided(() => startSale({ reference_no: "POS-A" }))),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ status }) => !REFUSED.includes(status) && status !== 201)).toEqual([]);
    expect((await atProvider("POS-A")).sessions).toHaveLength(1);
    const { id, payment_session_id: session } = (made[0]?.body ?? {}) as unknown as Session;
    await phone(session ?? "", "approve");
    await ends(id, "succeeded", 10);
    expect((await atProvider("POS-A")).taken).toEqual([14_990]);
  });

  it("two hundred questions at once are one payment, and two hundred reversals one refund", async () => {
    const session = await started({ reference_no: "POS-B" });
    await phone(session.payment_session_id ?? "", "approve");
    await Promise.all(Array.from({ length: CALLERS }, () => rig.api("POST", `/pos_sessions/${session.id}/sync`)));
    await ends(session.id, "succeeded");
    const reversals = await Promise.all(
      Array.from({ length: CALLERS }, (_unused, index) =>
        untilDecided(() =>
          rig.api("POST", `/pos_sessions/${session.id}/reversal`, { body: {}, key: `reverse-${index}` }),
        ),
      ),
    );
    expect(reversals.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(reversals.filter(({ status }) => !REFUSED.includes(status) && status !== 200)).toEqual([]);
    expect(await rig.rows("select 1 from refunds where payment_id = $1", [session.payment_id])).toHaveLength(1);
  });

  it("given up by two hundred while the card is charged: booked once, late, and told", async () => {
    const session = await started({ reference_no: "POS-C" });
    const [, ...answers] = await Promise.all([
      phone(session.payment_session_id ?? "", "late_success"),
      ...Array.from({ length: CALLERS }, () => rig.api("POST", `/pos_sessions/${session.id}/cancel`)),
    ]);
    expect(answers.filter(({ status }) => !REFUSED.includes(status) && status !== 200)).toEqual([]);
    await eventuallyPasses(async () => {
      await rig.advance(10);
      expect(["late_success", "succeeded"]).toContain((await read(session.id)).status);
    }, PATIENT_MS);
    expect(
      await rig.rows("select 1 from journals where payment_id = $1 and kind = 'capture'", [session.payment_id]),
    ).toHaveLength(1);
  });
});

describe("killed in the middle of a sale", () => {
  it("workers inside the question: it takes effect once", async () => {
    const session = await started({ reference_no: "POS-D" });
    await killInside(rig, "worker", { provider: "paynet", operation: "softpos/check_transaction" }, async () => {
      await phone(session.payment_session_id ?? "", "approve");
      await rig.advance(10);
    });
    await ends(session.id, "succeeded", 20);
    expect((await atProvider("POS-D")).taken).toEqual([14_990]);
  });

  it("webs inside the start: it is asked for by its reference, never sent again, and what the phone took is found", async () => {
    await killInside(rig, "web", { provider: "paynet", operation: "softpos/init_sale_transaction" }, () =>
      startSale({ reference_no: "POS-E" }),
    );
    await eventuallyPasses(async () => expect(rig.hasTwoWebs()).toBe(true), PATIENT_MS);
    const [row] = await rig.rows<{ id: string }>("select id from pos_sessions where reference_no = 'POS-E'");
    const { sessions } = await eventuallyPasses(async () => {
      const found = await atProvider("POS-E");
      expect(found.sessions).toHaveLength(1);
      return found;
    }, PATIENT_MS);
    await rig.advance(61);
    await ends(row?.id ?? "", "unknown");
    expect((await phone(String(sessions[0]?.payment_session_id), "approve")).status).toBe(200);
    await ends(row?.id ?? "", "succeeded", 2);
    expect((await atProvider("POS-E")).taken).toEqual([14_990]);
  });

  it("webs inside the key: nothing reached the phone, and the order can be sold again", async () => {
    await killInside(rig, "web", { provider: "paynet", operation: "agent/get_auth_key" }, () =>
      startSale({ reference_no: "POS-F" }),
    );
    await eventuallyPasses(async () => expect(rig.hasTwoWebs()).toBe(true), PATIENT_MS);
    const [row] = await rig.rows<{ id: string }>("select id from pos_sessions where reference_no = 'POS-F'");
    await ends(row?.id ?? "", "closed", 70);
    expect((await atProvider("POS-F")).sessions).toEqual([]);
    expect((await started({ reference_no: "POS-F" })).status).toBe("initiated");
  });
});
