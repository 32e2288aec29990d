import type { Log } from '../adapters/log.ts'
import { normaliseAddress } from '../contracts/email-address.ts'
import { type SesEvent, tagOf } from '../contracts/ses-event.ts'
import { type EmailRef, parseEmailId } from '../domain/email-id.ts'
import { tellsTheBrakes } from '../domain/email-kind-groups.ts'
import { claimOf } from '../domain/learner.ts'
import type { ConfirmationStore } from '../store/confirmations.ts'
import { type EvidenceStore, parseBatch } from '../store/evidence.ts'
import type { HoldStore } from '../store/holds.ts'
import { type LearnerRecord, originOf } from '../store/learner-record.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** What taking in SES's events needs of the world. */
export interface FeedbackDeps extends CommandDeps {
  evidence: EvidenceStore
  holds: Pick<HoldStore, 'countFailures' | 'noteProbe'>
  confirmations: Pick<ConfirmationStore, 'noteBounced'>
  log: Log
}

/** Why an SES event is kept that can be read. */
export const notOurEmail =
  'An SES event carries an email id that ShiftWorks did not make. It is kept for a look.'

type Detail = SesEvent['detail']
type BounceDetail = Extract<Detail, { eventType: 'Bounce' }>
type ComplaintDetail = Extract<Detail, { eventType: 'Complaint' }>

/** Whether an event speaks of the address that this person has now. */
const isAbout = ({ details }: LearnerRecord, detail: Detail): boolean =>
  detail.mail.destination.some(address => normaliseAddress(address) === normaliseAddress(details.email))

/** SES spoke of this email, so it had it: a claim that still stands for it is settled. */
async function settleAsAccepted(
  deps: FeedbackDeps,
  record: LearnerRecord,
  ref: EmailRef,
  { emailId, version }: { emailId: string; version: number },
) {
  if (claimOf(record.learner, ref.journeyId)?.email.id !== emailId) return
  const { journeyId, learnerId } = ref
  await executeCommand(deps, learnerId, {
    type: 'SettleEmail',
    emailId,
    journeyId,
    outcome: { is: 'accepted', ...(version >= 1 && { version }) },
  })
}

/** Any word about an email is evidence that SES had it, however often it is reported. */
async function noteSeen(deps: FeedbackDeps, detail: Detail): Promise<void> {
  const batch = parseBatch(tagOf(detail, 'batch') ?? '')
  const place = Number(tagOf(detail, 'place'))
  if (batch && Number.isSafeInteger(place)) await deps.evidence.noteSeen(batch, place)
}

const isFailure = ({ eventType }: Detail): boolean =>
  eventType === 'Reject' || eventType === 'Rendering Failure'

/** Word about an email that tests whether a broken version goes again. */
async function noteProbe(deps: FeedbackDeps, detail: Detail): Promise<void> {
  const [journey, version] = [tagOf(detail, 'journey'), Number(tagOf(detail, 'version'))]
  const batch = parseBatch(tagOf(detail, 'batch') ?? '')
  if (!tagOf(detail, 'probe') || !batch || !journey || !(version >= 1)) return
  await deps.holds.noteProbe(journey, version, batch.at, isFailure(detail) ? 'failed' : 'seen')
}

async function failedInSes(deps: FeedbackDeps, detail: Detail, ref: EmailRef, emailId: string) {
  const reason = detail.eventType === 'Reject' ? 'rejected' : 'not-rendered'
  const { journeyId, learnerId } = ref
  const failed = {
    type: 'SettleEmail' as const,
    emailId,
    journeyId,
    outcome: { is: 'failed' as const, reason },
  }
  const { outcome } = await executeCommand(deps, learnerId, failed)
  // SES reports an event more than once: this failure of the version is counted already.
  if (outcome !== 'done') return
  const journey = tagOf(detail, 'journey')
  const version = Number(tagOf(detail, 'version'))
  if (reason === 'not-rendered' && journey && version >= 1)
    await deps.holds.countFailures(journey, version, 1, deps.clock.now())
  deps.log.error('SES accepted an email and did not deliver it', { emailId, reason, journey, version })
}

