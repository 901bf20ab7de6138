import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { env } from "@/lib/runtime/env";
import type { Product } from "../../support/product-process";

type Between = {
  /** What happens before the provider hears a call to this path. */
  before: (path: string) => Promise<void> | void;
  /** What the product reads of what the provider answered. */
  told: (text: string) => string;
};

/** A server between us and the sandbox's providers. Fill after `useProduct`; an answer the provider drops is dropped here too. */
export function useBetween(product: Product): Between {
  const between: Between = { before: () => undefined, told: (text) => text };
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await between.before(request.url ?? "");
    const named = Object.entries(request.headers).filter(([name]) => !["host", "connection"].includes(name));
    const answer = await fetch(`${product.sandbox.url}${request.url}`, {
      method: request.method ?? "GET",
      headers: named.map(([name, value]) => [name, String(value)] as [string, string]),
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    }).catch(() => undefined);
    if (answer === undefined) return void response.destroy();
    const text = between.told(await answer.text());
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    Object.assign(env(), { SANDBOX_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => server.close());
  return between;
}
