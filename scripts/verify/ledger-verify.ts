import { closeDatabase } from "@/db/client";
import { verifyLedger } from "@/lib/ledger/verify-ledger.system";

const findings = await verifyLedger();
for (const { name, rows } of findings) console.log(`${String(rows.length).padStart(6)}  ${name}`);
const broken = findings.filter(({ rows }) => rows.length > 0);
console.log(broken.length === 0 ? "the ledger holds" : `${broken.length} invariant(s) broken`);
await closeDatabase();
process.exit(broken.length === 0 ? 0 : 1);
