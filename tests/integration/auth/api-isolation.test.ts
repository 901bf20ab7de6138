import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Permission, permissionsOf, ROLES, type Role } from "@/lib/auth/permissions";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { requestRefund } from "@/lib/refunds/request-refund";
import { expectAsDescribed } from "../../support/api/as-described";
import { checkoutInput, openCheckout } from "../../support/checkout/factories-checkout";
import { makeContext } from "../../support/context";
import { escrowThings } from "../../support/escrow/factories-escrow";
import { releasedPayout } from "../../support/escrow/factories-payout";
import { createApiKey, createMerchant, createUser, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink, linkInput } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";
import { sourceFiles } from "../../support/source-files";
import { newTill, startSale } from "../pos/pos-sale";
import { firstCase } from "../reconciliation/first-case";

type Kind = "paylink" | "checkout" | "payment" | "refund" | "sale" | "escrow" | "dispute" | "payout" | "difference";
/** `single`: one object of the whole merchant, no list. */
type Door = {
  permission: Permission;
  of?: Kind;
  /** A function where each call needs one of its own. */
  body?: Record<string, unknown> | (() => Record<string, unknown>);
  single?: true;
  status?: number;
};
type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Every door of the API: who may go through, and what its id names. A route without a line here fails the suite. */
const DOORS: Record<string, Door> = {
  "GET paylinks": { permission: "paylinks:read" },
  "POST paylinks": { permission: "paylinks:write", body: linkInput() },
  "GET paylinks/[id]": { permission: "paylinks:read", of: "paylink" },
  "POST paylinks/[id]/deactivate": { permission: "paylinks:write", of: "paylink" },
  "GET checkouts": { permission: "paylinks:read" },
  "POST checkouts": { permission: "paylinks:write", body: checkoutInput() },
  "GET checkouts/[id]": { permission: "paylinks:read", of: "checkout" },
  "POST checkouts/[id]/expire": { permission: "paylinks:write", of: "checkout" },
  "GET pos_sessions": { permission: "pos:read" },
  "POST pos_sessions": { permission: "pos:write", body: () => ({ amount: 14_990, ...newTill() }) },
  "GET pos_sessions/[id]": { permission: "pos:read", of: "sale" },
  "POST pos_sessions/[id]/report": {
    permission: "pos:write",
    of: "sale",
    body: { payment_session_id: "4F1C0A9922D7E3B0" },
  },
  "POST pos_sessions/[id]/sync": { permission: "pos:read", of: "sale" },
  "POST pos_sessions/[id]/cancel": { permission: "pos:write", of: "sale" },
  "POST pos_sessions/[id]/answer": { permission: "pos:write", of: "sale", body: { answer: "no_slip" } },
  "POST pos_sessions/[id]/reversal": { permission: "refunds:request", of: "sale" },
  "POST pos_sessions/[id]/close": { permission: "pos:write", of: "sale" },
  "GET balance": { permission: "payments:read-all", single: true },
  "GET payments": { permission: "payments:read" },
  "GET payments/[id]": { permission: "payments:read", of: "payment" },
  "POST payments/[id]/sync": { permission: "payments:read", of: "payment" },
  "POST payments/[id]/refunds": { permission: "refunds:request", of: "payment", body: { amount: 1_000 } },
  "POST payments/[id]/capture": { permission: "refunds:request", of: "payment" },
  "POST payments/[id]/void": { permission: "refunds:request", of: "payment" },
  "GET escrow_accounts": { permission: "escrow:read" },
  "GET escrow_accounts/[id]": { permission: "escrow:read", of: "escrow" },
  "GET escrow_accounts/[id]/pack": { permission: "escrow:read", of: "escrow" },
  "POST escrow_accounts/[id]/confirm_delivery": {
    permission: "escrow:write",
    of: "escrow",
    body: { evidence: { note: "x" } },
  },
  "POST escrow_accounts/[id]/evidence": { permission: "escrow:write", of: "escrow", body: { evidence: { note: "x" } } },
  "POST escrow_accounts/[id]/ship": {
    permission: "escrow:write",
    of: "escrow",
    body: { carrier: "x", tracking_no: "123" },
  },
  "POST escrow_accounts/[id]/release": {
    permission: "escrow:release",
    of: "escrow",
    body: { amount: 1_000, note: "x" },
  },
  "POST escrow_accounts/[id]/refund": {
    permission: "refunds:request",
    of: "escrow",
    body: { amount: 1_000, note: "x" },
  },
  "POST escrow_accounts/[id]/approve": {
    permission: "escrow:approve",
    of: "escrow",
    body: { request_id: "rel_none", amount: 1_000 },
  },
  "POST escrow_accounts/[id]/reject": { permission: "escrow:approve", of: "escrow", body: { request_id: "rel_none" } },
  "POST escrow_accounts/[id]/withdraw": {
    permission: "escrow:release",
    of: "escrow",
    body: { request_id: "rel_none" },
  },
  "POST escrow_accounts/[id]/undo": { permission: "escrow:release", of: "escrow", body: { request_id: "rel_none" } },
  "POST escrow_accounts/[id]/dispute": { permission: "escrow:write", of: "escrow", body: { reason: "x" } },
  "POST escrow_accounts/[id]/resolve": {
    permission: "escrow:release",
    of: "escrow",
    body: { outcome: "withdrawn" },
  },
  "POST escrow_accounts/[id]/mirror": {
    permission: "escrow:release",
    of: "escrow",
    body: { step: "again", note: "x" },
  },
  "POST escrow_accounts/[id]/extend": { permission: "escrow:write", of: "escrow", body: { days: 1 } },
  "POST escrow_accounts/bulk_release": {
    permission: "escrow:release",
    body: { evidence_class: "none", ids: ["esc_none"], amount: 1_000, note: "x" },
    status: 409,
  },
  "GET payouts": { permission: "payouts:read" },
  "GET payouts/[id]": { permission: "payouts:read", of: "payout" },
  "POST payouts/[id]/request": { permission: "payouts:request", of: "payout", body: { way: "file" } },
  "POST payouts/[id]/approve": { permission: "payouts:approve", of: "payout", body: { amount: 12_000 } },
  "POST payouts/[id]/withdraw": { permission: "payouts:request", of: "payout" },
  "POST payouts/[id]/mark_paid": { permission: "payouts:request", of: "payout" },
  "POST payouts/[id]/mark_failed": { permission: "payouts:request", of: "payout" },
  "POST payouts/export": { permission: "payouts:request", body: { ids: ["po_none"] }, status: 404 },
  "GET reconciliation/cases": { permission: "reconciliation:read" },
  "GET reconciliation/cases/[id]": { permission: "reconciliation:read", of: "difference" },
  "POST reconciliation/cases/[id]/accept": {
    permission: "reconciliation:write",
    of: "difference",
    body: { comment: "x" },
  },
  "POST reconciliation/cases/[id]/ask": { permission: "reconciliation:write", of: "difference" },
  "POST reconciliation/cases/[id]/adopt": { permission: "reconciliation:write", of: "difference" },
  "GET disputes": { permission: "escrow:read" },
  "POST disputes": { permission: "escrow:write", body: { payment_id: "pay_none", reason: "x" }, status: 404 },
  "GET disputes/[id]": { permission: "escrow:read", of: "dispute" },
  "POST disputes/[id]/settle": { permission: "escrow:release", of: "dispute", body: { outcome: "won" } },
  "GET refunds": { permission: "payments:read-all" },
  "GET refunds/[id]": { permission: "payments:read-all", of: "refund" },
  // A dry run: whatever it names, it answers; what it says of another merchant's payment is proved in refunds/bulk.
  "POST refunds/bulk": { permission: "refunds:request", body: { rows: [{ payment_id: "pay_none" }] }, status: 200 },
  "POST refunds/[id]/approve": { permission: "refunds:approve", of: "refund", body: { amount: 600_000 } },
  "POST refunds/[id]/reject": { permission: "refunds:approve", of: "refund" },
  "POST refunds/[id]/withdraw": { permission: "refunds:request", of: "refund" },
};

