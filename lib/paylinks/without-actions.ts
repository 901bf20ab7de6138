import type { PaylinkDto, PaylinkView } from "./schemas";

/** The REST object behind the dashboard's view: what a person may do here is not part of the contract. */
export function withoutActions({ allowed_actions: _actions, ...paylink }: PaylinkView): PaylinkDto {
  return paylink;
}
