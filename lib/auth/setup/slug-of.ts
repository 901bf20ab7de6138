const LONGEST = 40;

/** A shop's name as a piece of an address: `Şahin & Oğlu` is `sahin-oglu`. Empty where no letter of it can stand there. */
export function slugOf(name: string): string {
  return name
    .replaceAll("ı", "i")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
}
