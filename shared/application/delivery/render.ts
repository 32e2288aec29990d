import type { BulkEntry } from '../../adapters/mailer.ts'
import type { Link } from '../../contracts/link.ts'
import type { EmailKey, EmailTemplate } from '../../contracts/published-journey.ts'
import { type Email, isOfJourney, type PlannedEmail } from '../../domain/email.ts'
import type { Placeholder } from '../../domain/email-kind.ts'
import { isAboutModule } from '../../domain/email-kind-groups.ts'
import { emailKinds } from '../../domain/email-kinds.ts'
import { moduleAgain } from '../../domain/enrolment.ts'
import { type AddressUndo, requestOf } from '../../domain/learner.ts'
import { positionOf } from '../../domain/progress.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import { emailTextsFor } from '../../texts/email-texts-for.ts'
import { escapeHtml } from '../../web/html.ts'
import { before, filledStyles } from './filled-styles.ts'
import { type LetterParts, linkOf, modulePageUrl, type RenderContext } from './render-context.ts'
import { mirrorValues } from './render-mirror.ts'
import { roundValues } from './render-round.ts'
import { voiceValues } from './render-voices.ts'

/** The key of an email's template in a published version. */
export function templateKey(email: Email): EmailKey {
  const { kind } = email
  return isAboutModule(kind) ? `${kind}.${(email as PlannedEmail).moduleId}` : kind
}

type Values = Readonly<Record<Placeholder, () => string>>

function addresses(record: LearnerRecord, email: Email, context: RenderContext) {
  const { learner } = record
  const { links, publicUrl, now, language } = context
  const { id: learnerId, epoch } = learner
  const who = linkOf(learner)
  const expiresAt = now + emailKinds[email.kind].linkLives
  const url = (path: string, link: Link) => `${publicUrl}${path}?t=${links.token(link)}`
  const ofModule = () => {
    const { journeyId, moduleId } = email as PlannedEmail
    return { ...who, journeyId, moduleId }
  }
  const mailed = { ...who, mailedAt: now }
  const preferences: Link = { purpose: 'preferences', ...mailed }
  const modulePage = () => modulePageUrl(learner, (email as PlannedEmail).moduleId, context)
  const confirm = (): Link => {
    const request = requestOf(learner, email)
    if (request) {
      const { number, epoch } = request
      const { id: learnerId } = learner
      return { purpose: 'confirm', learnerId, epoch, mailedAt: now, request: number, expiresAt }
    }
    return { purpose: 'address', ...mailed, occurrence: email.occurrence, expiresAt }
  }
  const undo = (): Link => {
    const { occurrence, addressVersion: before } = undoOf(record, email)
    const ofOld = { learnerId, epoch, mailedAt: now, ...(before > 0 && { addressVersion: before }) }
    return { purpose: 'undo-address', ...ofOld, occurrence, expiresAt }
  }
  return {
    doneUrl: () => `${modulePage()}#done`,
    readUrl: modulePage,
    confirmUrl: () => url('/confirm', confirm()),
    undoUrl: () => url('/confirm', undo()),
    preferencesUrl: () => url('/my-journey', preferences),
    resumeUrl: () => `${url('/my-journey', preferences)}#resume`,
    privateUrl: () => url('/my-journey', { purpose: 'private', ...mailed, expiresAt }),
    unsubscribeUrl: () => url('/unsubscribe', { purpose: 'unsubscribe', ...mailed }),
    homeUrl: () => `${publicUrl}/`,
    privacyUrl: () => `${publicUrl}/privacy?language=${language}`,
    reference: () => links.token({ purpose: 'reference', ...ofModule() }),
  }
}

/** The modules of this version that the learner had, in order, with links to their pages. */
function modulesOf({ learner }: LearnerRecord, context: RenderContext) {
  const { journey, language } = context
  const texts = emailTextsFor(language)
  const { emailed = [], done = [], tried = {} } = learner.enrolments[journey.id] ?? {}
  const had = () =>
    journey.modules
      .filter(({ id }) => emailed.includes(id) || done.includes(id))
      .map(({ id, title }) => ({
        url: modulePageUrl(learner, id, context),
        words: tried[id] === 'yes' ? texts.triedModule(title) : title,
      }))
  return {
    modulesHtml: () =>
      had()
        .map(
          ({ url, words }) =>
            `<li style="${filledStyles.item}"><a href="${url}">${escapeHtml(words)}</a></li>`,
        )
        .join(''),
    modulesText: () =>
      had()
        .map(({ url, words }) => `- ${before(words, url)}`)
        .join('\n\n'),
  }
}

