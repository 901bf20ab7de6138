import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";
import type { Ask, Chapter, Subject } from "../asking";
import { type Answer, decided, type Question, statesOf } from "./decided";
import { dependences, type Variant } from "./dependences";
import { decidingRows, nudgesOf, type RowNudge } from "./nudges";
import { otherArguments } from "./other-arguments";
import { type Reach, reachOf } from "./reach";

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

/** What is asked about, of which merchant, and whose rows beside it are not. */
type Asking = Subject & { merchant: TestMerchant; neighbours: ReadonlyMap<string, string> };

async function makeSubject(client: pg.Client, chapter: Chapter): Promise<Asking> {
  const merchant = await createMerchant(chapter.merchant);
  await chapter.subject(merchant);
  const neighbours = await decidingRows(client, merchant.id);
  return { ...(await chapter.subject(merchant)), merchant, neighbours };
}

function questionOf(
  { merchant, id, names, before }: Asking,
  { table, always }: Chapter,
  state: string,
  { command, call, args, force, yesterday, tables }: Ask & Pick<Reach, "tables">,
): Question {
  const { of_batch, of_amount, ...own } = names;
  const wish = {
    ...args,
    ...(args?.user_id === "the asker" && { user_id: merchant.ownerId }),
    ...(args?.batch_id === "its batch" && { batch_id: of_batch }),
    ...(args?.amount === "its amount" && { amount: of_amount }),
  };
  const columns = Object.entries({ status: `'${state}'`, ...always, ...force }).map(
    ([column, value]) => `${column} = ${value}`,
  );
  return {
    merchantId: merchant.id,
    force: [
      ...(before ? [before] : []),
      `update ${table} set ${columns.join(", ")} where id = '${id}'`,
      ...(yesterday
        ? [`update payments set paid_at = vezne_now() - interval '25 hours' where merchant_id = '${merchant.id}'`]
        : []),
    ],
    call: call ?? `${command}(p)`,
    tables,
    args: { ...EVERYBODY, ...own, ...wish },
  };
}

const textOf = ([said, ...rows]: Answer) => [said, ...rows.map((row) => `    ${row}`)].join("\n");

type Asked = { name: string; ask: Ask & Reach; answers: ReadonlyMap<string, Answer> };

const rowsWritten = ({ answers }: Asked) => Math.max(...[...answers.values()].map((answer) => answer.length));

/** The state in which a command writes most: there it says yes. */
function mostWritten({ answers }: Asked): [state: string, answer: Answer] | undefined {
  const [most] = [...answers].sort(([, a], [, b]) => b.length - a.length);
  return most && most[1].length > 1 ? most : undefined;
}

/** What makes one call of a command another kind of call. */
const kindOf = ({ command, args = {} }: Ask) =>
  [command, args.verdict, args.outcome, args.decision, args.kind, args.step, args.hint, args.seen].join(" ");

/** Of each kind of call the one that writes most: there it is worth asking what it depends on. */
function oneOfAKind(asked: readonly Asked[]): ReadonlySet<Asked> {
  const byKind = new Map<string, Asked>();
  for (const one of asked) {
    const known = byKind.get(kindOf(one.ask));
    if (known === undefined || rowsWritten(one) > rowsWritten(known)) byKind.set(kindOf(one.ask), one);
  }
  return new Set(byKind.values());
}

async function answersOf(client: pg.Client, subject: Asking, chapter: Chapter, ask: Ask & Reach) {
  const answers = new Map<string, Answer>();
  for (const state of await statesOf(client, chapter.entity)) {
    answers.set(state, await decided(client, questionOf(subject, chapter, state, ask)));
  }
  return answers;
}

function answersText({ name, ask, answers }: Asked): string {
  const byAnswer = new Map<string, string[]>();
  for (const [state, answer] of answers) {
    byAnswer.set(textOf(answer), [...(byAnswer.get(textOf(answer)) ?? []), state]);
  }
  return [`${name} (${ask.command})`, ...[...byAnswer].map(([text, states]) => `  ${states.join(", ")}: ${text}`)].join(
    "\n",
  );
}

type Around = { subject: Asking; nudges: readonly RowNudge[]; idIn: (table: string) => string | undefined };

/** The same question with another argument, or another value in a row that it may look at. */
function variantsOf(question: Question, words: ReadonlySet<string>, { subject, nudges, idIn }: Around): Variant[] {
  const looked = nudges.filter(({ column, isState }) => words.has(column) && isState !== subject.id);
  return [
    ...otherArguments(question.args, words, idIn).map(({ what, args }) => ({ what, question: { ...question, args } })),
    ...looked.map(({ what, sql }) => ({ what, question: { ...question, force: [...question.force, sql] } })),
  ];
}

/** One text a chapter: each way a command is called, what it answers and writes in each state, and what that depends on. */
async function chapterText(client: pg.Client, subject: Asking, chapter: Chapter): Promise<string> {
  const reach = await reachOf(client);
  const asked: Asked[] = [];
  for (const [name, own] of Object.entries(chapter.asks)) {
    const ask = { ...own, ...reach(own.command) };
    asked.push({ name, ask, answers: await answersOf(client, subject, chapter, ask) });
  }
  const looked = oneOfAKind(asked);
  const nudges = await nudgesOf(client, subject.merchant.id, subject.neighbours);
  const rows = await decidingRows(client, subject.merchant.id);
  const idIn = (table: string) => [...rows].find(([id, name]) => name === table && !subject.neighbours.has(id))?.[0];
  const parts: string[] = [];
  for (const one of asked) {
    parts.push(answersText(one));
    const most = looked.has(one) ? mostWritten(one) : undefined;
    if (most === undefined) continue;
    const [state, usual] = most;
    const variants = variantsOf(questionOf(subject, chapter, state, one.ask), one.ask.words, { subject, nudges, idIn });
    const lines = await dependences(client, usual, variants);
    if (lines.length > 0) parts.push([`  ${state}, with`, ...lines].join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

/** The tests of some chapters: what was written down for them has to be what is answered and written now. */
export function answerChapters(chapters: Record<string, Chapter>): void {
  const product = useProduct();
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: product.database.adminUrl });
    await client.connect();
  });

  afterAll(() => client.end());

  describe("in each state of what it is about, a money command answers and writes what is written down", () => {
    it.each(Object.keys(chapters))(
      "%s",
      async (name) => {
        const chapter = chapters[name] as Chapter;
        const text = await chapterText(client, await makeSubject(client, chapter), chapter);
        await expect(text).toMatchFileSnapshot(`../../recorded/decisions/${name.replaceAll(" ", "-")}.txt`);
      },
      120_000,
    );
  });
}
