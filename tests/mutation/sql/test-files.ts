import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");

/** The test files at these places under tests, each once, in this order. @throws when a place is gone */
export function testFilesOf(places: readonly string[]): string[] {
  const files = places.flatMap((place) => {
    const whole = path.join(root, "tests", place);
    if (place.endsWith(".test.ts")) return [whole];
    return (fs.readdirSync(whole, { recursive: true }) as string[])
      .filter((name) => name.endsWith(".test.ts"))
      .sort()
      .map((name) => path.join(whole, name));
  });
  for (const file of files) if (!fs.existsSync(file)) throw new Error(`${file} is gone`);
  return [...new Set(files.map((file) => path.relative(root, file)))];
}
