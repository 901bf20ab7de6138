import "server-only";
import type { z } from "zod";
import { permissionsOf } from "@/lib/auth/permissions";
import { findMerchantContext } from "@/lib/auth/require-merchant";
import { readApiKey } from "@/lib/auth/session.system";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { Context } from "@/lib/runtime/context";
import { invalidInput } from "@/lib/runtime/use-case";
import { type Claim, claimIdempotencyKey, type StoredAnswer } from "./idempotency.system";
import { NO_STORE, problemResponse } from "./problem";
import { readJson } from "./read-json";

type Params = Record<string, string | string[] | undefined>;
type Segment = { params: Promise<Params | undefined> };

type Call<Q> = { params: Record<string, string>; query: Q; body: unknown; request: Request };

type RouteSpec<Q extends z.ZodType> = {
  /** `apiKey` for programs; `session` for our own screens, merchant taken from the path. */
  auth: "apiKey" | "session";
  /** Name of the route in logs and idempotency scopes, e.g. `POST /api/v1/paylinks`. */
  name: string;
  query?: Q;
  status?: number;
  /** Money commands refuse to run without an Idempotency-Key (contract 4.1). */
  keyRequired?: boolean;
  /** Where files travel inside the JSON; 256 KiB without it. */
  maxBytes?: number;
};

async function contextOfKey(request: Request, requestId: string): Promise<Context> {
  const match = /^Bearer (vz_(test|live)_[A-Za-z0-9_-]{16,80})$/.exec(request.headers.get("authorization") ?? "");
  const owner = match?.[1] ? await readApiKey(match[1]) : undefined;
  if (!owner || owner.mode !== match?.[2]) throw new AppError("unauthenticated", "send a valid API key as Bearer");
  const permissions = permissionsOf(owner.role);
  return {
    merchantId: owner.merchantId,
    mode: owner.mode,
    actor: { kind: "api_key", id: owner.keyId, userId: owner.userId },
    permissions: owner.access === "read" ? permissions.filter((name) => /:read(-|$)/.test(name)) : permissions,
    clock: systemClock,
    requestId,
  };
}

async function contextOfSession(slug: string | undefined): Promise<Context> {
  const context = slug === undefined ? undefined : await findMerchantContext(slug);
  if (!context) throw new AppError("unauthenticated", "sign in");
  return context;
}

function readQuery<Q extends z.ZodType>(spec: RouteSpec<Q>, request: Request): z.output<Q> {
  const entries = Object.fromEntries(new URL(request.url).searchParams);
  if (!spec.query) return undefined as z.output<Q>;
  const parsed = spec.query.safeParse(entries);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

async function answerOf(result: unknown, status: number): Promise<StoredAnswer> {
  return { status, body: JSON.stringify(result), contentType: "application/json" };
}

function respond(answer: StoredAnswer, requestId: string, replayed: boolean): Response {
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      ...NO_STORE,
      "content-type": answer.contentType,
      "x-request-id": requestId,
      ...(replayed ? { "idempotent-replayed": "true" } : {}),
    },
  });
}

/** The answer of a call that is not remembered; a file comes as a Response of its own. */
async function answerOnce(result: unknown, status: number | undefined, requestId: string): Promise<Response> {
  return result instanceof Response ? result : respond(await answerOf(result, status ?? 200), requestId, false);
}

/** Runs the work under its claim: refusals are kept like answers, failures of ours free the key for a retry. */
async function runClaimed(
  claim: Extract<Claim, { kind: "mine" }>,
  requestId: string,
  name: string,
  work: (command: { commandSeed: string }) => Promise<StoredAnswer>,
) {
  try {
    const answer = await work({ commandSeed: claim.commandSeed });
    await claim.finish(answer);
    return respond(answer, requestId, false);
  } catch (cause) {
    const response = problemResponse(cause, requestId, name);
    if (response.status >= 500) await claim.release();
    else
      await claim.finish({
        status: response.status,
        body: await response.clone().text(),
        contentType: "application/problem+json",
      });
    return response;
  }
}

async function readParams(segment: Segment): Promise<Record<string, string>> {
  const entries = Object.entries((await segment.params) ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, [value ?? ""].flat().join("/")]));
}

/** The caller's Idempotency-Key. @throws AppError malformed where a money command comes without one */
function readKey<Q extends z.ZodType>(spec: RouteSpec<Q>, request: Request): string | null {
  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  if (spec.keyRequired && key === null) throw new AppError("malformed", "this call needs an Idempotency-Key");
  return key;
}

/**
 * The only way to make an API route: authentication, bounded JSON, query parsing, idempotency and problem+json are the
 * same everywhere, so a handler is one call of a use case or a query. A GET that gives a file answers the Response itself.
 */
export function withRoute<Q extends z.ZodType>(
  spec: RouteSpec<Q>,
  handle: (ctx: Context, call: Call<z.output<Q>>) => Promise<unknown>,
) {
  return async (request: Request, segment: Segment): Promise<Response> => {
    const requestId = newId("request", systemClock.now());
    try {
      const params = await readParams(segment);
      const ctx =
        spec.auth === "apiKey" ? await contextOfKey(request, requestId) : await contextOfSession(params.merchant);
      const query = readQuery(spec, request);
      const { text, value } =
        request.method === "GET" ? { text: "", value: undefined } : await readJson(request, spec.maxBytes);
      const run = (command: { commandSeed?: string }) =>
        handle({ ...ctx, ...command }, { params, query, body: value, request });
      const work = async (command: { commandSeed?: string }) => answerOf(await run(command), spec.status ?? 200);
      const key = readKey(spec, request);
      if (key === null) return await answerOnce(await run({}), spec.status, requestId);
      const claim = await claimIdempotencyKey(ctx, `${spec.name} ${JSON.stringify(params)}`, key, text);
      if (claim.kind === "replay") return respond(claim.answer, requestId, true);
      return await runClaimed(claim, requestId, spec.name, work);
    } catch (cause) {
      return problemResponse(cause, requestId, spec.name);
    }
  };
}
