import type { Log } from '../adapters/log.ts'
import { normaliseAddress } from '../contracts/email-address.ts'
import { type SesEvent, tagOf } from '../contracts/ses-event.ts'
import { type EmailRef, parseEmailId } from '../domain/email-id.ts'
import { countsForBrakes } from '../domain/email-kind-groups.ts'
import { claimOf } from '../domain/learner.ts'
import type { ConfirmationStore } from '../store/confirmations.ts'
import { type EvidenceStore, parseBatch } from '../store/evidence.ts'
import type { HoldStore } from '../store/holds.ts'
import { type LearnerRecord, originOf } from '../store/learner-record.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** Dependencies of handling SES events. */
export interface FeedbackDeps extends CommandDeps {
  evidence: EvidenceStore
  holds: Pick<HoldStore, 'countFailures' | 'noteProbe'>
  confirmations: Pick<ConfirmationStore, 'noteBounced'>
  log: Log
}

/** Why an SES event is dead-lettered although it can be parsed. */
export const notOurEmail =
  'An SES event carries an email id that ShiftWorks did not make. It is kept for a look.'

type Detail = SesEvent['detail']
type BounceDetail = Extract<Detail, { eventType: 'Bounce' }>
type ComplaintDetail = Extract<Detail, { eventType: 'Complaint' }>

/** Whether an event is about the person's current address. */
const isAbout = ({ details }: LearnerRecord, detail: Detail): boolean =>
  detail.mail.destination.some(address => normaliseAddress(address) === normaliseAddress(details.email))

/** Settles a standing claim as accepted, since SES reported on its email. */
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

/** Records evidence that SES had an email. Any SES event counts; repeats change nothing. */
async function noteSeen(deps: FeedbackDeps, detail: Detail): Promise<void> {
  const batch = parseBatch(tagOf(detail, 'batch') ?? '')
  const place = Number(tagOf(detail, 'place'))
  if (batch && Number.isSafeInteger(place)) await deps.evidence.noteSeen(batch, place)
}

const isFailure = ({ eventType }: Detail): boolean =>
  eventType === 'Reject' || eventType === 'Rendering Failure'

/** Records a report on an email that probes a broken version. */
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
  // SES reports events more than once; this failure of the version has been counted.
  if (outcome !== 'done') return
  const journey = tagOf(detail, 'journey')
  const version = Number(tagOf(detail, 'version'))
  if (reason === 'not-rendered' && journey && version >= 1)
    await deps.holds.countFailures(journey, version, 1, deps.clock.now())
  deps.log.error('SES accepted an email and did not deliver it', { emailId, reason, journey, version })
}

/**
 * A code of SES, such as `MailboxFull`. Anything else may be a mail server's text with an address in it, and is
 * dropped.
 */
const wordOf = (value: string | null | undefined): string =>
  value && /^[a-z]{1,40}$/i.test(value) ? value.toLowerCase() : 'unknown'

/** Bounce types after which the same address may work later (SES developer guide, "Bounce types"). */
const passingBounces = ['transient', 'undetermined']

/** Only a bounce that SES calls permanent is treated as permanent; unknown types are not. */
function bounced(deps: FeedbackDeps, { bounceType, bounceSubType }: BounceDetail['bounce']) {
  const kind = wordOf(bounceType)
  const code = `${kind}.${wordOf(bounceSubType)}`
  const lasting = kind === 'permanent'
  if (!lasting && !passingBounces.includes(kind))
    deps.log.warn('SES tells of a bounce of a new type. It is taken as one that passes.', { code })
  return { type: 'RecordBounce' as const, lasting, code }
}

/** Handles a bounce. A confirmation that bounces permanently is counted once, for its origin and its domain. */
async function handleBounce(
  deps: FeedbackDeps,
  record: LearnerRecord,
  ref: EmailRef,
  bounce: BounceDetail['bounce'],
) {
  const command = bounced(deps, bounce)
  const { outcome } = await executeCommand(deps, ref.learnerId, command)
  if (outcome !== 'done' || !command.lasting || !countsForBrakes(ref)) return
  await deps.confirmations.noteBounced(originOf(record, ref), deps.clock.now())
}

/**
 * A confirmation to a person's new address bounced, which says nothing about the current one. It is counted once,
 * like any email that anybody can cause; its origin is deleted in the same write.
 * @throws if the person changed meanwhile, so that the SES event is delivered again.
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
 * Types of feedback report without an objection: that the email was no spam after all (RFC 6430), and that its
 * authentication failed (RFC 6591), which is our fault. Any other type, or none, is a complaint.
 */
const noObjection = ['not-spam', 'auth-failure']

function isComplaint(deps: FeedbackDeps, { complaint }: ComplaintDetail): boolean {
  const feedback = complaint?.complaintFeedbackType?.trim().toLowerCase() ?? ''
  if (!noObjection.includes(feedback)) return true
  deps.log.warn('A mailbox provider reports about an email, and nobody complains', { feedback })
  return false
}

/**
 * Handles one SES event. Idempotent, even years later.
 * @throws if the email's id is not from this system, so that the event is dead-lettered.
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
