import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { metricsText } from "@/lib/health/metrics.system";
import { collectDeadLetters } from "@/lib/jobs/dead-letters.system";
import { dismissJob, redriveJob, redriveJobs } from "@/lib/jobs/decide-dead-letter";
import { listDeadLetters } from "@/lib/jobs/queries";
import { type DeadLetterDto, DeadLetterFilter } from "@/lib/jobs/schemas";
import { startWorker } from "@/lib/jobs/worker.system";
import { systemClock } from "@/lib/kernel/clock";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;
let drain: (() => Promise<void>) | undefined;

beforeEach(async () => {
  merchant = await createMerchant();
});

afterEach(async () => {
  await drain?.();
  drain = undefined;
});

/** From now on every handler of this one link throws: its account's number is missing. */
const poison = (link: PaylinkDto) =>
  product.rows("update paylinks set provider_account_id = 'pa_poison' where id = $1", [link.id]);
const heal = (link: PaylinkDto) =>
  product.rows("update paylinks set provider_account_id = $2 where id = $1", [link.id, merchant.accountId]);

/** The queue's own patience is over an hour; these jobs have none. */
const patience = () =>
  product.rows(
    "update pgboss.queue set retry_limit = 1, retry_delay = 0, retry_backoff = false where name <> 'dead-letters'",
  );

const letters = async (of = merchant, state?: DeadLetterDto["state"]) =>
  (await listDeadLetters(makeContext(of), DeadLetterFilter.parse(state === undefined ? {} : { state }))).data;

const becomes = (link: PaylinkDto, status: string) =>
  eventuallyPasses(
    async () => expect(await getPaylink(makeContext(merchant), link.id)).toMatchObject({ status }),
    20_000,
  );

async function gaveUp(): Promise<{ link: PaylinkDto; letter: DeadLetterDto }> {
  await patience();
  const link = await createLink(merchant);
  await poison(link);
  drain = await startWorker(systemClock);
  await product.sandbox.pay(link.provider_id ?? "");
  const letter = await eventuallyPasses(async () => {
    const [only] = await letters();
    expect(only).toMatchObject({ state: "open", kind: "follow-paylink", subject_id: link.id });
    return only as DeadLetterDto;
  }, 20_000);
  return { link, letter };
}

describe("a job that always fails", () => {
  it("waits for a person, blocks only its own subject, and is done once its cause is gone and it is put to work again", async () => {
    const { link, letter } = await gaveUp();
    expect(letter).toMatchObject({ attempts: 2, mode: "test", is_money: false });
    expect(letter.message).not.toBe("");
    const other = await createLink(merchant);
    await product.sandbox.pay(other.provider_id ?? "");
    await becomes(other, "paid");
    expect((await getPaylink(makeContext(merchant), link.id)).status).toBe("active");

    const { text } = await metricsText();
    expect(text).toMatch(/vezne_dead_letters_open 1/);

    await heal(link);
    await redriveJob(makeContext(merchant, { role: "developer" }), { id: letter.id });
    await becomes(link, "paid");
    await eventuallyPasses(async () =>
      expect((await letters())[0]).toMatchObject({ id: letter.id, state: "resolved" }),
    );
    const audit = await product.rows<{ action: string; actor_kind: string }>(
      "select action, actor_kind from audit_log where subject_id = $1 order by seq",
      [letter.id],
    );
    expect(audit).toEqual([
      { action: "job.gave_up", actor_kind: "system" },
      { action: "job.redriven", actor_kind: "user" },
      { action: "job.resolved", actor_kind: "system" },
    ]);
  }, 60_000);

  it("that fails again after a redrive comes back as the same line with more attempts", async () => {
    const { letter } = await gaveUp();
    await redriveJob(makeContext(merchant), { id: letter.id });
    await eventuallyPasses(async () => {
      const all = await letters();
      expect(all).toHaveLength(1);
      expect(all[0]).toMatchObject({ id: letter.id, state: "open", attempts: 4 });
    }, 20_000);
  }, 60_000);
});

/** Puts a job straight into the dead-letter queue, as the queue itself would. */
const plant = (subject: string, kind = "follow-paylink", message = "boom", of = merchant) =>
  product.rows(
    `insert into pgboss.job (name, data, output, source_name, source_id, source_created_on, source_retry_count, singleton_key)
     values ('dead-letters', $1, $2, $3, gen_random_uuid(), now(), 12, $4)`,
    [{ merchantId: of.id, paylinkId: subject }, { name: "Error", message }, kind, subject],
  );

