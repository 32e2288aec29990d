import type { Card } from '../../domain/circles/card.ts'
import { type Circle, membersIn, type WhyEnded } from '../../domain/circles/circle.ts'
import { circleOfTurn, roundOfGroup } from '../../domain/circles/group-id.ts'
import { canBeIntroduced, hasMissedLetter, presentEnrolment } from '../../domain/circles/presence.ts'
import { answerBy, type Proposal } from '../../domain/circles/proposal.ts'
import { day } from '../../domain/duration.ts'
import type { CircleEmail } from '../../domain/email.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import type { CircleStore, ProposalStore } from '../../store/circles.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { LearnerStore } from '../../store/learners.ts'
import type { RoundStore } from '../../store/rounds.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'
import type { JourneyLibrary } from '../journey-library.ts'
import { shownCard } from './shown-card.ts'

/** Reads of groups and of what their members show. */
export interface GroupReads {
  proposals: Pick<ProposalStore, 'find'>
  circles: Pick<CircleStore, 'find'>
  rounds: Pick<RoundStore, 'find'>
}

interface PeopleReads {
  groups: Pick<GroupReads, 'rounds'>
  learners: Pick<LearnerStore, 'find'>
  /** Called for people that a page or letter has to omit. */
  onUnreadable: OnUnreadable
}

interface Reads extends PeopleReads {
  groups: GroupReads
  library: Pick<JourneyLibrary, 'head' | 'page'>
}

/** A member of a circle as the other members may know them. */
export interface Introduced extends Card {
  email: string
}

/** What a letter says about its group, as of now. */
export type LetterFacts =
  | { is: 'proposal'; others: readonly Card[]; until: Instant }
  /** `host`: the first host's name; absent if the reader hosts. */
  | { is: 'introduction'; others: readonly Introduced[]; host?: string; question?: string }
  | { is: 'hosting'; others: readonly Introduced[] }
  | { is: 'ended'; why: WhyEnded }
  /** No circle came about: the reader waits for the next round, or all others have left. */
  | { is: 'nobody'; why: 'waits' | 'gone' }
  /** Nothing is left to say. */
  | { is: 'moot' }

const moot: LetterFacts = { is: 'moot' }
const gone: LetterFacts = { is: 'nobody', why: 'gone' }

/** A member's card in a round, if they are still here and readable, with their row for readers who may see more. */
async function findHere(
  { learners, groups, onUnreadable }: PeopleReads,
  group: string,
  id: LearnerId,
): Promise<{ id: LearnerId; card: Card; record: LearnerRecord } | undefined> {
  const round = roundOfGroup(group)
  const [record, card] = await Promise.all([
    unlessUnreadable(learners.find(id), onUnreadable),
    shownCard({ ...groups, onUnreadable }, round, id),
  ])
  if (!record || !card || !presentEnrolment(record.learner, round.journeyId)) return undefined
  return { id, card, record }
}

type Reader = LearnerRecord['learner']

/** The other members of a group who are still here, with their cards. */
export async function otherMembers(
  reads: PeopleReads,
  group: string,
  ids: readonly LearnerId[],
  { id: own }: Reader,
) {
  const others = ids.filter(id => id !== own)
  const found = await Promise.all(others.map(id => findHere(reads, group, id)))
  return found.filter(one => one !== undefined)
}

/** The members of a circle with their addresses. All of them have said yes, were introduced, and are on no break. */
async function introducedTo(reads: Reads, circle: Circle, reader: Reader, now: Instant) {
  const { journeyId } = roundOfGroup(circle.id)
  const journey = (await reads.library.head(journeyId))?.journey
  const ids = membersIn(circle).map(({ id }) => id)
  const isNamed = ({ learner }: LearnerRecord): boolean => {
    const enrolment = learner.enrolments[journeyId]
    const isOut = enrolment && hasMissedLetter(enrolment, { kind: 'circle-introduction', group: circle.id })
    return journey !== undefined && !isOut && canBeIntroduced(learner, journey, now)
  }
  const others = await otherMembers(reads, circle.id, ids, reader)
  return others
    .filter(({ record }) => isNamed(record))
    .map(({ id, card, record }) => ({ id, introduced: { ...card, email: record.details.email } }))
}

