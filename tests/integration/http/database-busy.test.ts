import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { GET as listPayments } from "@/app/api/v1/payments/route";
import { createApiKey, createMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let key: string;

beforeAll(async () => {
  key = await createApiKey(await createMerchant());
});

const ask = () =>
  listPayments(new Request("http://127.0.0.1/api/v1/payments", { headers: { authorization: `Bearer ${key}` } }), {
    params: Promise.resolve({}),
  });

it("a database that does not answer is 503 with Retry-After, never 500, and says to send the same again", async () => {
  const client = new pg.Client({ connectionString: product.database.adminUrl });
  await client.connect();
  await client.query("begin");
  await client.query("lock table payments in access exclusive mode");
  const answer = await ask();
  await client.query("rollback");
  await client.end();
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(await answer.json()).toMatchObject({ code: "unavailable", status: 503 });
  expect((await ask()).status).toBe(200);
});
