import fs from "node:fs";
import path from "node:path";
import type pg from "pg";
import { LEFT_OUT, MONEY_FOLDERS, type MoneyFolder } from "./money-functions";
import type { SqlFunction } from "./mutants-of";

const HOME = path.resolve(import.meta.dirname, "../../../db/functions");

export type MoneyFunction = SqlFunction & {
  folder: MoneyFolder;
  /** Where it is written, and the line of that file on which its body begins. */
  file: string;
  bodyLine: number;
};

function sqlFiles(folder: MoneyFolder): string[] {
  const place = path.join(HOME, folder.path);
  if (folder.path.endsWith(".sql")) return [place];
  return fs
    .readdirSync(place)
    .sort()
    .map((name) => path.join(place, name));
}

function writtenIn(file: string): { name: string; bodyLine: number }[] {
  const source = fs.readFileSync(file, "utf8");
  return [...source.matchAll(/create or replace function (\w+)[\s\S]*?\bas \$\$/gi)].map((found) => ({
    name: found[1] ?? "",
    bodyLine: source.slice(0, found.index + found[0].length).split("\n").length,
  }));
}

/** The money core as the migrated database holds it. @throws when a function of the files is not in the database */
export async function readMoneyFunctions(client: pg.Client): Promise<MoneyFunction[]> {
  const { rows } = await client.query<{ name: string; text: string }>(
    "select proname as name, pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'",
  );
  const texts = new Map(rows.map(({ name, text }) => [name, text]));
  return MONEY_FOLDERS.flatMap((folder) =>
    sqlFiles(folder).flatMap((file) =>
      writtenIn(file)
        .filter(({ name }) => !(name in LEFT_OUT))
        .map(({ name, bodyLine }) => {
          const text = texts.get(name);
          if (!text) throw new Error(`${name} of ${file} is not in the database`);
          return {
            name,
            text,
            home: folder.machine,
            folder,
            file: path.relative(path.dirname(path.dirname(HOME)), file),
            bodyLine,
          };
        }),
    ),
  );
}

/** The states of every machine, by its name. */
export async function readMachines(client: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ entity: string; states: string[] }>(
    `select entity, array_agg(distinct s order by s) as states
     from state_steps, unnest(array[from_status, to_status]) s group by entity order by entity`,
  );
  return new Map(rows.map(({ entity, states }) => [entity, states]));
}

/** Whether PostgreSQL takes this text at all; changes nothing. */
export async function compiles(client: pg.Client, text: string): Promise<boolean> {
  await client.query("begin");
  try {
    await client.query(text);
    return true;
  } catch {
    return false;
  } finally {
    await client.query("rollback");
  }
}
