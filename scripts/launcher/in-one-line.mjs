import { stripVTControlCharacters } from "node:util";

const MOST_CHARS = 1_500;

/** What a failed expectation said, without colours and in one line: what differed stands after its first line. */
export function inOneLine(message = "") {
  return stripVTControlCharacters(message).replaceAll(/\s+/g, " ").trim().slice(0, MOST_CHARS);
}
