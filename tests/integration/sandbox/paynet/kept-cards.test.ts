import { expect, it } from "vitest";
import { CARD, useSessionSandbox } from "./session-harness";

const sandbox = useSessionSandbox();
const WISH = { save_card: true, card_desc: "Kartım", user_unique_id: "payer-1" };
const save = (wish: Record<string, unknown> = {}) =>
  sandbox.paynet("card/save", {
    ...{ card_desc: "İş", card_holder: "AYSE ORNEK", card_number: CARD, expire_month: 12, expire_year: 2029 },
    ...{ user_unique_id: "payer-2", ...wish },
  });

it("a card is kept after a payment that succeeded, not before and not after a decline; it pays the next one", async () => {
  const kept = await sandbox.charge(await sandbox.passed(WISH));
  expect(kept.body).toMatchObject({ is_save_card_succeed: true, user_unique_id: "payer-1" });
  const { card_hash, card_owner_id } = kept.body;
  const declined = await sandbox.charge(await sandbox.passed({ ...WISH, amount: "10,51", user_unique_id: "payer-9" }));
  expect(declined.body).toMatchObject({ is_succeed: false, is_save_card_succeed: false });
  expect(declined.body).not.toHaveProperty("card_hash");
  const again = await sandbox.charge(await sandbox.passed({ card_hash, card_owner_id, instalment: 3 }));
  expect(again.body).toMatchObject({ is_succeed: true, card_no_masked: "435508******4358", instalment: 3 });
  const list = await sandbox.paynet("card/list", { card_owner_id });
  expect(list.body.Data).toMatchObject([{ card_desc: "Kartım", card_hash, expire_month: 12, card_bank_id: "AXSS" }]);
});

it("the payer's second card goes under the same owner; another account sees neither", async () => {
  const first = (await save()).body;
  expect(first).toMatchObject({ object_name: "card_save", card_no: "435508******4358", card_bin: "435508" });
  const second = (await save({ card_number: "5571135571135575" })).body;
  expect(second.card_owner_id).toBe(first.card_owner_id);
  const { card_owner_id, card_hash } = first;
  expect((await sandbox.paynet("card/list", { card_owner_id })).body.Data).toHaveLength(2);
  expect((await sandbox.paynet("card/list", { card_owner_id }, "sck_sandbox_other")).status).toBe(404);
  const foreign = await sandbox.paynet("card/delete", { card_owner_id, card_hash }, "sck_sandbox_other");
  expect(foreign.body).toMatchObject({ result_code: 25 });
});

it("a card is renamed and deleted, and pays no more then", async () => {
  const { card_owner_id, card_hash } = (await save({ user_unique_id: "payer-3" })).body;
  const names = { card_owner_id, card_hash };
  expect((await sandbox.paynet("card/desc_update", { ...names, card_desc: "Ev" })).status).toBe(200);
  expect((await sandbox.paynet("card/list", { card_owner_id })).body.Data[0].card_desc).toBe("Ev");
  expect((await sandbox.paynet("card/delete", names)).status).toBe(200);
  expect((await sandbox.paynet("card/list", { card_owner_id })).status).toBe(404);
  expect((await sandbox.start({ card_hash })).body).toMatchObject({ result_code: 25 });
});

it.each([
  ["no label", { card_desc: "" }, 11],
  ["a wrong number", { card_number: "4355084355084359" }, 18],
  ["nobody it belongs to", { user_unique_id: "" }, 11],
  ["an owner nobody knows", { card_owner_id: "none" }, 11],
])("card/save refuses %s", async (_what, wish, result_code) => {
  expect((await save(wish)).body).toMatchObject({ result_code });
});
