import "server-only";
import { timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { statements } from "@/db/client";
import { env } from "@/lib/runtime/env";
import { type Anchor, anchorFile } from "./anchors";
import { anchorMac } from "./seal-audit.system";

export type Finding = { merchantId: string; finding: string; place: string };

function readAnchors(): Anchor[] {
  if (!existsSync(anchorFile())) return [];
  return readFileSync(anchorFile(), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Anchor);
}

function holds(anchor: Anchor): boolean {
  const expected = Buffer.from(anchorMac(env().AUTH_SECRET, anchor));
  const given = Buffer.from(anchor.mac);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

async function checkAnchor(anchor: Anchor): Promise<Finding | undefined> {
  const place = { merchantId: anchor.merchant_id, place: anchor.position };
  if (!holds(anchor)) return { ...place, finding: "anchor changed" };
  const [seal] = await statements("vezne_system")<{ hash: string }[]>`
    select hash from audit_seals where merchant_id = ${anchor.merchant_id} and position = ${anchor.position}::bigint`;
  if (!seal) return { ...place, finding: "chain cut below its anchor" };
  return seal.hash === anchor.hash ? undefined : { ...place, finding: "chain rewritten since its anchor" };
}

/** Everything wrong with the audit log: rows changed or missing, seals missing, chains cut or rewritten since an anchor. */
export async function verifyAudit(): Promise<Finding[]> {
  const rows = await statements("vezne_system")<
    { merchant_id: string; finding: string; place: bigint }[]
  >`select * from verify_audit()`;
  const findings = rows.map(({ merchant_id, finding, place }) => ({
    merchantId: merchant_id,
    finding,
    place: place.toString(),
  }));
  for (const anchor of readAnchors()) {
    const finding = await checkAnchor(anchor);
    if (finding) findings.push(finding);
  }
  return findings;
}
