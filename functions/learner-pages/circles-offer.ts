import type { LinkPurpose } from '../../shared/contracts/link.ts'
import { canJoin, isJoined, isOffered } from '../../shared/domain/circles/joining.ts'
import { type Round, roundAt } from '../../shared/domain/circles/round.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import type { JourneyId, LearnerId } from '../../shared/domain/ids.ts'
import { isReachable } from '../../shared/domain/learner.ts'
import type { CircleOffer } from '../../shared/pages/circles-offer.ts'
import type { Held, LearnerReads } from './behind-link.ts'
import { myJourneyLink } from './my-journey-link.ts'

type Opened = Extract<LinkPurpose, 'module' | 'preferences' | 'private'>

/** The page to join a round, by the kind of link that opens “My journey”. */
const urlOf = ({ links }: LearnerReads, { link }: Held<Opened>, journeyId: JourneyId): string =>
  `/rounds/${journeyId}?t=${links.token(myJourneyLink(link))}`

/** Whether the learner is in the open round: they joined it, or were moved to it from an earlier one. */
async function isInRound(
  reads: LearnerReads,
  enrolment: Enrolment,
  named: { learnerId: LearnerId; open: Pick<Round, 'id'> },
): Promise<boolean> {
  if (isJoined(enrolment, named.open)) return true
  if (enrolment.round === undefined) return false
  const { hasEntry } = await import('./round-entry.ts')
  return hasEntry(reads, { journeyId: enrolment.journeyId, id: named.open.id }, named.learnerId)
}

async function stateOf(
  reads: LearnerReads,
  enrolment: Enrolment,
  { learnerId, zone }: { learnerId: LearnerId; zone: string },
): Promise<CircleOffer['state']> {
  const open = roundAt(reads.clock.now(), zone)
  if (await isInRound(reads, enrolment, { learnerId, open })) return { is: 'joined', round: open.id }
  return { is: isOffered(enrolment) ? 'offered' : 'quiet' }
}

/** The offer of circles to a link's holder; undefined if circles are off or the learner cannot join yet. */
export async function circleOffer(
  reads: LearnerReads,
  held: Held<Opened>,
  journeyId: JourneyId,
): Promise<CircleOffer | undefined> {
  const { learner } = held.holder
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || enrolment.epoch !== learner.epoch || !canJoin(enrolment)) return undefined
  if (!isReachable(learner) || !(await reads.circleLibrary.isOn(journeyId))) return undefined
  const head = await reads.library.head(journeyId)
  if (!head) return undefined
  const who = { learnerId: held.link.learnerId, zone: head.journey.zone }
  const state = await stateOf(reads, enrolment, who)
  return { url: urlOf(reads, held, journeyId), state }
}
