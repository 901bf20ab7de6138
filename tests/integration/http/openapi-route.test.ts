import { expect, it } from "vitest";
import { GET, POST } from "@/app/api/openapi.json/route";
import { env } from "@/lib/runtime/env";
import { useProduct } from "../../support/product-process";

useProduct();

it("the API describes itself to whoever asks, at this installation's own address, and to no other method", async () => {
  const answer = GET();
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("application/json");
  const { openapi, servers, paths } = (await answer.json()) as Record<string, unknown>;
  expect({ openapi, servers }).toEqual({ openapi: "3.1.0", servers: [{ url: `${env().APP_URL}/api/v1` }] });
  expect(paths).toHaveProperty("/payments/{id}/refunds");
  expect(POST(new Request("http://127.0.0.1/api/openapi.json", { method: "POST" })).status).toBe(405);
});
