"use server";

import { merchantAction } from "@/lib/http/action";
import { dismissJob, redriveJob, redriveJobs } from "@/lib/jobs/decide-dead-letter";

const redrive = merchantAction((ctx, id: string) => redriveJob(ctx, { id }));
const redriveMany = merchantAction((ctx, ids: string[]) => redriveJobs(ctx, { ids }));
const dismiss = merchantAction((ctx, input: { id: string; reason: string }) => dismissJob(ctx, input));

/** The job's own id makes a second click harmless: what was put to work is not put there again. */
export async function redriveJobAction(slug: string, id: string) {
  return redrive(slug, id);
}

export async function redriveJobsAction(slug: string, ids: string[]) {
  return redriveMany(slug, ids);
}

export async function dismissJobAction(slug: string, input: { id: string; reason: string }) {
  return dismiss(slug, input);
}
