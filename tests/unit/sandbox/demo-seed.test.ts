import { describe, expect, it } from "vitest";
import { readDemoFile } from "../../../sandbox/seed/demo-file";

const { links, transactions, reversals } = readDemoFile().paynet;
const linkOf = (key: string) => links.find((link) => link.key === key);

describe("the demo seed both sides read", () => {
  it("never repeats an id, a reference or a key", () => {
    for (const values of [
      links.flatMap((link) => [link.id, link.page_id]),
      links.map((link) => `${link.account} ${link.provider_reference}`),
      links.map((link) => link.key),
      transactions.flatMap((row) => [row.xact_id, String(row.xact), row.uuid, row.key]),
      reversals.map((row) => row.id),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it("charges net plus commission, and requested plus what the payer bears", () => {
    for (const row of transactions) {
      const link = linkOf(row.link);
      expect(row.amount).toBe(row.net + row.commission + row.commission_tax);
      expect(link?.add_commission ? row.net : row.amount).toBe(link?.amount);
    }
  });

  it("pays no link before it was created and none in the future", () => {
    for (const row of transactions) {
      expect(row.at_minutes).toBeGreaterThan(linkOf(row.link)?.created_minutes ?? 0);
      expect(row.at_minutes).toBeLessThan(0);
    }
  });

  it("never gives back more than was charged", () => {
    for (const row of transactions) {
      const given = reversals.filter((reversal) => reversal.transaction === row.key);
      expect(given.reduce((sum, reversal) => sum + reversal.amount, 0)).toBeLessThanOrEqual(row.amount);
    }
  });
});
