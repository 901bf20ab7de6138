import "server-only";
import { statements } from "@/db/client";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { hashPassword } from "../check-password.system";
import { foldEmail } from "../fold-email";
import type { NewOwner } from "./new-owner";
import { slugOf } from "./slug-of";

/** Minor units that one person may give back or release alone (contract 3). */
const LIMIT = "1000000";

export type FirstOwner = { kind: "made"; slug: string; userId: string } | { kind: "exists" };

/** True where a merchant stands: the way in is an invitation then. */
export async function hasFirstOwner(): Promise<boolean> {
  const [row] = await statements("vezne_system")<{ found: boolean }[]>`
    select exists (select 1 from merchants) as found`;
  return row?.found === true;
}

/** Makes the first merchant and its owner, of several at once only one; writes nothing where a merchant stands already. */
export async function createFirstOwner(owner: NewOwner, locale: "tr" | "en"): Promise<FirstOwner> {
  const now = systemClock.now();
  const userId = newId("user", now);
  const slug = slugOf(owner.shop_name);
  const asked = {
    merchant_id: newId("merchant", now),
    ...{ slug, shop_name: owner.shop_name, descriptor: owner.descriptor || owner.shop_name, limit: LIMIT },
    ...{ user_id: userId, name: owner.name, email: owner.email, email_folded: foldEmail(owner.email), locale },
    password_hash: await hashPassword(owner.password),
  };
  const sql = statements("vezne_system");
  const [row] = await sql<{ answer: string }[]>`select create_first_owner(${sql.json(asked)}) as answer`;
  return row?.answer === "made" ? { kind: "made", slug, userId } : { kind: "exists" };
}
