/** Paynet result codes the sandbox answers (docs/providers/paynet.md 1.5). */
export const RESULT = {
  successful: 0,
  threeDsError: 16,
  wrongCardData: 18,
  expireDateError: 22,
  oldSuccessful: 100,
} as const;

export const SUCCESS_MESSAGE = "Başarılı İşlem";

/** Closes every 200 body. */
export function successEnvelope(objectName: string): { object_name: string; code: number; message: string } {
  return { object_name: objectName, code: RESULT.successful, message: SUCCESS_MESSAGE };
}

/** The same request had already succeeded (docs/providers/paynet.md 1.5). */
export function repeatedEnvelope(objectName: string): { object_name: string; code: number; message: string } {
  return { object_name: objectName, code: RESULT.oldSuccessful, message: "Önceki Başarılı İşlem" };
}
