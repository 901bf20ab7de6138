import { afterEach, describe, expect, it } from "vitest";
import { eventuallyPasses } from "../support/eventually-passes";
import { createApiKey } from "../support/factories";
import { expectInvariants } from "../support/invariants";
import { useRig } from "./rig/open-rig";
import { useRace, wins } from "./rig/race";
import { makeHeld } from "./rig/steps";

const DAY = 86_400;
const PATIENT_MS = 60_000;

const rig = useRig();
const race = useRace(rig);

afterEach(() => expectInvariants(rig));

let cases = 0;

const held = (amount: number, terms: object = {}): Promise<string> => {
  cases += 1;
  return makeHeld(rig, amount, `held-${cases}`, terms);
};

const at = (id: string) => `/escrow_accounts/${id}`;
const read = async (id: string) => (await rig.api("GET", at(id))).body;
const arrived = (id: string) =>
  rig.api("POST", `${at(id)}/confirm_delivery`, { body: { evidence: { note: "geldi" } } });
const release = (id: string, amount?: number) =>
  rig.api("POST", `${at(id)}/release`, { body: { note: "teslim", amount } });
const postings = (id: string, kind: string) =>
  rig.rows(
    `select 1 from journals j join escrow_accounts e on e.merchant_id = j.merchant_id and e.payment_id = j.payment_id
     where e.id = $1 and j.kind = $2`,
    [id, kind],
  );

async function asApprover(): Promise<string> {
  const [approver] = await rig.rows<{ id: string }>("select id from users where email = 'approver@vezne.test'");
  return createApiKey({ id: rig.merchant.id, ownerId: "" }, { userId: approver?.id ?? "" });
}

describe("two hundred at once on held money", () => {
  it("releases of the whole are one posting, and the others hear who was quicker", async () => {
    const id = await held(90_000);
    await arrived(id);
    const [all] = await race([200, 201, 409], () => release(id));
    expect(wins(all)).toBe(1);
    expect(await postings(id, "release")).toHaveLength(1);
    const late = (all ?? []).filter(({ status }) => status === 409);
    expect(late.every(({ text }) => text.includes("requested_by") || text.includes("usr_"))).toBe(true);
  });

  it("release and refund of the whole: one of them takes it", async () => {
    const id = await held(80_000);
    await arrived(id);
    const [releases, refunds] = await race(
      [200, 201, 409, 422],
      () => release(id),
      () => rig.api("POST", `${at(id)}/refund`, { body: { note: "vazgeçti" } }),
    );
    expect(wins(releases) + wins(refunds)).toBe(1);
  });

  it("approve, reject and withdraw: one decision", async () => {
    const id = await held(900_000);
    const asked = await release(id);
    const [request] = asked.body.requests as { id: string; status: string }[];
    expect(request?.status).toBe("awaiting_approval");
    const as = await asApprover();
    const body = { request_id: request?.id };
    const answers = await race(
      [200, 201, 409],
      () => rig.api("POST", `${at(id)}/approve`, { as, body: { ...body, amount: 900_000 } }),
      () => rig.api("POST", `${at(id)}/reject`, { as, body }),
      () => rig.api("POST", `${at(id)}/withdraw`, { body }),
    );
    expect(answers.map(wins).reduce((sum, one) => sum + one, 0)).toBe(1);
    // Nobody approves what they asked for, however many doors they try.
    const own = await held(900_000);
    const [mine] = (await release(own)).body.requests as { id: string }[];
    const refused = await rig.api("POST", `${at(own)}/approve`, { body: { request_id: mine?.id, amount: 900_000 } });
    expect(refused.status).toBe(403);
  });

  it("disputes at the moment the clock runs out: one effect, whichever was first", async () => {
    const id = await held(30_000, { auto_release_days: 1 });
    await rig.advance(DAY + 1);
    const [disputes] = await race([200, 201, 409, 503], () =>
      rig.api("POST", `${at(id)}/dispute`, { body: { reason: "bozuk geldi" } }),
    );
    expect(wins(disputes)).toBe(1);
    const after = await read(id);
    expect([0, 30_000]).toContain(after.amount_released);
    expect((await postings(id, "release")).length).toBe(after.amount_released === 0 ? 0 : 1);
    expect(after.substate).toBe("disputed");
  });
});

describe("killed while money is held", () => {
  it("workers at the moment of the clock: released once by the one that comes after", async () => {
    const ids = await Promise.all([held(10_000, { auto_release_days: 1 }), held(20_000, { auto_release_days: 1 })]);
    await rig.advance(DAY + 1);
    expect(rig.kill("worker", "all")).toBeGreaterThan(0);
    for (const id of ids) {
      await eventuallyPasses(async () => expect((await read(id)).status).toBe("released"), PATIENT_MS);
      expect(await postings(id, "release")).toHaveLength(1);
    }
  });

  it("webs under a release: the same request again ends it, with one posting", async () => {
    const id = await held(40_000);
    await arrived(id);
    const key = `escrow-kill-${id}`;
    const ask = () => rig.api("POST", `${at(id)}/release`, { key, body: { note: "teslim" } });
    const first = Promise.all(Array.from({ length: 20 }, ask));
    expect(rig.kill("web", "all")).toBeGreaterThan(0);
    await first;
    await eventuallyPasses(async () => expect([200, 201]).toContain((await ask()).status), PATIENT_MS);
    const released = { status: "released", amount_released: 40_000 };
    await eventuallyPasses(async () => expect(await read(id)).toMatchObject(released), PATIENT_MS);
    expect(await postings(id, "release")).toHaveLength(1);
  });
});
