import { readInvariants } from "@/lib/ledger/verify-ledger.system";
import type { Product } from "../../support/product-process";

type Rows = Pick<Product, "rows">;

/** The text of a function of the database as PostgreSQL holds it. */
async function textOf({ rows }: Rows, name: string): Promise<string> {
  const [row] = await rows<{ text: string }>("select pg_get_functiondef(oid) as text from pg_proc where proname = $1", [
    name,
  ]);
  if (!row) throw new Error(`there is no function ${name}`);
  return row.text;
}

/**
 * Breaks one function of this test's own database while `work` runs, and mends it again. Refuses when the text does not
 * hold exactly what is to be broken: a mutant that changes nothing is caught by everything.
 */
export async function withMutant(
  product: Rows,
  name: string,
  sane: string,
  mutant: string,
  work: () => Promise<void>,
): Promise<void> {
  const before = await textOf(product, name);
  if (before.split(sane).length !== 2) throw new Error(`${name} does not hold once: ${sane}`);
  await product.rows(before.replace(sane, () => mutant));
  try {
    await work();
  } finally {
    await product.rows(before);
  }
}

/** The names of the product's invariants that break now. */
export async function brokenInvariants({ rows }: Rows): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, needsSettled, query } of readInvariants()) {
    if (!needsSettled && (await rows(query)).length > 0) broken.push(name);
  }
  return broken;
}
