import { beforeAll, describe, expect, it } from "vitest";
import { permissionsOf, ROLES } from "@/lib/auth/permissions";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { getPaylink, listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter } from "@/lib/paylinks/schemas";
import { env } from "@/lib/runtime/env";
import { verifyCapability } from "@/lib/webhooks/capability";
import { makeContext } from "../../support/context";
import { createMerchant, createUser, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { atProvider, capabilityOf, createLink, linkInput } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const statusOf = async (id: string) =>
  (
    await product.rows<{ status: string; because: { text: string } }>(
      "select status, because from paylinks where id = $1",
      [id],
    )
  )[0];

describe("createPaylink", () => {
  it("happy path: the link is active with the provider's address, audited, and exists once at the provider", async () => {
    const link = await createLink(merchant, { amount: 123_456, reference_no: "INV-77" });
    const there = await atProvider(product.sandbox, link);
    expect(link).toMatchObject({ status: "active", amount: 123_456, provider_id: there.id, reference_no: "INV-77" });
    expect(link.provider_reference).toMatch(/^INV-77-[0-9a-z]{8}$/);
    expect(there.amount).toBe(123_456);
    const audit = await product.rows(
      "select from_status, to_status from audit_log where paylink_id = $1 order by seq",
      [link.id],
    );
    expect(audit).toEqual([
      { from_status: null, to_status: "creating" },
      { from_status: "creating", to_status: "active" },
    ]);
  });

  it("the intent and the provider call are on record before the call is made", async () => {
    const link = await createLink(merchant);
    const [call] = await product.rows(
      "select c.operation, c.state, c.http_status, c.started_at >= l.created_at as after_intent from provider_calls c join paylinks l on l.id = c.subject_id where l.id = $1",
      [link.id],
    );
    expect(call).toEqual({ operation: "mailorder/create", state: "answered", http_status: 200, after_intent: true });
  });

  it("every parameter of mailorder/create arrives under its documented name and type", async () => {
    const link = await createLink(merchant, {
      amount: 250_075,
      customer: { name: "Ali Deneme", email: "ali@example.test", phone: "0532 000 00 00" },
      note: "Kapora",
      agent_note: "Rapor notu",
      reference_no: "ORD/5",
      expires_in_hours: 12,
      max_uses: 3,
      installment_key: "ji_EAAAAB7q",
      add_commission: true,
      agent_id: "2044",
      pos_type: 5,
      user_name: "kasa1",
      send: ["email", "sms"],
      send_confirmation_mail: false,
    });
    const [call] = await product.sandbox.calls("mailorder/create", link.provider_reference);
    const there = await atProvider(product.sandbox, link);
    expect(call?.warnings.filter((text) => !text.includes("multi_payment"))).toEqual([]);
    expect(call?.body).toEqual({
      name_surname: "Ali Deneme",
      amount: 2500.75,
      email: "ali@example.test",
      phone: "5320000000",
      note: "Kapora",
      agent_note: "Rapor notu",
      reference_no: link.provider_reference,
      expire_date: "12",
      multi_payment: true,
      instalment_key: "ji_EAAAAB7q",
      addcomission_to_amount: true,
      agent_id: "2044",
      pos_type: 5,
      user_name: "kasa1",
      send_mail: true,
      send_sms: true,
      send_confirmation_mail: false,
      succeed_url: expect.any(String),
      error_url: expect.any(String),
      confirmation_url: expect.any(String),
    });
    for (const [address, kind] of [
      [there.confirmation_url, "link"],
      [there.succeed_url, "return"],
      [there.error_url, "return"],
    ] as const) {
      const verdict = verifyCapability(env().CAPABILITY_KEYS, "paynet", capabilityOf(address), new Date());
      expect(verdict).toMatchObject({ ok: true, capability: { kind, subjectId: link.id, merchantId: merchant.id } });
    }
  });

  it("optional parameters that were not given are not sent", async () => {
    const link = await createLink(merchant);
    const [call] = await product.sandbox.calls("mailorder/create", link.provider_reference);
    expect(Object.keys(call?.body ?? {}).sort()).toEqual(
      [
        "addcomission_to_amount",
        "amount",
        "confirmation_url",
        "error_url",
        "expire_date",
        "name_surname",
        "reference_no",
        "send_confirmation_mail",
        "send_mail",
        "send_sms",
        "succeed_url",
      ].sort(),
    );
  });

  it("forbidden: a role without paylinks:write writes nothing and calls nobody", async () => {
    const denied = ROLES.filter((role) => !permissionsOf(role).includes("paylinks:write"));
    expect(denied).toEqual(["approver", "support", "auditor", "developer"]);
    const before = await product.sandbox.calls("mailorder/create");
    for (const role of denied) {
      const attempt = createPaylink(makeContext(merchant, { role }), linkInput({ reference_no: "FORBIDDEN" }));
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await product.rows("select id from paylinks where reference_no = 'FORBIDDEN'")).toEqual([]);
    expect(await product.sandbox.calls("mailorder/create")).toHaveLength(before.length);
  });

  it.each(ROLES.filter((role) => permissionsOf(role).includes("paylinks:write")))("allowed for %s", async (role) => {
    const person = await createUser(merchant.id, role);
    const link = await createPaylink(makeContext(merchant, { role, userId: person.id }), linkInput());
    expect(link).toMatchObject({ status: "active", created_by: person.id });
  });

  it("other merchant: the link is invisible and carries nothing of ours", async () => {
    const other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
    const link = await createLink(merchant);
    await expect(getPaylink(makeContext(other), link.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listPaylinks(makeContext(other), PaylinkFilter.parse({}))).data).toEqual([]);
  });

  it("the key of one merchant's account is never used for another's", async () => {
    const other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
    const link = await createLink(other);
    expect((await atProvider(product.sandbox, link)).account).toBe("other");
    expect((await atProvider(product.sandbox, await createLink(merchant))).account).toBe("demo");
  });

  it("a refusal of the provider answers provider_rejected with the id of the failed row", async () => {
    const attempt = createLink(merchant, { agent_id: "2045" });
    const error = await attempt.then(
      () => undefined,
      (cause) => cause,
    );
    expect(error).toMatchObject({
      code: "provider_rejected",
      details: { provider_code: "3", paylink_id: expect.any(String) },
    });
    expect(await statusOf(error.details.paylink_id)).toMatchObject({
      status: "failed",
      because: { text: "provider_refused_link" },
    });
  });

  it("a mode without a provider account is refused before anything is written", async () => {
    const attempt = createPaylink(makeContext(merchant, { mode: "live" }), linkInput({ reference_no: "NO-ACCOUNT" }));
    await expect(attempt).rejects.toMatchObject({ code: "invalid_state", details: { reason: "no_provider_account" } });
    expect(await product.rows("select id from paylinks where reference_no = 'NO-ACCOUNT'")).toEqual([]);
  });

  it.each([
    ["zero", 0],
    ["a fraction of a kuruş", 10.5],
    ["above 10^12", 1_000_000_000_001],
    ["negative", -100],
  ])("an amount that is %s is refused", async (_what, amount) => {
    await expect(createLink(merchant, { amount })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it.each([1, 99, 100, 123_456, 100_000_000, 999_999_999_999])(
    "%i kuruş reach the provider as exactly that",
    async (amount) => {
      if ([52, 53].includes(amount % 100)) throw new Error("sentinel amounts belong to another test");
      const link = await createLink(merchant, { amount });
      expect((await atProvider(product.sandbox, link)).amount).toBe(amount);
    },
  );

  it("the same reference_no may be used twice: each link has its own provider reference", async () => {
    const [one, two] = await Promise.all([
      createLink(merchant, { reference_no: "TWICE" }),
      createLink(merchant, { reference_no: "TWICE" }),
    ]);
    expect(one.provider_reference).not.toBe(two.provider_reference);
  });
});
