import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import type { BenchProduct } from "../bench-product";

export type BenchLink = { id: string; reference: string };

/** A merchant with so many open links: one made through the product, the others copies of its row. */
export async function merchantWithLinks(
  product: BenchProduct,
  count: number,
  wish: Record<string, unknown> = {},
): Promise<{ merchant: TestMerchant; links: BenchLink[] }> {
  const merchant = await createMerchant();
  const first = await createLink(merchant, wish);
  const columns = await product.rows<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = 'paylinks' and is_generated = 'NEVER' order by ordinal_position`,
  );
  const fresh: Record<string, string> = {
    id: "'pl_bench' || lpad(n::text, 18, '0')",
    provider_reference: "'BENCH-' || n",
    share_token: "'bench' || n || '_' || left(merchant_id, 12)",
  };
  const values = columns.map(({ name }) => fresh[name] ?? `"${name}"`).join(", ");
  await product.rows(
    `insert into paylinks (${columns.map(({ name }) => `"${name}"`).join(", ")})
     select ${values} from paylinks cross join generate_series(1, ${count}) n where id = $1`,
    [first.id],
  );
  await product.rows("update paylinks set next_check_at = null");
  const links = await product.rows<BenchLink>(
    "select id, provider_reference as reference from paylinks where merchant_id = $1 and id <> $2 order by id",
    [merchant.id, first.id],
  );
  return { merchant, links };
}
