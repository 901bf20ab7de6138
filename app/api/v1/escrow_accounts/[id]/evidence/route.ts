import { addEvidence } from "@/lib/escrow/evidence/add-evidence";
import { EVIDENCE_BODY_BYTES } from "@/lib/escrow/schemas";
import { bodyObject } from "@/lib/http/body-object";
import { otherMethods } from "@/lib/http/methods";
import { withRoute } from "@/lib/http/route";

export const POST = withRoute(
  { auth: "apiKey", name: "POST /api/v1/escrow_accounts/{id}/evidence", maxBytes: EVIDENCE_BODY_BYTES },
  (ctx, { params, body }) => addEvidence(ctx, { ...bodyObject(body), id: params.id }),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
