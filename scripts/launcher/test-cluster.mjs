// The database server of the integration tests: a throw-away cluster, or the server DATABASE_URL names.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "./embedded-postgres.mjs";
import { loginRole, runStatements } from "./postgres-database.mjs";
import { runToEnd, typescriptArgs } from "./run-child.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const firstPort = 15_433; // clear of the port that `npm start` looks for

function onDatabase(url, name, user) {
  const address = new URL(url);
  address.pathname = `/${name}`;
  if (user) Object.assign(address, user);
  return address.href;
}

async function startThrowAway() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vezne-test-"));
  fs.chmodSync(folder, 0o711); // the unprivileged database user must be able to pass
  const server = await startPostgres({ root, folder, port: firstPort, isThrowAway: true });
  const close = async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { adminUrl: server.adminUrl, appUrl: server.url, close };
}

/** On a given server the application logs in as a role made for this run. */
async function onGivenServer(adminUrl) {
  const user = {
    username: `${loginRole}_${randomBytes(4).toString("hex")}`,
    password: randomBytes(18).toString("hex"),
  };
  await runStatements(adminUrl, [
    `create role ${user.username} login nosuperuser nobypassrls password '${user.password}'`,
  ]);
  const close = () => runStatements(adminUrl, [`drop role ${user.username}`]);
  return { adminUrl, appUrl: onDatabase(adminUrl, "postgres", user), close };
}

/** Opens the server and migrates the template database; `env` is what tests/support/database.ts reads. */
export async function openTestCluster({ log = () => {} } = {}) {
  const given = process.env.DATABASE_ADMIN_URL || process.env.DATABASE_URL;
  const server = given ? await onGivenServer(given) : await startThrowAway();
  const template = `vezne_template_${randomBytes(4).toString("hex")}`;
  await runStatements(server.adminUrl, [`create database ${template}`]);
  const database = {
    DATABASE_ADMIN_URL: onDatabase(server.adminUrl, template),
    DATABASE_URL: onDatabase(server.appUrl, template),
  };
  const env = { ...process.env, ...database };
  await runToEnd({ name: "migrate", args: typescriptArgs("scripts/migrate.ts"), env, root, log });
  return {
    /** The template itself, for a product that runs on the given server. */
    database,
    env: {
      VEZNE_TEST_ADMIN_URL: onDatabase(server.adminUrl, "postgres"),
      VEZNE_TEST_APP_URL: server.appUrl,
      VEZNE_TEST_TEMPLATE: template,
    },
    async close() {
      await runStatements(server.adminUrl, [`drop database if exists ${template} with (force)`]);
      await server.close();
    },
  };
}
