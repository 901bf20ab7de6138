import { callbackRoute, refuseOtherMethods } from "@/lib/webhooks/callback-route";

export const POST = callbackRoute("paywall");
export {
  refuseOtherMethods as DELETE,
  refuseOtherMethods as GET,
  refuseOtherMethods as PATCH,
  refuseOtherMethods as PUT,
};
