import fs from "node:fs";
import path from "node:path";

function demoOf(folder) {
  const file = path.join(folder, "demo.json");
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}

function demoLines(demo) {
  const users = demo?.users ?? [];
  if (users.length === 0) return [];
  const width = Math.max(...users.map(({ email }) => email.length));
  return [
    "",
    "Demo log-ins:",
    ...users.map((user) => `  ${user.email.padEnd(width)}  ${user.password}  (${user.role})`),
  ];
}

function setupLines({ env, appUrl }) {
  if (!env.SETUP_CODE) return [];
  return ["", `No owner yet: open ${appUrl}/setup with the code ${env.SETUP_CODE} (or npm run create-owner)`];
}

/** Prints addresses, demo log-ins and how the first owner is made; the last line is what scripts wait for. */
export function printWelcome({ folder, environment }) {
  const { env, hasSandbox, isLocal, localUrl, appUrl } = environment;
  const lines = ["", `Dashboard  ${appUrl}`];
  if (hasSandbox) lines.push(`Sandbox    ${env.SANDBOX_URL}  (pages ${env.SANDBOX_PAGES_URL})`);
  if (hasSandbox && isLocal) lines.push(...demoLines(demoOf(folder)));
  lines.push(...setupLines(environment));
  console.log([...lines, "", `ready ${localUrl}`].join("\n"));
}
