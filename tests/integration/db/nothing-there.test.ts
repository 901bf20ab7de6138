import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await openTestDatabase();
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Every way in which a command names what it is about; nothing of it exists. */
const NOTHING = {
  merchant_id: "mer_none",
  mode: "test",
  actor: { kind: "user", id: "usr_none" },
  user_id: "usr_none",
  amount: "100",
  kind: "capture",
  outcome: "absent",
  step: "again",
  answer: "no_slip",
  rows: [],
  ...Object.fromEntries(
    [
      "payment",
      "capture",
      "refund",
      "checkout",
      "attempt",
      "session",
      "escrow",
      "payout",
      "dispute",
      "release",
      "mirror",
    ]
      .concat("paylink", "pos_session")
      .flatMap((noun) => [
        [`${noun}_id`, `${noun}_none`],
        [`new_${noun}_id`, `${noun}_new`],
      ]),
  ),
  ids: ["payout_none"],
  payouts: ["payout_none"],
};

const COMMANDS = [
  ...["request_capture", "claim_capture", "settle_capture"],
  ...["request_refund", "decide_refund", "claim_refund", "settle_refund"],
  ...["hand_over", "start_attempt", "record_attempt_return", "claim_charge", "record_attempt_absence"],
  ...["settle_pos_start", "note_pos", "report_pos", "record_pos_silence", "decide_pos", "close_pos"],
  ...["note_pos_reversal", "take_over_pos"],
  ...["claim_mirror", "settle_mirror", "note_mirror", "decide_mirror"],
  ...["start_delivery_code", "use_delivery_code", "report_problem", "add_evidence", "extend_escrow"],
  ...["fire_escrow_timer", "request_release", "decide_release"],
  ...["open_dispute", "resolve_dispute", "open_chargeback", "settle_chargeback"],
  ...["claim_payout", "settle_payout", "withdraw_payout", "mark_payout", "request_payouts", "approve_payouts"],
];

describe("a money command about something that is not there", () => {
  it.each(COMMANDS)("%s says so and writes nothing", async (command) => {
    await client.query("begin");
    try {
      const { rows } = await client.query(`select ${command}($1::jsonb) as answer`, [NOTHING]);
      expect(rows[0].answer).toMatchObject({ result: "not_found" });
      const written = await client.query(
        "select 1 from audit_log union all select 1 from outbox union all select 1 from pgboss.job",
      );
      expect(written.rows).toEqual([]);
    } finally {
      await client.query("rollback");
    }
  });
});
