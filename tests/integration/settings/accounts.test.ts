import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "@/lib/auth/check-password.system";
import { newId } from "@/lib/kernel/ids";
import { readAccountKeys } from "@/lib/providers/account-keys";
import type { Context } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { unseal } from "@/lib/runtime/seal";
import { addProviderAccount } from "@/lib/settings/accounts/add-account";
import { rotateAccountKeys } from "@/lib/settings/accounts/rotate-keys";
import { setDefaultAccount } from "@/lib/settings/accounts/set-default";
import { setWebhookPolicy } from "@/lib/settings/accounts/set-webhook-policy";
import { listProviderAccounts } from "@/lib/settings/accounts.queries";
import { secretContext } from "@/lib/settings/provider-account-repository";
import { makeContext } from "../../support/context";
import { createMerchant, createUser, PAYWALL_SECRET, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const PASSWORD = "the owner's own password";
let passwordHash: string;
let merchant: TestMerchant;
let ownerId: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  merchant = await createMerchant();
  ownerId = (await createUser(merchant.id, "owner", passwordHash)).id;
});

/** A form that was opened once: sent again it is the same command. */
const owner = (commandSeed = newId("command", new Date())): Context => ({
  ...makeContext(merchant, { userId: ownerId }),
  commandSeed,
});

const paynet = (wish: Record<string, unknown> = {}) => ({
  provider: "paynet",
  environment: "sandbox",
  label: "Second shop",
  keys: { secret_key: SANDBOX_KEYS.signed, publishable_key: "" },
  password: PASSWORD,
  ...wish,
});
const { hash_keys: HASH_KEYS, ...PAYWALL_KEYS } = JSON.parse(PAYWALL_SECRET) as Record<string, string> & {
  hash_keys: Record<string, string>;
};
const paywall = (keys: Record<string, string> = {}) => ({
  provider: "paywall",
  environment: "sandbox",
  label: "Paywall",
  keys: { ...PAYWALL_KEYS, ...keys },
  password: PASSWORD,
});

type Row = { id: string; sealed_secret: string; secret_last4: string; is_default: string; mode: string; label: string };
const accounts = () =>
  product.rows<Row>("select * from provider_accounts where merchant_id = $1 order by created_at, id", [merchant.id]);
const opened = (row: Row | undefined) =>
  unseal(env().KEK, secretContext(merchant.id, row?.id ?? ""), row?.sealed_secret ?? "");
const audit = (action: string) =>
  product.rows("select data, mode from audit_log where merchant_id = $1 and action = $2", [merchant.id, action]);

