import { beforeAll, describe, expect, it } from "vitest";
import { checkPassword, hashPassword } from "@/lib/auth/check-password.system";
import {
  merchantsOf,
  openSession,
  readApiKey,
  readMembership,
  readSession,
  revokeSession,
} from "@/lib/auth/session.system";
import { admitSignIn, forgiveSignIn } from "@/lib/auth/sign-in-limits";
import { createApiKey, createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

describe("a session", () => {
  it("is known by its secret alone, and only the secret's hash is stored", async () => {
    const person = await createUser(merchant.id, "finance");
    const secret = await openSession(person.id);
    expect(await readSession(secret)).toMatchObject({ userId: person.id, email: person.email });
    expect(await readSession(`${secret}x`)).toBeUndefined();
    const dump = await product.rows<{ line: string }>("select s::text as line from sessions s");
    expect(dump.some(({ line }) => line.includes(secret))).toBe(false);
  });

  it("ends at once when revoked, in every process", async () => {
    const secret = await openSession(merchant.ownerId);
    await revokeSession(secret);
    expect(await readSession(secret)).toBeUndefined();
  });

  it("ends after 30 idle minutes, and no sooner while it is used", async () => {
    const secret = await openSession(merchant.ownerId);
    await product.advance(29 * 60);
    expect(await readSession(secret)).toBeDefined();
    await product.advance(29 * 60);
    expect(await readSession(secret)).toBeDefined();
    await product.advance(31 * 60);
    expect(await readSession(secret)).toBeUndefined();
  });

  it("ends after twelve hours however busy", async () => {
    const secret = await openSession(merchant.ownerId);
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      await product.advance(20 * 60);
      expect(await readSession(secret)).toBeDefined();
    }
    await product.advance(21 * 60);
    expect(await readSession(secret)).toBeUndefined();
  });
});

describe("standing at a merchant", () => {
  it("is read afresh: a changed role counts at once, a lost one is gone at once", async () => {
    const person = await createUser(merchant.id, "cashier");
    const user = { userId: person.id, email: person.email, name: "", locale: "tr" as const };
    expect(await readMembership(user, merchant.slug)).toMatchObject({ role: "cashier", merchantId: merchant.id });
    await product.rows("update memberships set role = 'auditor' where user_id = $1", [person.id]);
    expect(await readMembership(user, merchant.slug)).toMatchObject({ role: "auditor" });
    await product.rows("delete from memberships where user_id = $1", [person.id]);
    expect(await readMembership(user, merchant.slug)).toBeUndefined();
    expect(await merchantsOf(person.id)).toEqual([]);
  });

  it("at another merchant is none, the same as at one that does not exist", async () => {
    const other = await createMerchant();
    const user = { userId: merchant.ownerId, email: "", name: "", locale: "tr" as const };
    expect(await readMembership(user, other.slug)).toBeUndefined();
    expect(await readMembership(user, "no-such-shop")).toBeUndefined();
  });

  it("an API key is stored as a hash and ends when it is revoked", async () => {
    const key = await createApiKey(merchant);
    expect(await readApiKey(key)).toMatchObject({
      merchantId: merchant.id,
      mode: "test",
      access: "full",
      role: "owner",
    });
    const dump = await product.rows<{ line: string }>("select k::text as line from api_keys k");
    expect(dump.some(({ line }) => line.includes(key))).toBe(false);
    await product.rows("update api_keys set revoked_at = vezne_now() where merchant_id = $1", [merchant.id]);
    expect(await readApiKey(key)).toBeUndefined();
  });
});

describe("a password", () => {
  it("opens for its person under any spelling of the address and for nobody else", async () => {
    const person = await createUser(merchant.id, "owner", await hashPassword("doğru at pil zımba"));
    await product.rows(
      "update users set email = 'ISIL@example.test', email_folded = 'isil@example.test' where id = $1",
      [person.id],
    );
    for (const spelling of ["ISIL@example.test", "ısıl@example.test", " İSİL@EXAMPLE.TEST "]) {
      expect(await checkPassword(spelling, "doğru at pil zımba")).toBe(person.id);
    }
    expect(await checkPassword("isil@example.test", "Doğru at pil zımba")).toBeUndefined();
    expect(await checkPassword("nobody@example.test", "doğru at pil zımba")).toBeUndefined();
  });

  it("that nobody has set opens nothing", async () => {
    const person = await createUser(merchant.id, "owner");
    expect(await checkPassword(person.email, "unusable")).toBeUndefined();
  });
});

describe("sign-in tries", () => {
  it("are limited for an account whatever the spelling, with the time to wait", async () => {
    const spellings = ["limit@example.test", "LIMIT@example.test", "Lımıt@example.test"];
    for (let round = 0; round < 10; round += 1) {
      expect(await admitSignIn(spellings[round % 3] ?? "", `198.51.100.${round}`)).toEqual({ admitted: true });
    }
    const refused = await admitSignIn("lİmİt@example.test", "198.51.100.99");
    expect(refused).toMatchObject({ admitted: false });
    expect(refused.admitted ? 0 : refused.retryAfterSeconds).toBeGreaterThan(0);
    expect(refused.admitted ? 0 : refused.retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  it("start again after the right password: whoever signs in often is never locked out", async () => {
    for (let round = 0; round < 25; round += 1) {
      expect(await admitSignIn("often@example.test", "198.51.100.200")).toEqual({ admitted: true });
      await forgiveSignIn("often@example.test", "198.51.100.200");
    }
    for (let round = 0; round < 10; round += 1) await admitSignIn("often@example.test", "198.51.100.201");
    expect(await admitSignIn("often@example.test", "198.51.100.202")).toMatchObject({ admitted: false });
  });

  it("of one account do not lock another", async () => {
    for (let round = 0; round < 12; round += 1) await admitSignIn("locked@example.test", "203.0.113.5");
    expect(await admitSignIn("free@example.test", "203.0.113.6")).toEqual({ admitted: true });
  });

  it("at once are counted together, not each for itself", async () => {
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_unused, index) => admitSignIn("rush@example.test", `192.0.2.${index}`)),
    );
    expect(tries.filter(({ admitted }) => admitted)).toHaveLength(10);
  });
});
