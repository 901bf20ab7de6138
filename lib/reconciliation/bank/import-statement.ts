import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { toJsonInteger } from "@/lib/kernel/money";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { decodeStatement, readStatement, type StatementProblem, type StatementRow } from "./read-statement";
import { reconcileBank } from "./reconcile-bank";
import { importedBefore, knownLines } from "./repository";

/** A megabyte of text is years of a shop's statements. */
const MOST_BYTES = 1_000_000;

const StatementInput = z.strictObject({
  name: z.string().min(1).max(200),
  /** The file's bytes, base64: their encoding is ours to find out. */
  content: z.base64().max(MOST_BYTES * 2),
  /** Refused lines stay out; without it a file with refused lines is not taken at all. */
  skip_refused: z.boolean().default(false),
});

export type StatementPlan = {
  name: string;
  sha256: string;
  day_from: string;
  day_to: string;
  lines: number;
  /** Lines that an earlier statement brought. */
  known: number;
  /** Minor units. */
  amount_in: number;
  amount_out: number;
  refused: { line: number; text: string; problem: StatementProblem }[];
  /** The very same file was taken then. */
  imported_at: string | null;
};
type Hashed = StatementRow & { sha256: string };

/** Two lines alike in one file are two movements: which of them it is belongs to the hash. */
function hashed(rows: StatementRow[]): Hashed[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const facts = [row.day, row.amount.toString(), row.text, row.reference ?? "", row.iban ?? ""].join("\u001f");
    const nth = seen.get(facts) ?? 0;
    seen.set(facts, nth + 1);
    return { ...row, sha256: createHash("sha256").update(`${facts}\u001f${nth}`).digest("hex") };
  });
}

const sum = (amounts: bigint[]) => toJsonInteger(amounts.reduce((all, one) => all + one, 0n));

async function plan(
  scope: Scope,
  input: z.output<typeof StatementInput>,
): Promise<{ plan: StatementPlan; rows: Hashed[] }> {
  const bytes = Buffer.from(input.content, "base64");
  if (bytes.length > MOST_BYTES)
    throw new AppError("invalid_input", "the file is too large", { reason: "statement_too_large" });
  const read = readStatement(decodeStatement(bytes));
  if (read.kind === "unreadable") {
    throw new AppError("invalid_input", "the file cannot be read as a statement", { reason: `statement_${read.why}` });
  }
  const rows = hashed(read.rows);
  if (rows.length === 0)
    throw new AppError("invalid_input", "no line of it could be read", { reason: "statement_no_line" });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const days = rows.map(({ day }) => day).sort();
  const known = await knownLines(
    scope.merchantId,
    scope.mode,
    rows.map((row) => row.sha256),
  );
  const before = await importedBefore(scope.merchantId, scope.mode, sha256);
  return {
    rows,
    plan: {
      ...{ name: input.name, sha256, day_from: days[0] ?? "", day_to: days.at(-1) ?? "" },
      ...{ lines: rows.length, known: known.size, refused: read.refused, imported_at: before?.toISOString() ?? null },
      amount_in: sum(rows.flatMap(({ amount }) => (amount > 0n ? [amount] : []))),
      amount_out: sum(rows.flatMap(({ amount }) => (amount < 0n ? [-amount] : []))),
    },
  };
}

/** What a statement would bring; nothing is stored. @throws AppError invalid_input with the reason */
export const planStatement = defineUseCase({
  name: "reconciliation.plan-statement",
  permission: "reconciliation:write",
  input: StatementInput,
  run: async (scope, input): Promise<StatementPlan> => (await plan(scope, input)).plan,
});

/** Takes a statement in and compares it. The same file, or a line brought before, changes nothing. @throws AppError invalid_input */
export const importStatement = defineUseCase({
  name: "reconciliation.import-statement",
  permission: "reconciliation:write",
  input: StatementInput,
  run: async (scope, input): Promise<StatementPlan> => {
    const { plan: told, rows } = await plan(scope, input);
    if (told.refused.length > 0 && !input.skip_refused) {
      throw new AppError("invalid_input", "some lines cannot be read", { reason: "statement_lines_refused" });
    }
    const now = scope.now();
    await runCommand("vezne_app", "import_bank_lines", {
      ...{
        merchant_id: scope.merchantId,
        mode: scope.mode,
        new_import_id: scope.commandId("bankImport"),
        name: input.name,
      },
      ...{
        sha256: told.sha256,
        actor: actorRecord(scope.actor),
        user_id: "userId" in scope.actor ? scope.actor.userId : scope.actor.id,
      },
      lines: rows.map((row) => ({
        ...{
          id: newId("bankLine", now),
          line_no: row.line,
          sha256: row.sha256,
          day: row.day,
          amount: row.amount.toString(),
        },
        ...{ text: row.text, reference: row.reference, iban: row.iban },
      })),
    });
    await reconcileBank(scope);
    return told;
  },
});