/** The values about the module that an email is about. */
function aboutModule({ learner }: LearnerRecord, email: Email, context: RenderContext) {
  const { journey, received, language } = context
  const texts = emailTextsFor(language)
  return {
    position: () => {
      const { moduleId } = email as PlannedEmail
      const position = positionOf(journey, learner, moduleId)
      if (!position) throw new Error(`Version ${journey.version} of ${journey.id} has no module ${moduleId}.`)
      return texts.position(position.number, position.of)
    },
    subject: () => {
      if (received === undefined) throw new Error('It is not known under which subject the module came.')
      return texts.reminder.subject(received)
    },
  }
}

/** The values about the group that a letter is about. */
function aboutGroup({ letter }: RenderContext) {
  const said = (part: keyof LetterParts) => () => {
    if (!letter) throw new Error('It is not known what the letter says of its group.')
    return letter[part]
  }
  return { circleHtml: said('html'), circleText: said('text'), circleUrl: said('url') }
}

/** RFC 8058: one-click unsubscribe, in every email that somebody gets because they signed up. */
const unsubscribeHeaders = (url: string) => [
  { name: 'List-Unsubscribe', value: `<${url}>` },
  { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
]

/**
 * The address change that an account email to an old address is about.
 * @throws if the change can no longer be undone; nobody is told then.
 */
function undoOf({ learner }: LearnerRecord, { occurrence }: Email): AddressUndo {
  const undo = learner.addressUndos?.find(({ accountEmail }) => accountEmail === occurrence)
  if (!undo)
    throw new Error(`No change of address is told by account email ${occurrence} of learner ${learner.id}.`)
  return undo
}

function oldAddressOf(record: LearnerRecord, email: Email): string {
  const { occurrence } = undoOf(record, email)
  const old = record.details.oldAddresses?.find(one => one.occurrence === occurrence)
  if (!old) throw new Error(`The old address of learner ${record.learner.id} is not kept.`)
  return old.email
}

/** The recipient address of an email. */
function recipientOf(record: LearnerRecord, email: Email): string {
  const { email: own, newEmail, requests } = record.details
  switch (emailKinds[email.kind].to) {
    case 'learner':
      return own
    case 'asked-address': {
      const request = requestOf(record.learner, email)
      return (request && requests?.[request.number]?.email) ?? own
    }
    case 'new-address':
      return newEmail ?? own
    case 'old-address':
      return oldAddressOf(record, email)
  }
}

/** Whether the email goes to an address that has not, or no longer, consented to emails. */
const isToOtherAddress = ({ kind }: Email): boolean => emailKinds[kind].to !== 'learner'

/** Whether this email repeats a module after a pause. */
function isAgain({ learner }: LearnerRecord, email: Email): boolean {
  const enrolment = isOfJourney(email) ? learner.enrolments[email.journeyId] : undefined
  return enrolment !== undefined && email.kind === 'module' && moduleAgain(enrolment) === email.moduleId
}

/** The learner's first name, or the author's substitute if they gave none. */
function nameIn({ key, nameless }: EmailTemplate, { details }: LearnerRecord): string {
  const name = details.firstName ?? nameless
  if (name === undefined)
    throw new Error(`The email ${key} names its reader, and nothing stands for who gave no name.`)
  return name
}

/**
 * Fills in a template for one person. Every value is escaped for its place.
 * @throws if the template needs a value that this person does not have.
 */
export function renderEntry(
  record: LearnerRecord,
  email: Email,
  template: EmailTemplate,
  context: RenderContext,
): BulkEntry {
  const { greeting, welcomeBack } = emailTextsFor(context.language)
  const hello = (isAgain(record, email) ? welcomeBack : greeting)(record.details.firstName)
  const urls = addresses(record, email, context)
  const values: Values = {
    ...urls,
    ...aboutModule(record, email, context),
    ...modulesOf(record, context),
    ...voiceValues(record.learner, context),
    ...mirrorValues(record.learner, context),
    ...roundValues(record.learner, context),
    ...aboutGroup(context),
    greetingText: () => hello,
    greetingHtml: () => escapeHtml(hello),
    firstNameText: () => nameIn(template, record),
    firstNameHtml: () => escapeHtml(nameIn(template, record)),
  }
  const headers = isToOtherAddress(email) ? [] : unsubscribeHeaders(urls.unsubscribeUrl())
  return {
    to: recipientOf(record, email),
    data: Object.fromEntries(template.placeholders.map(name => [name, values[name]()])),
    headers,
    tags: { 'email-id': email.id },
  }
}
