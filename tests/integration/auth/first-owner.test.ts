import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { beforeEach, expect, it } from "vitest";
import { checkPassword } from "@/lib/auth/check-password.system";
import { readMembership } from "@/lib/auth/session.system";
import { createFirstOwner, hasFirstOwner } from "@/lib/auth/setup/first-owner.system";
import { createMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();
const PASSWORD = "uzun bir parola";
const OWNER = { shop_name: "Şen Çiçek", name: "Ayşe Şen", email: "Ayse@Example.com", password: PASSWORD };
const TABLES = ["audit_log", "memberships", "users", "merchants"];

const counts = () =>
  product.rows<{ count: string }>(
    TABLES.map((table) => `select count(*)::text as count from ${table}`).join(" union all "),
  );

beforeEach(async () => {
  await product.rows(`set session_replication_role = replica; ${TABLES.map((table) => `delete from ${table}`).join("; ")};
    set session_replication_role = origin`);
});

it("is made with shop, role, password and a line in both audit logs, and may then sign in under any spelling", async () => {
  expect(await hasFirstOwner()).toBe(false);
  const made = await createFirstOwner(OWNER, "tr");
  expect(made).toMatchObject({ kind: "made", slug: "sen-cicek" });
  expect(await hasFirstOwner()).toBe(true);
  const userId = await checkPassword("AYSE@EXAMPLE.COM", PASSWORD);
  expect(made).toMatchObject({ userId });
  const user = { userId: userId ?? "", email: "", name: "", locale: "tr" as const };
  const standing = { role: "owner", merchantName: "Şen Çiçek", descriptor: "Şen Çiçek", refundLimit: "1000000" };
  expect(await readMembership(user, "sen-cicek")).toMatchObject({ ...standing, hasLiveAccount: false });
  const log = await product.rows("select mode, action, actor_id, data->>'name' as name from audit_log order by mode");
  const line = { action: "merchant.set_up", actor_id: userId, name: "Şen Çiçek" };
  expect(log).toEqual(["live", "test"].map((mode) => ({ mode, ...line })));
});

it("is made once, of twelve at once", async () => {
  const asked = Array.from({ length: 12 }, (_unused, n) =>
    createFirstOwner({ ...OWNER, shop_name: `Dükkân ${n}` }, "tr"),
  );
  const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "made")).toHaveLength(1);
  expect((await counts()).map(({ count }) => count)).toEqual(["2", "1", "1", "1"]);
});

it("is not made where a merchant stands", async () => {
  await createMerchant();
  const before = await counts();
  expect(await createFirstOwner(OWNER, "tr")).toEqual({ kind: "exists" });
  expect(await counts()).toEqual(before);
});

async function runCommand(flags: string[], password: string) {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/setup/create-owner.ts", ...flags];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(`${password}\n`);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said, complained };
}

const FLAGS = ["--shop", "Öz Kardeşler", "--name", "Ali Öz", "--email", "ali@example.com"];

it("is made by the command, whose password comes from its input, and not a second time", async () => {
  const made = await runCommand(FLAGS, PASSWORD);
  expect(made).toMatchObject({ code: 0, said: "owner made: sign in, then open /m/oz-kardesler\n" });
  expect(await checkPassword("ali@example.com", PASSWORD)).toBeDefined();
  const again = await runCommand(FLAGS, PASSWORD);
  expect(again).toMatchObject({
    code: 1,
    complained: "this installation has its owner already; nothing was changed\n",
  });
});

it("is not made by a command that leaves something out; every problem is said at once", async () => {
  const refused = await runCommand(["--name", "Ali Öz", "--email", "nobody"], "short");
  expect(refused.code).toBe(2);
  expect(refused.complained).toMatch(/--shop: .*\n--email: .*\nthe password needs 12 characters or more\n/);
  expect(await hasFirstOwner()).toBe(false);
});
