import type { BulkEmail, BulkEntry, BulkOutcome } from '../../adapters/mailer.ts'
import type { EmailTemplate } from '../../contracts/published-journey.ts'
import type { EmailOutcome } from '../../domain/commands.ts'
import { minute } from '../../domain/duration.ts'
import { isOfGroup, isOfJourney, journeyOf } from '../../domain/email.ts'
import { isReminder } from '../../domain/email-kind-groups.ts'
import { journeyOfWords } from '../../domain/learner.ts'
import type { Batch } from '../../store/evidence.ts'
import type { Head } from '../../store/journeys.ts'
import type { Claimed, Sent } from './claims.ts'
import type { DeliveryDeps } from './deps.ts'
import { fromOthers } from './from-others.ts'
import { keyOf, letterIn, whetherNobody, withFacts } from './letters.ts'
import { renderEntry } from './render.ts'

/** Emails that fit into one bulk call: one kind and one version; for reminders, also one subject. */
interface Group {
  journeyId: string
  version: number
  head: Head
  template: EmailTemplate
  /** For a reminder: the subject of its module's email. */
  received?: string
  claimed: Claimed[]
}

/** The subject that a reminder repeats: that of its module's email, in the version of that time. */
async function receivedSubject(
  { library }: DeliveryDeps,
  { planned: { email, record } }: Claimed,
  version: number,
): Promise<{ received?: string }> {
  if (!isOfJourney(email) || isOfGroup(email) || !isReminder(email.kind)) return {}
  const { journeyId, moduleId } = email
  const phase = record.learner.enrolments[journeyId]?.phase
  const then = phase?.is === 'reading' ? phase.version : undefined
  const { subject } = await library.email(journeyId, then ?? version, `module.${moduleId}`)
  return { received: subject }
}

async function groupOf(deps: DeliveryDeps, claimed: Claimed): Promise<Omit<Group, 'claimed'> | undefined> {
  const { email, record } = claimed.planned
  const journeyId = journeyOfWords(email, record.learner)
  const head = journeyId === undefined ? (await deps.library.list())[0] : await deps.library.head(journeyId)
  if (!head) return undefined
  const { id, version } = head.journey
  const template = await deps.library.email(id, version, keyOf(claimed))
  return { journeyId: id, version, head, template, ...(await receivedSubject(deps, claimed, version)) }
}

/** The group of an email; undefined if no published version has its template. */
async function groupOrNone(
  deps: DeliveryDeps,
  claimed: Claimed,
): Promise<Omit<Group, 'claimed'> | undefined> {
  try {
    return await groupOf(deps, claimed)
  } catch (error) {
    const { id } = claimed.planned.email
    deps.log.error('An email has no words, and waits', { emailId: id, reason: String(error) })
    return undefined
  }
}

/** Groups emails by version and kind. The second list has the emails without a template. */
async function grouped(deps: DeliveryDeps, claimed: readonly Claimed[]): Promise<[Group[], Claimed[]]> {
  const groups = new Map<string, Group>()
  const wordless: Claimed[] = []
  for (const one of claimed) {
    const found = await groupOrNone(deps, one)
    if (!found) {
      wordless.push(one)
      continue
    }
    const key = [found.journeyId, found.version, found.template.key, found.received].join('#')
    const group = groups.get(key) ?? { ...found, claimed: [] }
    group.claimed.push(one)
    groups.set(key, group)
  }
  return [[...groups.values()], wordless]
}

/** The batch of the emails, and how to get another slot for those that are handed over again. */
export interface HandOverOptions {
  batch: Batch
  again: (emails: number) => Promise<void>
}

const turnedBack = (reason: string) => ({ is: 'turned-back' as const, reason })

function toBulk(group: Group, entries: readonly BulkEntry[], batch: Batch): BulkEmail {
  const { head, template, journeyId, version } = group
  const kind = template.key.replaceAll('.', '_')
  return {
    from: head.sender.from,
    replyTo: head.sender.replyTo,
    template,
    tags: { journey: journeyId, version: String(version), kind, batch: batch.id },
    entries,
  }
}

/**
 * A decision is valid for this long, in milliseconds. A process may be frozen between its claim and a call; by the
 * time it continues, others may have proven that the email never went out, and sent it again.
 */
const goodFor = 2 * minute

const isStale = ({ clock }: DeliveryDeps, claimed: readonly Claimed[]): boolean =>
  claimed.some(({ planned }) => clock.now() - planned.command.at > goodFor)

/** Makes one bulk call; may be called several times. */
type HandOver = (entries: readonly BulkEntry[]) => Promise<BulkOutcome>

/**
 * Sends entries in one call. A call that SES rejects whole is halved until the culprit stands alone, so that nobody
 * else waits for it.
 */
