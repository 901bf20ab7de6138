import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";
import { accountCapability, eventsOf } from "../deliveries";
import { exchange, head, statusesIn } from "./raw-http";

const product = useProduct();
const PATH = "/api/webhooks/paynet-callback";
let merchant: TestMerchant;
let capability: string;

beforeAll(async () => {
  merchant = await createMerchant();
  capability = accountCapability(merchant);
});

const request = (method: string, target: string, body = "", headers: Record<string, string | number> = {}) =>
  exchange(product.appUrl, head(method, target, { "content-length": Buffer.byteLength(body), ...headers }), body);

async function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const answer = await fetch(`${product.appUrl}${PATH}/${capability}`, {
    method: "POST",
    headers,
    redirect: "manual",
    body: new Uint8Array(Buffer.from(body)),
  });
  return answer.status;
}

describe("the sink answers every spelling of its address and never redirects", () => {
  const spell = (text: string) => [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("");

  it.each<[string, () => string, number]>([
    ["bare", () => PATH, 200],
    ["bare with a slash", () => `${PATH}/`, 200],
    ["bare with two slashes", () => `${PATH}//`, 200],
    ["bare with a query", () => `${PATH}?a=1&b=%`, 200],
    ["with a capability", () => `${PATH}/${capability}`, 200],
    ["with a capability and a slash", () => `${PATH}/${capability}/`, 200],
    ["with a capability and a query", () => `${PATH}/${capability}?x=/`, 200],
    ["doubled slashes", () => `//api//webhooks/paynet-callback/${capability}`, 200],
    ["encoded tildes", () => `${PATH}/${capability.replaceAll("~", "%7E")}`, 200],
    ["every byte of the capability encoded", () => `${PATH}/${spell(capability)}`, 200],
    ["an encoded path", () => `/api/webhooks/paynet%2Dcallback/${capability}`, 200],
    ["absolute form", () => `http://shop.example${PATH}/${capability}`, 200],
    ["absolute form of the bare path", () => `http://shop.example:8080${PATH}`, 200],
    ["encoded twice", () => `${PATH}/${capability.replaceAll("~", "%257E")}`, 401],
    ["a broken escape", () => `${PATH}/%zz`, 401],
    ["an encoded NUL", () => `${PATH}/%00`, 401],
    ["an invalid UTF-8 escape", () => `${PATH}/%ff%fe`, 401],
    ["two segments", () => `${PATH}/${capability}/more`, 401],
    ["an encoded slash", () => `${PATH}/${capability}%2Fmore`, 401],
    ["a long segment", () => `${PATH}/${"a".repeat(8_000)}`, 401],
  ])("%s", async (_what, target, status) => {
    expect(statusesIn(await request("POST", target(), '{"a":1}'))).toEqual([status]);
  });

  it("leaves its neighbours alone", async () => {
    for (const target of ["/api/webhooks/paynet-callbacks", "/api/webhooks/other-callback", "/api/webhooks", "*"]) {
      expect(statusesIn(await request("POST", target))).toEqual([404]);
    }
  });

  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])(
    "%s: 405 with Allow",
    async (method) => {
      for (const target of [PATH, `${PATH}/`, `${PATH}/${capability}`]) {
        const answer = await request(method, target, method === "PUT" ? "{}" : "");
        expect(statusesIn(answer)).toEqual([405]);
        expect(answer).toMatch(/^allow: POST\r$/im);
      }
    },
  );
});

describe("headers", () => {
  it("a signature sent twice is refused, whatever each says", async () => {
    const twice = head("POST", `${PATH}/${capability}`, { "content-length": 2 }).replace(
      "\r\n\r\n",
      "\r\nx-paynet-signature: t=1,v1=aa\r\nX-Paynet-Signature: t=2,v1=bb\r\n\r\n",
    );
    expect(statusesIn(await exchange(product.appUrl, twice, "{}"))).toEqual([401]);
  });

  it.each([
    ["two lengths", "content-length: 2\r\ncontent-length: 3"],
    ["a length and chunks", "content-length: 2\r\ntransfer-encoding: chunked"],
    ["a header without a colon", "content-length: 2\r\nnonsense"],
  ])("%s are a bad request", async (_what, lines) => {
    const bytes = `POST ${PATH}/${capability} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${lines}\r\n\r\n{}`;
    expect(statusesIn(await exchange(product.appUrl, bytes))).toEqual([400]);
  });

  it("Expect: 100-continue: told to go on, or told at once that it is too much", async () => {
    const expects = { expect: "100-continue" };
    expect(statusesIn(await request("POST", `${PATH}/${capability}`, "{}", expects))).toEqual([100, 200]);
    const big = head("POST", `${PATH}/${capability}`, { ...expects, "content-length": 70_000 });
    expect(statusesIn(await exchange(product.appUrl, big))).toEqual([413]);
  });
});

describe("bodies that are none", () => {
  it.each<[string, string | Buffer]>([
    ["nothing", ""],
    ["half an object", '{"a":'],
    ["NUL and control bytes", Buffer.from([0, 1, 2, 0x7f, 0])],
    ["1e400", '{"amount":1e400,"referance_no":"x"}'],
    ["__proto__", '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'],
    ["duplicate keys", '{"referance_no":"a","referance_no":"b"}'],
    ["a lone surrogate", '{"referance_no":"\\ud800","note":"\\udfff"}'],
    ["a NUL in the reference", '{"referance_no":"a\\u0000b"}'],
    ["a number for the reference", '{"referance_no":12345678901234567890}'],
    ["an object for the reference", '{"referance_no":{"$gt":""}}'],
    ["a byte order mark", "\ufeff{}"],
    ["windows-1254", Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xde, 0xfd, 0xf0, 0x22, 0x7d])],
    ["60,000 open brackets", "[".repeat(60_000)],
    ["UTF-16", Buffer.from("\ufeff{}", "utf16le")],
  ])("%s: stored, asked about by nobody's word, never an error", async (_what, body) => {
    expect(await post(body)).toBe(200);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("a gzip bomb is stored as the bytes it is, never unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(64 * 1024);
    expect(await post(bomb, { "content-encoding": "gzip" })).toBe(200);
  });

  it("Turkish text in windows-1254 is stored as Turkish text", async () => {
    await post(Buffer.from([...Buffer.from('{"ad":"'), 0xde, 0xfd, 0xf0, 0xfc, ...Buffer.from('-1254"}')]));
    expect(await product.rows("select 1 from provider_events where body = $1", ['{"ad":"Şığü-1254"}'])).toHaveLength(1);
  });

  it("a body of any bytes is answered 200 and has an inbox row", async () => {
    const before = (await eventsOf(product, merchant)).reduce((sum, { deliveries }) => sum + deliveries, 0);
    let sent = 0;
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.json(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 8, maxLength: 8 }), async (bodies) => {
        const statuses = await Promise.all(bodies.map((body) => post(body)));
        expect(statuses).toEqual(bodies.map(() => 200));
        sent += bodies.length;
      }),
      { numRuns: 60, endOnFailure: true },
    );
    const after = (await eventsOf(product, merchant)).reduce((sum, { deliveries }) => sum + deliveries, 0);
    expect(after - before).toBe(sent);
  });
});
