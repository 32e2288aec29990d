import type { LearnerPagesDeps } from '../../shared/adapters/deps.ts'
import { type Acted, act } from '../../shared/application/act.ts'
import { type EmailAddress, normaliseAddress } from '../../shared/contracts/email-address.ts'
import type { FieldProblem, FormProblem } from '../../shared/contracts/form-problems.ts'
import type { PreferencesRequest } from '../../shared/contracts/preferences-form.ts'
import { erasedPage } from '../../shared/pages/erased.ts'
import { leftPage } from '../../shared/pages/left.ts'
import { mailedPage } from '../../shared/pages/mailed.ts'
import type { PreferencesView } from '../../shared/pages/preferences.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { Answer } from '../runtime/http/answer.ts'
import { download } from './download.ts'
import { todayOf } from './preferences-view.ts'

/** What became of a button on the preferences page. */
export type Done =
  | { is: 'saved'; saved: NonNullable<PreferencesView['saved']>; record: LearnerRecord }
  | { is: 'wrong'; problems: readonly FieldProblem[]; record: LearnerRecord }
  /** Another page follows. */
  | { is: 'left-for'; page: (site: Site) => string }
  | { is: 'answered'; answer: Answer }
  /** Erased, or signed up anew, while the page was open. */
  | { is: 'gone' }

type Of<A extends PreferencesRequest['action']> = Extract<PreferencesRequest, { action: A }>

/**
 * Does what the pressed button says.
 * @param deps in which people are found only in the life that their link was made for.
 */
export async function doOnPreferences(
  deps: LearnerPagesDeps,
  record: LearnerRecord,
  request: PreferencesRequest,
): Promise<Done> {
  const { id } = record.learner
  switch (request.action) {
    case 'times':
      return changeTimes(deps, record, request)
    case 'pause':
    case 'resume':
      return switchJourney(deps, record, request)
    case 'leave':
      await act(deps, id, { type: 'Leave', via: 'page' })
      return { is: 'left-for', page: leftPage }
    case 'private-link':
      return mailLink(deps, record)
    case 'change-address':
      return changeAddress(deps, record, request.email)
    case 'download':
      return { is: 'answered', answer: download(record) }
    case 'erase':
      await act(deps, id, { type: 'Erase' })
      return { is: 'left-for', page: erasedPage }
    default:
      return request satisfies never
  }
}

const wrong = (record: LearnerRecord, field: string, problem: FormProblem): Done => ({
  is: 'wrong',
  record,
  problems: [{ field, problem }],
})

const unreachable = ({ record }: Acted): Done => (record ? wrong(record, '', 'unreachable') : { is: 'gone' })

async function changeTimes(
  deps: LearnerPagesDeps,
  record: LearnerRecord,
  request: Of<'times'>,
): Promise<Done> {
  const { days, parts, pace, breakUntil } = request
  if (breakUntil && breakUntil <= (await todayOf(deps, record)))
    return wrong(record, 'breakUntil', 'break-past')
  const preferences = {
    pace,
    ...(days && { days }),
    ...(parts && { parts }),
    ...(breakUntil && { breakUntil }),
  }
  const acted = await act(deps, record.learner.id, { type: 'ChangePreferences', preferences })
  if (acted.outcome !== 'done' || !acted.record) return unreachable(acted)
  return { is: 'saved', saved: 'times', record: acted.record }
}

async function switchJourney(
  deps: LearnerPagesDeps,
  before: LearnerRecord,
  { action, journey }: Of<'pause' | 'resume'>,
): Promise<Done> {
  if (!Object.hasOwn(before.learner.enrolments, journey)) return wrong(before, '', 'journey-unknown')
  const type = action === 'pause' ? 'PauseJourney' : 'ResumeJourney'
  const { outcome, record } = await act(deps, before.learner.id, { type, journeyId: journey })
  if (!record) return { is: 'gone' }
  const isDone = outcome === 'done' || outcome === 'done-before'
  const saved = action === 'pause' ? 'paused' : 'resumed'
  return isDone ? { is: 'saved', saved, record } : wrong(record, '', 'journey-unknown')
}

async function mailLink(deps: LearnerPagesDeps, { learner }: LearnerRecord): Promise<Done> {
  const acted = await act(deps, learner.id, { type: 'RequestLetter', kind: 'private-link' })
  return mailed(acted, 'private-link')
}

/** The new address waits beside the old one until somebody presses the button that is mailed to it. */
async function changeAddress(
  deps: LearnerPagesDeps,
  { learner }: LearnerRecord,
  email: EmailAddress,
): Promise<Done> {
  const addresses = await deps.addresses()
  const newAddressHash = addresses.ofEmail(normaliseAddress(email))
  const acted = await act(
    deps,
    learner.id,
    { type: 'RequestLetter', kind: 'confirm-address' },
    // Only with a letter of its own: the link of an earlier one must not confirm this address.
    ({ details }, facts) =>
      facts.some(fact => fact.type === 'AddressChangeRequested')
        ? { ...details, newEmail: email, newAddressHash }
        : details,
  )
  const isOther = acted.outcome === 'done-before' && acted.record?.details.newAddressHash !== newAddressHash
  return isOther && acted.record
    ? wrong(acted.record, 'email', 'still-mailing')
    : mailed(acted, 'confirm-address')
}

function mailed(acted: Acted, what: 'private-link' | 'confirm-address'): Done {
  if (acted.outcome === 'not-a-learner' || !acted.record) return unreachable(acted)
  if (acted.outcome === 'too-often') return wrong(acted.record, '', 'mailed-often')
  return { is: 'left-for', page: site => mailedPage(site, what) }
}
