import { beforeAll, describe, expect, it } from "vitest";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";
import { accountCapability } from "../deliveries";

process.env.TRUSTED_PROXIES = "1";
process.env.WEBHOOK_RATE = "100";
const product = useProduct();
const WINDOW_SECONDS = 10;
const UNPROVEN_PER_WINDOW = 150 * WINDOW_SECONDS;
const PROVEN_PER_WINDOW = 100 * WINDOW_SECONDS;
let merchant: TestMerchant;
let other: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
  other = await createMerchant();
});

async function send(segment: string, address: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${product.appUrl}/api/webhooks/paynet-callback/${segment}`, {
    method: "POST",
    body: "{}",
    headers: { "x-forwarded-for": address, ...headers },
  });
  return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
}

async function sendMany(count: number, work: () => ReturnType<typeof send>) {
  const answers: Awaited<ReturnType<typeof send>>[] = [];
  while (answers.length < count) answers.push(...(await Promise.all(Array.from({ length: 50 }, work))));
  return answers;
}

const limited = (answers: { status: number }[]) => answers.filter(({ status }) => status === 429);

describe("too many deliveries", () => {
  it("to one account: the documented rate passes, the rest is told when to come back; its neighbour notices nothing", async () => {
    const capability = accountCapability(merchant);
    const within = await sendMany(PROVEN_PER_WINDOW, () => send(capability, "203.0.113.1"));
    expect(limited(within)).toEqual([]);
    const above = await sendMany(50, () => send(capability, "203.0.113.2"));
    expect(limited(above).length).toBeGreaterThan(0);
    for (const { retryAfter } of limited(above) as typeof above) expect(Number(retryAfter)).toBeGreaterThan(0);
    expect((await send(accountCapability(other), "203.0.113.2")).status).toBe(200);
  });

  it("that prove nothing from one address: limited there, while what is proven passes from the same address", async () => {
    const flood = await sendMany(UNPROVEN_PER_WINDOW + 100, () => send("forged", "203.0.113.7"));
    expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([401, 429]));
    expect((await send("", "203.0.113.7")).status).toBe(429);
    expect((await send(accountCapability(other), "203.0.113.7")).status).toBe(200);
    expect((await send("forged", "203.0.113.8")).status).toBe(401);
  });

  it("with forged signatures from one address: soon not even looked at", async () => {
    const forge = () => send("", "203.0.113.9", { "x-paynet-signature": `t=1,v1=${"0".repeat(64)}` });
    const forged = await sendMany(150, forge);
    expect(new Set(forged.map(({ status }) => status))).toEqual(new Set([401, 429]));
    expect((await send("", "203.0.113.9")).status).toBe(200);
  });
});
