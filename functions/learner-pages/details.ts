import { executeCommand, type Intent } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import {
  areTimesAskedIn,
  DetailsRequest,
  detailsFields,
  isAskedIn,
} from '../../shared/contracts/details-form.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import { type FieldProblem, fieldProblems } from '../../shared/contracts/form-problems.ts'
import { preferenceFields } from '../../shared/contracts/preference-fields.ts'
import { minute } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { areSamePreferences, preferencesWith } from '../../shared/domain/preferences.ts'
import { type DetailsView, detailsPage } from '../../shared/pages/details.ts'
import { leftPage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { DetailsSaved } from '../../shared/texts/account-texts.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { troubleResponse, withProblems } from '../runtime/http/trouble.ts'
import { behind, behindHeldLink, type Held, type LearnerReads, linkTrouble, tokenIn } from './behind-link.ts'
import { myJourneyLink } from './my-journey-link.ts'
import { noticeIn, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

/** The links that open each of the two pages. */
const purposes = { '/welcome': ['welcome'], '/details': ['private'] } as const
type At = keyof typeof purposes
type HeldDetails = Held<(typeof purposes)[At][number]>

/** As long as a private link is valid, in milliseconds. */
const welcomeLife = 30 * minute

/** Redirects to the welcome page after a confirmation. */
export function redirectToWelcome(
  deps: Pick<LearnerReads, 'links' | 'clock'>,
  { learner }: LearnerRecord,
): WebResponse {
  const { id: learnerId, epoch, addressVersion } = learner
  const now = deps.clock.now()
  return redirectToPage(deps, '/welcome', {
    purpose: 'welcome',
    learnerId,
    epoch,
    ...(addressVersion !== undefined && { addressVersion }),
    mailedAt: now,
    expiresAt: now + welcomeLife,
  })
}

/** Shows the page for this person. */
export const showDetails = (
  site: Site,
  reads: LearnerReads,
  at: At,
  query: URLSearchParams,
): Promise<WebResponse> =>
  behindHeldLink(site, reads, tokenIn(query), purposes[at], held => {
    const { learner, details } = held.holder
    const saved = noticeIn<DetailsSaved>(reads, query, held.link, {
      'details-saved': true,
      'details-same': true,
    })
    const values = {
      ...(learner.sector && { sector: [learner.sector] }),
      ...(details.firstName && { firstName: [details.firstName] }),
      ...(details.role && { role: [details.role] }),
      ...preferenceFields(learner.preferences),
    }
    return page(site, reads, held, { at, values, saved })
  })

async function page(
  site: Site,
  reads: LearnerReads,
  { link, holder }: HeldDetails,
  view: Pick<DetailsView, 'at' | 'values' | 'problems' | 'saved'>,
): Promise<WebResponse> {
  const inLanguage = await inLanguageOfReader(site, reads, holder)
  const { learner } = holder
  const token = reads.links.token(link)
  const ownToken = reads.links.token(myJourneyLink(link))
  if (learner.status === 'left') return pageResponse(() => leftPage(inLanguage, 'done-before', token))
  if (learner.status !== 'active') return linkTrouble(inLanguage, 'replaced', token)
  const isUnreachable = learner.undeliverable !== undefined
  return pageResponse(
    () => detailsPage(inLanguage, { ...view, token, ownToken, isUnreachable }),
    withProblems(inLanguage, view.problems),
  )
}

/** Saves a posted details form. */
export function saveDetails(
  site: Site,
  deps: LearnerPagesDeps,
  at: At,
  { body }: PostedRequest,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindHeldLink(site, deps, fieldOf(form, 't'), purposes[at], async held => {
    const { link, holder } = held
    const wrong = (problems: readonly FieldProblem[]) =>
      page(site, deps, held, { at, values: form, problems })
    const parsed = DetailsRequest.safeParse(detailsFields(form))
    if (!parsed.success) return wrong(fieldProblems(parsed.error))
    const wanted = wantedOf(form, parsed.data, holder)
    const saved = await save(behind(deps, link), holder, wanted, link.mailedAt ?? 0)
    if (saved === 'pressed-often') return troubleResponse(site, saved)
    if (saved === 'unreachable') return wrong([{ field: '', problem: saved }])
    return saved === 'gone' ? redirectToPage(deps, at, link) : redirectWithNotice(deps, at, link, saved)
  })
}

/** `gone`: they have left, signed up again or been erased while the page was open. */
type Saved = DetailsSaved | 'pressed-often' | 'unreachable' | 'gone'

/** A change, of the engine's state or of the details. */
type Wanted =
  | Pick<Extract<Intent, { type: 'NameSector' }>, 'type' | 'sector'>
  | Pick<Extract<Intent, { type: 'ChangePreferences' }>, 'type' | 'preferences'>
  | { type: 'CorrectDetail'; detail: 'firstName' | 'role'; words: string | undefined }

/** The values of a form that differ from the stored ones. */
function wantedOf(form: Form, request: DetailsRequest, { learner, details }: LearnerRecord): Wanted[] {
  const { sector, days, parts } = request
  const preferences = preferencesWith(learner.preferences, { days, parts })
  const isOther = !areSamePreferences(preferences, learner.preferences)
  const corrections = (['firstName', 'role'] as const).filter(
    detail => isAskedIn(form, detail) && request[detail] !== details[detail],
  )
  return [
    ...(isAskedIn(form, 'sector') && sector !== learner.sector
      ? [{ type: 'NameSector', sector } as const]
      : []),
    ...corrections.map(detail => ({ type: 'CorrectDetail', detail, words: request[detail] }) as const),
    ...(areTimesAskedIn(form) && isOther ? [{ type: 'ChangePreferences', preferences } as const] : []),
  ]
}

async function save(
  deps: LearnerPagesDeps,
  holder: LearnerRecord,
  wanted: readonly Wanted[],
  mailedAt: Instant,
): Promise<Saved> {
  for (const one of wanted) {
    const outcome = await (one.type === 'CorrectDetail'
      ? correct(deps, holder, one, mailedAt)
      : change(deps, holder, { ...one, mailedAt }))
    if (outcome !== 'done' && outcome !== 'done-before') return refused[outcome](holder)
  }
  return wanted.length > 0 ? 'details-saved' : 'details-same'
}

/** Changes a name or role, which the engine does not know, in the same write as its event. */
async function correct(
  deps: LearnerPagesDeps,
  holder: LearnerRecord,
  { detail, words }: Extract<Wanted, { type: 'CorrectDetail' }>,
  mailedAt: Instant,
) {
  const intent = { type: 'CorrectDetail', detail, mailedAt } as const
  const { outcome } = await executeCommand(deps, holder.learner.id, intent, ({ details }) => {
    const { [detail]: _before, ...rest } = details
    return { details: { ...rest, ...(words && { [detail]: words }) } }
  })
  return outcome
}

const refused = {
  'too-often': (_: LearnerRecord): Saved => 'pressed-often',
  'not-a-learner': ({ learner }: LearnerRecord): Saved => (learner.undeliverable ? 'unreachable' : 'gone'),
}

async function change(
  deps: LearnerPagesDeps,
  holder: LearnerRecord,
  intent: Extract<Intent, { type: 'NameSector' | 'ChangePreferences' }>,
) {
  const { outcome } = await executeCommand(deps, holder.learner.id, intent)
  return outcome
}
