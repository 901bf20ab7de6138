import { JOBS, type JobName } from "@/lib/jobs/definitions";
import { systemClock } from "@/lib/kernel/clock";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { rotateAccountKeys } from "@/lib/settings/accounts/rotate-keys";
import { PAYNET_ACCOUNTS } from "../../../../sandbox/paynet/accounts";
import type { Command, History } from "../history";
import { PASSWORD } from "../merchant-of-seed";

type Job = { id: string; name: JobName; data: Record<string, unknown>; singleton_key: string | null };

const COLUMNS = "id, name, data, singleton_key from pgboss.job where data->>'merchantId' = $1 and state = 'created'";

async function runJob(history: History, { id, name, data }: Job): Promise<void> {
  const definition = JOBS[name];
  const payload = definition.payload.parse(data);
  await (definition.run as (input: typeof payload, clock: typeof systemClock) => Promise<void>)(payload, systemClock);
  history.ended.add(id);
}

const told = ({ name, data }: Job) => `${name} ${Object.values(data).slice(0, 2).join(" ")}`;

/**
 * Workers take jobs as pg-boss does: while one runs, another for the same thing may be queued. What its worker did not end
 * is queued again, unless another one waits already.
 */
async function takeJobs(history: History, jobs: Job[]): Promise<void> {
  const { rows } = history.world;
  await rows("delete from pgboss.job where id = any($1::uuid[])", [jobs.map(({ id }) => id)]);
  for (const job of jobs) {
    history.coverage.count(`job ${job.name}`);
    await history.perform("job", { what: told(job), run: () => runJob(history, job) });
    if (!history.ended.has(job.id))
      await rows("select enqueue_job($1, $2, $3)", [job.name, job.singleton_key, job.data]);
  }
}

/** Every job that waits, one after the other in an order of the seed's own; answers how many there were. */
export async function runJobs(history: History): Promise<number> {
  const jobs = await history.world.rows<Job>(`select ${COLUMNS} order by created_on, id`, [history.merchant.id]);
  const shuffled = jobs.map((job) => ({ job, place: history.luck.roll() })).sort((a, b) => a.place - b.place);
  if (jobs.length > 0)
    await takeJobs(
      history,
      shuffled.map(({ job }) => job),
    );
  return jobs.length;
}

async function rotateAtProvider(history: History): Promise<void> {
  const account = PAYNET_ACCOUNTS.find(({ name }) => name === history.merchant.account);
  if (account === undefined) return;
  const fresh = `sck_sandbox_${account.name}_${history.step}`;
  const owner = {
    ...history.someone("owner"),
    actor: { kind: "user", id: history.merchant.ownerId, userId: history.merchant.ownerId },
  } as const;
  // Both keys hold for the moment of the change, as a panel allows it.
  PAYNET_ACCOUNTS.push({ ...account, secretKey: fresh });
  const input = { provider_account_id: history.merchant.accountId, keys: { secret_key: fresh }, password: PASSWORD };
  await rotateAccountKeys(owner, input);
}

/** The pass that falls due every five minutes: simulated here where it matters, and as a command of its own. */
export async function sweep(history: History): Promise<void> {
  const { id, accountId } = history.merchant;
  const run = () => sweepAccount(id, accountId, systemClock);
  await history.perform("sweep account", { what: "a pass over the provider's list", run });
}

const ROLES = ["finance", "approver", "admin", "support", "cashier"] as const;

export const MACHINERY_COMMANDS: readonly Command[] = [
  {
    name: "take a job",
    weight: 18,
    async plan(history) {
      const job = await history.one<Job>(`select ${COLUMNS} order by created_on, id`);
      return job && { what: "a worker takes a job", outside: true, run: () => takeJobs(history, [job]) };
    },
  },
  {
    name: "sweep account",
    weight: 2,
    async plan(history) {
      const { id, accountId } = history.merchant;
      return { what: "a pass over the provider's list", run: () => sweepAccount(id, accountId, systemClock) };
    },
  },
  {
    name: "change role",
    weight: 1,
    async plan(history) {
      const { roll, pick } = history.luck;
      const [, ...others] = history.merchant.people;
      const [person, role] = [pick(others), roll() < 0.6 ? pick(["finance", "approver"] as const) : pick(ROLES)];
      return {
        what: `a role becomes ${role}`,
        outside: true,
        async run() {
          person.role = role;
          await history.world.rows("update memberships set role = $3 where merchant_id = $1 and user_id = $2", [
            history.merchant.id,
            person.id,
            role,
          ]);
        },
      };
    },
  },
  {
    name: "rotate capability keys",
    weight: 1,
    async plan(history) {
      const core = history.luck.pick(["A", "B"] as const);
      const key = { id: `k${history.step}`, secret: `capability-secret-of-step-${history.step}` };
      return {
        what: `core ${core} starts with a new capability key`,
        outside: true,
        async run() {
          // As an operator rolls them out: every core knows the new one before any signs with it.
          const known = history.keysOf("A").filter(({ id }) => id !== key.id);
          history.restart("A", core === "A" ? [key, ...known] : [...known, key]);
          history.restart("B", core === "B" ? [key, ...known] : [...known, key]);
        },
      };
    },
  },
  {
    name: "rotate account keys",
    weight: 0.5,
    plan: async (history) => ({
      what: "new keys of the Paynet account",
      onlyOnce: true,
      run: () => rotateAtProvider(history),
    }),
  },
];
