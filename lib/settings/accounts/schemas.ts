import { z } from "zod";

/** A key travels in a header, so it is printable ASCII without spaces; what surrounds it in the clipboard is cut off. */
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{4,500}$/, "not_a_key");

/** An empty field of a form is a field that was left out. */
const left = z.literal("").transform(() => undefined);
const optionalKey = z.union([left, key]).optional();

const PaynetKeys = z.strictObject({ secret_key: key, publishable_key: optionalKey });
const HashKeys = {
  hash_three_d: optionalKey,
  hash_link: optionalKey,
  hash_page: optionalKey,
  hash_system: optionalKey,
};
const PaywallKeys = z.strictObject({
  public_key: key,
  public_client: key,
  private_key: key,
  private_client: key,
  ...HashKeys,
});

const ENVIRONMENTS = ["sandbox", "provider_test", "live"] as const;
const label = z.string().trim().min(1, "required").max(60, "too_long");
const password = z.string().min(1, "required").max(200);
/** Store keys that could not be tried because the provider did not answer; a refusal is never overruled. */
const storeUnproven = z.boolean().default(false);
const accountId = z.string().max(40);

const account = {
  environment: z.enum(ENVIRONMENTS),
  label,
  /** A Paywall merchant of the Turkish data centre has hosts of its own. */
  data_centre: z.enum(["global", "turkey"]).default("global"),
  password,
  store_unproven: storeUnproven,
};

/** A provider account as its owner enters it. */
export const AddAccountInput = z.discriminatedUnion("provider", [
  z.strictObject({ provider: z.literal("paynet"), ...account, keys: PaynetKeys }),
  z.strictObject({ provider: z.literal("paywall"), ...account, keys: PaywallKeys }),
]);
export type AddAccountInput = z.output<typeof AddAccountInput>;

/** Keys that take the place of older ones; what is left out or empty stays. */
export const RotateKeysInput = z.strictObject({
  provider_account_id: accountId,
  keys: z.strictObject({
    secret_key: optionalKey,
    publishable_key: optionalKey,
    public_key: optionalKey,
    public_client: optionalKey,
    private_key: optionalKey,
    private_client: optionalKey,
    ...HashKeys,
  }),
  password,
  store_unproven: storeUnproven,
});
export type RotateKeysInput = z.output<typeof RotateKeysInput>;

export const DefaultAccountInput = z.strictObject({ provider_account_id: accountId });

/** How an account's provider has to prove itself when it notifies us. */
export const WebhookPolicyInput = z
  .strictObject({
    provider_account_id: accountId,
    allowlist: z.array(z.union([z.ipv4("not_an_address"), z.ipv6("not_an_address")])).max(20, "too_many"),
    allowlist_mode: z.enum(["off", "monitor", "enforce"]),
    signature_required: z.boolean(),
    /** A further signing secret; the one before it stays valid, an older one goes. */
    new_secret: z.union([left, key.min(16, "too_short")]).optional(),
    /** Only the newest secret stays. */
    drop_older_secrets: z.boolean().default(false),
    password,
  })
  .superRefine((policy, context) => {
    if (policy.allowlist_mode !== "off" && policy.allowlist.length === 0) {
      context.addIssue({ code: "custom", path: ["allowlist"], message: "needs_an_address" });
    }
  });
export type WebhookPolicyInput = z.output<typeof WebhookPolicyInput>;
