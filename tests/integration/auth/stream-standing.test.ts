import { beforeAll, describe, expect, it } from "vitest";
import { sessionCookieName, sessionCookieValue } from "@/lib/auth/options";
import { openSession, revokeSession } from "@/lib/auth/session.system";
import { readStreamStanding } from "@/lib/auth/stream-standing";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

async function streamOf(sessionId: string, slug = merchant.slug): Promise<Request> {
  const cookie = `theme=dark; ${sessionCookieName()}=${await sessionCookieValue(sessionId)}`;
  return new Request(`http://127.0.0.1/api/stream?merchant=${slug}`, { headers: { cookie } });
}

describe("an open event stream", () => {
  it("stands while its person is signed in and falls with the session", async () => {
    const session = await openSession(merchant.ownerId);
    const request = await streamOf(session);
    expect(await readStreamStanding(request)).toBe(true);
    await revokeSession(session);
    expect(await readStreamStanding(request)).toBe(false);
  });

  it("falls with the membership", async () => {
    const person = await createUser(merchant.id, "support");
    const request = await streamOf(await openSession(person.id));
    expect(await readStreamStanding(request)).toBe(true);
    await product.rows("delete from memberships where user_id = $1", [person.id]);
    expect(await readStreamStanding(request)).toBe(false);
  });

  it("is nobody's without a cookie, with a made-up one, at another merchant or at none", async () => {
    const session = await openSession(merchant.ownerId);
    const other = await createMerchant();
    const bare = (cookie: string) =>
      new Request(`http://127.0.0.1/api/stream?merchant=${merchant.slug}`, { headers: { cookie } });
    const strangers = [
      bare(""),
      bare(`${sessionCookieName()}=${session}`),
      bare(`${sessionCookieName()}=`),
      await streamOf("made up"),
      await streamOf(session, other.slug),
      await streamOf(session, "no-such-shop"),
    ];
    for (const request of strangers) expect(await readStreamStanding(request)).toBe(false);
  });
});
