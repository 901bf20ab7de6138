import { z } from "zod";
import { slugOf } from "./slug-of";

/** What may be wrong with a first owner; a catalogue key of the page `setup`, a sentence of the command. */
export type OwnerProblem = "shop_name" | "descriptor" | "name" | "email" | "password_short" | "password_long";

const MIN_PASSWORD = 12;

/**
 * The first shop and its owner, as the page and `npm run create-owner` ask for them; `text` says a problem in the reader's
 * language. Without a descriptor the shop's name stands on card statements.
 */
export function newOwnerSchema(text: (problem: OwnerProblem) => string) {
  const line = (problem: OwnerProblem, min: number, max: number) =>
    z.string(text(problem)).trim().min(min, text(problem)).max(max, text(problem));
  return z.object({
    shop_name: line("shop_name", 2, 80).refine((name) => slugOf(name) !== "", text("shop_name")),
    descriptor: line("descriptor", 0, 40).optional(),
    name: line("name", 2, 80),
    email: z.email(text("email")).max(254, text("email")),
    password: z
      .string(text("password_short"))
      .min(MIN_PASSWORD, text("password_short"))
      .max(200, text("password_long")),
  });
}
export type NewOwner = z.output<ReturnType<typeof newOwnerSchema>>;