describe("what waits for a person", () => {
  it("names no secret, card number or token of the error", async () => {
    const message =
      "key sck_live_abcdef123456 card 4355084355084358 postgres://app:hunter2@db/x sha 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";
    await plant("pl_secretive", "follow-paylink", message);
    await collectDeadLetters();
    const [letter] = await letters();
    for (const secret of ["sck_live", "4355084355084358", "hunter2", "9f86d081"])
      expect(letter?.message).not.toContain(secret);
    expect(letter?.attempts).toBe(13);
  });

  it("is put to work once, whoever asks how often", async () => {
    await plant("pl_twice");
    await collectDeadLetters();
    const [letter] = await letters();
    await Promise.all(Array.from({ length: 5 }, () => redriveJob(makeContext(merchant), { id: letter?.id })));
    const jobs = await product.rows(
      "select 1 from pgboss.job where name = 'follow-paylink' and singleton_key = 'pl_twice'",
    );
    expect(jobs).toHaveLength(1);
    await product.rows("delete from pgboss.job where singleton_key = 'pl_twice'");
    await product.advance(61);
    await collectDeadLetters();
    expect(await product.rows("select 1 from pgboss.job where singleton_key = 'pl_twice'")).toHaveLength(1);
  });

  it("if it moves money, only who may move money decides", async () => {
    await plant("re_money", "follow-refund");
    await collectDeadLetters();
    const [letter] = await letters();
    const developer = makeContext(merchant, { role: "developer" });
    await expect(redriveJob(developer, { id: letter?.id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(dismissJob(developer, { id: letter?.id, reason: "no need" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await redriveJobs(developer, { ids: [letter?.id] })).toEqual([{ id: letter?.id, result: "not_permitted" }]);
    expect(await redriveJobs(makeContext(merchant, { role: "finance" }), { ids: [letter?.id, "dl_none"] })).toEqual([
      { id: letter?.id, result: "redriven" },
      { id: "dl_none", result: "not_found" },
    ]);
    await expect(redriveJob(makeContext(merchant, { role: "auditor" }), { id: letter?.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("can be dismissed with a reason; its subject is free again and nothing runs because of it", async () => {
    await plant("pl_dismissed");
    await product.rows(
      `insert into pgboss.job (name, singleton_key, policy, state, data) values ('follow-paylink', 'pl_dismissed', 'key_strict_fifo', 'failed', '{}')`,
    );
    await collectDeadLetters();
    const [letter] = await letters();
    await expect(dismissJob(makeContext(merchant), { id: letter?.id, reason: " " })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await dismissJob(makeContext(merchant), { id: letter?.id, reason: "Link deneme içindi" });
    expect((await letters())[0]).toMatchObject({ state: "dismissed", reason: "Link deneme içindi" });
    expect(await product.rows("select 1 from pgboss.job where singleton_key = 'pl_dismissed'")).toEqual([]);
    await expect(redriveJob(makeContext(merchant), { id: letter?.id })).rejects.toMatchObject({
      code: "invalid_state",
    });
  });

  it("is nobody else's: another merchant's and the other mode's answer like missing ones", async () => {
    await plant("pl_mine");
    await collectDeadLetters();
    const [letter] = await letters();
    const other = await createMerchant();
    expect(await letters(other)).toEqual([]);
    for (const ctx of [
      makeContext(other),
      makeContext(merchant, { mode: letter?.mode === "test" ? "live" : "test" }),
    ]) {
      await expect(redriveJob(ctx, { id: letter?.id })).rejects.toMatchObject({ code: "not_found" });
      await expect(dismissJob(ctx, { id: letter?.id, reason: "not mine" })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect((await product.rows("select state from dead_letters where id = $1", [letter?.id]))[0]).toEqual({
      state: "open",
    });
  });

  it("that names no merchant of ours stays in the queue and is counted there", async () => {
    await plant("pl_stranger", "follow-paylink", "boom", { ...merchant, id: "mer_nobody" });
    expect(await collectDeadLetters()).toBe(0);
    expect((await metricsText()).text).toMatch(/vezne_jobs_dead 1/);
    await product.rows("delete from pgboss.job where singleton_key = 'pl_stranger'");
  });
});
