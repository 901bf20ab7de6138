import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { deliver, eventsOf } from "./deliveries";

// Each test's sender has an address of its own: what one is known for says nothing of the next.
process.env.TRUSTED_PROXIES = "1";
const product = useProduct();
let signing: TestMerchant;
let lastAddress = 0;
const nextAddress = () => `198.51.100.${++lastAddress}`;

const from = (address: string) => ({ "x-forwarded-for": address });
const post = (body: unknown, headers: Record<string, string> = from(nextAddress())) =>
  deliver(product, "", { body, headers, path: "/api/webhooks/paynet-callback" });
const sign = (text: string, secret: string) => {
  const at = Math.floor(systemClock.now().getTime() / 1000);
  return { "x-paynet-signature": `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${text}`).digest("hex")}` };
};

type Hint = { id: string; trust: string; status: string; deliveries: number; body: string; because: unknown };
const hints = (marker: string) =>
  product.rows<Hint>(
    "select id, trust, status, deliveries, body, because from provider_events where merchant_id = 'mer_unrouted' and body like '%' || $1 || '%'",
    [marker],
  );
const jobsOf = async (link: PaylinkDto) =>
  (await product.rows("select 1 from pgboss.job where name = 'follow-paylink' and singleton_key = $1", [link.id]))
    .length;
const counted = async () => {
  const [row] = await product.rows<{ points: number }>(
    "select coalesce(sum(points), 0)::int as points from rate_limits where key like 'unrouted-hints:%'",
  );
  return row?.points ?? 0;
};
const setCounted = (points: number) =>
  product.rows("update rate_limits set points = $1 where key like 'unrouted-hints:%'", [points]);

beforeAll(async () => {
  signing = await createMerchant({ webhookSecrets: ["whsec_one", "whsec_two"], signatureRequired: true });
});

describe("a delivery to the bare path that proves nothing", () => {
  it("is kept under the reserved tenant and belongs to nobody", async () => {
    expect(await post({ marker: "nobody-1" })).toEqual({ status: 200, body: { received: true } });
    expect(await hints("nobody-1")).toMatchObject([{ trust: "unsigned", status: "unmatched", deliveries: 1 }]);
  });

  it("is one row however often it comes, and counted once", async () => {
    const before = await counted();
    for (let n = 0; n < 4; n += 1) expect((await post({ marker: "often" })).status).toBe(200);
    await Promise.all(Array.from({ length: 5 }, () => post({ marker: "at once" })));
    expect(await hints("often")).toMatchObject([{ deliveries: 4 }]);
    expect(await hints("at once")).toMatchObject([{ deliveries: 5 }]);
    expect(await counted()).toBeLessThanOrEqual(before + 1 + 5);
  });

  it("that names a link makes us ask the provider, at most every 30 seconds, and tells the sender nothing", async () => {
    const merchant = await createMerchant();
    const link = await createLink(merchant);
    const answers = [await post({ referance_no: link.provider_reference }), await post({ referance_no: "UNKNOWN-1" })];
    expect(answers[0]).toEqual(answers[1]);
    expect(await jobsOf(link)).toBe(1);
    for (const n of [1, 2, 3]) await post({ referance_no: link.provider_reference, n });
    expect(await jobsOf(link)).toBe(1);
    const [row] = await product.rows<{ soon: boolean }>(
      "select next_check_at <= vezne_now() + interval '30 seconds' as soon from paylinks where id = $1",
      [link.id],
    );
    expect(row).toEqual({ soon: true });
    await product.advance(31);
    await post({ referance_no: link.provider_reference, n: 4 });
    expect(await jobsOf(link)).toBe(2);
    expect(await eventsOf(product, merchant)).toEqual([]);
  });

  it.each([
    ["demands signatures", { signatureRequired: true, webhookSecrets: ["whsec_demanded_one"] }],
    ["enforces its list", { allowlistMode: "enforce" as const, allowlist: ["203.0.113.200"] }],
  ])("moves nothing of an account that %s", async (_what, wish) => {
    const link = await createLink(await createMerchant(wish));
    expect((await post({ referance_no: link.provider_reference })).status).toBe(200);
    expect(await jobsOf(link)).toBe(0);
  });

  it("keeps 4 KiB of a longer one", async () => {
    expect((await post({ marker: "long-one", pad: "ş".repeat(20_000) })).status).toBe(200);
    const [hint] = await hints("long-one");
    expect(Buffer.byteLength(hint?.body ?? "")).toBeLessThanOrEqual(4096);
    expect(hint?.because).toEqual({ text: "cut_to_4_kib" });
  });

  it("above ten thousand in an Istanbul day is told to come back tomorrow; a repeat and the next day are not", async () => {
    await post({ marker: "day-0" });
    await setCounted(9_999);
    expect((await post({ marker: "day-1" })).status).toBe(200);
    const refused = await fetch(`${product.appUrl}/api/webhooks/paynet-callback`, {
      method: "POST",
      body: JSON.stringify({ marker: "day-2" }),
      headers: from(nextAddress()),
    });
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(86_400);
    expect(await hints("day-2")).toEqual([]);
    expect((await post({ marker: "day-1" })).status).toBe(200);
    await product.advance(seconds + 1);
    expect((await post({ marker: "day-3" })).status).toBe(200);
  });
});

describe("a delivery to the bare path that proves whose it is", () => {
  it.each(["whsec_one", "whsec_two"])("by a live secret of one account (%s) is that account's", async (secret) => {
    const link = await createLink(signing);
    const text = JSON.stringify({ referance_no: link.provider_reference });
    expect((await post(text, { ...sign(text, secret), ...from(nextAddress()) })).status).toBe(200);
    expect(await eventsOf(product, signing)).toContainEqual({ status: "received", deliveries: 1, subject_id: link.id });
    expect(await jobsOf(link)).toBe(1);
  });

  it("is known by a secret that was set a moment ago", async () => {
    await post("{}", { ...sign("{}", "whsec_one"), ...from(nextAddress()) });
    const late = await createMerchant({ webhookSecrets: ["whsec_of_now"] });
    const headers = { ...sign("[]", "whsec_of_now"), ...from(nextAddress()) };
    await eventuallyPasses(async () => expect((await post("[]", headers)).status).toBe(200));
    expect(await eventsOf(product, late)).toHaveLength(1);
  });
});

describe("the reserved tenant", () => {
  it("can be given no member, key, link, money or anything but deliveries", async () => {
    const tables = await product.rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id' and not a.attisdropped
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'provider_events'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const columns = await product.rows<{ name: string }>(
        "select column_name as name from information_schema.columns where table_name = $1 and table_schema = 'public' and is_nullable = 'NO' and column_default is null and is_identity = 'NO'",
        [name],
      );
      expect(columns.map((column) => column.name)).toContain("merchant_id");
      const [check] = await product.rows<{ rule: string }>(
        "select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = $1::regclass and conname = $1 || '_is_routed'",
        [name],
      );
      expect([name, check?.rule]).toEqual([name, "CHECK ((merchant_id <> 'mer_unrouted'::text)) NOT VALID"]);
    }
    const planted = product.rows(
      "insert into memberships (merchant_id, user_id, role, created_at) values ('mer_unrouted', 'usr_x', 'owner', vezne_now())",
    );
    await expect(planted).rejects.toMatchObject({ code: "23514" });
  });
});
