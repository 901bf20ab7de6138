import { HOLDING } from "./holding";
import { MONEY } from "./money";
import type { Operations } from "./operation";
import { SELLING } from "./selling";
import { SETTLING } from "./settling";

/** Every call of the API. That none is missing and none is wrong: tests/unit/http/openapi.test.ts. */
export const OPERATIONS: Operations = { ...SELLING, ...MONEY, ...HOLDING, ...SETTLING };
