import { beforeAll, expect, it } from "vitest";
import { runCommand } from "@/lib/runtime/run-command";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;
let other: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
  other = await createMerchant();
});

const intent = ({ id, accountId }: TestMerchant) => ({
  merchant_id: id,
  id: "call_same",
  mode: "test",
  provider_account_id: accountId,
  provider: "paynet",
  operation: "transaction/check",
  retry_class: "never-auto-repeat",
  subject_kind: "payment",
  subject_id: "pay_x",
  state: "sending",
  request: { xact_id: "x" },
  started_at: "2026-11-01T10:00:00Z",
});
const record = (row: Record<string, string | number | object>) => runCommand("vezne_app", "record_call", row as never);
const rowsOf = ({ id }: TestMerchant) =>
  product.rows("select state, http_status, response from provider_calls where merchant_id = $1", [id]);

it("a call has one row: its intent, then its outcome, which nothing said later changes; another merchant's is another row", async () => {
  const answered = { ...intent(merchant), state: "answered", http_status: 200, response: { code: 0 } };
  await record(intent(merchant));
  await record(intent(merchant));
  expect(await rowsOf(merchant)).toEqual([{ state: "sending", http_status: null, response: null }]);
  await record(answered);
  await record(intent(merchant));
  await record({ ...answered, state: "no_answer", response: { no_answer: "timeout" } });
  expect(await rowsOf(merchant)).toEqual([{ state: "answered", http_status: 200, response: { code: 0 } }]);
  await record(intent(other));
  expect(await rowsOf(other)).toEqual([{ state: "sending", http_status: null, response: null }]);
  expect(await rowsOf(merchant)).toHaveLength(1);
});
