/** Every stored reason of a status, in the words programs get. Screens translate the key. */
export const CAUSES = {
  link_being_created: "The link is being created at the provider.",
  create_answer_lost: "The provider's answer was lost; it is being asked whether the link exists.",
  provider_created_link: "The provider created the link.",
  provider_refused_link: "The provider refused the link. Nothing was created.",
  provider_never_got_link: "The provider never received the request. Nothing was created.",
  provider_link_without_address: "The provider created the link but its address was lost; it was closed there.",
  link_found_at_provider: "The link was found at the provider.",
  link_time_ended: "The time of the link ended. No new payment starts; one that started is still followed.",
  staff_deactivated: "Staff deactivated the link; our page refuses at once, the provider is being told.",
  provider_confirmed_deactivation: "The provider confirmed that the link takes no more payments.",
  payer_went_to_provider: "The customer went on to the provider's page.",
  payer_came_back: "The customer came back from the provider; the provider is being asked.",
  provider_reported_transaction: "The provider reported a transaction of this link.",
  provider_answered_captured: "The provider answered our query: paid.",
  provider_answered_failed: "The provider answered our query: declined. Nothing was charged.",
  provider_knows_no_transaction: "The provider was asked for over 20 minutes and knows no transaction. Nothing was charged.",
} as const;

export type CauseCode = keyof typeof CAUSES;

export function causeText(code: string): string {
  return code in CAUSES ? CAUSES[code as CauseCode] : code;
}
