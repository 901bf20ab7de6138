import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useProduct } from "../../support/product-process";
import { decided, statesOf } from "./decided";
import { FIXTURES, type Subject } from "./fixtures";
import { type Ask, CHAPTERS, type Chapter } from "./questions";

/** Arguments that every command takes what it needs from: new ids, and a person who asked for none of this. */
const NEW = Object.fromEntries(
  ["payment", "attempt", "refund", "capture", "release", "dispute", "journal", "evidence", "freeze"].map((noun) => [
    `new_${noun}_id`,
    `${noun}_new`,
  ]),
);
const EVERYBODY = {
  ...NEW,
  new_payment_token: "token_new",
  new_token_hash: "hash_new",
  mode: "test",
  provider: "paynet",
  reference: "vz-new",
  command_id: "cmd_new",
  call_id: null,
  user_id: "usr_second",
  actor: { kind: "user", id: "usr_second" },
};

async function ask(
  client: pg.Client,
  { merchant, id, names, before }: Subject,
  { table, always }: Chapter,
  state: string,
  each: Ask,
) {
  const { command, args, force, yesterday } = each;
  const wish = args?.user_id === "the asker" ? { ...args, user_id: merchant.ownerId } : args;
  const columns = Object.entries({ status: `'${state}'`, ...always, ...force }).map(
    ([column, value]) => `${column} = ${value}`,
  );
  return decided(client, {
    merchantId: merchant.id,
    force: [
      ...(before ? [before] : []),
      `update ${table} set ${columns.join(", ")} where id = '${id}'`,
      ...(yesterday
        ? [`update payments set paid_at = vezne_now() - interval '25 hours' where merchant_id = '${merchant.id}'`]
        : []),
    ],
    command,
    args: { ...EVERYBODY, ...names, ...wish },
  });
}

/** One text a chapter: each way a command is called, and under it what it answers and writes in each state. */
async function chapterText(client: pg.Client, subject: Subject, chapter: Chapter): Promise<string> {
  const states = await statesOf(client, chapter.entity);
  const parts: string[] = [];
  for (const [name, each] of Object.entries(chapter.asks)) {
    const byAnswer = new Map<string, string[]>();
    for (const state of states) {
      const answer = await ask(client, subject, chapter, state, each);
      byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), state]);
    }
    const lines = [...byAnswer].map(([answer, where]) => `  ${where.join(", ")}: ${answer}`);
    parts.push([`${name} (${each.command})`, ...lines].join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

/** The tests of some chapters: what was written down for them has to be what is answered and written now. */
export function answerChapters(names: readonly string[]): void {
  const product = useProduct();
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: product.database.adminUrl });
    await client.connect();
  });

  afterAll(() => client.end());

  describe("in each state of what it is about, a money command answers and writes what is written down", () => {
    it.each(names)(
      "%s",
      async (name) => {
        const [fixture, chapter] = [FIXTURES[name], CHAPTERS[name]];
        if (fixture === undefined || chapter === undefined) throw new Error(`no chapter ${name}`);
        const text = await chapterText(client, await fixture(), chapter);
        const file = `../../recorded/decisions/${name.replaceAll(" ", "-")}.txt`;
        await expect(text).toMatchFileSnapshot(file);
      },
      60_000,
    );
  });
}
