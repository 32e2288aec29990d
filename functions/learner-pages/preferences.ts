import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import { type FieldProblem, fieldProblems } from '../../shared/contracts/form-problems.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import {
  PreferencesRequest,
  preferencesFields,
  privateActions,
} from '../../shared/contracts/preferences-form.ts'
import { leftPage } from '../../shared/pages/messages.ts'
import { type PreferencesView, preferencesPage } from '../../shared/pages/preferences.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { formProblemDetails } from '../runtime/http/trouble.ts'
import { behind, behindLink, holderOf, type LearnerReads, linkTrouble, withoutHolder } from './behind-link.ts'
import { afterErasing, erasedBefore } from './erase.ts'
import { type Done, doOnPreferences } from './preferences-actions.ts'
import { journeyLines, stillCounting, todayOf } from './preferences-view.ts'
import { inLanguageOfReader } from './reader-language.ts'

const purposes = ['preferences', 'private'] as const
type PreferencesLink = LinkOf<(typeof purposes)[number]>

/** The page as it stands for this person. */
export async function showPreferences(site: Site, reads: LearnerReads, token: string): Promise<WebResponse> {
  return behindLink(site, reads, token, purposes, async link => {
    const holder = await holderOf(reads, link)
    return holder ? page(site, reads, holder, link, {}) : withoutHolder(site, reads, link)
  })
}

/** Whatever button was pressed on it. */
export async function changePreferences(
  site: Site,
  deps: LearnerPagesDeps,
  { body }: PostedRequest,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindLink(site, deps, fieldOf(form, 't'), purposes, link => press(site, deps, link, form))
}

async function press(
  site: Site,
  deps: LearnerPagesDeps,
  link: PreferencesLink,
  form: Form,
): Promise<WebResponse> {
  const holder = await holderOf(deps, link)
  if (!holder) return pressedForNobody(site, deps, link, form)
  const parsed = PreferencesRequest.safeParse(preferencesFields(form))
  if (!parsed.success) return page(site, deps, holder, link, { problems: fieldProblems(parsed.error), form })
  const isPrivate = (privateActions as readonly string[]).includes(parsed.data.action)
  if (isPrivate && link.purpose !== 'private') return linkTrouble(site, 'wrong')
  const done = await doOnPreferences(behind(deps, link), holder, parsed.data, link.mailedAt ?? 0)
  return answer(await inLanguageOfReader(site, deps, holder), deps, link, done, form)
}

/** Nothing is done for an earlier sign-up. Who pressed "erase" is told whether everything is gone: it was their wish. */
async function pressedForNobody(
  site: Site,
  deps: LearnerPagesDeps,
  link: PreferencesLink,
  form: Form,
): Promise<WebResponse> {
  if (link.purpose !== 'private' || fieldOf(form, 'action') !== 'erase')
    return withoutHolder(site, deps, link)
  return afterErasing(site, deps, link, await erasedBefore(deps, link.learnerId))
}

function answer(
  site: Site,
  deps: LearnerPagesDeps,
  link: PreferencesLink,
  done: Done,
  form: Form,
): WebResponse | Promise<WebResponse> {
  switch (done.is) {
    case 'answered':
      return done.answer(site)
    case 'wrong':
      return page(site, deps, done.record, link, { problems: done.problems, form })
    case 'saved':
      return page(site, deps, done.record, link, { saved: done.saved })
    case 'gone':
      return withoutHolder(site, deps, link)
  }
}

interface Shown {
  saved?: NonNullable<PreferencesView['saved']>
  problems?: readonly FieldProblem[]
  /** What was sent, kept when something in it is wrong. */
  form?: Form
}

async function page(
  site: Site,
  reads: LearnerReads,
  record: LearnerRecord,
  link: PreferencesLink,
  { form, problems, ...shown }: Shown,
): Promise<WebResponse> {
  const inLanguage = await inLanguageOfReader(site, reads, record)
  if (record.learner.status === 'left')
    return pageResponse(() => leftPage(inLanguage, 'done-before', reads.links.token(link)))
  const lines = await journeyLines(reads, record)
  const stored = stillCounting(record.learner.preferences, await todayOf(reads, record))
  const sentTimes = form && fieldOf(form, 'action') === 'times'
  const view: PreferencesView = {
    token: reads.links.token(link),
    journeys: lines,
    times: sentTimes ? { sent: form } : { stored },
    isPrivate: link.purpose === 'private',
    isUnreachable: record.learner.undeliverable !== undefined,
    ...(problems && { problems }),
    ...shown,
  }
  const answer = pageResponse(() => preferencesPage(inLanguage, view))
  return problems
    ? {
        ...answer,
        status: statusOf(problems),
        json: () => formProblemDetails(inLanguage.texts.pages, problems),
      }
    : answer
}

const statusOf = (problems: readonly FieldProblem[]): number =>
  problems.some(({ problem }) => problem === 'mailed-often') ? 429 : 422
