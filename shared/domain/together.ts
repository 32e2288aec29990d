import * as z from 'zod/mini'
import { ShownCircles } from './circles/shown-circles.ts'
import { day } from './duration.ts'
import { type Instant, ModuleId } from './ids.ts'
import { gapOverAll, gapsByModule } from './mirror-gaps.ts'
import type { Gaps, Tally } from './mirror-tally.ts'
import { shownCount } from './shown-count.ts'

/**
 * What is public about a journey's people, closed once a week with the answers: counts in tens, nothing of fewer than
 * ten people, and no change of a count by less than ten.
 */
export const Together = z.object({
  /** People in the journey, by sector; `none` for people without one. */
  people: z.record(z.string(), z.int()),
  /** The number of modules marked as done, by everybody in the journey. */
  modulesDone: z.optional(z.int()),
  /** New people who came by a colleague's invitation, including those who have left since. */
  invited: z.optional(z.int()),
  /** The module whose question people guess worst, with the mean error in tenths. */
  surprise: z.optional(z.object({ moduleId: ModuleId, meanOff: z.number() })),
  circles: z.optional(ShownCircles),
  /** The mean error of all guesses up to each closing, oldest first. */
  gaps: z.array(z.object({ at: z.int(), meanOff: z.number() })),
})
export type Together = z.infer<typeof Together>

/** The closings of half a year. */
const maxGaps = 26

function shownPeople(before: Together['people'], people: Tally['people']): Together['people'] {
  const counts = Object.entries(people).map(([sector, count]) => [sector, shownCount(before[sector], count)])
  return Object.fromEntries(counts.filter(([, count]) => count !== undefined))
}

/** A closing that is repeated replaces the first attempt. */
function gapsWith(before: Together['gaps'], gaps: Gaps, at: Instant): Together['gaps'] {
  const gap = gapOverAll(gaps)
  const earlier = before.filter(one => one.at <= at - day)
  return (gap ? [...earlier, { at, meanOff: gap.meanOff }] : earlier).slice(-maxGaps)
}

/**
 * What is public from a closing on.
 * @param gaps as the closing keeps them: nothing of fewer than eleven people.
 */
export function closeTogether(
  before: Together | undefined,
  { people, done, invited }: Pick<Tally, 'people' | 'done' | 'invited'>,
  gaps: Gaps,
  at: Instant,
): Together {
  const modulesDone = shownCount(before?.modulesDone, done)
  const shownInvited = shownCount(before?.invited, invited)
  const [furthest] = gapsByModule(gaps)
  return {
    people: shownPeople(before?.people ?? {}, people),
    ...(modulesDone !== undefined && { modulesDone }),
    ...(shownInvited !== undefined && { invited: shownInvited }),
    ...(furthest && { surprise: { moduleId: furthest.module, meanOff: furthest.meanOff } }),
    gaps: gapsWith(before?.gaps ?? [], gaps, at),
  }
}

/** All counted people: the sum of what is shown, so that nothing hidden can be worked out. */
export const peopleIn = ({ people }: Together): number =>
  Object.values(people).reduce((all, one) => all + one, 0)