/** A letter that leaves less time than this to answer, in milliseconds, is not sent. */
const timeToThink = day

async function ofProposal(
  reads: Reads,
  proposal: Proposal | undefined,
  reader: Reader,
  now: Instant,
): Promise<LetterFacts> {
  const own = proposal?.invited.find(({ id, isGone }) => id === reader.id && !isGone)
  if (!proposal || !own || proposal.closedAt !== undefined) return moot
  const until = answerBy(proposal, { ...own, letterAt: now })
  if (until - now < timeToThink) return moot
  const ids = proposal.invited.filter(({ isGone }) => !isGone).map(({ id }) => id)
  const others = (await otherMembers(reads, proposal.id, ids, reader)).map(({ card }) => card)
  // A group of a single sector is not introduced.
  if (others.every(({ sector }) => sector === own.sector)) return gone
  return { is: 'proposal', others, until }
}

/** Whether the reader is in a circle that goes on, with no open report. */
const goesOn = (circle: Circle | undefined, { id: own }: Reader): circle is Circle =>
  circle !== undefined &&
  circle.endedAt === undefined &&
  circle.reportedAt === undefined &&
  membersIn(circle).some(({ id }) => id === own)

async function questionOf(
  { library }: Reads,
  { enrolments }: Reader,
  group: string,
): Promise<string | undefined> {
  const { journeyId } = roundOfGroup(group)
  const last = enrolments[journeyId]?.done.at(-1)
  return last === undefined ? undefined : (await library.page(journeyId, last))?.reflection
}

async function ofIntroduction(
  reads: Reads,
  circle: Circle | undefined,
  reader: Reader,
  now: Instant,
): Promise<LetterFacts> {
  if (!goesOn(circle, reader)) return moot
  const others = await introducedTo(reads, circle, reader, now)
  if (others.length === 0) return gone
  const host = others.find(({ id }) => id === circle.host)?.introduced.name
  const question = await questionOf(reads, reader, circle.id)
  return {
    is: 'introduction',
    others: others.map(({ introduced }) => introduced),
    ...(host !== undefined && { host }),
    ...(question !== undefined && { question }),
  }
}

async function ofTurn(
  reads: Reads,
  circle: Circle | undefined,
  turn: number,
  reader: Reader,
  now: Instant,
): Promise<LetterFacts> {
  if (!goesOn(circle, reader) || circle.turn !== turn || circle.host !== reader.id) return moot
  const others = await introducedTo(reads, circle, reader, now)
  return others.length === 0 ? moot : { is: 'hosting', others: others.map(({ introduced }) => introduced) }
}

function ofEnd(circle: Circle | undefined, { id: own }: Reader): LetterFacts {
  const isOf = circle?.reportedAt === undefined && circle && membersIn(circle).some(({ id }) => id === own)
  return isOf && circle.endedWhy ? { is: 'ended', why: circle.endedWhy } : moot
}

/**
 * What a letter says, read after its claim with strong consistency: people who left, paused or were removed by then
 * are left out.
 * @param record the reader's, as claimed.
 */
export async function letterFacts(
  reads: Reads,
  { kind, group }: Pick<CircleEmail, 'kind' | 'group'>,
  { learner }: LearnerRecord,
  now: Instant,
): Promise<LetterFacts> {
  const { proposals, circles } = reads.groups
  switch (kind) {
    case 'circle-proposal':
      return ofProposal(reads, (await proposals.find(group))?.state, learner, now)
    case 'circle-introduction':
      return ofIntroduction(reads, (await circles.find(group))?.state, learner, now)
    case 'circle-hosting': {
      const { id, turn } = circleOfTurn(group)
      return ofTurn(reads, (await circles.find(id))?.state, turn, learner, now)
    }
    case 'circle-ended':
      return ofEnd((await circles.find(group))?.state, learner)
    case 'circle-nobody':
      return { is: 'nobody', why: 'waits' }
  }
}
