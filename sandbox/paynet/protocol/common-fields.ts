import type { PaynetAccount } from "../accounts";
import type { Fields } from "./fields";
import { refuse } from "./refusal";

/** The dealer the money is for, or "" for the company itself. */
export function readAgent(fields: Fields, account: PaynetAccount, name = "agent_id"): string {
  const agentId = fields.text(name);
  if (agentId === "" || account.liveAgents.includes(agentId)) return agentId;
  if (account.blockedAgents.includes(agentId)) throw refuse("agent_blocked", "Bayi işlem yapmaya kapalıdır");
  throw refuse("agent_not_found", "Bayi bulunamadı");
}

/** 5 is Paynet's own POS, 1 the firm's. */
export function checkPosType(fields: Fields): void {
  const posType = fields.integer("pos_type");
  if (posType !== null && posType !== 5 && posType !== 1) throw refuse("bad_request", "pos_type geçersiz");
}

/** An absolute http(s) address, or "". */
export function readUrl(fields: Fields, name: string): string {
  const text = fields.text(name);
  if (text !== "" && !(/^https?:/i.test(text) && URL.canParse(text))) throw refuse("bad_request", `${name} geçersiz`);
  return text;
}