const api = "../../../app/api/v1";
const product = useProduct({ checksInvariants: false });
let mine: TestMerchant;
let other: TestMerchant;
let own: Record<Kind, string>;
let theirs: Record<Kind, string>;
const keys = new Map<Role, string>();
let requests = 0;

async function live(merchant: TestMerchant, account: string): Promise<Record<Kind, string>> {
  const owner = makeContext(merchant);
  const link = await createLink(merchant, { amount: 700_000 });
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(owner, PaymentFilter.parse({ paylink_id: link.id }))).data;
  const refund = await requestRefund(owner, { payment_id: payment?.id ?? "", amount: 600_000 });
  const checkout = await openCheckout(merchant);
  const sale = await startSale(merchant);
  const things = await escrowThings(merchant);
  return {
    paylink: link.id,
    checkout: checkout.id,
    payment: payment?.id ?? "",
    refund: refund.id,
    sale: sale.id,
    escrow: things.escrow,
    dispute: things.dispute,
    payout: (await releasedPayout(merchant, 12_000)).id,
    difference: await firstCase(product, merchant, account),
  };
}

beforeAll(async () => {
  mine = await createMerchant();
  other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  own = await live(mine, "demo");
  theirs = await live(other, "other");
  for (const role of ROLES) {
    keys.set(role, await createApiKey(mine, { userId: (await createUser(mine.id, role)).id }));
  }
});

