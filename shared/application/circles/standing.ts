import { circleOverAt, membersIn } from '../../domain/circles/circle.ts'
import type { CircleLetter } from '../../domain/circles/letter.ts'
import { presentEnrolment } from '../../domain/circles/presence.ts'
import { answerBy } from '../../domain/circles/proposal.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import type { Learner } from '../../domain/learner.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'
import type { GroupReads } from './letter-facts.ts'

/** A group that the learner is asked about or introduced in, and until when. Says nothing of the other members. */
export interface Standing {
  is: 'asked' | 'introduced'
  group: string
  until: Instant
}

interface Reads {
  groups: Pick<GroupReads, 'proposals' | 'circles'>
  onUnreadable: OnUnreadable
}

async function ofLetter(
  { groups, onUnreadable }: Reads,
  { kind, group, sent }: CircleLetter,
  { id: own }: Learner,
): Promise<Standing[]> {
  if (!sent) return []
  if (kind === 'circle-proposal') {
    const proposal = (await unlessUnreadable(groups.proposals.find(group), onUnreadable))?.state
    const asked = proposal?.closedAt === undefined && proposal?.invited.find(({ id }) => id === own)
    if (!proposal || !asked || asked.isGone) return []
    return [{ is: 'asked', group, until: answerBy(proposal, { ...asked, letterAt: sent.at }) }]
  }
  if (kind !== 'circle-introduction') return []
  const circle = (await unlessUnreadable(groups.circles.find(group), onUnreadable))?.state
  const isIn = circle?.endedAt === undefined && circle && membersIn(circle).some(({ id }) => id === own)
  return isIn ? [{ is: 'introduced', group, until: circleOverAt(circle) }] : []
}

/** The groups of a journey that the learner was told about and is still in. */
export async function standingsIn(reads: Reads, learner: Learner, journeyId: JourneyId): Promise<Standing[]> {
  const { letters = [] } = presentEnrolment(learner, journeyId) ?? {}
  return (await Promise.all(letters.map(letter => ofLetter(reads, letter, learner)))).flat()
}
