import { MockAgent } from "undici";
import { afterAll, describe, expect, it } from "vitest";
import { readAccountKeys } from "@/lib/providers/account-keys";
import { connectProvider, type Environment } from "@/lib/providers/registry";
import { processSingleton } from "@/lib/runtime/process-singleton";

const PAYWALL = { public_key: "a", public_client: "b", private_key: "c", private_client: "d" };
const paywall = (more: object = {}) => JSON.stringify({ ...PAYWALL, ...more });

describe("what an account's sealed secret opens to", () => {
  it("is a bare Paynet secret key, or named keys", () => {
    expect(readAccountKeys("paynet", "sck_x")).toEqual({ provider: "paynet", secretKey: "sck_x" });
    const named = JSON.stringify({ secret_key: "sck_x", publishable_key: "pbk_x" });
    expect(readAccountKeys("paynet", named)).toEqual({
      provider: "paynet",
      secretKey: "sck_x",
      publishableKey: "pbk_x",
    });
  });

  it("is Paywall's four keys and its hash keys by type, two while one is rolled", () => {
    expect(readAccountKeys("paywall", paywall({ hash_keys: { three_d: "h1", system: ["h2", "h3"] } }))).toEqual({
      provider: "paywall",
      publicKey: "a",
      publicClient: "b",
      privateKey: "c",
      privateClient: "d",
      hashKeys: { ThreeDCallback: ["h1"], SystemWebhook: ["h2", "h3"] },
      dataCentre: "global",
      closeService: "provision",
    });
  });

  it.each([
    ["paywall", "sck_x"],
    ["paywall", JSON.stringify({ ...PAYWALL, private_key: "" })],
    ["paywall", paywall({ hash_keys: { nonsense: "secret-text" } })],
    ["paywall", paywall({ host: "https://elsewhere.example" })],
    ["paynet", JSON.stringify({ publishable_key: "secret-text" })],
  ] as const)("%s %s is refused without a word of what it held", (provider, secret) => {
    const read = () => readAccountKeys(provider, secret);
    expect(read).toThrow(expect.objectContaining({ code: "provider_unavailable" }));
    expect(read).not.toThrow(/secret-text|sck_x|elsewhere/);
  });
});

describe("where keys are sent", () => {
  const network = new MockAgent();
  network.disableNetConnect();
  processSingleton("providerAgent", () => network);
  afterAll(() => network.close());

  const LIVE_HOSTS = ["https://payment-private-api.itspaywall.com", "https://payment-private-api.paywall.com.tr"];
  const TEST_HOST = "https://test-payment-private-api.itspaywall.com";
  const SANDBOX = "http://127.0.0.1:4010";
  const ALL = [...LIVE_HOSTS, TEST_HOST, SANDBOX];

  let heard: string[] = [];
  for (const origin of ALL) {
    const answer = () => {
      heard.push(origin);
      return { statusCode: 200, data: JSON.stringify({ ErrorCode: 56, Result: false, Message: "", Body: null }) };
    };
    network.get(origin).intercept({ path: /.*/, method: "GET" }).reply(answer).persist();
  }

  /** Which of the hosts that listen heard the calls. */
  async function heardBy(environment: Environment, more: object = {}): Promise<string[]> {
    heard = [];
    const provider = connectProvider({
      environment,
      keys: readAccountKeys("paywall", paywall(more)),
      sandboxUrl: SANDBOX,
      timeoutMs: 1_000,
      recorder: { begin: async () => "call_test", end: async () => undefined },
    });
    await provider.queryTransactions({ transactionId: "0d8b7d0a-5f5e-4c8b-9a51-3f7d2f0c1b22" });
    return [...new Set(heard)];
  }

  it("a live key meets live hosts only, each environment its own", async () => {
    expect(await heardBy("live")).toEqual([LIVE_HOSTS[0]]);
    expect(await heardBy("live", { data_centre: "turkey" })).toEqual([LIVE_HOSTS[1]]);
    expect(await heardBy("provider_test")).toEqual([TEST_HOST]);
    expect(await heardBy("provider_test", { data_centre: "turkey" })).toEqual([TEST_HOST]);
    expect(await heardBy("sandbox")).toEqual([SANDBOX]);
  });
});
