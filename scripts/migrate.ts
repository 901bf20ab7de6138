import { runMigrations } from "@/db/migrate";
import { migrationPlan } from "./verify/migration-plan";

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error("DATABASE_URL is not set");
  process.exit(1);
}
await runMigrations(migrationPlan(databaseUrl, process.env.DATABASE_ADMIN_URL ?? databaseUrl));
console.log("database is up to date");
process.exit(0);
