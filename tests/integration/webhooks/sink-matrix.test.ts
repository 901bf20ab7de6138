import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { atProvider, capabilityOf, createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { accountCapability, deliver, TAKEN } from "./deliveries";

// The address each sender claims is the one hop our proxy added.
process.env.TRUSTED_PROXIES = "1";
const product = useProduct();

const PATHS = ["account", "link", "bare"] as const;
const SIGNATURES = ["none", "right", "second", "wrong", "old", "demanded"] as const;
const LISTS = ["off", "monitor in", "monitor out", "enforce in", "enforce out"] as const;
type Path = (typeof PATHS)[number];
type Signature = (typeof SIGNATURES)[number];
type List = (typeof LISTS)[number];

/** What the contract (4.2) says: the status, whose inbox has it (own, unrouted, -), and whether the link is asked about. */
type Outcome = `${200 | 401 | 403} ${"own" | "unrouted" | "-"} ${"asks" | "silent"}`;
const OWN: Outcome = "200 own asks";
const FORGED: Outcome = "401 - silent";
const STRANGER: Outcome = "403 - silent";

// Columns in the order of LISTS. A capability proves the sender unless the account demands more.
const WITH_CAPABILITY: Record<Signature, Outcome[]> = {
  none: [OWN, OWN, OWN, OWN, STRANGER],
  right: [OWN, OWN, OWN, OWN, STRANGER],
  second: [OWN, OWN, OWN, OWN, STRANGER],
  wrong: [FORGED, FORGED, FORGED, FORGED, FORGED],
  old: [FORGED, FORGED, FORGED, FORGED, FORGED],
  demanded: [FORGED, FORGED, FORGED, FORGED, FORGED],
};

// The bare path proves nothing by itself: a signature or a listed address must. What proves nothing never reaches an
// account that demands a signature or enforces its list, not even as a question.
const HINT: Outcome = "200 unrouted asks";
const IGNORED_HINT: Outcome = "200 unrouted silent";
const BARE: Record<Signature, Outcome[]> = {
  none: [HINT, OWN, HINT, OWN, IGNORED_HINT],
  right: [OWN, OWN, OWN, OWN, STRANGER],
  second: [OWN, OWN, OWN, OWN, STRANGER],
  wrong: [FORGED, FORGED, FORGED, FORGED, FORGED],
  old: [FORGED, FORGED, FORGED, FORGED, FORGED],
  demanded: [IGNORED_HINT, IGNORED_HINT, IGNORED_HINT, IGNORED_HINT, IGNORED_HINT],
};

type Cell = {
  path: Path;
  signature: Signature;
  list: List;
  expected: Outcome;
  address: string;
  secrets: [string, string];
  merchant: TestMerchant;
  link: PaylinkDto;
};

const cells: Cell[] = [];
const twins: TestMerchant[] = [];
const shared = "whsec_shared_by_two";
const listed = "198.51.100.250";

async function prepare(path: Path, signature: Signature, list: List, expected: Outcome, number: number) {
  const address = `203.0.113.${number}`;
  const secrets: [string, string] = [`whsec_${number}_one`, `whsec_${number}_two`];
  const merchant = await createMerchant({
    allowlistMode: list.split(" ")[0] as "off" | "monitor" | "enforce",
    allowlist: list.endsWith(" in") ? [address] : list.endsWith(" out") ? ["192.0.2.1"] : [],
    webhookSecrets: secrets,
    signatureRequired: signature === "demanded",
  });
  const link = await createLink(merchant);
  cells.push({ path, signature, list, expected, address, secrets, merchant, link });
}

function signatureOf({ signature, secrets }: Cell, text: string): Record<string, string> {
  if (signature === "none" || signature === "demanded") return {};
  const at = Math.floor(systemClock.now().getTime() / 1000) - (signature === "old" ? 600 : 0);
  const secret = { right: secrets[0], old: secrets[0], second: secrets[1], wrong: "whsec_of_a_stranger" }[signature];
  return { "x-paynet-signature": `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${text}`).digest("hex")}` };
}

async function capabilityFor({ path, merchant, link }: Cell): Promise<string> {
  if (path === "bare") return "";
  if (path === "account") return accountCapability(merchant);
  return capabilityOf((await atProvider(product.sandbox, link)).confirmation_url);
}

async function outcomeOf(cell: Cell): Promise<string> {
  const text = JSON.stringify({ referance_no: cell.link.provider_reference, is_succeed: true });
  const headers = { "x-forwarded-for": cell.address, ...signatureOf(cell, text) };
  const { status } = await deliver(product, await capabilityFor(cell), { body: text, headers });
  const inboxes = await product.rows<{ merchant_id: string }>(
    `select merchant_id from provider_events where body like '%' || $1 || '%' and ${TAKEN}`,
    [cell.link.provider_reference],
  );
  const jobs = await product.rows("select 1 from pgboss.job where name = 'follow-paylink' and singleton_key = $1", [
    cell.link.id,
  ]);
  // What was refused at the door is kept all the same, asks nothing and names its reason.
  const kept = await product.rows(`select 1 from provider_events where body like '%' || $1 || '%' and not (${TAKEN})`, [
    cell.link.provider_reference,
  ]);
  expect(kept).toHaveLength(status === 401 || status === 403 ? 1 : 0);
  const whose = inboxes.map((row) =>
    row.merchant_id === cell.merchant.id ? "own" : row.merchant_id === "mer_unrouted" ? "unrouted" : "foreign",
  );
  return `${status} ${whose.join("+") || "-"} ${jobs.length === 0 ? "silent" : "asks"}`;
}

beforeAll(async () => {
  const wish = { webhookSecrets: [shared], allowlist: [listed], allowlistMode: "monitor" as const };
  twins.push(await createMerchant(wish), await createMerchant(wish));
  let number = 0;
  for (const path of PATHS) {
    for (const signature of SIGNATURES) {
      for (const [column, list] of LISTS.entries()) {
        const expected = (path === "bare" ? BARE : WITH_CAPABILITY)[signature][column];
        if (expected === undefined) throw new Error(`the table says nothing of ${path} ${signature} ${list}`);
        number += 1;
        await prepare(path, signature, list, expected, number);
      }
    }
  }
});

describe("what the contract says of every way to prove a delivery", () => {
  it.each(PATHS)("%s: every signature with every allowlist", async (path) => {
    const all: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const cell of cells.filter((one) => one.path === path)) {
      const name = `${cell.signature} / ${cell.list}`;
      all[name] = await outcomeOf(cell);
      expected[name] = cell.expected;
    }
    expect(Object.keys(all)).toHaveLength(SIGNATURES.length * LISTS.length);
    expect(all).toEqual(expected);
  });

  it("no combination without proof moved money or another merchant", async () => {
    expect(await product.rows("select 1 from payments")).toEqual([]);
    expect(await product.rows("select 1 from journals")).toEqual([]);
  });
});

describe("two accounts that share a secret or an address", () => {
  it("are told apart by the reference alone; without one it is a hint of nobody", async () => {
    const [one, two] = twins;
    if (one === undefined || two === undefined) throw new Error("the twins were not made");
    const link = await createLink(two);
    const send = (text: string, signed: boolean) => {
      const at = Math.floor(systemClock.now().getTime() / 1000);
      const mac = createHmac("sha256", shared).update(`${at}.${text}`).digest("hex");
      const proof = signed ? { "x-paynet-signature": `t=${at},v1=${mac}` } : {};
      return deliver(product, "", { body: text, headers: { "x-forwarded-for": listed, ...proof } });
    };
    for (const signed of [true, false]) {
      expect((await send(JSON.stringify({ referance_no: link.provider_reference, signed }), signed)).status).toBe(200);
      expect((await send(JSON.stringify({ referance_no: "NOBODYS", signed }), signed)).status).toBe(200);
    }
    const owners = async (marker: string) =>
      (
        await product.rows<{ merchant_id: string; trust: string }>(
          "select merchant_id, trust from provider_events where body like '%' || $1 || '%' order by trust",
          [marker],
        )
      ).map(
        (row) =>
          `${row.merchant_id === one.id ? "one" : row.merchant_id === two.id ? "two" : row.merchant_id} ${row.trust}`,
      );
    expect(await owners(link.provider_reference)).toEqual(["two address_known", "two signed"]);
    expect(await owners("NOBODYS")).toEqual(["mer_unrouted address_known", "mer_unrouted unsigned"]);
  });
});
