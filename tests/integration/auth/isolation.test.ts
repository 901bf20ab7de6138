import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsOf, ROLES, type Role } from "@/lib/auth/permissions";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { requestRefund } from "@/lib/refunds/request-refund";
import type { Context } from "@/lib/runtime/context";
import type { UseCase } from "@/lib/runtime/use-case";
import { openCheckout } from "../../support/checkout/factories-checkout";
import { makeContext } from "../../support/context";
import { escrowThings } from "../../support/escrow/factories-escrow";
import { releasedPayout } from "../../support/escrow/factories-payout";
import { createMerchant, createUser, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";
import { sourceFiles } from "../../support/source-files";
import { startSale } from "../pos/pos-sale";
import { firstCase } from "../reconciliation/first-case";
import { mayRead, QUERIES, WITHOUT_CALLER } from "./query-samples";
import { PERMISSION_OF, SAMPLES, type Things } from "./use-case-samples";

// Hundreds of calls that change nothing: the invariants are asked once, at the end.
const product = useProduct({ checksInvariants: false });
const root = "../../..";
let mine: TestMerchant;
let other: TestMerchant;
let theirs: Things;
let absent: Things;

/** A paid link whose payment has a refund that waits for a second person. */
async function live(merchant: TestMerchant, account: string): Promise<Things> {
  const owner = makeContext(merchant);
  const link = await createLink(merchant, { amount: 700_000 });
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(owner, PaymentFilter.parse({ paylink_id: link.id }))).data;
  const refund = await requestRefund(owner, { payment_id: payment?.id ?? "", amount: 600_000 });
  const checkout = await openCheckout(merchant);
  const sale = await startSale(merchant);
  return {
    paylink: link.id,
    checkout: checkout.id,
    payment: payment?.id ?? "",
    refund: refund.id,
    sale: sale.id,
    till: sale.terminal_id,
    ...(await escrowThings(merchant)),
    payout: (await releasedPayout(merchant, 12_000)).id,
    difference: await firstCase(product, merchant, account),
  };
}

const madeUp = (id: string) => id.replace(/.{6}$/, "zzzzzz");

beforeAll(async () => {
  mine = await createMerchant();
  other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  await live(mine, "demo");
  for (const role of ROLES) people.set(role, (await createUser(mine.id, role)).id);
  theirs = await live(other, "other");
  absent = Object.fromEntries(Object.entries(theirs).map(([kind, id]) => [kind, madeUp(id)])) as Things;
});

afterAll(() => expectInvariants(product));

async function load<T>(file: string, name: string): Promise<T> {
  const module = (await import(`${root}/${file}`)) as Record<string, T>;
  const found = module[name];
  if (found === undefined) throw new Error(`${file} exports no ${name}`);
  return found;
}

const exportsMatching = (pattern: RegExp, files: RegExp) =>
  sourceFiles(["lib"], files).flatMap(({ path: file, text }) =>
    [...text.matchAll(pattern)].map(([, name]) => `${file} ${name}`),
  );

type Outcome = { code: string; message: string };

const outcome = (work: Promise<unknown>): Promise<Outcome> =>
  work.then(
    () => ({ code: "answered", message: "" }),
    (cause: { code?: string; message?: string }) => ({ code: cause.code ?? "crashed", message: cause.message ?? "" }),
  );

/** One person of each role: nothing that is tried here changes them. */
const people = new Map<Role, string>();
const asRole = (role: Role): Context => makeContext(mine, { role, userId: people.get(role) ?? "" });

describe("every use case", () => {
  it("is in the table, and the table names nothing else", () => {
    const found = exportsMatching(/export const (\w+) = defineUseCase\(/g, /\.ts$/);
    expect(SAMPLES.map(({ file, name }) => `${file} ${name}`).sort()).toEqual(found.sort());
    expect(Object.keys(PERMISSION_OF).sort()).toEqual(SAMPLES.map(({ name }) => name).sort());
  });

  const grid = SAMPLES.flatMap((sample) => ROLES.map((role) => ({ ...sample, role })));

  it.each(grid)("$name by $role: refused or let in as the table says", async ({ file, name, input, role }) => {
    const useCase = await load<UseCase>(file, name);
    const needed = PERMISSION_OF[name];
    if (needed === undefined) throw new Error(`${name} has no expectation`);
    expect(useCase.useCase.permission).toBe(needed);
    // Objects that do not exist: who is let in meets "not found", and nothing is changed for the next role.
    const { code } = await outcome(useCase(asRole(role), input(absent)));
    expect(code === "forbidden").toBe(!permissionsOf(role).includes(needed));
  });

  it.each(grid.filter(({ namesAnObject }) => namesAnObject))(
    "$name by $role: another merchant's object answers like a missing one and stays as it was",
    async ({ file, name, input, role }) => {
      const useCase = await load<UseCase>(file, name);
      const context = asRole(role);
      const before = await product.rows("select count(*) from audit_log where merchant_id = $1", [other.id]);
      const foreign = await outcome(useCase(context, input(theirs)));
      expect(foreign).toEqual(await outcome(useCase(context, input(absent))));
      expect(["not_found", "forbidden"]).toContain(foreign.code);
      expect(await product.rows("select count(*) from audit_log where merchant_id = $1", [other.id])).toEqual(before);
    },
  );

  it("is refused without any permission, before its input is looked at", async () => {
    for (const { file, name } of SAMPLES) {
      const useCase = await load<UseCase>(file, name);
      expect(await outcome(useCase(makeContext(mine, { permissions: [] }), { nonsense: true }))).toMatchObject({
        code: "forbidden",
      });
    }
  });
});

describe("every query", () => {
  it("is in the table, and the table names nothing else", () => {
    // An adapter's questions go to its provider; it reaches no table (rule adapters-are-islands).
    const ours = /^(?!.*providers\/).*queries\.ts$/;
    const found = exportsMatching(/export (?:async function|const) (\w+)/g, ours);
    const known = [...QUERIES.map(({ name }) => name), ...WITHOUT_CALLER];
    expect(found.map((line) => line.split(" ")[1]).sort()).toEqual(known.sort());
  });

  const grid = QUERIES.flatMap((sample) => ROLES.map((role) => ({ ...sample, role })));

  it.each(grid)("$name by $role answers in the own merchant as the table says", async ({ role, ...sample }) => {
    const query = await load<(ctx: Context, ...args: unknown[]) => Promise<unknown>>(sample.file, sample.name);
    const context = asRole(role);
    const { code } = await outcome(query(context, ...sample.args(absent)));
    const allowed = sample.kind === "one" ? "not_found" : "answered";
    expect(code).toBe(mayRead(sample, role) ? allowed : "forbidden");
  });

  it.each(grid)("$name by $role gives nothing of another merchant", async ({ role, ...sample }) => {
    const query = await load<(ctx: Context, ...args: unknown[]) => Promise<unknown>>(sample.file, sample.name);
    const context = asRole(role);
    const ask = (things: Things) =>
      query(context, ...sample.args(things)).then(
        (answer) => JSON.stringify(answer),
        (cause: Outcome) => `${cause.code} ${cause.message}`,
      );
    const foreign = await ask(theirs);
    expect(foreign).toBe(await ask(absent));
    for (const id of [other.id, ...Object.values(theirs)]) expect(foreign).not.toContain(id);
  });
});
