import { readInvariants } from "@/lib/ledger/verify-ledger.system";
import type { SimulatedWorld } from "./rig/open-world";

/** What has to hold after every single command (reference: reliability 3.1): no double effect, sums, steps, tenants. */
const AT_ONCE = /^I(1|2|4|5|6|7|13|17|18) /;
/** Asked once a group instead: they read the providers' whole answers, or what no command of a history writes. */
const LATER = /checkpoints|I4 answer|I4 evidence/;

function question(): string {
  const asked = readInvariants().filter(
    ({ name, needsSettled }) => !needsSettled && AT_ONCE.test(name) && !LATER.test(name),
  );
  const parts = asked.map(
    ({ name, query }) =>
      `select '${name.replaceAll("'", "''")}' as name, to_jsonb(q)->>'merchant_id' as merchant from (${query}) q`,
  );
  return parts.join(" union all ");
}

const QUESTION = question();

/** The invariants that break now, and whose rows break them; null where the invariant names nobody. */
export function brokenAtOnce(world: SimulatedWorld): Promise<{ name: string; merchant: string | null }[]> {
  return world.rows(QUESTION);
}
