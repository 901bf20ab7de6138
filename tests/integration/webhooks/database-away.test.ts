import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/paynet-callback/[[...capability]]/route";
import { newId } from "@/lib/kernel/ids";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import { ingest } from "@/lib/webhooks/ingest";

// Nothing listens on port 1: every connection is refused at once.
Object.assign(process.env, {
  DATABASE_URL: "postgres://nobody:x@127.0.0.1:1/nothing",
  AUTH_SECRET: "auth secret of the tests",
  KEK: "key encryption key of the tests",
  CAPABILITY_KEYS: "new:capability-secret-number-two",
  LOG_LEVEL: "silent",
});

const now = new Date("2026-06-01T12:00:00Z");
const accountId = newId("providerAccount", now);
const capability = () =>
  signCapability(env().CAPABILITY_KEYS, {
    kind: "account",
    provider: "paynet",
    merchantId: newId("merchant", now),
    subjectId: accountId,
    accountId,
  });

describe("while Postgres cannot be reached", () => {
  it("a notification is answered 503, so that the provider sends it again", async () => {
    const delivery = {
      provider: "paynet" as const,
      body: Buffer.from("{}"),
      signature: undefined,
      contentType: undefined,
      address: "x",
    };
    expect(await ingest({ ...delivery, segment: capability() })).toEqual({
      status: 503,
      body: { error: "not_stored" },
      retryAfterSeconds: 5,
    });
    expect(await ingest({ ...delivery, segment: "" })).toMatchObject({ status: 503 });
    expect(await ingest({ ...delivery, segment: "forged" })).toMatchObject({ status: 401 });
  });

  it("the route handler answers the same", async () => {
    const request = new Request("http://127.0.0.1/api/webhooks/paynet-callback", { method: "POST", body: "{}" });
    const answer = await POST(request, { params: Promise.resolve({ capability: [capability()] }) });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
  });
});
