import { createHash } from "node:crypto";
import { unzipSync, zipSync } from "fflate";
import { z } from "zod";

/** Files of a pack by name. */
export type PackFiles = Record<string, Uint8Array>;

export const MANIFEST = "manifest.json";
const MANIFEST_HASH = "manifest.sha256";

export const Manifest = z.strictObject({
  format: z.literal("vezne-evidence-pack/1"),
  mode: z.enum(["test", "live"]),
  escrow_id: z.string(),
  payment_id: z.string(),
  /** What the pack knows: the account's version and the last line of its log. Never the moment of the export. */
  as_of: z.strictObject({ version: z.int(), audit_row: z.string(), audit_at: z.string() }),
  /** Whether the customer's contact is whole, or masked for the role that took the pack. */
  contact: z.enum(["full", "masked"]),
  entries: z.array(z.strictObject({ name: z.string(), size: z.int(), sha256: z.string() })),
});
export type Manifest = z.output<typeof Manifest>;

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const hashLine = (manifest: Uint8Array) => `${sha256(manifest)}  ${MANIFEST}\n`;

/** The same values give the same bytes: two spaces, keys as they stand, one line feed at the end. */
export const jsonFile = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`, "utf8");

/** Stored, not compressed, in order of name, every date the same: one content has one archive. */
function archive(files: PackFiles): Uint8Array {
  const sorted = Object.keys(files).sort();
  const entries = Object.fromEntries(sorted.map((name) => [name, new Uint8Array(files[name] ?? [])]));
  return zipSync(entries, { level: 0, mtime: "1980-01-01T00:00:00" });
}

/** The files under a manifest that names each by its SHA-256, and that manifest's own hash. */
export function writePack(head: Omit<Manifest, "format" | "entries">, files: PackFiles) {
  const entries = Object.keys(files)
    .sort()
    .map((name) => {
      const bytes = files[name] ?? new Uint8Array();
      return { name, size: bytes.length, sha256: sha256(bytes) };
    });
  const manifest = jsonFile(Manifest.parse({ format: "vezne-evidence-pack/1", ...head, entries }));
  const bytes = archive({ ...files, [MANIFEST]: manifest, [MANIFEST_HASH]: Buffer.from(hashLine(manifest), "utf8") });
  return { bytes, manifestHash: sha256(manifest) };
}

export type PackCheck = { findings: string[]; manifestHash: string | null; manifest: Manifest | null };

function open(bytes: Uint8Array): PackFiles | undefined {
  try {
    return unzipSync(bytes);
  } catch {
    return undefined;
  }
}

function readManifest(bytes: Uint8Array | undefined): Manifest | null {
  try {
    return Manifest.parse(JSON.parse(Buffer.from(bytes ?? []).toString("utf8")));
  } catch {
    return null;
  }
}

function checkFiles(files: PackFiles, { entries }: Manifest): string[] {
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  const surplus = Object.keys(files).filter((name) => !named.has(name) && name !== MANIFEST && name !== MANIFEST_HASH);
  const wrong = entries.flatMap(({ name, size, sha256: expected }) => {
    const bytes = files[name];
    if (bytes === undefined) return [`missing: ${name}`];
    return bytes.length === size && sha256(bytes) === expected ? [] : [`changed: ${name}`];
  });
  return [...wrong, ...surplus.map((name) => `not in the manifest: ${name}`)];
}

/**
 * What is wrong with a pack; nothing when every byte is as it was written. The manifest's hash proves its origin only
 * beside the line that the export left in the audit log.
 */
export function checkPack(bytes: Uint8Array): PackCheck {
  const files = open(bytes);
  if (files === undefined) return { findings: ["not an evidence pack"], manifestHash: null, manifest: null };
  const written = files[MANIFEST];
  const manifest = readManifest(written);
  if (written === undefined || manifest === null) {
    return { findings: [`cannot be read: ${MANIFEST}`], manifestHash: null, manifest: null };
  }
  const isHashed = Buffer.from(files[MANIFEST_HASH] ?? []).toString("utf8") === hashLine(written);
  const findings = [...(isHashed ? [] : [`changed: ${MANIFEST}`]), ...checkFiles(files, manifest)];
  // Bytes between the files: names, dates and lengths of the archive itself.
  const isWhole = findings.length > 0 || Buffer.from(archive(files)).equals(bytes);
  return { findings: isWhole ? findings : ["changed: the archive itself"], manifestHash: sha256(written), manifest };
}
