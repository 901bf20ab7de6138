import type { SoftPosProvider } from "../../soft-pos";
import type { PaynetConnection } from "../client";
import { askSale } from "./ask-sale";
import { closeKey, openKey } from "./keys";
import { gcmCallbackReader, type PosCallbackReader } from "./read-callback";
import { startReversal, startSale } from "./start";

/** PayPOS App2App behind the port (docs/providers/paynet.md 2). `reader` opens what the app hands back. */
export function paynetSoftPos(
  connection: PaynetConnection,
  reader: PosCallbackReader = gcmCallbackReader,
): SoftPosProvider {
  return {
    openKey: (request) => openKey(connection, request),
    startSale: (request) => startSale(connection, request),
    askSale: (request) => askSale(connection, request),
    startReversal: (request) => startReversal(connection, request),
    closeKey: (key) => closeKey(connection, key),
    readCallback: (data, encryptionKey) => reader.read(data, encryptionKey),
  };
}
