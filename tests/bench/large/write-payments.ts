import type { BenchProduct } from "../bench-product";
import { WRITERS } from "./rows-sql";

export type LargeShop = { merchantId: string; accountId: string; ownerId: string; count: number };

const CHUNK = 500_000;
const TABLES = Object.keys(WRITERS);

type Kept = { table: string; name: string; definition: string };

/** Foreign keys of these tables and onto them. */
const readForeignKeys = (product: BenchProduct) =>
  product.rows<Kept>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))`,
    [TABLES],
  );

/** Indexes, and which of them are a key's: `p` a primary one, `u` a unique one. */
const readIndexes = (product: BenchProduct) =>
  product.rows<Kept & { key: "p" | "u" | null }>(
    `select i.indrelid::regclass::text as table, c.relname as name, pg_get_indexdef(i.indexrelid) as definition, k.contype as key
     from pg_index i join pg_class c on c.oid = i.indexrelid
     left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u')
     where i.indrelid = any ($1::regclass[])`,
    [TABLES],
  );

/** Two at a time: there are two connections and two cores. */
async function inTwoLanes<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([lane(), lane()]);
}

/**
 * Without indexes and keys a table takes millions of rows in minutes; they are made again from their own definitions. A
 * key's index is made as any other, two at a time, and becomes the key's afterwards, which costs nothing.
 */
async function withoutIndexes(product: BenchProduct, write: () => Promise<void>, at: (what: string) => void) {
  const [foreign, indexes] = [await readForeignKeys(product), await readIndexes(product)];
  const keys = indexes.filter(({ key }) => key !== null);
  for (const { table, name } of [...foreign, ...keys])
    await product.rows(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indexes) await product.rows(`drop index if exists "${name}"`);
  await write();
  at("rows written");
  await inTwoLanes(indexes, ({ definition }) => product.rows(definition));
  for (const { table, name, key } of keys) {
    const kind = key === "p" ? "primary key" : "unique";
    await product.rows(`alter table ${table} add constraint "${name}" ${kind} using index "${name}"`);
  }
  at("indexes made again");
  for (const { table, name, definition } of foreign)
    await product.rows(`alter table ${table} add constraint "${name}" ${definition}`);
  at("foreign keys made again");
}

/** Of a cluster that is thrown away when the writing fails: nothing waits for the disk, indexes are built in memory. */
const WRITING = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_wal_size: "24GB",
  checkpoint_timeout: "1h",
  maintenance_work_mem: "1GB",
  max_parallel_maintenance_workers: "1",
  autovacuum: "off",
};

async function quickly(product: BenchProduct, write: () => Promise<void>): Promise<void> {
  if (!product.isOwnServer) return write();
  for (const [name, value] of Object.entries(WRITING)) await product.rows(`alter system set ${name} = '${value}'`);
  await product.rows("select pg_reload_conf()");
  await write();
  for (const name of Object.keys(WRITING)) await product.rows(`alter system reset ${name}`);
  await product.rows("select pg_reload_conf()");
  await product.rows("checkpoint");
}

type Part = { writer: string; shops: readonly LargeShop[]; first: number; last: number };

/** Shops of one size share a statement, a large one is written a part at a time, the oldest first. */
function partsOf(shops: readonly LargeShop[]): Part[] {
  const sizes = [...new Set(shops.map(({ count }) => count))];
  return Object.values(WRITERS).flatMap((writer) =>
    sizes.flatMap((size) => {
      const alike = shops.filter(({ count }) => count === size);
      const chunks = Math.ceil(size / CHUNK);
      return Array.from({ length: chunks }, (_unused, chunk) => {
        const last = size - chunk * CHUNK;
        return { writer, shops: alike, first: Math.max(1, last - CHUNK + 1), last };
      });
    }),
  );
}

/** Fills the shops, each with as many payments as it says, the newest just before `newest`. */
export async function writePayments(
  product: BenchProduct,
  shops: readonly LargeShop[],
  newest: Date,
  say: (line: string) => void,
): Promise<void> {
  const began = performance.now();
  const at = (what: string) => say(`  ${what} after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  const rows = () =>
    inTwoLanes(partsOf(shops), async ({ writer, shops: some, first, last }) => {
      const [merchants, accounts] = [some.map(({ merchantId }) => merchantId), some.map(({ accountId }) => accountId)];
      await product.rows(writer, [merchants, accounts, newest, last, first]);
    });
  await quickly(product, async () => {
    await withoutIndexes(product, rows, at);
    await inTwoLanes(TABLES, (table) => product.rows(`vacuum (analyze) ${table}`));
  });
  at("vacuumed, analysed and on the disk");
}
