import { describe, expect, it } from "vitest";
import { mutantsOf } from "../../mutation/sql/mutants-of";

const machines = new Map([["refund", ["confirmed", "requested", "sent"]]]);
const HEAD = "CREATE OR REPLACE FUNCTION public.f(p jsonb)\n RETURNS jsonb\nAS $function$";
const textOf = (body: string) => `${HEAD}${body}$function$\n`;
const mutate = (body: string) => mutantsOf({ name: "f", text: textOf(body), home: "refund" }, machines);

/** What becomes of a body, each with its operator. */
const changes = (body: string) =>
  mutate(body).map(({ operator, text }) => `${operator}: ${text.slice(HEAD.length, text.lastIndexOf("$function$"))}`);

describe("mutants of a money function", () => {
  it.each<[string, string, string[]]>([
    ["a limit", "return a > 5;", ["comparison: return a >= 5;", "limit: return a > 6;"]],
    ["two moments", "return r.sent_at <= b;", ["comparison: return r.sent_at >= b;"]],
    ["a moment and now", "return vezne_now() > b;", ["comparison: return vezne_now() < b;"]],
    ["a sum", "x := a + b;", ["sum: x := a - b;"]],
    ["the sign of an amount", "x := f(-a);", ["sign: x := f(a);"]],
    ["an extreme", "x := least(a, b);", ["extreme: x := greatest(a, b);"]],
    ["a fallback", "x := coalesce(a, 0);", ["fallback: x := 0;"]],
    ["an amount", "x := p->>'commission';", ["amount: x := p->>'commission_tax';"]],
    ["a refusal", "if a then return 1; end if;", ["branch: if false then return 1; end if;"]],
    ["a step", "begin perform post(a); end", ["step: begin null; end"]],
    ["a negation", "x := a is null;", ["negation: x := a is not null;"]],
    [
      "a list of states",
      "x := r.status in ('sent', 'requested');",
      [
        "negation: x := r.status not in ('sent', 'requested');",
        "state: x := r.status in ( 'requested');",
        "state: x := r.status in ('sent');",
      ],
    ],
    [
      "a state that is written",
      "perform move_refund(r, 'sent', w);",
      ["state: perform move_refund(r, 'confirmed', w);"],
    ],
    [
      "the accounts of two legs",
      "insert into entries select * from (values (1, 'held', a), (2, 'owed', b)) v(l, c, m);",
      ["leg: insert into entries select * from (values (1, 'owed', a), (2, 'held', b)) v(l, c, m);"],
    ],
  ])("%s", (_what, body, expected) => {
    expect(changes(body)).toEqual(expected);
  });

  it("leaves out each part of a condition once and turns its word round", () => {
    expect(
      changes("if a and not b and f(c) then return 1; end if;").filter((text) => !text.startsWith("branch")),
    ).toEqual([
      "connective: if a or not b and f(c) then return 1; end if;",
      "conjunct: if true and not b and f(c) then return 1; end if;",
      "conjunct: if a and true and f(c) then return 1; end if;",
      "negation: if a and b and f(c) then return 1; end if;",
      "connective: if a and not b or f(c) then return 1; end if;",
      "conjunct: if a and not b and true then return 1; end if;",
    ]);
  });

  it.each([
    ["the tenant, which row-level security keeps", "delete from t where merchant_id = m;"],
    ["what only takes a lock", "perform 1 from payments where id = x for update;"],
    ["a lock on one of two", "perform 1 from a join b on b.id = a.id where a.x = y for update of b;"],
    ["what only tells people", "perform append_audit(m, 'sent', a + b, c > 1);"],
    ["a branch that only tells people", "if a then perform append_outbox(m, 'x'); end if;"],
    ["a reason", "update t set because = coalesce(a, b), updated_at = c returning x;"],
    ["the words of an error", "raise exception 'a > b' using errcode = 'VZ006';"],
    ["comments and texts", "-- a > b\nx := 'a > b and c';"],
    ["a range", "x := a between b and c;"],
  ])("leaves alone %s", (_what, body) => {
    const steps = new Set(["step"]);
    expect(mutate(body).filter(({ operator }) => !steps.has(operator))).toEqual([]);
  });

  it("every text differs from the sane one and from every other, and names its line", () => {
    const body = "\nbegin\n  if a > 1 and b < 2 then\n    return 3;\n  end if;\nend";
    const mutants = mutate(body);
    expect(new Set([textOf(body), ...mutants.map(({ text }) => text)]).size).toBe(mutants.length + 1);
    expect(new Set(mutants.map(({ line }) => line))).toEqual(new Set([3]));
    for (const { before, after } of mutants) expect(after).not.toBe(before);
  });
});
