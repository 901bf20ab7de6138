// The static checks, in the order people want to read their complaints.
import fs from "node:fs";
import path from "node:path";

const cruised = ["app", "lib", "db", "sandbox", "scripts", "tests", "proxy.ts", "instrumentation.ts"];

/** TypeScript reads one distDir only: stale route types of another build would name pages that are gone. */
function writeCheckConfig(root, distDir) {
  const folder = path.join(root, distDir);
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "tsconfig.check.json");
  const up = path.relative(folder, root);
  const config = {
    extends: path.join(up, "tsconfig.json"),
    compilerOptions: {
      incremental: true,
      tsBuildInfoFile: "./check.tsbuildinfo",
      paths: { "@/*": [path.join(up, "*")] },
    },
    include: [path.join(up, "**/*.ts"), path.join(up, "**/*.tsx"), "types/**/*.ts"],
    exclude: [
      path.join(up, "node_modules"),
      path.join(up, ".next*"),
      path.join(up, ".data*"),
      path.join(up, "next-env.d.ts"),
    ],
  };
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
