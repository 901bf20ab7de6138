import { beforeAll, expect, it } from "vitest";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import { getNotification, listNotifications } from "@/lib/webhooks/inbox/queries";
import { NotificationFilter } from "@/lib/webhooks/inbox/schemas";
import { shadowReplay } from "@/lib/webhooks/replay/replay-events";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { createLink } from "../../../support/factories-paylink";
import { useProduct } from "../../../support/product-process";
import { accountCapability, deliver } from "../deliveries";

const product = useProduct();
let merchant: TestMerchant;
beforeAll(async () => {
  merchant = await createMerchant({ webhookSecrets: ["whsec_own"], signatureRequired: true });
});

const developer = () => makeContext(merchant, { role: "developer" });
const list = (filter = {}) => listNotifications(developer(), NotificationFilter.parse(filter));

it("a forged delivery is kept with its verdict, its text masked and the hash of the original, and asks nothing", async () => {
  const link = await createLink(merchant);
  const body = JSON.stringify({ referance_no: link.provider_reference, card: "4355084355084358", amount: 1 });
  const headers = { "x-paynet-signature": "t=1,v1=00" };
  for (let time = 0; time < 2; time += 1) {
    expect((await deliver(product, accountCapability(merchant), { body, headers })).status).toBe(401);
  }
  const { data } = await list({ status: "rejected", q: link.provider_reference });
  expect(data).toMatchObject([
    {
      status: "rejected",
      reason: "bad_signature",
      trust: "unsigned",
      deliveries: 2,
      subject_id: link.id,
      applied_at: null,
    },
  ]);
  const detail = await getNotification(developer(), data[0]?.id ?? "");
  expect(detail.body).not.toContain("4355084355084358");
  expect(detail.body).toContain("435508");
  expect(detail.body_sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(detail.effects).toEqual([]);
  expect(await product.rows("select 1 from pgboss.job where singleton_key = $1", [link.id])).toEqual([]);
  const seen = await shadowReplay(developer(), { ids: [detail.id] });
  expect(seen).toMatchObject({ subjects: [{ id: link.id, answer: "absent" }], rows: [] });
});

it("one that came too late, one that is too large and one without its signature are kept as well", async () => {
  const { id: merchantId, accountId } = merchant;
  const named = { kind: "account" as const, provider: "paynet", merchantId, subjectId: accountId, accountId };
  const old = signCapability(env().CAPABILITY_KEYS, named, new Date("2020-01-01"));
  expect((await deliver(product, old, { body: { late: true } })).status).toBe(401);
  expect((await deliver(product, accountCapability(merchant), { body: { unsigned: true } })).status).toBe(401);
  const large = deliver(product, accountCapability(merchant), { body: "x".repeat(70_000) });
  expect(
    await large.then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413);
  await expect.poll(async () => (await list({ q: "" })).data.map(({ reason }) => reason)).toContain("too_large");
  const reasons = (await list()).data.map(({ reason }) => reason);
  expect(reasons).toEqual(expect.arrayContaining(["expired_capability", "signature_missing", "too_large"]));
});

it("an address nobody signed is kept with nobody and shown to nobody, and what strangers send is bounded a day", async () => {
  const before = (await list()).data.length;
  expect(
    (await deliver(product, "a~mer_x~pa_x~pa_x~0~new~aaaaaaaaaaaaaaaaaaaaaa", { body: { stranger: 1 } })).status,
  ).toBe(401);
  expect((await list()).data).toHaveLength(before);
  const kept = () =>
    product.rows("select status from provider_events where merchant_id = 'mer_unrouted' and body like '%stranger%'");
  expect(await kept()).toEqual([{ status: "rejected" }]);
  await product.rows("update rate_limits set points = 1000 where key like 'refused:mer_unrouted:%'");
  expect(
    (await deliver(product, "a~mer_x~pa_x~pa_x~0~new~aaaaaaaaaaaaaaaaaaaaaa", { body: { stranger: 2 } })).status,
  ).toBe(401);
  expect(await kept()).toHaveLength(1);
});
