/** A piece of SQL or PL/pgSQL that is neither space nor comment. */
export type Token = {
  kind: "word" | "text" | "number" | "sign";
  text: string;
  start: number;
  end: number;
  depth: number;
};

const SHAPES: [Token["kind"] | "nothing", RegExp][] = [
  ["nothing", /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y],
  ["text", /'(?:[^']|'')*'/y],
  ["word", /"[^"]*"|[a-z_][a-z0-9_$]*/iy],
  ["number", /\d+(?:\.\d+)?/y],
  ["sign", /->>|#>>|->|#>|<>|!=|<=|>=|:=|=>|\|\||::|\.\.|@>|<@|[-+*/%~<>=()[\],;.:#&|?!^]/y],
];

function readOne(source: string, at: number): { kind: Token["kind"] | "nothing"; text: string } {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = at;
    const found = shape.exec(source);
    if (found) return { kind, text: found[0] };
  }
  throw new Error(`this is no SQL: ${source.slice(at, at + 20)}`);
}

/** The tokens of a function's body, each with how many brackets stand around it. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = 0; at < source.length; ) {
    const { kind, text } = readOne(source, at);
    if (text === ")" || text === "]") depth -= 1;
    if (kind !== "nothing") {
      const shown = kind === "word" ? text.toLowerCase() : text;
      tokens.push({ kind, text: shown, start: at, end: at + text.length, depth });
    }
    if (text === "(" || text === "[") depth += 1;
    at += text.length;
  }
  return tokens;
}
