import { openTestCluster } from "../../../scripts/launcher/test-cluster.mjs";

/** Starts the throw-away cluster when the runner has not done so (a developer runs vitest directly). */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.VEZNE_TEST_ADMIN_URL) return undefined;
  const cluster = await openTestCluster();
  Object.assign(process.env, cluster.env);
  return cluster.close;
}
