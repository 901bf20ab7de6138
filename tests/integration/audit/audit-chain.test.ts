import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { verifyAudit } from "@/lib/audit/verify-audit.system";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ checksInvariants: false });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const seal = () => statements("vezne_system")`select seal_audit(1000)`;
const findings = async () => (await verifyAudit()).map(({ finding }) => finding);

/** What somebody with the database's own powers could do. */
async function tamper(statement: string): Promise<void> {
  for (const table of ["audit_log", "audit_seals"]) await product.rows(`alter table ${table} disable trigger user`);
  await product.rows(statement);
  for (const table of ["audit_log", "audit_seals"]) await product.rows(`alter table ${table} enable trigger user`);
}

describe("the audit chain", () => {
  it("holds over everything that was written, from many writers at once", async () => {
    await Promise.all(Array.from({ length: 12 }, () => createLink(merchant)));
    await Promise.all([seal(), seal(), seal()]);
    await seal();
    expect(await findings()).toEqual([]);
    const [count] = await product.rows<{ open: string }>(
      "select count(*) as open from audit_log a where not exists (select 1 from audit_seals s where s.merchant_id = a.merchant_id and s.seq = a.seq)",
    );
    expect(count?.open).toBe("0");
  });

  it.each([
    [
      "a changed row",
      "update audit_log set action = 'nothing.happened' where seq = (select min(seq) from audit_log)",
      "row changed",
    ],
    ["a removed row", "delete from audit_log where seq = (select max(seq) - 1 from audit_log)", "row missing"],
    ["a removed seal", "delete from audit_seals where position = 3", "seal missing"],
  ])("names %s", async (_what, statement, finding) => {
    await tamper(statement);
    expect(await findings()).toContain(finding);
  });

  it("cannot be changed by the application at all", async () => {
    await expect(statements("vezne_app")`update audit_log set action = 'x'`).rejects.toMatchObject({
      code: expect.stringMatching(/42501|VZ001/),
    });
    await expect(statements("vezne_system")`delete from audit_seals`).rejects.toMatchObject({
      code: expect.stringMatching(/42501|VZ002/),
    });
  });
});
