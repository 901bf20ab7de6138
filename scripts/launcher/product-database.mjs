import { setTimeout as delay } from "node:timers/promises";
import { startPostgres } from "./embedded-postgres.mjs";
import { givenDatabase } from "./settings.mjs";

const restartMs = 300;

/** Uses the given database, else runs the embedded one and starts it again on the same port when it dies. */
export async function keepDatabase({ root, folder, settings, log }) {
  if (settings.DATABASE_URL) return { env: givenDatabase(settings), stop: async () => {} };
  let isStopping = false;
  let server = await startPostgres({ root, folder, log });
  let supervision = watch();

  async function watch() {
    for (;;) {
      await server.exited;
      if (isStopping) return;
      log("PostgreSQL ended, starting it again");
      await delay(restartMs);
      try {
        server = await startPostgres({ root, folder, port: server.port, log });
      } catch (error) {
        log(error.message);
      }
    }
  }

  return {
    env: { DATABASE_URL: server.url, DATABASE_ADMIN_URL: server.adminUrl },
    async stop() {
      isStopping = true;
      await server.stop();
      await supervision;
      supervision = undefined;
    },
  };
}
