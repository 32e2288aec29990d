import { type Executed, executeCommand } from '../../shared/application/execute-command.ts'
import { leave } from '../../shared/application/leave.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { FieldProblem, FormProblem } from '../../shared/contracts/form-problems.ts'
import type { MyJourneyRequest } from '../../shared/contracts/my-journey-form.ts'
import type { JourneyNotice } from '../../shared/contracts/notice.ts'
import type { OutcomeOf } from '../../shared/domain/decide.ts'
import type { Instant, JourneyId } from '../../shared/domain/ids.ts'
import { preferencesOf } from '../../shared/domain/preferences.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import { breakEnd } from './break-end.ts'
import { afterErasing, eraseHolder } from './erase.ts'
import { switchJourney } from './my-journey-switch.ts'
import { todayOf } from './my-journey-view.ts'

/** The result of a press on “my journey”. */
export type Done =
  /** The page is shown again, with a notice. */
  | { is: 'noticed'; notice: JourneyNotice; about?: { journeyId: JourneyId } }
  /** The page is shown again. */
  | { is: 'left' }
  | { is: 'wrong'; problems: readonly FieldProblem[]; record: LearnerRecord }
  /** Another page or a file is sent. */
  | { is: 'answered'; answer: (site: Site) => WebResponse }
  /** The learner was erased or signed up again while the page was open. */
  | { is: 'gone' }

type Of<A extends MyJourneyRequest['action']> = Extract<MyJourneyRequest, { action: A }>

/**
 * Executes the action of the pressed button.
 * @param deps find nobody but the link's holder.
 * @param mailedAt when the email went out whose link was used.
 */
export async function doOnMyJourney(
  deps: LearnerPagesDeps,
  record: LearnerRecord,
  request: MyJourneyRequest,
  mailedAt: Instant,
): Promise<Done> {
  const { id } = record.learner
  switch (request.action) {
    case 'times':
      return changeTimes(deps, record, request, mailedAt)
    case 'pause':
    case 'resume':
    case 'next-now':
    case 'leave-journey':
      return pressOnJourney(deps, record, request, mailedAt)
    case 'leave': {
      const { outcome } = await leave(deps, id, 'page')
      return { is: outcome === 'not-a-learner' ? 'gone' : 'left' }
    }
    case 'private-link':
      return mailLink(deps, record, mailedAt)
    case 'download-to-read':
      return { is: 'answered', answer: await (await import('./download.ts')).downloadToRead(deps, record) }
    case 'download':
      return { is: 'answered', answer: await (await import('./download.ts')).download(deps, record) }
    case 'erase': {
      const pressed = await eraseHolder(deps, id)
      return {
        is: 'answered',
        answer: site => afterErasing(site, deps, { learnerId: id, epoch: record.learner.epoch }, pressed),
      }
    }
    default:
      return request satisfies never
  }
}

const wrong = (record: LearnerRecord, field: string, problem: FormProblem): Done => ({
  is: 'wrong',
  record,
  problems: [{ field, problem }],
})

/** No reader makes this many changes a day. A newer email's link allows more. */
const pressedOften: Done = { is: 'answered', answer: site => troubleResponse(site, 'pressed-often') }

/** Why nothing was done. A person who has left gets the page that says so. */
function refused({ record }: { record?: LearnerRecord | undefined }): Done {
  if (!record) return { is: 'gone' }
  return wrong(record, '', record.learner.undeliverable ? 'unreachable' : 'unconfirmed')
}

async function changeTimes(
  deps: LearnerPagesDeps,
  record: LearnerRecord,
  request: Of<'times'>,
  mailedAt: Instant,
): Promise<Done> {
  const { days, parts, pace, breakUntil } = request
  const end = breakUntil && breakEnd(breakUntil, await todayOf(deps, record))
  if (end?.is === 'wrong') return wrong(record, 'breakUntil', end.problem)
  const preferences = preferencesOf({ days, parts, pace, breakUntil: end?.day })
  const acted = await executeCommand(deps, record.learner.id, {
    type: 'ChangePreferences',
    preferences,
    mailedAt,
  })
  if (acted.outcome === 'too-often') return pressedOften
  if (acted.outcome === 'not-a-learner' || !acted.record) return refused(acted)
  return { is: 'noticed', notice: 'times-saved' }
}

async function pressOnJourney(
  deps: LearnerPagesDeps,
  before: LearnerRecord,
  request: Extract<MyJourneyRequest, { journey: string }>,
  mailedAt: Instant,
): Promise<Done> {
  const { enrolments, joining } = before.learner
  const isTheirs =
    Object.hasOwn(enrolments, request.journey) ||
    joining.some(({ journeyId }) => journeyId === request.journey)
  if (!isTheirs) return wrong(before, '', 'journey-not-followed')
  const { is, record } = await switchJourney(deps, before, request, mailedAt)
  if (!record || is === 'refused') return refused({ record })
  if (is === 'too-often') return pressedOften
  return is === 'journey-closed'
    ? wrong(record, '', is)
    : { is: 'noticed', notice: is, about: { journeyId: request.journey } }
}

async function mailLink(
  deps: LearnerPagesDeps,
  { learner }: LearnerRecord,
  mailedAt: Instant,
): Promise<Done> {
  const acted = await executeCommand(deps, learner.id, {
    type: 'RequestAccountEmail',
    kind: 'private-link',
    mailedAt,
  })
  return mailed(acted)
}

function mailed(acted: Executed<OutcomeOf<'RequestAccountEmail'>>): Done {
  if (acted.outcome === 'not-a-learner' || !acted.record) return refused(acted)
  if (acted.outcome === 'too-often') return wrong(acted.record, '', 'mailed-often')
  if (acted.outcome === 'moved-often' || acted.outcome === 'mailbox-full')
    return wrong(acted.record, '', acted.outcome)
  return { is: 'noticed', notice: 'private-link-mailed' }
}
