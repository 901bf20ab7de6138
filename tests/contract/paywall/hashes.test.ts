import { describe, expect, it } from "vitest";
import {
  amountCandidates,
  type PaywallHashClaim,
  type PaywallHashKeys,
  verifyPaywallHash,
} from "@/lib/providers/paywall/hashes";
import { readJson } from "@/lib/providers/paywall/read-json";

/** One key a type, as in the documentation's examples. */
const keys: PaywallHashKeys = {
  ThreeDCallback: ["k3d-0001"],
  LinkQrWebhook: ["klnk-0001"],
  CheckoutWebhook: ["kchk-0001"],
  SystemWebhook: ["ksys-0001"],
  PayoutWebhook: ["kpay-0001"],
  ApmWebhook: ["kapm-0001"],
  PhysicalPosWebhook: ["kpos-0001"],
};

/** Digests made with sha256sum over the documented texts, not with our encoder. */
const PAYMENT = { paymentId: "5000123", merchantUniqueCode: "ORD-2025-000123", amount: "149.90", installment: "1" };
const GOLDEN: PaywallHashClaim[] = [
  {
    kind: "threeDReturn",
    fields: PAYMENT,
    hash: "ffdba686430cace9a0e5c2d96f9bbbaaf783e706c09e9c3bc239474e024820e1",
    hashFormat: "Payment",
    hashKeyType: "1",
  },
  {
    kind: "general",
    fields: PAYMENT,
    hash: "c800e1f8b73fdf90c8abee68a9220869cb403b569110d79ef18f4679f3aa827f",
    hashFormat: "Payment",
    hashKeyType: "4",
  },
  {
    kind: "watch",
    fields: { paymentId: "5000123", merchantUniqueCode: "ORD-2025-000123" },
    hash: "cf3cefb08e595db77e65554571b19bce423c2e22303f5e840b4a3756c13088d7",
    hashFormat: "Paywatch",
    hashKeyType: "SystemWebhook",
  },
  {
    kind: "page",
    fields: { checkoutId: "77001", paymentId: "5000123", uniqueCode: "CART-88", amount: "149.90" },
    hash: "eaebc10c3353f6e4cdef0dfe0570d2f4296301b55962d8cf5846bf7022086682",
    hashFormat: "CheckoutPayment",
    hashKeyType: "3",
  },
  {
    kind: "link",
    fields: { linkQrId: "66001", paymentId: "5000123", trackId: "TRK-9", orderId: "ORD-9", amount: "149.90" },
    hash: "824055c15c19f2c4eff21e26578e17f2003f2ced18b47b95e94c8a4a07ecbd13",
    hashFormat: "LinkPayment",
    hashKeyType: "2",
  },
  {
    kind: "apm",
    fields: { apmId: "9001", merchantUniqueCode: "APM-ORD-1", amount: "20.00" },
    hash: "4d9860d026783de5b0cfb3fa40169e9799f9e86c755d0e5109811812a0d90309",
    hashFormat: "Apm",
    hashKeyType: "6",
  },
  {
    kind: "recurring",
    fields: {
      paymentId: "5000124",
      subscriptionMerchantCode: "SUB-42",
      subscriptionCode: "3f0c2a5e-1111-4c4c-8a8a-0123456789ab",
    },
    hash: "6b0718feb87ba7b1984921882e4f566fb59165dd1a2779f79286f8585f61fa26",
  },
  {
    kind: "physical",
    fields: {
      paymentRequestId: "0b6f1c1e-2222-4b4b-9c9c-abcdef012345",
      merchantUniqueCode: "7d9a4c10-3333-4d4d-8e8e-001122334455",
      amount: "250.00",
    },
    hash: "427798072471e217d5f5d08dbbeaa81a07af30e97cb3f45db99df23ceba5d582",
    hashFormat: "PhysicalPos",
    hashKeyType: "7",
  },
  {
    kind: "payout",
    fields: { payoutId: "30001", merchantGroupCode: "GRP-1", merchantUniqueCode: "PO-1", amount: "500.00" },
    hash: "3a16f08670360c5fa11a65ab5803c7a8dba8195d0da39622d1fe4e1aff2f288f",
    hashFormat: "Payout",
    hashKeyType: "5",
  },
  {
    kind: "bulk",
    fields: { bulkPaymentId: "41001", merchantUniqueCode: "BULK-7" },
    hash: "981157ad35f5489f359c7fba6526ca6af7834f91705c259f5674ae967178f08f",
    hashFormat: "BulkPayment",
    hashKeyType: "4",
  },
];

const [threeD] = GOLDEN as [PaywallHashClaim];