describe("a new account", () => {
  it("is tried at the provider, sealed, listed by its last four and told to the audit log without a key", async () => {
    const { provider_account_id: id, proven } = await addProviderAccount(owner(), paynet());
    expect(proven).toBe(true);
    const row = (await accounts()).find((each) => each.id === id);
    expect(row?.sealed_secret).not.toContain(SANDBOX_KEYS.signed);
    expect(readAccountKeys("paynet", opened(row))).toEqual({ provider: "paynet", secretKey: SANDBOX_KEYS.signed });
    const seen = (await listProviderAccounts(owner())).find((each) => each.id === id);
    expect(seen).toMatchObject({ label: "Second shop", key_last4: "gned", is_default: false, environment: "sandbox" });
    const [line] = await audit("provider_account.added");
    expect(line).toMatchObject({ mode: "test", data: { provider: "paynet", proven: true } });
    const everything = JSON.stringify([
      await product.rows("select * from audit_log where merchant_id = $1", [merchant.id]),
      await product.rows("select * from outbox where merchant_id = $1", [merchant.id]),
      await product.rows("select * from provider_calls where merchant_id = $1", [merchant.id]),
    ]);
    expect(everything).toContain("transaction/check");
    expect(everything).not.toContain(SANDBOX_KEYS.signed);
    expect(everything).not.toContain(PASSWORD);
  });

  it("of Paywall needs both pairs: a wrong one of either is refused", async () => {
    for (const wrong of [{ private_key: "pwprv_nobody" }, { public_client: "pwpubclient_nobody" }]) {
      await expect(addProviderAccount(owner(), paywall(wrong))).rejects.toMatchObject({
        code: "provider_rejected",
        details: { reason: "keys_refused" },
      });
    }
    expect(await accounts()).toHaveLength(1);
    const { provider_account_id: id } = await addProviderAccount(
      owner(),
      paywall({ hash_three_d: HASH_KEYS.three_d ?? "" }),
    );
    const keys = readAccountKeys("paywall", opened((await accounts()).find((each) => each.id === id)));
    expect(keys).toMatchObject({
      privateKey: PAYWALL_KEYS.private_key,
      hashKeys: { ThreeDCallback: [HASH_KEYS.three_d] },
    });
  });

  it("whose key the provider refuses is not stored, whatever its owner says", async () => {
    const wish = paynet({ keys: { secret_key: "sck_of_nobody" }, store_unproven: true });
    await expect(addProviderAccount(owner(), wish)).rejects.toMatchObject({
      code: "provider_rejected",
      details: { reason: "keys_refused" },
    });
    expect(await accounts()).toHaveLength(1);
    expect(await audit("provider_account.added")).toEqual([]);
  });

  it.each(["drop_before", "status", "html"])(
    "with the provider in trouble (%s) is stored only by its owner's word, and the audit log says unproven",
    async (effect) => {
      const form = owner();
      await product.sandbox.fault("transaction/check", effect, {
        times: 2,
        ...(effect === "status" && { status: 502 }),
      });
      await expect(addProviderAccount(form, paynet())).rejects.toMatchObject({
        code: "provider_unavailable",
        details: { reason: "keys_unproven" },
      });
      expect(await accounts()).toHaveLength(1);
      expect(await addProviderAccount(form, paynet({ store_unproven: true }))).toMatchObject({ proven: false });
      expect(await audit("provider_account.added")).toMatchObject([{ data: { proven: false } }]);
      await product.sandbox.clearFaults();
    },
  );

  it("sent twice, one after the other and at once, is one account", async () => {
    const form = owner();
    const [one, two] = await Promise.all([addProviderAccount(form, paynet()), addProviderAccount(form, paynet())]);
    const three = await addProviderAccount(form, paynet());
    expect(new Set([one, two, three].map(({ provider_account_id }) => provider_account_id)).size).toBe(1);
    expect(await accounts()).toHaveLength(2);
    expect(await audit("provider_account.added")).toHaveLength(1);
    await expect(addProviderAccount(form, paynet({ keys: { secret_key: SANDBOX_KEYS.demo } }))).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
    await expect(addProviderAccount(owner(), paynet())).rejects.toMatchObject({
      details: { errors: [{ path: "label", message: "label_taken" }] },
    });
  });

  it("needs the password once more, from a person, and not for ever", async () => {
    const wrong = { code: "invalid_input", details: { errors: [{ path: "password", message: "wrong_password" }] } };
    const before = await product.rows("select 1 from provider_calls where merchant_id = $1", [merchant.id]);
    await expect(addProviderAccount(owner(), paynet({ password: "guess" }))).rejects.toMatchObject(wrong);
    const key: Context = { ...owner(), actor: { kind: "api_key", id: "key_1", userId: ownerId } };
    await expect(addProviderAccount(key, paynet())).rejects.toMatchObject({ code: "forbidden" });
    for (let guess = 0; guess < 9; guess += 1) {
      await expect(addProviderAccount(owner(), paynet({ password: "guess" }))).rejects.toMatchObject(wrong);
    }
    await expect(addProviderAccount(owner(), paynet())).rejects.toMatchObject({ code: "rate_limited" });
    expect(await product.rows("select 1 from provider_calls where merchant_id = $1", [merchant.id])).toEqual(before);
    expect(await accounts()).toHaveLength(1);
  });

  it("is of the mode its environment says; the first of a mode is its default", async () => {
    await product.rows("delete from settlement_terms where merchant_id = $1", [merchant.id]);
    await product.rows("delete from provider_accounts where merchant_id = $1", [merchant.id]);
    await addProviderAccount(owner(), paynet({ label: "one" }));
    await addProviderAccount(owner(), paynet({ label: "two" }));
    expect(await accounts()).toMatchObject([
      { label: "one", mode: "test", is_default: "yes" },
      { label: "two", mode: "test", is_default: "no" },
    ]);
    expect(await product.rows("select 1 from settlement_terms where merchant_id = $1", [merchant.id])).toHaveLength(2);
  });

  it.each([
    ["secret_key", { secret_key: "sck with spaces" }],
    ["secret_key", { secret_key: "" }],
    ["publishable_key", { secret_key: SANDBOX_KEYS.signed, publishable_key: "çğ" }],
  ])("with an unusable %s is refused before anything is asked", async (name, keys) => {
    const refusal = await addProviderAccount(owner(), paynet({ keys })).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "invalid_input", details: { errors: [{ path: `keys.${name}` }] } });
  });
});

