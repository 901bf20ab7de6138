import { createCheckout } from "@/lib/checkout/sessions/create-checkout";
import { expireCheckout } from "@/lib/checkout/sessions/expire-checkout";
import { CheckoutDto, CheckoutFilter } from "@/lib/checkout/sessions/schemas";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import { PaylinkDto, PaylinkFilter } from "@/lib/paylinks/schemas";
import { startPosSale } from "@/lib/pos/sales/start-sale";
import { PosSessionDto, PosSessionFilter } from "@/lib/pos/schemas";
import { askPosSale } from "@/lib/pos/steps/ask-sale";
import { closePosSession } from "@/lib/pos/steps/close-key";
import { answerForPosSale, cancelPosSale } from "@/lib/pos/steps/decide-sale";
import { reportPosSale } from "@/lib/pos/steps/report-sale";
import { reversePosSale } from "@/lib/pos/steps/reverse-sale";
import { command, type Operations, one, page } from "./operation";

const made = { fromPath: [], status: 201 } as const;

const PAYLINKS: Operations = {
  "GET /paylinks": page("Links, newest first.", PaylinkFilter, PaylinkDto),
  "POST /paylinks": command(
    "Makes a link at the provider. A lost answer leaves it `creating`; it is looked up, never sent again.",
    ...([createPaylink, PaylinkDto, made] as const),
  ),
  "GET /paylinks/{id}": one("One link.", PaylinkDto),
  "POST /paylinks/{id}/deactivate": command(
    "Closes a link: nobody can begin to pay it.",
    deactivatePaylink,
    PaylinkDto,
  ),
};

const CHECKOUTS: Operations = {
  "GET /checkouts": page("Checkouts, newest first.", CheckoutFilter, CheckoutDto),
  "POST /checkouts": command("Opens a payment page of ours for one order.", createCheckout, CheckoutDto, made),
  "GET /checkouts/{id}": one("One checkout.", CheckoutDto),
  "POST /checkouts/{id}/expire": command("Closes a payment page before its time.", expireCheckout, CheckoutDto),
};

const POS: Operations = {
  "GET /pos_sessions": page("Sales on phones, newest first.", PosSessionFilter, PosSessionDto),
  "POST /pos_sessions": command(
    "Starts a sale on a phone. The keys stand in this answer and its replay alone.",
    ...([startPosSale, PosSessionDto, { ...made, needsKey: true }] as const),
  ),
  "GET /pos_sessions/{id}": one("One try of a sale on a phone.", PosSessionDto),
  "POST /pos_sessions/{id}/report": command("Says that the mobile app started it.", reportPosSale, PosSessionDto),
  "POST /pos_sessions/{id}/sync": command("Asks the provider now.", askPosSale, PosSessionDto),
  "POST /pos_sessions/{id}/cancel": command(
    "Gives up here; the provider is still watched.",
    cancelPosSale,
    PosSessionDto,
  ),
  "POST /pos_sessions/{id}/answer": command("Says what the slip says.", answerForPosSale, PosSessionDto),
  "POST /pos_sessions/{id}/reversal": command(
    "Gives the sale back on the phone, whole.",
    reversePosSale,
    PosSessionDto,
    {
      needsKey: true,
    },
  ),
  "POST /pos_sessions/{id}/close": command("Ends the phone's session key.", closePosSession, PosSessionDto),
};

/** How money is asked for: links, pages of ours, phones. */
export const SELLING: Operations = { ...PAYLINKS, ...CHECKOUTS, ...POS };
