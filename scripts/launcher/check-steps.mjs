// The static checks, in the order people want to read their complaints.
import fs from "node:fs";
import path from "node:path";

const cruised = ["app", "lib", "db", "sandbox", "scripts", "tests", "proxy.ts", "instrumentation.ts"];

/** TypeScript reads one distDir only: stale route types of another build would name pages that are gone. */
function writeCheckConfig(root, distDir) {
  const folder = path.join(root, "node_modules/.cache/vezne-check"); // a build empties its distDir
  fs.mkdirSync(folder, { recursive: true });
  const at = (...names) => path.join(root, ...names);
  const config = {
    extends: at("tsconfig.json"),
    compilerOptions: { tsBuildInfoFile: path.join(folder, "tsbuildinfo"), paths: { "@/*": [at("*")] } },
    include: [at("**/*.ts"), at("**/*.tsx"), at(distDir, "types/**/*.ts")],
    exclude: [at("node_modules"), at(".next"), at(".data"), at("next-env.d.ts"), at(distDir, "dev")],
  };
  const file = path.join(folder, "tsconfig.json");
  fs.writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}

/** Steps as `{ name, commands }`; a step passes when every command of it exits with 0. */
export function checkSteps(root, distDir) {
  const bin = (file) => path.join(root, "node_modules", file);
  const next = bin("next/dist/bin/next");
  const existing = cruised.filter((entry) => fs.existsSync(path.join(root, entry)));
  return [
    { name: "biome (format, lint)", commands: [[bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]] },
    {
      name: "tsc (types)",
      commands: [
        [next, "typegen"],
        [bin("typescript/bin/tsc"), "--noEmit", "-p", writeCheckConfig(root, distDir)],
      ],
    },
    {
      name: "dependency-cruiser (who may import whom)",
      commands: [
        [bin("dependency-cruiser/bin/dependency-cruiser.mjs"), "--config", ".dependency-cruiser.cjs", ...existing],
      ],
    },
    { name: "knip (dead code)", commands: [[bin("knip/bin/knip.js"), "--no-progress"]] },
  ];
}
