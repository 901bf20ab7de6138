/** Every stored reason of a status, in the words programs get. Screens translate the key. */
export const CAUSES = {
  link_being_created: "The link is being created at the provider.",
  create_answer_lost: "The provider's answer was lost; it is being asked whether the link exists.",
  provider_created_link: "The provider created the link.",
  provider_refused_link: "The provider refused the link. Nothing was created.",
  provider_never_got_link: "The provider never received the request. Nothing was created.",
  provider_link_without_address: "The provider created the link but its address was lost; it was closed there.",
  link_found_at_provider: "The link was found at the provider.",
  provider_cannot_be_asked_for_link:
    "The answer was lost and this provider cannot be asked for a link. Nobody has its address, so nobody can pay it.",
  closed_at_our_side_only:
    "This provider cannot close a link: our page refuses, its page ends by itself. Money that still arrives is booked and flagged.",
  link_time_ended: "The time of the link ended. No new payment starts; one that started is still followed.",
  staff_deactivated: "Staff deactivated the link; our page refuses at once, the provider is being told.",
  provider_confirmed_deactivation: "The provider confirmed that the link takes no more payments.",
  payer_went_to_provider: "The customer went on to the provider's page.",
  payer_came_back: "The customer came back from the provider; the provider is being asked.",
  provider_reported_transaction: "The provider reported a transaction of this link.",
  provider_answered_captured: "The provider answered our query: paid.",
  provider_answered_failed: "The provider answered our query: declined. Nothing was charged.",
  provider_knows_no_transaction:
    "The provider was asked for over 20 minutes and knows no transaction. Nothing was charged.",
  refund_requested: "The refund was asked for; the amount is reserved.",
  above_one_persons_limit: "The amount is above what one person may refund; a second person has to approve.",
  waits_for_next_day:
    "The provider refuses a partial refund on the day of the sale; it is sent after midnight in Istanbul.",
  refund_ready: "The refund is about to be sent to the provider.",
  refund_being_sent: "The refund is being sent to the provider. It is sent once.",
  refund_withdrawn: "The refund was withdrawn before it was sent; the amount is free again.",
  second_person_refused: "The second person refused; the amount is free again.",
  provider_accepted_refund: "The provider accepted the request and has not decided yet.",
  provider_refused_refund: "The provider refused the refund; no money went back and the amount is free again.",
  provider_unknown_refund: "The provider's answer was lost; it is being asked and the refund is never sent again.",
  provider_confirmed_refund: "The provider's own record confirms the refund.",
  checkout_opened: "The checkout is open; the customer has not paid yet.",
  checkout_time_ended: "The time of the checkout ended. No new payment starts; one that started is still followed.",
  checkout_closed_by_merchant: "The merchant closed the checkout. Nothing can be charged with it any more.",
  try_not_taken: "The last try took no money; the customer may try again.",
  payer_tries_again: "The customer tries again.",
  try_given_up: "The customer began anew or the checkout was closed; this try is never charged.",
  try_could_not_start: "The payment could not be started; the customer was never sent to a bank. Nothing was charged.",
  charge_answer_lost: "The provider's answer to the charge was lost; it is being asked. Do not charge again.",
  provider_names_no_end:
    "The provider has known the payment as begun for over a day and names no end. It is still being asked. Do not charge again.",
  provider_refused_charge: "The provider refused the charge. Nothing was charged.",
  pos_sale_begun: "A sale on a phone was begun.",
  pos_sale_tried_again: "The sale is tried again.",
  pos_key_being_opened: "The phone's session is being opened at the provider.",
  pos_key_answer_lost: "The provider did not open the phone's session. Nothing reached the phone, nothing was charged.",
  provider_refused_pos_key: "The provider refused the phone's session. Nothing reached the phone, nothing was charged.",
  pos_sale_being_sent: "The sale is being sent to the provider. It is sent once.",
  pos_waits_for_app: "The key was handed to the merchant's own app; it starts the sale and reports it.",
  provider_started_pos_sale: "The provider started the sale; the phone may take the card.",
  provider_refused_pos_sale: "The provider refused the sale. Nothing reached the phone, nothing was charged.",
  pos_start_answer_lost:
    "The provider's answer to the start was lost. The phone may have the sale: it is asked for and never sent again.",
  pos_sale_on_phone: "The sale is on the phone; a card may be charged.",
  pos_app_reported_sale: "The merchant's own app started the sale and reported it.",
  pos_app_opened: "The provider's app was opened from our page.",
  pos_told_of_an_end: "We were told that the sale ended; the provider is being asked.",
  pos_end_not_known: "The provider was asked for 15 minutes and knows no end. Do not charge again; ask the cashier.",
  provider_knows_no_pos_sale:
    "The provider was asked for over 45 minutes and knows no transaction. Nothing was charged.",
  pos_given_up: "The cashier gave up. The card can still be charged on the phone: the provider is still being asked.",
  cashier_saw_paid_slip: "The cashier saw a slip that says paid. The provider has not confirmed it yet.",
  cashier_saw_declined_slip:
    "The cashier saw a slip that says declined. The provider has not confirmed it; it is still being asked.",
  cashier_saw_no_slip: "The cashier saw no slip. The provider has not confirmed it; it is still being asked.",
  pos_day_counted: "The cashier counted the day; another person signs it.",
  pos_day_sent_back: "The second person sent the day back to be counted again.",
  pos_day_locked: "Two people signed; the day is locked. What becomes known later belongs to the next day.",
  pos_key_ended: "The phone's session was ended before a sale was reported. Nothing was charged with it.",
  pos_app_never_reported:
    "The merchant's own app never reported a sale. Should it have made one, it is found and shown.",
} as const;

export type CauseCode = keyof typeof CAUSES;

export function causeText(code: string): string {
  return code in CAUSES ? CAUSES[code as CauseCode] : code;
}
