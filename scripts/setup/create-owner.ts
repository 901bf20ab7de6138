import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { createFirstOwner, hasFirstOwner } from "@/lib/auth/setup/first-owner.system";
import { newOwnerSchema, type OwnerProblem } from "@/lib/auth/setup/new-owner";

const PROBLEMS: Record<OwnerProblem, string> = {
  shop_name: "--shop: the shop's name, 2 to 80 characters with a letter or a digit",
  descriptor: "--descriptor: at most 40 characters",
  name: "--name: the owner's name, 2 to 80 characters",
  email: "--email: a whole e-mail address",
  password_short: "the password needs 12 characters or more",
  password_long: "the password may have 200 characters at most",
};

const QUESTIONS = { shop: "Shop's name", name: "Your name", email: "Your e-mail" } as const;

/** Asks at a terminal for what no flag said; the password is not shown. Elsewhere the password is the first line given. */
async function answersOf(given: Record<string, string | undefined>) {
  const answers = { ...given };
  let isHidden = false;
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) stdout.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output: shown, terminal: stdin.isTTY });
  try {
    if (!stdin.isTTY) {
      for await (const line of lines) return { ...answers, password: line };
      return answers;
    }
    for (const [flag, question] of Object.entries(QUESTIONS)) answers[flag] ??= await lines.question(`${question}: `);
    const password = lines.question("A password (12 characters or more): ");
    isHidden = true;
    answers.password = await password;
    stdout.write("\n");
    return answers;
  } finally {
    lines.close();
  }
}

async function main(): Promise<number> {
  const option = { type: "string" } as const;
  const { values } = parseArgs({
    options: { shop: option, descriptor: option, name: option, email: option, locale: option },
  });
  if (await hasFirstOwner()) {
    console.error("this installation has its owner already; nothing was changed");
    return 1;
  }
  const { shop, locale, ...rest } = await answersOf(values);
  const owner = newOwnerSchema((problem) => PROBLEMS[problem]).safeParse({ ...rest, shop_name: shop });
  if (!owner.success) {
    for (const { message } of owner.error.issues) console.error(message);
    return 2;
  }
  const made = await createFirstOwner(owner.data, locale === "en" ? "en" : "tr");
  console.log(made.kind === "made" ? `owner made: sign in, then open /m/${made.slug}` : "somebody else was faster");
  return made.kind === "made" ? 0 : 1;
}

const code = await main();
await closeDatabase();
process.exit(code);
