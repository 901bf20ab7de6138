import type pg from "pg";

type Source = { name: string; text: string; fires: string[] };

const WRITES = /\b(?:update|insert into|delete from)\s+([a-z_]+)/g;

/** Of a command, what it calls and what its writing sets off: the words in their texts, and the tables they write to. */
export type Reach = { words: ReadonlySet<string>; tables: ReadonlySet<string> };

/** What is not among a command's words it cannot look at; what is not among its tables it cannot change. */
export async function reachOf(client: pg.ClientBase): Promise<(command: string) => Reach> {
  const { rows } = await client.query<Source>(
    `select p.proname as name, p.prosrc as text,
       array(select t.tgrelid::regclass::text from pg_trigger t where t.tgfoid = p.oid) as fires
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'`,
  );
  const sources = new Map(rows.map((source) => [source.name, source]));
  const firedBy = (table: string) => rows.filter(({ fires }) => fires.includes(table)).map(({ name }) => name);
  return (command) => {
    const queue = [command];
    const seen = new Set<string>();
    const words = new Set<string>();
    const tables = new Set<string>();
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const source = sources.get(name);
      if (source === undefined || seen.has(name)) continue;
      seen.add(name);
      for (const word of source.text.match(/[a-z_]\w*/g) ?? []) words.add(word);
      for (const [, table = ""] of source.text.matchAll(WRITES)) {
        tables.add(table);
        queue.push(...firedBy(table));
      }
      queue.push(...words);
    }
    return { words, tables };
  };
}
