import "server-only";
import { statements } from "@/db/client";

/**
 * The provider answered our query with "no such transaction". After three such answers over twenty minutes the open
 * payments of the link end as `expired`; one SQL statement decides.
 */
export async function recordAbsence(
  merchantId: string,
  paylinkId: string,
  callId: string,
): Promise<"waiting" | "absent"> {
  const rows = await statements("vezne_app")<{ verdict: "waiting" | "absent" }[]>`
    select record_absence(${merchantId}, ${paylinkId}, ${callId}) as verdict`;
  return rows[0]?.verdict ?? "waiting";
}
