import type { LearnerPagesDeps } from '../../shared/adapters/deps.ts'
import { act } from '../../shared/application/act.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import { modulePage } from '../../shared/pages/module.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { type Answer, pageAnswer, troubleAnswer } from '../runtime/http/answer.ts'
import { picturesFromElsewhere } from '../runtime/http/headers.ts'
import type { Params } from '../runtime/http/route.ts'
import type { RoutedRequest } from '../runtime/http.ts'
import { moduleView } from './module-view.ts'
import {
  holderOf,
  inEpoch,
  inLanguageOf,
  type LearnerReads,
  linkTrouble,
  notOpened,
  openLink,
} from './parts.ts'

/** Opens a token for the module that the address names. */
function openFor(reads: LearnerReads, token: string | null | undefined, params: Params) {
  const opened = openLink(reads, token, ['module'])
  const fits =
    opened.is === 'broken' ||
    (opened.link.journeyId === params['journey'] && opened.link.moduleId === params['module'])
  return fits ? opened : ({ is: 'broken' } as const)
}

/** A module to read. */
export async function showModule(
  site: Site,
  reads: LearnerReads,
  { params, query }: RoutedRequest,
): Promise<Answer> {
  const opened = openFor(reads, query.get('t'), params)
  if (opened.is !== 'good') return notOpened(site, opened)
  const holder = await holderOf(reads, opened.link)
  return holder ? page(site, reads, holder, opened.link) : linkTrouble(site, 'replaced')
}

/** "I've done this module", or going on after a pause. */
export async function pressInModule(
  site: Site,
  deps: LearnerPagesDeps,
  { params, body }: RoutedRequest,
): Promise<Answer> {
  const form = body.is === 'form' ? body.form : {}
  const opened = openFor(deps, fieldOf(form, 't'), params)
  if (opened.is !== 'good') return notOpened(site, opened)
  const action = fieldOf(form, 'action')
  if (action !== 'done' && action !== 'resume') return troubleAnswer(site, 'bad-request')
  const { learnerId, epoch, journeyId, moduleId } = opened.link
  const { record } =
    action === 'resume'
      ? await act(inEpoch(deps, epoch), learnerId, { type: 'ResumeJourney', journeyId })
      : await act(inEpoch(deps, epoch), learnerId, {
          type: 'CompleteModule',
          journeyId,
          moduleId,
          epoch,
          via: 'page',
        })
  return record ? page(site, deps, record, opened.link) : linkTrouble(site, 'replaced')
}

async function page(
  site: Site,
  reads: LearnerReads,
  record: LearnerRecord,
  link: LinkOf<'module'>,
): Promise<Answer> {
  const view = await moduleView(reads, record, link)
  const inLanguage = await inLanguageOf(site, reads, link.journeyId)
  return pageAnswer(() => modulePage(inLanguage, view), { headers: picturesFromElsewhere })
}
