import { type Exchange, jsonReply, type Outcome, type Reply } from "../http/exchange";
import { wait } from "../http/wait";
import type { Fault } from "../traffic/fault-book";
import { maskAuthorization, maskBody } from "../traffic/mask-secrets";
import type { LoggedRequest } from "../traffic/request-log";
import type { World } from "../world";
import { PAYWALL_ACCOUNTS, type PaywallAccount } from "./accounts";
import { answerTempCard } from "./cards/temp-tokens";
import { readBody } from "./protocol/fields";
import { envelope, PaywallRefusal, refuse } from "./protocol/refusal";
import type { PaywallService, PaywallServiceAnswer } from "./service";
import { PAYWALL_SERVICES } from "./services";

const LAG_MS = 60_000;
const ROUTE = /^\/(payment|private|card|member|physical)\/(?:api\/)?paywall\/(.+)$/;

/** Answers one call; `path` begins with the service that stands for its host (`/payment/api/paywall/...`). */
export async function answerPaywallCall(world: World, exchange: Exchange, path: string): Promise<Outcome> {
  const [, host = "", operation = ""] = ROUTE.exec(path) ?? [];
  const log = openLog(world, exchange, path, operation);
  const outcome = await answer(world, exchange, { host, operation, log });
  log.status = outcome === "hang_up" ? null : outcome.status;
  return outcome;
}

function openLog(world: World, exchange: Exchange, path: string, operation: string): LoggedRequest {
  const { headers } = exchange;
  const key = headers.apikeypublic ?? headers.apikeyprivate ?? headers.token;
  return world.requests.open({
    at: new Date(world.clock.now()).toISOString(),
    provider: "paywall",
    operation,
    method: exchange.method,
    path,
    account: null,
    authorization: maskAuthorization(typeof key === "string" ? key : undefined),
    body: maskBody(headers["content-type"], exchange.body),
  });
}

type Wanted = { host: string; operation: string; log: LoggedRequest };

async function answer(world: World, exchange: Exchange, wanted: Wanted): Promise<Outcome> {
  if (wanted.host === "payment" && wanted.operation === "tempcard") return answerTempCard(world, exchange);
  const service = PAYWALL_SERVICES.find(
    ({ host, method, operation }) =>
      host === wanted.host && method === exchange.method && operation === wanted.operation,
  );
  if (service === undefined) return jsonReply(404, { error: "not_found" });
  try {
    const account = authenticate(exchange, service);
    wanted.log.account = account.name;
    const fault = world.faults.take("paywall", service.operation);
    wanted.log.fault = fault?.effect ?? null;
    return await serveUnderFault(world, exchange, { service, account, fault, log: wanted.log });
  } catch (error) {
    if (error instanceof PaywallRefusal) return error.toReply();
    throw error;
  }
}

/** ASSUMPTION PAYWALL-G1: code 4 for missing headers, 64 for a pair that is not known. Surplus pairs are taken. */
function authenticate({ headers }: Exchange, { host, keys }: PaywallService): PaywallAccount {
  const isPublic = keys !== "private" && (host === "payment" || host === "member");
  const key = isPublic ? headers.apikeypublic : headers.apikeyprivate;
  const client = isPublic ? headers.apiclientpublic : headers.apiclientprivate;
  if (!key || !client) throw refuse("header_missing", "Anahtar başlıkları eksik");
  const account = PAYWALL_ACCOUNTS.find((row) =>
    isPublic
      ? row.publicKey === key && row.publicClient === client
      : row.privateKey === key && row.privateClient === client,
  );
  if (account === undefined) throw refuse("wrong_keys", "Anahtarlar geçersiz");
  return account;
}

interface RoutedCall {
  service: PaywallService;
  account: PaywallAccount;
  fault: Fault | null;
  log: LoggedRequest;
}

async function serveUnderFault(world: World, exchange: Exchange, call: RoutedCall): Promise<Outcome> {
  const { fault } = call;
  if (fault?.effect === "delay") await wait(fault.delay_ms ?? 1_000, exchange.clientGone);
  if (fault?.effect === "drop_before") return "hang_up";
  if (fault?.effect === "status") return jsonReply(fault.status ?? 500, envelope(500, "Sandbox hatası", null));
  if (fault?.effect === "html") return gatewayPage(fault.status ?? 502);
  const { body, message = "", hang } = runService(world, exchange, call);
  if (hang === true) await wait(world.settings.hangMs, exchange.clientGone);
  if (fault?.effect === "duplicate") runService(world, exchange, call);
  return spoil(jsonReply(200, envelope(0, message, body)), fault);
}

function runService(
  world: World,
  exchange: Exchange,
  { service, account, fault, log }: RoutedCall,
): PaywallServiceAnswer {
  const warn = (text: string) => void log.warnings.push(text);
  const lag = fault?.effect === "lag" ? (fault.delay_ms ?? LAG_MS) : 0;
  const body = readBody(exchange.body, warn);
  return service.run({ world, account, headers: exchange.headers, body, seenUntil: world.clock.now() - lag });
}

/** The answer of a call that took effect, after a fault has had its way with it. */
function spoil(honest: Reply, fault: Fault | null): Outcome {
  const { body } = honest;
  switch (fault?.effect) {
    case "drop_after":
      return "hang_up";
    case "malformed":
      return { ...honest, body: body.slice(0, Math.floor(body.length / 2)) };
    case "empty":
      return { ...honest, body: "" };
    case "wrong_amount":
      return {
        ...honest,
        body: body.replace(
          /"((?:Payment|Activity)?Amount)":(\d+)/g,
          (_all, name, whole) => `"${name}":${BigInt(whole) + 1n}`,
        ),
      };
    case "wrong_currency":
      return { ...honest, body: body.replace('"CurrencyId":1', '"CurrencyId":2').replace('"TRY"', '"USD"') };
    default:
      return honest;
  }
}

/** What a proxy in front of the API answers when the API is away. */
function gatewayPage(status: number): Reply {
  const body = `<!doctype html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}
