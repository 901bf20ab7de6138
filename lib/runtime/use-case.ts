import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { type Tx, transact } from "@/db/tenancy";
import type { Permission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/kernel/errors";
import { type IdKind, idFrom, newId } from "@/lib/kernel/ids";
import type { Context } from "./context";

export type Scope = Context & {
  /** A write transaction of this merchant. Never open one around a provider call. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  now(): Date;
  /**
   * The id of what this command makes: the same again when the caller repeats its command, else a fresh one.
   * `part` tells several of one kind apart.
   */
  commandId(kind: IdKind, part?: string): string;
};

type Spec<I extends z.ZodType, O> = {
  name: string;
  permission: Permission;
  input: I;
  run(scope: Scope, input: z.output<I>): Promise<O>;
};

export type UseCase<I extends z.ZodType = z.ZodType, O = unknown> = ((ctx: Context, raw: unknown) => Promise<O>) & {
  useCase: { name: string; permission: Permission; input: I };
};

function commandId(ctx: Context, kind: IdKind, part = ""): string {
  if (ctx.commandSeed === undefined) return newId(kind, ctx.clock.now());
  return idFrom(kind, createHash("sha256").update(`${ctx.commandSeed}|${kind}|${part}`).digest());
}

/** Turns zod's findings into the one error shape of every door. */
export function invalidInput(error: z.ZodError): AppError {
  const errors = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "unknown_field" }))
      : [{ path: issue.path.join("."), message: issue.message }],
  );
  return new AppError("invalid_input", "the request has fields that cannot be accepted", { errors });
}

/**
 * The only way to make a use case: a permission is required by the type, so it cannot be forgotten.
 * @throws AppError forbidden, invalid_input, and what `run` throws
 */
export function defineUseCase<I extends z.ZodType, O>(spec: Spec<I, O>): UseCase<I, O> {
  const call = async (ctx: Context, raw: unknown): Promise<O> => {
    if (!ctx.permissions.includes(spec.permission)) {
      throw new AppError("forbidden", `${spec.name} needs ${spec.permission}`, { permission: spec.permission });
    }
    const input = spec.input.safeParse(raw);
    if (!input.success) throw invalidInput(input.error);
    const scope: Scope = {
      ...ctx,
      transact: (work) => transact(ctx.merchantId, work),
      now: () => ctx.clock.now(),
      commandId: (kind, part) => commandId(ctx, kind, part),
    };
    return spec.run(scope, input.data);
  };
  return Object.assign(call, { useCase: { name: spec.name, permission: spec.permission, input: spec.input } });
}
