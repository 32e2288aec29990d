import type { LearnerPagesDeps } from '../../shared/adapters/deps.ts'
import { act } from '../../shared/application/act.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import { leftPage } from '../../shared/pages/left.ts'
import type { Site } from '../../shared/pages/site.ts'
import { unsubscribePage } from '../../shared/pages/unsubscribe.ts'
import { type Answer, pageAnswer } from '../runtime/http/answer.ts'
import type { RoutedRequest } from '../runtime/http.ts'
import { inLanguageOfReader, type LearnerReads, notOpened, openLink } from './parts.ts'

/** The page with the button. */
export async function showUnsubscribe(
  site: Site,
  reads: LearnerReads,
  token: string | null,
): Promise<Answer> {
  const opened = openLink(reads, token, ['unsubscribe'])
  if (opened.is !== 'good') return notOpened(site, opened)
  const inLanguage = await inLanguageOfReader(site, reads, await reads.learners.find(opened.link.learnerId))
  return pageAnswer(() => unsubscribePage(inLanguage, { token: token ?? '' }))
}

/**
 * Leaving, by the page's button or by a mailbox's own (RFC 8058, which posts to the address in the header, with any
 * body). A link from an earlier life works too: whoever presses it wants no more emails.
 */
export async function unsubscribe(
  site: Site,
  deps: LearnerPagesDeps,
  request: RoutedRequest,
): Promise<Answer> {
  const { body, query } = request
  const inForm = body.is === 'form' ? fieldOf(body.form, 't') : undefined
  const opened = openLink(deps, inForm ?? query.get('t'), ['unsubscribe'])
  if (opened.is !== 'good') return notOpened(site, opened)
  const { record } = await act(deps, opened.link.learnerId, {
    type: 'Leave',
    via: inForm ? 'page' : 'one-click',
  })
  const inLanguage = await inLanguageOfReader(site, deps, record)
  return pageAnswer(() => leftPage(inLanguage))
}
