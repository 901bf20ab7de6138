import { openSandbox } from "./open-sandbox";
import { readSettings } from "./settings";

async function main(): Promise<void> {
  const sandbox = await openSandbox(readSettings(process.env));
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  console.log(`sandbox ready ${sandbox.world.apiUrl} (pages ${sandbox.world.pagesUrl})`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
