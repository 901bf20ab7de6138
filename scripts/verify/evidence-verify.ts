import { readFile } from "node:fs/promises";
import { checkPack } from "@/lib/escrow/pack/archive";

const file = process.argv[2];
if (file === undefined) {
  console.error("npm run evidence:verify -- file.zip");
  process.exit(2);
}
const { findings, manifest, manifestHash } = checkPack(await readFile(file));
for (const finding of findings) console.log(finding);
if (manifest) console.log(`${manifest.escrow_id} as of version ${manifest.as_of.version}, ${manifest.as_of.audit_at}`);
if (manifestHash) console.log(`manifest ${manifestHash}: the audit log's escrow.pack_exported names the same`);
console.log(findings.length === 0 ? "the pack is whole" : `${findings.length} finding(s)`);
process.exit(findings.length === 0 ? 0 : 1);
