import * as z from 'zod/mini'
import { day } from '../duration.ts'
import { type Instant, LearnerId } from '../ids.ts'
import { Sector } from '../sectors.ts'

/** When each turn of hosting begins, in milliseconds after the introduction. */
const turnsBegin = [0, 7 * day, 28 * day]
/** When a circle ends, in milliseconds after the introduction. People who want to go on have each other's addresses. */
const circleLasts = 42 * day

/** What a person says about having met: whether it was worth it. */
export const Worth = z.enum(['yes', 'not-sure', 'no'])
export type Worth = z.infer<typeof Worth>

/** A `Worth`, or that they met without saying whether it was worth it. */
export const Met = z.enum([...Worth.options, 'not-said'])
export type Met = z.infer<typeof Met>

export const Member = z.object({
  id: LearnerId,
  sector: Sector,
  /** Set once the member says that they met the others. Nobody else ever sees it. */
  worth: z.optional(Met),
  isGone: z.optional(z.literal(true)),
})
export type Member = z.infer<typeof Member>

/** Why a circle ended: its time was over, one member alone was left, or an operator ended it. */
export const WhyEnded = z.enum(['over', 'alone', 'by-operator'])
export type WhyEnded = z.infer<typeof WhyEnded>

/**
 * People who have been introduced to each other. Their messages go directly between them and never through this
 * service.
 */
export const Circle = z.object({
  id: z.string(),
  at: z.int(),
  /** In hosting order. */
  members: z.array(Member),
  /** The number of the current turn of hosting, from 0. */
  turn: z.int(),
  /** The current host; absent if nobody hosts. The circle still has its question then. */
  host: z.optional(LearnerId),
  /** Members who have been asked to host so far. */
  asked: z.array(LearnerId),
  /** Members who passed on the current turn to host. */
  passed: z.array(LearnerId),
  /** The host of each turn by its number. A turn that everybody passed on has none. */
  hosts: z._default(z.record(z.string(), LearnerId), {}),
  /** How many pairs of members were in an earlier circle together. */
  repeats: z._default(z.int(), 0),
  /** When a member reported the circle. Until an operator settles the report, nobody in it is emailed. */
  reportedAt: z.optional(z.int()),
  /** Who reported it since then. For operators alone, who ask them what happened. */
  reportedBy: z.optional(z.array(LearnerId)),
  endedAt: z.optional(z.int()),
  endedWhy: z.optional(WhyEnded),
  /** Letters about the latest changes are not all planned yet. */
  isUntold: z.optional(z.literal(true)),
})
export type Circle = z.infer<typeof Circle>

const ofOne = { at: z.int(), learnerId: LearnerId }

/** An event of a circle. */
export const CircleEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('HostAsked'), at: z.int(), turn: z.int(), host: z.optional(LearnerId) }),
  z.object({ type: z.literal('HostingPassedOn'), ...ofOne }),
  z.object({ type: z.literal('CircleMet'), ...ofOne, worth: Met }),
  z.object({ type: z.literal('MemberGone'), ...ofOne }),
  z.object({ type: z.literal('CircleReported'), ...ofOne }),
  z.object({ type: z.literal('ReporterForgotten'), ...ofOne }),
  z.object({ type: z.literal('ReportSettled'), at: z.int() }),
  z.object({ type: z.literal('CircleTold'), at: z.int(), turn: z.int(), host: z.optional(LearnerId) }),
  z.object({ type: z.literal('CircleEnded'), at: z.int(), why: WhyEnded }),
])
export type CircleEvent = z.infer<typeof CircleEvent>

/** The members who have not left the circle. */
export const membersIn = ({ members }: Circle): readonly Member[] => members.filter(({ isGone }) => !isGone)

/** The next host: whoever has not been asked yet, then whoever was asked longest ago; undefined if all have passed. */
export function nextHost(circle: Circle): LearnerId | undefined {
  const { asked, passed } = circle
  const willing = membersIn(circle).filter(({ id }) => !passed.includes(id))
  const [next] = willing.toSorted((a, b) => asked.lastIndexOf(a.id) - asked.lastIndexOf(b.id))
  return next?.id
}

