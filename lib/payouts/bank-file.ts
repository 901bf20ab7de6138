import "server-only";
import { createHash } from "node:crypto";
import type { payoutBatches } from "@/db/schema/escrow/payouts";
import { csvLine } from "@/lib/kernel/csv";
import { toJsonInteger } from "@/lib/kernel/money";
import { BankFileDto } from "./schemas";

type Row = { payout_id: string; name: string; iban: string; amount: string; text: string };

/** `1234,50`: as Turkish banks read it, without thousands. */
const decimal = (minor: bigint) => `${minor / 100n},${(minor % 100n).toString().padStart(2, "0")}`;

/**
 * The general columns that every Turkish bank's bulk transfer screen maps: number, name, IBAN, amount, description. Made
 * of the frozen rows alone; what a spreadsheet would run as a formula stays text.
 */
export function bankFile(batch: typeof payoutBatches.$inferSelect): BankFileDto {
  const rows = batch.rows as Row[];
  const lines = rows.map(({ name, iban, amount, text }, index) =>
    csvLine([index + 1, name, iban, decimal(BigInt(amount)), text]),
  );
  // A spreadsheet takes the mark as "this is UTF-8".
  const content = `\uFEFF${csvLine(["sıra", "alıcı adı", "IBAN", "tutar", "açıklama"])}${lines.join("")}`;
  return BankFileDto.parse({
    id: batch.id,
    object: "payout_file",
    created_at: batch.createdAt.toISOString(),
    name: `odemeler-${batch.id}.csv`,
    count: rows.length,
    amount: toJsonInteger(batch.amount),
    sha256: createHash("sha256").update(content, "utf8").digest("hex"),
    content,
  });
}