async function sendEntries(
  handOver: HandOver,
  again: HandOverOptions['again'],
  entries: readonly BulkEntry[],
): Promise<EmailOutcome[]> {
  const answer = await handOver(entries)
  if (answer.is === 'answered') return [...answer.entries]
  if (answer.is !== 'rejected') return entries.map(() => answer)
  if (entries.length === 1) return [answer]
  const outcomes: EmailOutcome[] = []
  const half = Math.ceil(entries.length / 2)
  for (const part of [entries.slice(0, half), entries.slice(half)]) {
    const outcomesOfPart = await again(part.length).then(
      () => sendEntries(handOver, again, part),
      () => part.map(() => turnedBack('no-slot')),
    )
    outcomes.push(...outcomesOfPart)
  }
  return outcomes
}

const isRejected = ({ outcome }: Sent): boolean => outcome.is === 'rejected' && outcome.whose !== 'account'

/**
 * If SES rejects every entry of a call individually, the version is at fault and not the people; the same holds for a
 * probe of a broken version. It does not hold for account emails, which go to whatever addresses strangers typed:
 * three rejections of these must not stop a journey.
 */
const versionAtFault = (sent: readonly Sent[]): boolean =>
  sent.every(isRejected) &&
  sent.every(({ claimed }) => journeyOf(claimed.planned.email) !== undefined) &&
  (sent.length >= 3 || sent.every(({ claimed }) => claimed.planned.isProbe))

const asVersionsFault = (sent: readonly Sent[]): Sent[] =>
  sent.map(({ claimed, outcome }) => ({
    claimed,
    outcome: outcome.is === 'rejected' ? { ...outcome, whose: 'version' } : outcome,
  }))

async function reportVersion(
  deps: DeliveryDeps,
  { journeyId, version }: Group,
  failures: number,
): Promise<void> {
  deps.log.error('SES rejects a version of a journey', { journeyId, version })
  await deps.holds
    .countFailures(journeyId, version, failures, deps.clock.now())
    .catch(error => deps.log.error('A rejection could not be counted', { journeyId, reason: String(error) }))
}

/** The entry of an email for a bulk call, or why it cannot be rendered. */
async function entryFor(
  deps: DeliveryDeps,
  group: Group,
  { record, planned, facts }: Claimed,
  place: string,
) {
  const { links, publicUrl, clock } = deps
  const { head, received, template } = group
  const { journey, sender } = head
  const others = await fromOthers(deps, record, journey, template)
  const known = { links, publicUrl, now: clock.now(), language: sender.language, journey, received }
  try {
    const context = { ...known, ...others, ...letterIn(planned.email, record, facts, known) }
    const entry = renderEntry(record, planned.email, group.template, context)
    return { ...entry, tags: { ...entry.tags, place, ...(planned.isProbe && { probe: 'yes' }) } }
  } catch (error) {
    deps.log.error('An email cannot be written', { emailId: planned.email.id, reason: String(error) })
    return undefined
  }
}

async function sendGroup(
  deps: DeliveryDeps,
  group: Group,
  { batch, again }: HandOverOptions,
  places: ReadonlyMap<Claimed, number>,
): Promise<Sent[]> {
  const written = await Promise.all(
    group.claimed.map(async claimed => ({
      claimed,
      entry: await entryFor(deps, group, claimed, String(places.get(claimed))),
    })),
  )
  const entries = written.flatMap(({ entry }) => entry ?? [])
  const handOver: HandOver = async part => {
    if (!isStale(deps, group.claimed)) return deps.mailer.sendBulk(toBulk(group, part, batch))
    deps.log.error('A worker stood still, and does not send what it had claimed', { emails: part.length })
    return turnedBack('stood-still')
  }
  const answers = entries.length > 0 ? await sendEntries(handOver, again, entries) : []
  const byEntry = new Map(entries.map((entry, i) => [entry, answers[i]]))
  const sent = written.map(({ claimed, entry }): Sent => {
    const unwritten = { is: 'rejected' as const, reason: 'not-rendered' }
    const outcome = entry ? (byEntry.get(entry) ?? { is: 'unknown' }) : unwritten
    return {
      claimed,
      outcome:
        outcome.is === 'accepted'
          ? { ...outcome, version: group.version, ...whetherNobody(claimed) }
          : outcome,
    }
  })
  if (!versionAtFault(sent)) return sent
  await reportVersion(deps, group, sent.length)
  return asVersionsFault(sent)
}

/** Hands claimed emails to SES, each once. */
export async function send(
  deps: DeliveryDeps,
  claimed: readonly Claimed[],
  options: HandOverOptions,
): Promise<Sent[]> {
  const read = await Promise.all(claimed.map(async one => (await withFacts(deps, one)) ?? { unread: one }))
  const known = read.flatMap(one => ('unread' in one ? [] : [one]))
  const moot = known.filter(({ facts }) => facts?.is === 'moot')
  const places = new Map(known.map((one, place) => [one, place]))
  const [groups, wordless] = await grouped(
    deps,
    known.filter(one => !moot.includes(one)),
  )
  const sent = await Promise.all(groups.map(group => sendGroup(deps, group, options, places)))
  const unread = read.flatMap(one => ('unread' in one ? [one.unread] : []))
  return [
    ...sent.flat(),
    ...moot.map(one => ({ claimed: one, outcome: { is: 'moot' as const } })),
    ...[...wordless, ...unread].map(one => ({ claimed: one, outcome: turnedBack('not-published') })),
  ]
}
