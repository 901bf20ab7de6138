import { z } from "zod";
import { addEvidence, confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { EVIDENCE_BODY_BYTES } from "@/lib/escrow/schemas";
import { withRoute } from "@/lib/http/route";

const Body = z.strictObject({ says_delivered: z.boolean(), evidence: z.record(z.string(), z.unknown()) });

/** A form with files: an action of the framework takes no more than one megabyte, and reads it before it asks who sends. */
export const POST = withRoute(
  { auth: "session", name: "POST escrow evidence", keyRequired: true, maxBytes: EVIDENCE_BODY_BYTES },
  async (ctx, { params, body }) => {
    const { says_delivered, evidence } = Body.parse(body);
    const add = says_delivered ? confirmDelivery : addEvidence;
    const { id, version } = await add(ctx, { id: params.id ?? "", evidence });
    return { id, version };
  },
);
