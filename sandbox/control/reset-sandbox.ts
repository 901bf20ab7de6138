import { z } from "zod";
import { jsonReply, type Reply } from "../http/exchange";
import { readIntroduction } from "../seed/read-introduction";
import { seedTruth } from "../seed/seed-truth";
import type { ControlCall } from "./control-call";

const Input = z.strictObject({
  /** Moment the seeded times count from; without it the settings' or the present one. */
  seed_now: z.iso.datetime({ offset: true }).optional(),
});

/** `POST /_control/reset`: back to the seeded state; clock, faults, log and sentinels are forgotten. */
export function resetSandbox({ world, input }: ControlCall): Reply {
  const { seed_now } = Input.parse(input);
  const seedNow = seed_now === undefined ? world.settings.seedNow : Date.parse(seed_now);
  world.faults.clear();
  world.requests.clear();
  const seededAt = seedTruth(world.truth, seedNow, readIntroduction(world.settings.dataDir));
  return jsonReply(200, { reset: true, seeded_at: new Date(seededAt).toISOString() });
}
