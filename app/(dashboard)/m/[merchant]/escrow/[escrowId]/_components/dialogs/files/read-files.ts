export const FILE_TYPES = ["image/jpeg", "image/png", "image/webp", "application/pdf"];
export const MOST_FILES = 6;
export const FILE_BYTES = 5 * 1_024 * 1_024;
export const ALL_BYTES = 10 * 1_024 * 1_024;
const NAME_LENGTH = 120;

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** The files as the API takes them. What they are the server reads from their bytes. */
export function readFiles(files: readonly File[]): Promise<{ name: string; content_base64: string }[]> {
  return Promise.all(
    files.map(async (file) => ({ name: file.name.slice(-NAME_LENGTH), content_base64: await base64Of(file) })),
  );
}

/** The first thing wrong with a choice of files, as a catalogue key and the file's name. */
export function fileProblem(files: readonly File[]): { key: string; name: string } | undefined {
  if (files.length > MOST_FILES) return { key: "files_many", name: "" };
  const wrong = files.find(({ type }) => !FILE_TYPES.includes(type));
  if (wrong) return { key: "file_type", name: wrong.name };
  const large = files.find(({ size }) => size > FILE_BYTES);
  if (large) return { key: "file_large", name: large.name };
  return files.reduce((sum, { size }) => sum + size, 0) > ALL_BYTES ? { key: "files_large", name: "" } : undefined;
}
