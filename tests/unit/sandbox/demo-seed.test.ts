import { describe, expect, it } from "vitest";
import { deeplinkOf, encryptionKeyOf } from "../../../sandbox/paypos/pos-ids";
import { readDemoFile } from "../../../sandbox/seed/demo-file";

const { links, transactions, reversals, pos } = readDemoFile().paynet;
const linkOf = (key: string) => links.find((link) => link.key === key);

describe("the demo seed both sides read", () => {
  it("never repeats an id, a reference or a key", () => {
    for (const values of [
      links.flatMap((link) => [link.id, link.page_id]),
      [
        ...links.map((link) => `${link.account} ${link.provider_reference}`),
        ...pos.sessions.map((one) => `demo ${one.provider_reference}`),
      ],
      pos.sessions.flatMap((one) => [one.id, one.key]),
      links.map((link) => link.key),
      [...transactions, ...pos.transactions].flatMap((row) => [row.xact_id, String(row.xact), row.uuid, row.key]),
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

  it("a phone's sale takes its own amount, after it was begun; a declined one takes nothing", () => {
    for (const row of pos.transactions) {
      const session = pos.sessions.find(({ key }) => key === row.session);
      expect(row.amount).toBe(row.net + row.commission + row.commission_tax);
      expect(row.amount).toBe(session?.amount);
      expect(row.at_minutes).toBeGreaterThan(session?.created_minutes ?? 0);
      expect(row.at_minutes).toBeLessThan(0);
      expect(session?.provider_status).toBe(row.result);
    }
  });

  it("names the links and keys that the emulator itself would give", () => {
    for (const one of pos.sessions) {
      expect(one.deeplink_url).toBe(deeplinkOf(one));
      expect(one.encryption_key).toBe(encryptionKeyOf({ id: one.id, account: "demo" }));
    }
  });
});
