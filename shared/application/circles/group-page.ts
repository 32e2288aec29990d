import type { Card, CircleMate } from '../../domain/circles/card.ts'
import { type Circle, type Met, membersIn } from '../../domain/circles/circle.ts'
import { roundOfGroup } from '../../domain/circles/group-id.ts'
import { letterSentAt } from '../../domain/circles/presence.ts'
import { answerBy, type Proposal } from '../../domain/circles/proposal.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import type { Learner } from '../../domain/learner.ts'
import type { CircleTieStore } from '../../store/circle-ties.ts'
import type { LearnerStore } from '../../store/learners.ts'
import type { RoundStore } from '../../store/rounds.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'
import type { CircleDeps } from './act.ts'
import { type GroupReads, otherMembers } from './letter-facts.ts'

/** Reads of a group's page. */
export interface GroupPageReads extends GroupReads {
  ties: Pick<CircleTieStore, 'of'>
}

/** Stores of proposals, circles and what people choose in them. */
export interface Groups extends CircleDeps {
  rounds: RoundStore
  ties: CircleTieStore
}

/** A group as one of its members sees it, without anything that others said or did. */
export type GroupView =
  | { is: 'gone' }
  | { is: 'proposal'; says?: 'yes' | 'no'; isClosed: boolean; until?: Instant }
  | {
      is: 'circle'
      others: readonly CircleMate[]
      /** The host: the reader, another member by name, or nobody. */
      host?: 'you' | { name: string }
      worth?: Met
      isEnded: boolean
      /** A report, by whomever, waits for an operator. */
      isReported: boolean
      /** Members may be missing because their rows cannot be read. */
      isPartUnread: boolean
    }
  /** The reader has left the circle. */
  | { is: 'left'; isReported: boolean }
  /** Its row cannot be read. */
  | { is: 'unreadable' }

interface Reads {
  groups: GroupPageReads
  learners: Pick<LearnerStore, 'find'>
  /** Called for whatever the page has to omit. */
  onUnreadable: OnUnreadable
}

function ofProposal(proposal: Proposal, reader: Learner): GroupView {
  const own = proposal.invited.find(({ id, isGone }) => id === reader.id && !isGone)
  if (!own) return { is: 'gone' }
  const enrolment = reader.enrolments[roundOfGroup(proposal.id).journeyId]
  const letterAt = enrolment && letterSentAt(enrolment, { kind: 'circle-proposal', group: proposal.id })
  return {
    is: 'proposal',
    isClosed: proposal.closedAt !== undefined,
    ...(own.says && { says: own.says }),
    ...(letterAt !== undefined && { until: answerBy(proposal, { ...own, letterAt }) }),
  }
}

function hostOf({ host }: Circle, others: readonly (Card & { id: LearnerId })[], own: LearnerId) {
  if (host === own) return { host: 'you' as const }
  const other = others.find(({ id }) => id === host)
  return other ? { host: { name: other.name } } : {}
}

async function ofCircle(reads: Reads, circle: Circle, reader: Learner): Promise<GroupView> {
  const own = circle.members.find(({ id }) => id === reader.id)
  if (!own) return { is: 'gone' }
  const isReported = circle.reportedAt !== undefined
  if (own.isGone) return { is: 'left', isReported }
  const ids = membersIn(circle).map(({ id }) => id)
  let isPartUnread = false
  const onUnreadable: OnUnreadable = row => {
    isPartUnread = true
    reads.onUnreadable(row)
  }
  const [here, { notWith }] = await Promise.all([
    otherMembers({ ...reads, onUnreadable }, circle.id, ids, reader),
    reads.groups.ties.of(reader.id),
  ])
  const others = here.map(({ id, card }) => ({
    ...card,
    id,
    place: circle.members.findIndex(one => one.id === id),
    isApart: notWith.includes(id),
  }))
  return {
    is: 'circle',
    others: others.map(({ id: _, ...other }) => other),
    ...hostOf(circle, others, reader.id),
    ...(own.worth && { worth: own.worth }),
    isEnded: circle.endedAt !== undefined,
    isReported,
    isPartUnread,
  }
}

/** A proposal or a circle, by its id, as a learner sees it now. */
export const viewGroup = async (reads: Reads, group: string, reader: Learner): Promise<GroupView> =>
  (await unlessUnreadable(viewReadable(reads, group, reader), reads.onUnreadable)) ?? { is: 'unreadable' }

async function viewReadable(reads: Reads, group: string, reader: Learner): Promise<GroupView> {
  const [proposal, circle] = await Promise.all([
    reads.groups.proposals.find(group),
    reads.groups.circles.find(group),
  ])
  if (proposal) return ofProposal(proposal.state, reader)
  return circle ? ofCircle(reads, circle.state, reader) : { is: 'gone' }
}

/** The member of a circle that a form refers to by place; undefined for the learner themselves. */
export async function otherAt(
  { circles }: Pick<GroupReads, 'circles'>,
  group: string,
  place: string,
  own: LearnerId,
): Promise<LearnerId | undefined> {
  const circle = (await circles.find(group))?.state
  if (!circle?.members.some(({ id }) => id === own)) return undefined
  const other = /^\d{1,2}$/.test(place) ? circle.members[Number(place)]?.id : undefined
  return other === own ? undefined : other
}
