import { beforeAll, describe, expect, it } from "vitest";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createApiKey, createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { linkInput } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { callApi } from "./api-calls";

const product = useProduct();
let merchant: TestMerchant;
let key: string;

beforeAll(async () => {
  merchant = await createMerchant();
  key = await createApiKey(merchant);
});

const post = (idempotencyKey: string, body: unknown, apiKey = key) =>
  callApi("POST /paylinks", apiKey, { body, headers: { "idempotency-key": idempotencyKey } });
const linksNamed = (reference: string) =>
  product.rows<{ provider_reference: string }>("select provider_reference from paylinks where reference_no = $1", [
    reference,
  ]);

describe("Idempotency-Key", () => {
  it("same key and body: the same bytes, marked as replayed, one link", async () => {
    const body = linkInput({ reference_no: "IDEM-1" });
    const [first, second] = [await post("key-1", body), await post("key-1", body)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect([first.headers.get("idempotent-replayed"), second.headers.get("idempotent-replayed")]).toEqual([
      null,
      "true",
    ]);
    expect(await linksNamed("IDEM-1")).toHaveLength(1);
  });

  it("same key, other body: 422 and nothing new", async () => {
    await post("key-2", linkInput({ reference_no: "IDEM-2" }));
    const other = await post("key-2", linkInput({ reference_no: "IDEM-2", amount: 5 }));
    expect([other.status, other.json.code]).toEqual([422, "idempotency_mismatch"]);
    expect(await linksNamed("IDEM-2")).toHaveLength(1);
  });

  it("twenty at once: one link here and one at the provider", async () => {
    const body = linkInput({ reference_no: "IDEM-20" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post("key-20", body)));
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const [link, ...more] = await linksNamed("IDEM-20");
    expect(more).toEqual([]);
    expect(await product.sandbox.linksOf(link?.provider_reference ?? "")).toHaveLength(1);
    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
  });

  it("while the first still runs: 409 in_flight; afterwards the answer", async () => {
    const body = linkInput({ reference_no: "IDEM-FLIGHT" });
    await product.sandbox.fault("mailorder/create", "delay", { delay_ms: 700 });
    const first = post("key-flight", body);
    await eventuallyPasses(async () => expect(await linksNamed("IDEM-FLIGHT")).toHaveLength(1));
    const early = await post("key-flight", body);
    expect([early.status, early.json.code, early.json.reason]).toEqual([409, "conflict", "in_flight"]);
    const done = await first;
    expect((await post("key-flight", body)).text).toBe(done.text);
  });

  it("a refusal is kept like an answer", async () => {
    const body = linkInput({ agent_id: "2045", reference_no: "IDEM-REFUSED" });
    const [first, second] = [await post("key-refused", body), await post("key-refused", body)];
    expect([first.status, second.status]).toEqual([422, 422]);
    expect(second.text).toBe(first.text);
    expect(await linksNamed("IDEM-REFUSED")).toHaveLength(1);
  });

  it("belongs to its merchant, its person and its route", async () => {
    const body = linkInput({ reference_no: "IDEM-SCOPE" });
    const first = await post("key-scope", body);
    const other = await createMerchant();
    expect((await post("key-scope", body, await createApiKey(other))).json.id).not.toBe(first.json.id);
    const colleague = await createUser(merchant.id, "finance");
    expect((await post("key-scope", body, await createApiKey(merchant, { userId: colleague.id }))).json.id).not.toBe(
      first.json.id,
    );
    const call = { id: first.json.id, headers: { "idempotency-key": "key-scope" } };
    expect((await callApi("POST /paylinks/{id}/deactivate", key, call)).status).toBe(200);
  });

  it("one key on two objects of one route is two commands", async () => {
    const [one, two] = [await post("key-a", linkInput()), await post("key-b", linkInput())];
    for (const { json } of [one, two]) {
      const call = { id: json.id, headers: { "idempotency-key": "key-same" } };
      expect((await callApi("POST /paylinks/{id}/deactivate", key, call)).json.id).toBe(json.id);
    }
  });

  it("the kept answer is not readable in the database", async () => {
    await post("key-sealed", linkInput({ reference_no: "IDEM-SEALED", note: "okunamaz" }));
    const [row] = await product.rows<{ sealed_answer: string }>(
      "select sealed_answer from idempotency_keys where key = 'key-sealed'",
    );
    expect(row?.sealed_answer).toMatch(/^v1\./);
    expect(Buffer.from(row?.sealed_answer ?? "", "base64url").toString()).not.toContain("okunamaz");
  });

  it.each(["", " ", "x".repeat(201), "ş"])("a key %j that is none: 400", async (bad) => {
    const answer = await post(encodeURI(bad) === bad ? bad : "a b", linkInput()).catch(() => undefined);
    expect([400, undefined]).toContain(answer?.status);
  });
});