/**
 * Introduces people to each other; the first of them hosts first.
 * @param members in random order, so that no title decides who hosts.
 * @param repeats how many pairs of them were in an earlier circle together.
 * @throws if there are fewer than two members.
 */
export function introduce(
  id: string,
  members: readonly Pick<Member, 'id' | 'sector'>[],
  at: Instant,
  repeats = 0,
): Circle {
  const [first] = members
  if (!first || members.length < 2) throw new Error(`Circle ${id} would introduce nobody to anybody.`)
  const introduced = members.map(one => ({ id: one.id, sector: one.sector }))
  const hosting = { turn: 0, host: first.id, asked: [first.id], passed: [], hosts: { 0: first.id } }
  return { id, at, members: introduced, ...hosting, repeats, isUntold: true }
}

/** The number of the turn that is current at a moment. */
export const turnAt = ({ at }: Circle, now: Instant): number =>
  turnsBegin.findLastIndex(begins => now >= at + begins)

/** When a circle ends. */
export const circleOverAt = ({ at }: Pick<Circle, 'at'>): Instant => at + circleLasts

/** When something is due in a circle; undefined if it has ended, or rests because of a report. */
export function circleDueAt(circle: Circle): Instant | undefined {
  if (circle.endedAt !== undefined || circle.reportedAt !== undefined) return undefined
  const begins = turnsBegin[circle.turn + 1]
  return begins === undefined ? circleOverAt(circle) : circle.at + begins
}

/**
 * When the current turn is over, because the next begins or the circle ends. A letter about the turn is useless from
 * then on.
 */
export const turnOverAt = (circle: Pick<Circle, 'at' | 'turn'>): Instant =>
  circle.at + (turnsBegin[circle.turn + 1] ?? circleLasts)

/**
 * When the circle has to be worked on: letters to plan, a turn to begin, or the end. Undefined while a report waits,
 * because nobody is emailed then.
 */
export function circleWorkAt(circle: Circle): Instant | undefined {
  if (circle.reportedAt !== undefined) return undefined
  return circle.isUntold ? circle.at : circleDueAt(circle)
}

const changed = (circle: Circle, learnerId: LearnerId, change: Partial<Member>): Circle => ({
  ...circle,
  members: circle.members.map(one => (one.id === learnerId ? { ...one, ...change } : one)),
})

function hostAsked(circle: Circle, turn: number, host: LearnerId | undefined): Circle {
  const { host: _, ...others } = circle
  const passed = turn === circle.turn ? circle.passed : []
  const { [turn]: __, ...hosts } = circle.hosts
  const asked = { ...others, turn, passed, hosts, isUntold: true as const }
  return host ? { ...asked, host, asked: [...circle.asked, host], hosts: { ...hosts, [turn]: host } } : asked
}

/** Who reported a circle, until the report is settled. */
export const reportersOf = ({ reportedBy = [] }: Pick<Circle, 'reportedBy'>): readonly LearnerId[] =>
  reportedBy

const reported = (circle: Circle, learnerId: LearnerId, at: Instant): Circle => ({
  ...circle,
  reportedAt: circle.reportedAt ?? at,
  reportedBy: [...reportersOf(circle), learnerId],
})

/** The circle after an event. */
export function evolveCircle(circle: Circle, event: CircleEvent): Circle {
  switch (event.type) {
    case 'HostAsked':
      return hostAsked(circle, event.turn, event.host)
    case 'HostingPassedOn':
      return { ...circle, passed: [...circle.passed, event.learnerId] }
    case 'CircleMet':
      return changed(circle, event.learnerId, { worth: event.worth })
    case 'MemberGone':
      return changed(circle, event.learnerId, { isGone: true })
    case 'CircleReported':
      return reported(circle, event.learnerId, event.at)
    case 'ReporterForgotten':
      return { ...circle, reportedBy: reportersOf(circle).filter(id => id !== event.learnerId) }
    case 'ReportSettled': {
      const { reportedAt: _, reportedBy: __, ...settled } = circle
      return settled
    }
    case 'CircleTold': {
      const { isUntold: _, ...told } = circle
      return told
    }
    case 'CircleEnded':
      return { ...circle, endedAt: event.at, endedWhy: event.why, isUntold: true }
  }
}
