import { executeCommand, type Intent } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { DetailsRequest, detailsFields } from '../../shared/contracts/details-form.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import { type FieldProblem, fieldProblems } from '../../shared/contracts/form-problems.ts'
import { minute } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { preferencesOfSignUp } from '../../shared/domain/preferences.ts'
import { type DetailsView, detailsPage } from '../../shared/pages/details.ts'
import { leftPage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { DetailsSaved } from '../../shared/texts/page-texts.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { troubleResponse, withProblems } from '../runtime/http/trouble.ts'
import { behind, behindHeldLink, type Held, type LearnerReads, linkTrouble, tokenIn } from './behind-link.ts'
import { noticeIn, seeNotice, seePage } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

/** What opens each of the two pages. */
const purposes = { '/welcome': ['welcome'], '/details': ['private'] } as const
type At = keyof typeof purposes
type HeldDetails = Held<(typeof purposes)[At][number]>

/** As long as a private link is good, in milliseconds. */
const welcomeLife = 30 * minute

/** Sends on to the welcome page, from the press that confirmed a sign-up. */
export function seeWelcome(
  deps: Pick<LearnerReads, 'links' | 'clock'>,
  { learner }: LearnerRecord,
): WebResponse {
  const { id: learnerId, epoch, addressVersion } = learner
  const now = deps.clock.now()
  return seePage(deps, '/welcome', {
    purpose: 'welcome',
    learnerId,
    epoch,
    ...(addressVersion !== undefined && { addressVersion }),
    mailedAt: now,
    expiresAt: now + welcomeLife,
  })
}

/** The page as it stands for this person. */
export const showDetails = (
  site: Site,
  reads: LearnerReads,
  at: At,
  query: URLSearchParams,
): Promise<WebResponse> =>
  behindHeldLink(site, reads, tokenIn(query), purposes[at], held => {
    const { learner, details } = held.holder
    const { days, parts } = learner.preferences
    const saved = noticeIn<DetailsSaved>(reads, query, held.link, {
      'sector-saved': learner.sector !== undefined,
      'first-name-saved': details.firstName !== undefined,
      'role-saved': details.role !== undefined,
      'detail-removed': true,
      'times-saved': true,
    })
    const values = {
      ...(learner.sector && { sector: [learner.sector] }),
      ...(details.firstName && { firstName: [details.firstName] }),
      ...(details.role && { role: [details.role] }),
      ...(days && { days }),
      ...(parts && { parts }),
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
  if (learner.status === 'left') return pageResponse(() => leftPage(inLanguage, 'done-before', token))
  if (learner.status !== 'active') return linkTrouble(inLanguage, 'replaced', token)
  const isUnreachable = learner.undeliverable !== undefined
  return pageResponse(
    () => detailsPage(inLanguage, { ...view, token, isUnreachable }),
    withProblems(inLanguage, view.problems),
  )
}

/** Whatever button was pressed on it. */
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
    const saved = await save(behind(deps, link), holder, parsed.data, link.mailedAt ?? 0)
    if (saved === 'pressed-often') return troubleResponse(site, saved)
    if (saved === 'unreachable') return wrong([{ field: '', problem: saved }])
    return saved === 'gone' ? seePage(deps, at, link) : seeNotice(deps, at, link, saved)
  })
}

/** `gone`: they have left, signed up anew or been erased while the page was open. */
type Saved = DetailsSaved | 'pressed-often' | 'unreachable' | 'gone'

async function save(
  deps: LearnerPagesDeps,
  holder: LearnerRecord,
  request: DetailsRequest,
  mailedAt: Instant,
): Promise<Saved> {
  switch (request.action) {
    case 'sector': {
      const { sector } = request
      const intent = { type: 'NameSector', sector, mailedAt } as const
      return after(deps, holder, intent, sector ? 'sector-saved' : 'detail-removed')
    }
    case 'firstName':
      return correct(deps, holder, 'firstName', request.firstName, mailedAt)
    case 'role':
      return correct(deps, holder, 'role', request.role, mailedAt)
    case 'times': {
      const { days, parts } = request
      const { pace, breakUntil } = holder.learner.preferences
      const preferences = { ...preferencesOfSignUp({ days, parts }), pace, ...(breakUntil && { breakUntil }) }
      return after(deps, holder, { type: 'ChangePreferences', preferences, mailedAt }, 'times-saved')
    }
    default:
      return request satisfies never
  }
}

const corrected = { firstName: 'first-name-saved', role: 'role-saved' } as const

/** A name or a role, which the engine does not know: stored in the write of the event that says it is another. */
async function correct(
  deps: LearnerPagesDeps,
  holder: LearnerRecord,
  detail: keyof typeof corrected,
  words: string | undefined,
  mailedAt: Instant,
): Promise<Saved> {
  const done = words ? corrected[detail] : 'detail-removed'
  if ((holder.details[detail] ?? '') === (words ?? '')) return done
  const intent = { type: 'CorrectDetail', detail, mailedAt } as const
  const { outcome } = await executeCommand(deps, holder.learner.id, intent, ({ details }) => {
    const { [detail]: _before, ...rest } = details
    return { details: { ...rest, ...(words && { [detail]: words }) } }
  })
  return outcome === 'done' ? done : refused[outcome](holder)
}

const refused = {
  'too-often': (_: LearnerRecord): Saved => 'pressed-often',
  'not-a-learner': ({ learner }: LearnerRecord): Saved => (learner.undeliverable ? 'unreachable' : 'gone'),
}

async function after(
  deps: LearnerPagesDeps,
  holder: LearnerRecord,
  intent: Extract<Intent, { type: 'NameSector' | 'ChangePreferences' }>,
  done: DetailsSaved,
): Promise<Saved> {
  const { outcome } = await executeCommand(deps, holder.learner.id, intent)
  return outcome === 'done' || outcome === 'done-before' ? done : refused[outcome](holder)
}
