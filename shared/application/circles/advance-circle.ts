import {
  type Circle,
  circleOverAt,
  circleWorkAt,
  membersIn,
  turnOverAt,
} from '../../domain/circles/circle.ts'
import { roundOfGroup, turnGroup } from '../../domain/circles/group-id.ts'
import { whereHere } from '../../domain/circles/presence.ts'
import { week } from '../../domain/duration.ts'
import { actInCircle } from './act.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { isPlanned, planLetter } from './letters.ts'

/** A letter that says goodbye is of use for so long. */
const goodbyeFor = 2 * week

/** Takes out whoever has left or paused since. @returns whether anybody had. */
async function takesOutGone(deps: AdvanceDeps, circle: Circle): Promise<boolean> {
  const { journeyId } = roundOfGroup(circle.id)
  let isAnybodyGone = false
  for (const { id } of membersIn(circle)) {
    const record = await deps.learners.find(id)
    if (record && whereHere(record.learner, journeyId)) continue
    await actInCircle(deps, circle.id, { type: 'Go', learnerId: id, at: deps.clock.now() })
    isAnybodyGone = true
  }
  return isAnybodyGone
}

async function introduce(deps: AdvanceDeps, circle: Circle): Promise<void> {
  const { journeyId } = roundOfGroup(circle.id)
  const letter = { kind: 'circle-introduction' as const, group: circle.id, until: circleOverAt(circle) }
  for (const { id } of membersIn(circle)) await planLetter(deps, id, { journeyId, ...letter })
}

/** @returns whether the host hears of it; who is on a break, say, does not, and somebody else is asked. */
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

/** Whoever hosts first reads so in the introduction. */
const isFirstHost = ({ turn, asked }: Circle): boolean => turn === 0 && asked.length === 1

/** Plans the letters about what is so by now. @returns whether they are all planned. */
async function tell(deps: AdvanceDeps, circle: Circle): Promise<boolean> {
  if (circle.endedAt !== undefined) {
    await sayGoodbye(deps, circle, circle.endedAt)
    return true
  }
  if (await takesOutGone(deps, circle)) return false
  if (circle.turn === 0) await introduce(deps, circle)
  return circle.host === undefined || isFirstHost(circle) || askHost(deps, circle, circle.host)
}

/** More than any circle has reasons to look again at one moment: members who are gone or pass on, a turn, the end. */
const maxSteps = 20

/** Does whatever is due in a circle: its letters, its next turn, its end. */
export async function advanceCircle(deps: AdvanceDeps, id: string): Promise<void> {
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const circle = (await deps.circles.find(id))?.state
    const workAt = circle && circleWorkAt(circle)
    const at = deps.clock.now()
    if (!circle || workAt === undefined || workAt > at) return
    const { turn, host, isUntold, endedAt } = circle
    if (!isUntold) await actInCircle(deps, id, { type: 'GoOnWhenDue', at })
    else if (await tell(deps, circle))
      await actInCircle(deps, id, { type: 'NoteTold', at, turn, host, isEnded: endedAt !== undefined })
  }
}
