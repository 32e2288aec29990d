import type { EmailTemplate, Sender } from '../../contracts/published-journey.ts'
import { type Email, journeyOf } from '../../domain/email.ts'
import type { JourneyId } from '../../domain/ids.ts'
import { type Learner, mainJourneyOf, requestOf } from '../../domain/learner.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'
import { templateKey } from './render.ts'

/** A claimed email, ready to be handed to SES. */
export interface Claimed {
  record: LearnerRecord
  planned: Planned
}

/** Emails that go in one call: of one kind, of one version of a journey. */
export interface Group {
  journeyId: string
  version: number
  sender: Sender
  template: EmailTemplate
  claimed: Claimed[]
}

/**
 * The journey in whose words an email is written; account emails in those of the journey that somebody asked for or is in.
 * @returns undefined where any journey will do.
 */
export const journeyOfWords = (email: Email, learner: Learner): JourneyId | undefined =>
  journeyOf(email) ?? requestOf(learner, email)?.journeyId ?? mainJourneyOf(learner)

async function groupOf(deps: DeliveryDeps, claimed: Claimed): Promise<Omit<Group, 'claimed'> | undefined> {
  const { email, record } = claimed.planned
  const journeyId = journeyOfWords(email, record.learner)
  const head = journeyId === undefined ? (await deps.library.list())[0] : await deps.library.head(journeyId)
  if (!head) return undefined
  const { id, version } = head.journey
  const template = await deps.library.email(id, version, templateKey(email))
  return { journeyId: id, version, sender: head.sender, template }
}

/** What to say and in whose name; nothing where no published version has words for it. */
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

/** Emails of one version and kind go in one call. @returns also those that no published version has words for. */
export async function grouped(
  deps: DeliveryDeps,
  claimed: readonly Claimed[],
): Promise<[Group[], Claimed[]]> {
  const groups = new Map<string, Group>()
  const wordless: Claimed[] = []
  for (const one of claimed) {
    const found = await groupOrNone(deps, one)
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
