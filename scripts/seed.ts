import { closeDatabase, statements } from "@/db/client";
import { seedDemo } from "@/db/seed/seed-demo";
import { writeDemoFile } from "@/db/seed/write-demo-file";
import { writeIntroduction } from "@/db/seed/write-introduction";
import { env } from "@/lib/runtime/env";

const settings = env();
if (!settings.demoAllowed) {
  console.log("demo data is locked: it exists only with SANDBOX=1 and a local APP_URL");
  process.exit(0);
}
const now = settings.SEED_NOW === undefined ? new Date() : new Date(settings.SEED_NOW);
const [merchants] = await statements("vezne_system")<{ count: number }[]>`select count(*)::int as count from merchants`;
if (merchants?.count === 0) {
  await seedDemo(now);
  writeIntroduction(now);
  console.log("demo data written");
}
const [demo] = await statements("vezne_system")`select 1 from merchants where slug = 'demo'`;
if (demo) await writeDemoFile(now);
await closeDatabase();
process.exit(0);
