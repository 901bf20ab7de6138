import { z } from "zod";

/** Why a state is what it is, as the outside reads it: `code` is stable, `text` is English, `actor` is `kind:id`. */
export const BecauseDto = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  actor: z.string(),
  event_id: z.string().nullable(),
  text: z.string(),
  code: z.string(),
  detail: z.string().nullable(),
});
