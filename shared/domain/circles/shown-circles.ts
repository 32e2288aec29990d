import * as z from 'zod/mini'

/** What everybody may know of a journey's circles. Shares are in tenths, and change with the counts. */
export const ShownCircles = z.object({
  /** Circles that were introduced, in tens. */
  introduced: z.int(),
  /** Those of which somebody said that they met, in tens; absent while they are fewer than ten. */
  met: z.optional(z.int()),
  /** Pairs in circles that are of two sectors, and how many would be, had chance dealt the same people. */
  across: z.int(),
  byChance: z.int(),
  /** Of those who said it: for how many it was worth it; absent while they are too few. */
  worthIt: z.optional(z.int()),
})
export type ShownCircles = z.infer<typeof ShownCircles>
