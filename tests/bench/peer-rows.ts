import type { BenchProduct } from "./bench-product";
import { printed, type Row } from "./report";
import type { Effort } from "./rounds";

export async function peerRows(_product: BenchProduct, _effort: Effort): Promise<Row[]> {
  return [printed("peers", "skipped")];
}
