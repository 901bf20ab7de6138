import type { Exchange, Outcome, Reply } from "../http/exchange";
import { jsonReply } from "../http/exchange";
import { wait } from "../http/wait";
import { type Caller, identifyPhone, identifyPhoneServer } from "../paypos/identify-phone";
import type { Fault } from "../traffic/fault-book";
import { maskAuthorization, maskBody } from "../traffic/mask-secrets";
import type { LoggedRequest } from "../traffic/request-log";
import type { World } from "../world";
import { allowOrigins, isPreflight, PREFLIGHT } from "./protocol/any-origin";
import { authenticate, authenticateBrowser } from "./protocol/authenticate";
import { readFields } from "./protocol/fields";
import { PaynetRefusal, refuse } from "./protocol/refusal";
import type { Service, ServiceAnswer } from "./service";
import { PAYNET_SERVICES } from "./services";
import { spoilAnswer } from "./spoil-answer";

const LAG_MS = 60_000;

/** Answers one call to the API; `path` begins with the version (`/v1/mailorder/create`). */
export async function answerPaynetCall(world: World, exchange: Exchange, path: string): Promise<Outcome> {
  const fromBrowser = serviceAt(path)?.from === "browser";
  if (fromBrowser && isPreflight(exchange)) return PREFLIGHT;
  const log = openLog(world, exchange, path);
  const answered = await answer(world, exchange, path, log);
  const outcome = fromBrowser ? allowOrigins(answered) : answered;
  log.status = outcome === "hang_up" ? null : outcome.status;
  return outcome;
}

function openLog(world: World, exchange: Exchange, path: string): LoggedRequest {
  return world.requests.open({
    at: new Date(world.clock.now()).toISOString(),
    provider: "paynet",
    operation: path.replace(/^\/v\d+\//, ""),
    method: exchange.method,
    path,
    account: null,
    authorization: maskAuthorization(shownKey(exchange)),
    body: maskBody(exchange.headers["content-type"], exchange.body),
  });
}

/** A softPOS call names its session in a header of its own. */
function shownKey({ headers }: Exchange): string | undefined {
  const sessionKey = headers["session-key"];
  return sessionKey === undefined ? headers.authorization : `Session-Key ${String(sessionKey)}`;
}

async function answer(world: World, exchange: Exchange, path: string, log: LoggedRequest): Promise<Outcome> {
  try {
    const service = route(exchange.method, path);
    const caller = identify(world, exchange, service, log);
    log.account = caller.account.name;
    const fault = world.faults.take("paynet", service.operation);
    log.fault = fault?.effect ?? null;
    return await serveUnderFault(world, exchange, { service, ...caller, fault, log });
  } catch (error) {
    if (!(error instanceof PaynetRefusal)) throw error;
    const isPos = serviceAt(path)?.from?.startsWith("phone") === true;
    return isPos ? error.toPosReply(path.slice(path.lastIndexOf("/") + 1)) : error.toReply();
  }
}

function identify(world: World, exchange: Exchange, { from }: Service, log: LoggedRequest): Caller {
  const { authorization } = exchange.headers;
  const warn = (text: string) => void log.warnings.push(text);
  if (from === "phone") return identifyPhone(world, exchange, warn);
  if (from === "phone_server") return { account: identifyPhoneServer(world, exchange), posKey: null };
  const account = from === "browser" ? authenticateBrowser(authorization) : authenticate(authorization);
  return { account, posKey: null };
}

function serviceAt(path: string): Service | undefined {
  return PAYNET_SERVICES.find(({ version, operation }) => `/${version}/${operation}` === path);
}

function route(method: string, path: string): Service {
  const service = serviceAt(path);
  if (service === undefined) throw refuse("unknown_route", "Servis bulunamadı");
  if (method !== "POST") throw refuse("method_not_allowed", "Bu servis yalnızca POST kabul eder");
  return service;
}

interface RoutedCall extends Caller {
  service: Service;
  fault: Fault | null;
  log: LoggedRequest;
}

async function serveUnderFault(world: World, exchange: Exchange, call: RoutedCall): Promise<Outcome> {
  const { fault } = call;
  if (fault?.effect === "delay") await wait(fault.delay_ms ?? 1_000, exchange.clientGone);
  if (fault?.effect === "drop_before") return "hang_up";
  if (fault?.effect === "status") return failWith(fault.status ?? 500);
  if (fault?.effect === "html") return gatewayPage(fault.status ?? 502);
  const { body, hang } = runService(world, exchange, call);
  if (hang === true) await wait(world.settings.hangMs, exchange.clientGone);
  if (fault?.effect === "duplicate") runService(world, exchange, call);
  return fault === null ? jsonReply(200, body) : spoilAnswer(body, fault);
}

function runService(
  world: World,
  exchange: Exchange,
  { service, account, posKey, fault, log }: RoutedCall,
): ServiceAnswer {
  const warn = (text: string) => void log.warnings.push(text);
  const leniency = { strict: world.settings.strict, warn };
  const fields = readFields(exchange.headers["content-type"], exchange.body, leniency);
  const lag = fault?.effect === "lag" ? (fault.delay_ms ?? LAG_MS) : 0;
  return service.run({ world, account, posKey, fields, seenUntil: world.clock.now() - lag, warn });
}

function failWith(status: number): Reply {
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  return jsonReply(status, { type, message: "Sandbox hatası", code: status, result_code: status >= 500 ? 8 : 11 });
}

/** What a proxy in front of the API answers when the API is away. */
function gatewayPage(status: number): Reply {
  const body = `<!doctype html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}
