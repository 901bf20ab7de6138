import type { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import type { UseCase } from "@/lib/runtime/use-case";

/** One call of the API as a program needs to know it. */
export type Operation = {
  /** What it does, in a sentence. */
  does: string;
  permission?: Permission;
  filters?: z.ZodType;
  takes?: z.ZodType;
  /** Fields of the command that come from the address and not from the body. */
  fromPath: readonly string[];
  /** `page`: a list of them; `file`: bytes of this media type. */
  answers: { one: z.ZodType } | { page: z.ZodType } | { file: string };
  status: 200 | 201;
  needsKey: boolean;
};

/** By method and path below `/api/v1`, e.g. `POST /payments/{id}/refunds`. */
export type Operations = Readonly<Record<string, Operation>>;

const reading = { fromPath: [], status: 200, needsKey: false } as const;

export const page = (does: string, filters: z.ZodType, of: z.ZodType): Operation => ({
  ...reading,
  ...{ does, filters, answers: { page: of } },
});

export const one = (does: string, of: z.ZodType): Operation => ({ ...reading, does, answers: { one: of } });

type More = Partial<Pick<Operation, "fromPath" | "status" | "needsKey" | "takes">>;

/** A call that is one use case: what it takes and who may make it is read from there, never written down again. */
export function command<D, O extends D>(
  does: string,
  by: UseCase<z.ZodType, O>,
  answers: z.ZodType<D>,
  more: More = {},
): Operation {
  const { permission, input } = by.useCase;
  return {
    does,
    permission,
    takes: input,
    answers: { one: answers },
    fromPath: ["id"],
    status: 200,
    needsKey: false,
    ...more,
  };
}
