import type { BulkEmail, BulkEntry } from '../../adapters/mailer.ts'
import type { EmailTemplate, Sender } from '../../contracts/published-journey.ts'
import type { EmailOutcome } from '../../domain/commands.ts'
import type { LearnerRecord } from '../../store/learners.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './plan.ts'
import { renderEntry, templateKey } from './render.ts'

/** A claimed email, ready to be handed to SES. */
export interface Claimed {
  record: LearnerRecord
  planned: Planned
}

/** What became of a claimed email. */
export interface Sent {
  claimed: Claimed
  outcome: EmailOutcome
}

interface Group {
  journeyId: string
  version: number
  sender: Sender
  template: EmailTemplate
  claimed: Claimed[]
}

/** Letters are written in the words of the journey that somebody joins or is in. */
const journeyOf = ({ planned: { email, record } }: Claimed): string | undefined => {
  if ('journeyId' in email) return email.journeyId
  return record.learner.joining?.journeyId ?? Object.keys(record.learner.enrolments)[0]
}

async function groupOf(deps: DeliveryDeps, claimed: Claimed): Promise<Omit<Group, 'claimed'> | undefined> {
  const journeyId = journeyOf(claimed)
  const head = journeyId === undefined ? (await deps.library.list())[0] : await deps.library.head(journeyId)
  if (!head) return undefined
  const { id, version } = head.journey
  const template = await deps.library.email(id, version, templateKey(claimed.planned.email))
  return { journeyId: id, version, sender: head.sender, template }
}

/** Emails of one version and kind go in one call. @returns also those that no published version has words for. */
async function grouped(deps: DeliveryDeps, claimed: readonly Claimed[]): Promise<[Group[], Claimed[]]> {
  const groups = new Map<string, Group>()
  const wordless: Claimed[] = []
  for (const one of claimed) {
    const found = await groupOf(deps, one)
    if (!found) {
      wordless.push(one)
      continue
    }
    const key = `${found.journeyId}#${found.version}#${found.template.key}`
    const group = groups.get(key) ?? { ...found, claimed: [] }
    group.claimed.push(one)
    groups.set(key, group)
  }
  return [[...groups.values()], wordless]
}

function toBulk(group: Group, entries: readonly BulkEntry[]): BulkEmail {
  const { sender, template, journeyId, version } = group
  return {
    from: sender.from,
    replyTo: sender.replyTo,
    template,
    tags: { journey: journeyId, version: String(version), kind: template.key.replaceAll('.', '_') },
    entries,
  }
}

/** One call, halved as long as SES refuses it whole, so that the culprit stands alone and nobody else waits for it. */
async function sendEntries(
  deps: DeliveryDeps,
  group: Group,
  entries: readonly BulkEntry[],
): Promise<EmailOutcome[]> {
  const answer = await deps.mailer.sendBulk(toBulk(group, entries))
  if (answer.is === 'answered') return [...answer.entries]
  if (answer.is !== 'refused') return entries.map(() => answer)
  if (entries.length === 1) return [answer]
  const half = Math.ceil(entries.length / 2)
  const first = await sendEntries(deps, group, entries.slice(0, half))
  return [...first, ...(await sendEntries(deps, group, entries.slice(half)))]
}

/** Refusals of every entry of a call, one by one, are the version's fault and not the people's. */
const versionAtFault = (outcomes: readonly EmailOutcome[]): boolean =>
  outcomes.length >= 3 && outcomes.every(outcome => outcome.is === 'refused')

async function sendGroup(deps: DeliveryDeps, group: Group): Promise<Sent[]> {
  const context = {
    links: deps.links,
    publicUrl: deps.publicUrl,
    now: deps.clock.now(),
    language: group.sender.language,
  }
  const entries = group.claimed.map(({ record, planned }) =>
    renderEntry(record, planned.email, group.template, context),
  )
  const outcomes = await sendEntries(deps, group, entries)
  if (versionAtFault(outcomes)) {
    await deps.switches.countFailure(group.journeyId, group.version, outcomes.length)
    deps.log.error('SES refuses a version of a journey', {
      journeyId: group.journeyId,
      version: group.version,
    })
  }
  return group.claimed.map((claimed, i) => ({ claimed, outcome: outcomes[i] ?? { is: 'unknown' } }))
}

/** Hands claimed emails to SES, each once. Never throws for what SES does. */
export async function send(deps: DeliveryDeps, claimed: readonly Claimed[]): Promise<Sent[]> {
  const [groups, wordless] = await grouped(deps, claimed)
  const sent = (await Promise.all(groups.map(group => sendGroup(deps, group)))).flat()
  const back = { is: 'turned-back' as const, reason: 'not-published' }
  return [...sent, ...wordless.map(one => ({ claimed: one, outcome: back }))]
}
