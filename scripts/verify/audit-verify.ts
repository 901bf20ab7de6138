import { closeDatabase } from "@/db/client";
import { verifyAudit } from "@/lib/audit/verify-audit.system";

const findings = await verifyAudit();
for (const { merchantId, finding, place } of findings) console.log(`${merchantId}  ${finding}  ${place}`);
console.log(findings.length === 0 ? "audit chain holds" : `${findings.length} finding(s)`);
await closeDatabase();
process.exit(findings.length === 0 ? 0 : 1);
