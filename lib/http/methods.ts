import "server-only";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { problemResponse } from "./problem";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
type Handlers = Record<Method, (request: Request) => Response>;

const forEachMethod = (handlerOf: (method: Method) => (request: Request) => Response) =>
  Object.fromEntries(METHODS.map((method) => [method, handlerOf(method)])) as Handlers;

function refuse(request: Request, error: AppError): Response {
  const { pathname } = new URL(request.url);
  return problemResponse(error, newId("request", systemClock.now()), `${request.method} ${pathname}`);
}

/**
 * What a route answers to the methods it does not have: 405 problem+json that names those it has. A route exports from
 * this what it does not make itself; the framework alone would answer an empty 405.
 */
export function otherMethods(...own: ("GET" | "POST")[]): Handlers {
  const allow = METHODS.filter((method) => [...own, "OPTIONS", own.includes("GET") && "HEAD"].includes(method)).join(
    ", ",
  );
  const refused = (request: Request) => {
    const response = refuse(request, new AppError("method_not_allowed", `this address takes ${allow}`));
    response.headers.set("allow", allow);
    return response;
  };
  return forEachMethod((method) =>
    method === "OPTIONS" ? () => new Response(null, { status: 204, headers: { allow } }) : refused,
  );
}

/** Every method of an address that does not exist: 404 problem+json. */
export function unknownAddress(): Handlers {
  return forEachMethod(() => (request) => refuse(request, new AppError("not_found", "there is no such address")));
}
