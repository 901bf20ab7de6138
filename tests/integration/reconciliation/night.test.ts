import { expect, it } from "vitest";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { createMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();

const account = async (id: string) => {
  const [row] = await product.rows<{ next: string | null; due: boolean }>(
    `select to_char(next_reconciliation_at at time zone 'Europe/Istanbul', 'HH24:MI') as next, next_reconciliation_at <= vezne_now() as due
     from provider_accounts where id = $1`,
    [id],
  );
  return row;
};
const jobs = (id: string) =>
  product.rows<{ data: unknown }>(
    "select data from pgboss.job where name = 'reconcile-account' and singleton_key = $1",
    [id],
  );

it("an account that is swept is compared at half past three in Istanbul, once a night", async () => {
  const { id, accountId } = await createMerchant();
  await product.rows("update provider_accounts set next_sweep_at = 'infinity' where id = $1", [accountId]);
  await sweepDue();
  expect(await account(accountId)).toEqual({ next: "03:30", due: false });
  expect(await jobs(accountId)).toEqual([]);

  await product.rows("update provider_accounts set next_reconciliation_at = vezne_now() where id = $1", [accountId]);
  await sweepDue();
  await sweepDue();
  expect(await account(accountId)).toEqual({ next: "03:30", due: false });
  expect(await jobs(accountId)).toEqual([
    { data: { merchantId: id, accountId, kind: expect.stringMatching(/^(nightly|weekly)$/) } },
  ]);
});