afterAll(() => expectInvariants(product));

const madeUp = (id: string) => id.replace(/.{6}$/, "zzzzzz");

async function knock(door: string, key: string | undefined, id = "") {
  const [method = "", path = ""] = door.split(" ");
  const module = (await import(`${api}/${path}/route.ts`)) as Record<string, Handler>;
  requests += 1;
  const wish = DOORS[door]?.body ?? {};
  const request = new Request(`http://127.0.0.1/api/v1/${path.replace("[id]", id)}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(method === "POST" ? { "idempotency-key": `knock-${requests}` } : {}),
    },
    ...(method === "POST" ? { body: JSON.stringify(typeof wish === "function" ? wish() : wish) } : {}),
  });
  const answer = await module[method]?.(request, { params: Promise.resolve({ id }) });
  if (answer === undefined) throw new Error(`${door} is not exported`);
  const text = (await answer.text()).replace(/req_[0-9a-z]+/g, "req");
  expectAsDescribed(`${method} /${path.replace("[id]", "{id}")}`, { status: answer.status, text });
  return { status: answer.status, text };
}

const doors = Object.entries(DOORS);
const withId = doors.flatMap(([door, { of }]) => (of === undefined ? [] : [[door, of] as const]));

describe("every door of the API", () => {
  it("is in the table, and the table names nothing else", () => {
    const found = sourceFiles(["app/api/v1"], /route\.ts$/).flatMap(({ path: file, text }) =>
      [...text.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
        ([, method]) => `${method} ${file.replace("app/api/v1/", "").replace("/route.ts", "")}`,
      ),
    );
    expect(Object.keys(DOORS).sort()).toEqual(found.sort());
  });

  it.each(doors)("%s is shut without a key and with a revoked one", async (door, { of }) => {
    const revoked = await createApiKey(mine);
    await product.rows(
      "update api_keys set revoked_at = vezne_now() where key_hash = encode(sha256($1::bytea), 'hex')",
      [revoked],
    );
    const id = of === undefined ? "" : own[of];
    for (const key of [undefined, revoked]) expect((await knock(door, key, id)).status).toBe(401);
  });

  it.each(doors.flatMap(([door, entry]) => ROLES.map((role) => [door, role, entry] as const)))(
    "%s opens to the key of a %s as the table says",
    async (door, role, { permission, of, status: answers }) => {
      const { status } = await knock(door, keys.get(role), of === undefined ? "" : madeUp(own[of]));
      const allowed = answers ?? (of !== undefined ? 404 : door.startsWith("POST") ? 201 : 200);
      expect(status).toBe(permissionsOf(role).includes(permission) ? allowed : 403);
    },
  );

  it.each(doors)("%s opens to a read key only where it reads", async (door, { permission, of }) => {
    const key = await createApiKey(mine, { access: "read" });
    const { status } = await knock(door, key, of === undefined ? "" : own[of]);
    const isRead = permission.includes(":read");
    expect(status).toBe(isRead ? 200 : 403);
  });

  it.each(withId)("%s: another merchant's id is answered exactly like a made-up one", async (door, of) => {
    const before = await product.rows("select count(*) from audit_log where merchant_id = $1", [other.id]);
    const foreign = await knock(door, keys.get("owner"), theirs[of]);
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(await knock(door, keys.get("owner"), madeUp(theirs[of])));
    expect(await product.rows("select count(*) from audit_log where merchant_id = $1", [other.id])).toEqual(before);
  });

  it.each(doors.filter(([door, { of }]) => of === undefined && door.startsWith("GET")))(
    "%s lists nothing of another merchant",
    async (door, { single }) => {
      const { text } = await knock(door, keys.get("owner"));
      for (const id of [other.id, ...Object.values(theirs)]) expect(text).not.toContain(id);
      expect(text).toMatch(single ? /"amount":[1-9]/ : /"data":\[\{/);
    },
  );
});
