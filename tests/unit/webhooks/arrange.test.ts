import { expect, it } from "vitest";
import { arrange, type Fact } from "@/lib/runtime/rebuild/arrange";

const fact = (merchantId: string, seq: number): Fact => ({
  merchantId,
  seq: BigInt(seq),
  at: "2026-01-01 00:00:00+00",
  kind: "command",
  name: "book_transaction",
  args: {},
  answer: null,
});
const told = (arrived: Fact[]) =>
  arrange(arrived).map(({ fact: { merchantId, seq }, again }) => `${merchantId}${seq}${again ? "!" : ""}`);

it("a merchant's facts are done in their own order, however they arrive, and merchants mix as they arrive", () => {
  const [a1, a2, b1] = [fact("a", 1), fact("a", 2), fact("b", 1)];
  expect(told([a2, b1, a1])).toEqual(["a1", "b1", "a2"]);
});

it("what arrives twice is done twice, the second time only after the first", () => {
  const [a1, a2] = [fact("a", 1), fact("a", 2)];
  expect(told([a1, a1, a2])).toEqual(["a1", "a1!", "a2"]);
  expect(told([a2, a2, a1])).toEqual(["a1", "a2", "a2!"]);
});
