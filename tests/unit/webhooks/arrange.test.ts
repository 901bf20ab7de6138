import { expect, it } from "vitest";
import { arrange, type Fact } from "@/lib/runtime/rebuild/arrange";

const story = (letter: string) => letter.repeat(26);
const fact = (merchantId: string, seq: number, args: Fact["args"] = {}, name = "book_transaction"): Fact => ({
  merchantId,
  seq: BigInt(seq),
  at: "2026-01-01 00:00:00+00",
  kind: "command",
  name,
  args,
  answer: null,
});
const told = (arrived: Fact[]) =>
  arrange(arrived).map(({ fact: { merchantId, seq }, again }) => `${merchantId}${seq}${again ? "!" : ""}`);

it("a fact waits for the earlier ones of its story, other stories and merchants pass it", () => {
  const [one, two] = [
    fact("a", 1, { payment_id: `pay_${story("p")}` }),
    fact("a", 2, { escrow_id: `esc_${story("p")}` }),
  ];
  const other = fact("a", 3, { payment_id: `pay_${story("q")}` });
  expect(told([two, other, fact("b", 1), one])).toEqual(["a3", "b1", "a1", "a2"]);
});

it("stories that one fact names together are one", () => {
  const first = fact("a", 1, { payment_id: `pay_${story("p")}` });
  const both = fact("a", 2, { ids: [`po_${story("p")}`, `po_${story("q")}`] });
  const last = fact("a", 3, { payout_id: `po_${story("q")}` });
  expect(told([last, both, first])).toEqual(["a1", "a2", "a3"]);
});

it("nothing passes a fact that reads the whole merchant", () => {
  const before = fact("a", 1, { payment_id: `pay_${story("p")}` });
  const wall = fact("a", 2, { payment_id: `pay_${story("q")}` }, "open_chargeback");
  const after = fact("a", 3, { payment_id: `pay_${story("r")}` });
  expect(told([after, wall, before])).toEqual(["a1", "a2", "a3"]);
});

it("what arrives twice is done twice, the second time only after the first", () => {
  const [a1, a2] = [fact("a", 1), fact("a", 2)];
  expect(told([a1, a1, a2])).toEqual(["a1", "a1!", "a2"]);
  expect(told([a2, a2, a1])).toEqual(["a1", "a2", "a2!"]);
});