describe("every kind of message", () => {
  it.each(GOLDEN)("$kind is valid as documented", (claim) => {
    expect(verifyPaywallHash(claim, keys)).toBe("valid");
    expect(verifyPaywallHash({ ...claim, hash: claim.hash?.toUpperCase() }, keys)).toBe("valid");
  });

  it.each(GOLDEN)("$kind is invalid once any value changes, and without its hash", (claim) => {
    for (const name of Object.keys(claim.fields)) {
      const fields = { ...claim.fields, [name]: `${claim.fields[name]}1` };
      expect(verifyPaywallHash({ ...claim, fields }, keys), name).toBe("invalid");
      expect(verifyPaywallHash({ ...claim, fields: { ...claim.fields, [name]: undefined } }, keys), name).toBe(
        "invalid",
      );
    }
    for (const hash of [undefined, "", "0".repeat(64), claim.hash?.slice(1), `${claim.hash}00`]) {
      expect(verifyPaywallHash({ ...claim, hash }, keys)).toBe("invalid");
    }
  });

  it.each(GOLDEN)("$kind proves nothing while its key is not set", (claim) => {
    expect(verifyPaywallHash(claim, {})).toBe("unkeyed");
  });

  it.each(GOLDEN)("$kind under another format or key type is invalid", (claim) => {
    const others = GOLDEN.filter(({ hashFormat }) => hashFormat !== undefined && hashFormat !== claim.hashFormat);
    for (const { hashFormat } of others.filter(() => claim.hashFormat !== undefined)) {
      expect(verifyPaywallHash({ ...claim, hashFormat }, keys)).toBe("invalid");
    }
    expect(verifyPaywallHash({ ...claim, hashKeyType: "9" }, keys)).toBe("invalid");
  });
});

describe("keys", () => {
  it("two keys live while one is rolled; a key of another type never counts", () => {
    expect(verifyPaywallHash(threeD, { ThreeDCallback: ["new", "k3d-0001"] })).toBe("valid");
    expect(verifyPaywallHash(threeD, { ThreeDCallback: ["new"], SystemWebhook: ["k3d-0001"] })).toBe("invalid");
  });

  it("a 3-D hash made with the system key is invalid: the key is chosen by us, not by the message", () => {
    const hash = "c800e1f8b73fdf90c8abee68a9220869cb403b569110d79ef18f4679f3aa827f";
    expect(verifyPaywallHash({ ...threeD, hash, hashKeyType: "4" }, keys)).toBe("invalid");
  });

  it("a value that carries a separator is refused although its hash fits", () => {
    // The text under the hash is the documented 3-D one; its values have moved across the separators.
    const fields = { apmId: "5000123###ORD-2025-000123", merchantUniqueCode: "149.90", amount: "1" };
    const apm = { kind: "apm" as const, fields };
    expect(verifyPaywallHash({ ...apm, hash: threeD.hash }, { ApmWebhook: ["k3d-0001"] })).toBe("invalid");
  });
});

describe("the amount's text", () => {
  /** 149.9, 149,90 and 149,9 as sha256sum hashes them. */
  const BY_TEXT = {
    "149.90": threeD.hash,
    "149.9": "1f291d9778d2512a5700fffc842238c31e8becf97ae8003974b29ebd0d25bf52",
    "149,90": "63a05101cf2d33138fe01a30af6ce9509195fdb2d6880eca5557d1df18c22954",
    "149,9": "e74ca9b5211e560a1be565f4726f3c7df9a050a8d47d191c5de5dc16455c120c",
  };
  const texts = Object.keys(BY_TEXT) as (keyof typeof BY_TEXT)[];

  it.each(texts.flatMap((hashed) => texts.map((sent) => [hashed, sent] as const)))(
    "hashed as %s and sent as %s is the same money",
    (hashed, sent) => {
      const claim = { ...threeD, fields: { ...threeD.fields, amount: sent }, hash: BY_TEXT[hashed] };
      expect(verifyPaywallHash(claim, keys)).toBe("valid");
    },
  );

  it.each(["149.91", "1499", "14990", "149.90.0", "149.9001", " 149.90", "", "1,149.90"])(
    "sent as %j it is other money",
    (amount) => {
      expect(verifyPaywallHash({ ...threeD, fields: { ...threeD.fields, amount } }, keys)).toBe("invalid");
    },
  );

  it.each([
    ["149.90", ["149.90", "149.9", "149,90", "149,9"]],
    ["149.9", ["149.9", "149.90", "149,90", "149,9"]],
    ["150", ["150", "150.00", "150,00"]],
    ["150.00", ["150.00", "150", "150,00"]],
    ["149.900", ["149.900", "149.90", "149.9", "149,90", "149,9"]],
    ["1e3", ["1e3"]],
  ])("%s is tried as %j", (source, tried) => {
    expect(amountCandidates(source)).toEqual(tried);
  });

  it("is taken from the source of the number, which a parsed number has lost", () => {
    const read = readJson('{"amount": 149.90, "paymentId": 5000123, "deep": {"amount": 1.0}, "uniqueCode": "A"}');
    expect(read?.texts).toEqual({ Amount: "149.90", PaymentId: "5000123", UniqueCode: "A" });
    expect(read?.value).toMatchObject({ Amount: 149.9, Deep: { Amount: 1 } });
    expect(readJson("{")).toBeUndefined();
  });
});
