import pg from "pg";
import { expect, it } from "vitest";
import { createMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";
import { accountCapability, eventsOf } from "../deliveries";

const product = useProduct();

it("while the inbox is locked: 503 with Retry-After for all who wait, nothing half stored, and the same bytes are taken afterwards", async () => {
  const merchant = await createMerchant();
  const send = async (segment: string, n: number) => {
    const answer = await fetch(`${product.appUrl}/api/webhooks/paynet-callback/${segment}`, {
      method: "POST",
      body: JSON.stringify({ busy: n }),
    });
    return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
  };
  const capability = accountCapability(merchant);
  expect((await send(capability, 0)).status).toBe(200);

  const client = new pg.Client({ connectionString: product.database.adminUrl });
  await client.connect();
  await client.query("begin");
  await client.query("lock table provider_events in access exclusive mode");
  const waiting = await Promise.all([1, 2, 3, 4, 5].flatMap((n) => [send(capability, n), send("", n)]));
  expect(waiting).toEqual(waiting.map(() => ({ status: 503, retryAfter: "5" })));
  await client.query("rollback");
  await client.end();

  const again = await Promise.all([1, 2, 3, 4, 5].flatMap((n) => [send(capability, n), send("", n)]));
  expect(again.map(({ status }) => status)).toEqual(again.map(() => 200));
  expect(await eventsOf(product, merchant)).toHaveLength(6);
});
