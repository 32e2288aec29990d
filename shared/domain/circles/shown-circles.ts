import * as z from 'zod/mini'

/** What everybody may know of a journey's circles. Shares are in tenths, and change only with the counts. */
export const ShownCircles = z.object({
  /** Circles that were introduced, in tens. */
  introduced: z.int(),
  /** Those of which somebody said that they met, in tens; absent while they are fewer than ten. */
  met: z.optional(z.int()),
  /** Pairs of two sectors in circles, and what dealing the same people at random would give. */
  across: z.int(),
  byChance: z.int(),
  /** For how many of those who answered it was worth it; absent if too few answered. */
  worthIt: z.optional(z.int()),
})
export type ShownCircles = z.infer<typeof ShownCircles>