/** One of SES's own words, such as `MailboxFull`; what is none may be a mail server's, with an address in it. */
const wordOf = (value: string | null | undefined): string =>
  value && /^[a-z]{1,40}$/i.test(value) ? value.toLowerCase() : 'unknown'

/** Bounce types after which the same address may work another time (SES developer guide, "Bounce types"). */
const passingBounces = ['transient', 'undetermined']

/** Only a bounce that SES calls permanent lasts: of one that nobody knows yet, the worst is not assumed. */
function bounced(deps: FeedbackDeps, { bounceType, bounceSubType }: BounceDetail['bounce']) {
  const kind = wordOf(bounceType)
  const code = `${kind}.${wordOf(bounceSubType)}`
  const lasting = kind === 'permanent'
  if (!lasting && !passingBounces.includes(kind))
    deps.log.warn('SES tells of a bounce of a new type. It is taken as one that passes.', { code })
  return { type: 'RecordBounce' as const, lasting, code }
}

/** A confirmation that bounces for good is counted once, against where it was asked from and what domain it went to. */
async function handleBounce(
  deps: FeedbackDeps,
  record: LearnerRecord,
  ref: EmailRef,
  bounce: BounceDetail['bounce'],
) {
  const command = bounced(deps, bounce)
  const { outcome } = await executeCommand(deps, ref.learnerId, command)
  if (outcome !== 'done' || !command.lasting || !tellsTheBrakes(ref)) return
  await deps.confirmations.noteBounced(originOf(record, ref), deps.clock.now())
}

/**
 * A confirmation to the address that somebody wants to have bounces, which says nothing of the one that they have. It counts
 * like any other that anybody can cause, and once: where it was asked from goes with it.
 * @throws when they changed meanwhile, so that SES's event comes again.
 */
async function newAddressBounced(
  deps: FeedbackDeps,
  ref: EmailRef,
  bounce: BounceDetail['bounce'],
): Promise<void> {
  const record = await deps.learners.find(ref.learnerId)
  const origin = record && originOf(record, ref)
  if (!origin || !bounced(deps, bounce).lasting) return
  const { newOrigin: _, ...details } = record.details
  if (!(await deps.learners.save(record, { after: record.learner, events: [], details })))
    throw new Error(
      `Learner ${ref.learnerId} changed while a bounce was counted. Its event is taken in again.`,
    )
  await deps.confirmations.noteBounced(origin, deps.clock.now())
}

/**
 * Feedback reports in which nobody objects to an email: that it was no spam after all (RFC 6430), and that its
 * authentication failed (RFC 6591), which is ours to mend. Any other, also a new one and one of no type, is an objection.
 */
const noObjection = ['not-spam', 'auth-failure']

function isComplaint(deps: FeedbackDeps, { complaint }: ComplaintDetail): boolean {
  const feedback = complaint?.complaintFeedbackType?.trim().toLowerCase() ?? ''
  if (!noObjection.includes(feedback)) return true
  deps.log.warn('A mailbox provider reports about an email, and nobody complains', { feedback })
  return false
}

/**
 * Takes in one SES event. Reported twice, or years later, it changes nothing.
 * @throws when the email's id is none of ours, so that the event is kept and looked at.
 */
export async function handleSesEvent(deps: FeedbackDeps, event: SesEvent): Promise<void> {
  const { detail } = event
  const [emailId] = detail.mail.tags['email-id']
  const ref = parseEmailId(emailId)
  if (!ref) throw new Error(notOurEmail)
  await noteSeen(deps, detail)
  await noteProbe(deps, detail)
  const record = await deps.learners.find(ref.learnerId)
  if (!record || record.learner.epoch !== ref.epoch) return
  if (isFailure(detail)) return failedInSes(deps, detail, ref, emailId)
  await settleAsAccepted(deps, record, ref, { emailId, version: Number(tagOf(detail, 'version')) })
  if (!isAbout(record, detail)) {
    if (detail.eventType === 'Bounce' && ref.kind === 'confirm-address')
      await newAddressBounced(deps, ref, detail.bounce)
    return
  }
  if (detail.eventType === 'Bounce') await handleBounce(deps, record, ref, detail.bounce)
  if (detail.eventType === 'Complaint' && isComplaint(deps, detail))
    await executeCommand(deps, ref.learnerId, { type: 'RecordComplaint' })
}
