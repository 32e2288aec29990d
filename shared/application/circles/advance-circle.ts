import {
  type Circle,
  circleOverAt,
  circleWorkAt,
  membersIn,
  turnOverAt,
} from '../../domain/circles/circle.ts'
import { roundOfGroup, turnGroup } from '../../domain/circles/group-id.ts'
import { hasMissedLetter } from '../../domain/circles/presence.ts'
import { week } from '../../domain/duration.ts'
import { actInCircle } from './act.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { isPlanned, planLetter } from './letters.ts'
import { presenceIn } from './present.ts'

/** How long a letter about the end of a circle is of use, in milliseconds. */
const goodbyeFor = 2 * week

const removeMember = (deps: AdvanceDeps, { id }: Circle, learnerId: string) =>
  actInCircle(deps, id, { type: 'Go', learnerId, at: deps.clock.now() })

const introductionTo = (circle: Circle) => ({ kind: 'circle-introduction' as const, group: circle.id })

/**
 * Removes members who have left, paused or been removed since, or could not be introduced.
 * @returns whether there were any.
 */
async function removeGone(deps: AdvanceDeps, circle: Circle): Promise<boolean> {
  let isAnybodyGone = false
  for (const { id } of membersIn(circle)) {
    const present = await presenceIn(deps, circle.id, id)
    const isIn =
      present.is === 'unreadable' ||
      (present.is === 'here' && !hasMissedLetter(present.enrolment, introductionTo(circle)))
    if (isIn) continue
    await removeMember(deps, circle, id)
    isAnybodyGone = true
  }
  return isAnybodyGone
}

/** `changed`: somebody left the circle or passed. `waits`: for a member whose rows cannot be read. */
type LettersDue = 'planned' | 'changed' | 'waits'

/**
 * Plans the introductions. A member who cannot be introduced (on a break, say) leaves the circle. A member whose rows
 * cannot be read stays in it, and gets the introduction if they can be read before the first turn is over.
 */
async function planIntroductions(deps: AdvanceDeps, circle: Circle): Promise<LettersDue> {
  const { journeyId } = roundOfGroup(circle.id)
  const letter = { journeyId, ...introductionTo(circle), until: circleOverAt(circle) }
  const outcomes = new Set<LettersDue>()
  for (const { id } of membersIn(circle)) {
    const outcome = await planLetter(deps, id, letter)
    if (isPlanned(outcome)) continue
    if (outcome !== 'unreadable') await removeMember(deps, circle, id)
    outcomes.add(outcome === 'unreadable' ? 'waits' : 'changed')
  }
  if (outcomes.has('changed')) return 'changed'
  return outcomes.has('waits') && deps.clock.now() < turnOverAt(circle) ? 'waits' : 'planned'
}

/**
 * Plans the letter to the host.
 * @returns false if the host cannot get it (on a break, say); then another member is asked.
 */
async function askHost(deps: AdvanceDeps, circle: Circle, host: string): Promise<boolean> {
  const { journeyId } = roundOfGroup(circle.id)
  const letter = { kind: 'circle-hosting' as const, group: turnGroup(circle), until: turnOverAt(circle) }
  if (isPlanned(await planLetter(deps, host, { journeyId, ...letter }))) return true
  await actInCircle(deps, circle.id, { type: 'PassOn', learnerId: host, at: deps.clock.now() })
  return false
}

async function sayGoodbye(deps: AdvanceDeps, circle: Circle, endedAt: number): Promise<void> {
  const { journeyId } = roundOfGroup(circle.id)
  const letter = { kind: 'circle-ended' as const, group: circle.id, until: endedAt + goodbyeFor }
  for (const { id } of membersIn(circle)) await planLetter(deps, id, { journeyId, ...letter })
}

/** The first host is told in the introduction and gets no letter of their own. */
const isFirstHost = ({ turn, asked }: Circle): boolean => turn === 0 && asked.length === 1

/** Plans the letters about the circle's current state. */
async function planLettersDue(deps: AdvanceDeps, circle: Circle): Promise<LettersDue> {
  if (circle.endedAt !== undefined) {
    await sayGoodbye(deps, circle, circle.endedAt)
    return 'planned'
  }
  if (await removeGone(deps, circle)) return 'changed'
  const introductions = circle.turn === 0 ? await planIntroductions(deps, circle) : 'planned'
  if (introductions === 'changed' || circle.host === undefined || isFirstHost(circle)) return introductions
  return (await askHost(deps, circle, circle.host)) ? introductions : 'changed'
}

/** Upper bound of steps at one moment: members who leave or pass, a turn, the end. */
const maxSteps = 20

/** Does whatever is due in a circle: its letters, its next turn, its end. Does nothing if it does not exist. */
export async function advanceCircle(deps: AdvanceDeps, id: string): Promise<void> {
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const circle = (await deps.circles.find(id))?.state
    const workAt = circle && circleWorkAt(circle)
    const at = deps.clock.now()
    if (!circle || workAt === undefined || workAt > at) return
    const { turn, host, isUntold, endedAt } = circle
    const letters = isUntold && (await planLettersDue(deps, circle))
    if (letters === 'waits') return
    if (!letters) await actInCircle(deps, id, { type: 'GoOnWhenDue', at })
    else if (letters === 'planned')
      await actInCircle(deps, id, { type: 'NoteTold', at, turn, host, isEnded: endedAt !== undefined })
  }
}
