import * as z from 'zod/mini'

/** What everybody may know of a journey's circles. Shares are in tenths, and change only with the counts. */
export const ShownCircles = z.object({
  /** Introduced circles, rounded to tens. */
  introduced: z.int(),
  /** Circles with a member who said that they met, rounded to tens; absent while there are fewer than ten. */
  met: z.optional(z.int()),
  /** Pairs of two sectors in circles, and what dealing the same people at random would give. */
  across: z.int(),
  byChance: z.int(),
  /** For how many of those who answered it was worth it; absent if too few answered. */
  worthIt: z.optional(z.int()),
})
export type ShownCircles = z.infer<typeof ShownCircles>