describe("keys of an account", () => {
  const rotate = (keys: Record<string, string>, more: Record<string, unknown> = {}) => ({
    provider_account_id: merchant.accountId,
    keys,
    password: PASSWORD,
    ...more,
  });

  it("are changed one by one; what is left empty stays", async () => {
    await rotateAccountKeys(owner(), rotate({ publishable_key: "pbk_sandbox_demo", secret_key: "" }));
    const [row] = await accounts();
    expect(JSON.parse(opened(row))).toEqual({ secret_key: SANDBOX_KEYS.demo, publishable_key: "pbk_sandbox_demo" });
    expect(await audit("provider_account.keys_rotated")).toMatchObject([{ data: { keys: ["publishable_key"] } }]);
    await rotateAccountKeys(owner(), rotate({ publishable_key: "pbk_sandbox_demo" }));
    expect(await audit("provider_account.keys_rotated")).toHaveLength(1);
  });

  it("of another account at the provider are refused, because this one's payments would seem never to have been", async () => {
    await createLink(merchant, { amount: 50_000 });
    await expect(rotateAccountKeys(owner(), rotate({ secret_key: SANDBOX_KEYS.other }))).rejects.toMatchObject({
      code: "provider_rejected",
      details: { reason: "keys_of_other_account" },
    });
    expect(opened((await accounts())[0])).toBe(SANDBOX_KEYS.demo);
    await rotateAccountKeys(owner(), rotate({ secret_key: SANDBOX_KEYS.demo, publishable_key: "pbk_new_one" }));
    expect(JSON.parse(opened((await accounts())[0]))).toMatchObject({ publishable_key: "pbk_new_one" });
  });

  it("that cannot be tried wait where payments depend on them, whatever their owner says", async () => {
    const word = { store_unproven: true };
    await product.sandbox.fault("transaction/check", "drop_before", { times: 1 });
    await rotateAccountKeys(owner(), rotate({ publishable_key: "pbk_unproven" }, word));
    expect(await audit("provider_account.keys_rotated")).toMatchObject([{ data: { proven: false } }]);
    await createLink(merchant, { amount: 50_000 });
    await product.sandbox.fault("mailorder/list", "drop_before", { times: 5 });
    await product.sandbox.fault("mailorder/detail", "drop_before", { times: 5 });
    await expect(
      rotateAccountKeys(owner(), rotate({ publishable_key: "pbk_another_one" }, word)),
    ).rejects.toMatchObject({ code: "provider_unavailable", details: { reason: "keys_need_proof" } });
    await product.sandbox.clearFaults();
    expect(JSON.parse(opened((await accounts())[0]))).toMatchObject({ publishable_key: "pbk_unproven" });
  });

  it("that are refused leave the old ones, and nobody learns of a stranger's account", async () => {
    await expect(rotateAccountKeys(owner(), rotate({ secret_key: "sck_of_nobody" }))).rejects.toMatchObject({
      details: { reason: "keys_refused" },
    });
    await expect(rotateAccountKeys(owner(), rotate({}))).rejects.toMatchObject({
      details: { errors: [{ path: "keys.secret_key", message: "no_key_given" }] },
    });
    await expect(rotateAccountKeys(owner(), rotate({ private_key: "pwprv_x" }))).rejects.toMatchObject({
      details: { errors: [{ path: "keys.private_key", message: "not_of_this_provider" }] },
    });
    expect(opened((await accounts())[0])).toBe(SANDBOX_KEYS.demo);
    const stranger = await createMerchant();
    await expect(
      rotateAccountKeys(
        owner(),
        rotate({ secret_key: SANDBOX_KEYS.demo }, { provider_account_id: stranger.accountId }),
      ),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("that prove Paywall's messages stay valid beside the new one, and not three", async () => {
    merchant = await createMerchant({ provider: "paywall" });
    ownerId = (await createUser(merchant.id, "owner", passwordHash)).id;
    for (const key of ["hash_new_1", "hash_new_2", "hash_new_2"])
      await rotateAccountKeys(owner(), rotate({ hash_three_d: key }));
    const keys = readAccountKeys("paywall", opened((await accounts())[0]));
    expect(keys).toMatchObject({ hashKeys: { ThreeDCallback: ["hash_new_2", "hash_new_1"] } });
    expect(keys).toMatchObject({ privateKey: PAYWALL_KEYS.private_key });
  });
});

describe("the default and the policy of an account", () => {
  it("there is one default a mode", async () => {
    const { provider_account_id: id } = await addProviderAccount(owner(), paynet());
    await setDefaultAccount(owner(), { provider_account_id: id });
    await setDefaultAccount(owner(), { provider_account_id: id });
    expect((await accounts()).map((row) => [row.id === id, row.is_default])).toEqual([
      [false, "no"],
      [true, "yes"],
    ]);
    expect(await audit("provider_account.made_default")).toHaveLength(1);
  });

  const policy = (wish: Record<string, unknown> = {}) => ({
    provider_account_id: merchant.accountId,
    allowlist: ["185.104.22.47", "2001:db8::1"],
    allowlist_mode: "enforce",
    signature_required: true,
    new_secret: "whsec_0123456789abcdef",
    password: PASSWORD,
    ...wish,
  });
  const stored = async () => (await listProviderAccounts(owner()))[0];

  it("demands addresses and a signature, keeps two secrets at most and shows none", async () => {
    await setWebhookPolicy(owner(), policy());
    expect(await stored()).toMatchObject({
      allowlist: ["185.104.22.47", "2001:db8::1"],
      allowlist_mode: "enforce",
      signature_required: true,
      signing_keys: 1,
    });
    await setWebhookPolicy(owner(), policy());
    expect(await stored()).toMatchObject({ signing_keys: 1 });
    for (const new_secret of ["whsec_the_second_one_x", "whsec_the_third_one_xx"])
      await setWebhookPolicy(owner(), policy({ new_secret }));
    expect(await stored()).toMatchObject({ signing_keys: 2 });
    await setWebhookPolicy(owner(), policy({ new_secret: "", drop_older_secrets: true }));
    expect(await stored()).toMatchObject({ signing_keys: 1 });
    const told = JSON.stringify([await audit("provider_account.webhook_policy"), await listProviderAccounts(owner())]);
    expect(told).not.toContain("whsec_");
  });

  it.each([
    ["allowlist", { allowlist: [] }],
    ["allowlist.0", { allowlist: ["185.104.22"] }],
    ["new_secret", { new_secret: "" }],
    ["new_secret", { new_secret: "short" }],
    ["password", { password: "guess" }],
  ])("refuses %s that would let nobody or anybody in", async (path, wish) => {
    await expect(setWebhookPolicy(owner(), policy(wish))).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ path }] },
    });
    expect(await stored()).toMatchObject({ allowlist_mode: "off", signature_required: false, signing_keys: 0 });
  });

  it("gives the address for the provider's panel to those who may enter it there", async () => {
    const [seen] = await listProviderAccounts(owner());
    expect(seen?.webhook_url).toMatch(/\/api\/webhooks\/paynet-callback\/a~mer_/);
    const [developers] = await listProviderAccounts(makeContext(merchant, { role: "developer" }));
    expect(developers?.webhook_url).toBe(seen?.webhook_url);
    const [supports] = await listProviderAccounts(makeContext(merchant, { role: "support" }));
    expect(supports).toMatchObject({ id: merchant.accountId, webhook_url: null });
    const answer = await fetch(seen?.webhook_url ?? "", { method: "POST", body: "{}" });
    expect(answer.status).toBe(200);
  });
});
