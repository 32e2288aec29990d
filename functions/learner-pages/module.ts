import { executeCommand, type Intent } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { Snapshot } from '../../shared/domain/mirror-snapshot.ts'
import { tryAnswers } from '../../shared/domain/try-answers.ts'
import { modulePage } from '../../shared/pages/module.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import type { Params } from '../../shared/web/path-pattern.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest, RoutedRequest } from '../../shared/web/router.ts'
import { picturesFromElsewhere } from '../runtime/http/public-headers.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import {
  behind,
  behindLink,
  forHolder,
  type Held,
  type LearnerReads,
  linkTrouble,
  tokenIn,
  withoutHolder,
} from './behind-link.ts'
import { circleOffer } from './circles-offer.ts'
import { mirrorFormIn } from './mirror.ts'
import { moduleView } from './module-view.ts'
import { noticeIn, seeNotice, seePage } from './notice.ts'
import { inLanguageOf } from './reader-language.ts'
import {
  helpIn,
  keepSent,
  nothingWritten,
  type SentText,
  sentIn,
  shareSent,
  type WrittenText,
} from './reflection.ts'
import { pressOnVoice, type VoicePress, voicePressIn, voicesOnPage } from './voices.ts'

type ModulePath = '/modules/{journey}/{module}'

/** Answers for the module that the address names, if the link is for that one. */
const behindModuleLink = (
  site: Site,
  reads: LearnerReads,
  token: string | undefined,
  params: Params<ModulePath>,
  answer: (link: LinkOf<'module'>) => Promise<WebResponse>,
): Promise<WebResponse> =>
  behindLink(site, reads, token, ['module'], link =>
    link.journeyId === params.journey && link.moduleId === params.module
      ? answer(link)
      : linkTrouble(site, 'wrong'),
  )

/** A module to read. */
export const showModule = (
  site: Site,
  reads: LearnerReads,
  { params, query }: RoutedRequest<ModulePath>,
): Promise<WebResponse> =>
  behindModuleLink(site, reads, tokenIn(query), params, link =>
    forHolder(site, reads, link, held => page(site, reads, held, { query })),
  )

/**
 * "I've done this module", which is answered on the spot, since pressing it again is harmless; whether they tried it, or
 * going on after a pause, which lead back to the module.
 */
export async function pressInModule(
  site: Site,
  deps: LearnerPagesDeps,
  { params, body }: PostedRequest<ModulePath>,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindModuleLink(site, deps, fieldOf(form, 't'), params, async link => {
    const voicePress = voicePressIn(form)
    if (voicePress) return sayOfVoice(site, deps, link, { press: voicePress, voice: fieldOf(form, 'voice') })
    const sent = sentIn(form)
    if (fieldOf(form, 'action') === 'reflect') return reflect(site, deps, link, sent)
    const intent = intentOf(form, link, await deps.library.snapshot(link.journeyId))
    if (!intent) return troubleResponse(site, 'bad-request')
    const written =
      sent && intent.type === 'CompleteModule' ? await keepSent(behind(deps, link), link, sent) : undefined
    const { outcome, record } = await executeCommand(behind(deps, link), link.learnerId, intent)
    if (outcome === 'too-often')
      return troubleResponse(await inLanguageOf(site, deps, link.journeyId), 'pressed-often')
    if (!record) return withoutHolder(site, deps, link)
    if (intent.type === 'CompleteModule')
      return page(
        site,
        deps,
        { link, holder: record },
        {
          answered: intent.reply?.said.answer,
          written: await shared(deps, { link, holder: record }, sent, written),
        },
      )
    const here = `/modules/${link.journeyId}/${link.moduleId}`
    return intent.type === 'ResumeJourney' && outcome === 'done'
      ? seeNotice(deps, here, link, 'resumed')
      : seePage(deps, here, link)
  })
}

/** Shares what was chosen of a text that was just kept, now that the module is done. */
const shared = async (
  deps: LearnerPagesDeps,
  { link, holder }: Held<'module'>,
  sent: SentText | undefined,
  written: WrittenText | undefined,
): Promise<WrittenText | undefined> =>
  sent && written && shareSent(behind(deps, link), link, holder.learner, { sent, written })

/** A text under the open question of a module that is done. */
const reflect = (
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'module'>,
  sent: SentText | undefined,
): Promise<WebResponse> =>
  forHolder(site, deps, link, async held => {
    const text = sent ?? { text: '', excerpt: '', isSure: false, isPublic: false }
    const written = sent ? await keepSent(behind(deps, link), link, sent) : nothingWritten
    return page(site, deps, held, { written: await shared(deps, held, text, written) })
  })

/** A button on a voice leads back to the module, which says what came of it. */
const sayOfVoice = (
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'module'>,
  said: { press: VoicePress; voice: string | undefined },
): Promise<WebResponse> =>
  forHolder(site, deps, link, async ({ holder }) => {
    const here = `/modules/${link.journeyId}/${link.moduleId}`
    const notice = await pressOnVoice(deps, holder.learner, link, said)
    return notice ? seeNotice(deps, here, link, notice) : seePage(deps, here, link)
  })

/** What a button on the page asks for; undefined for one that the page does not have. */
function intentOf(
  form: ReturnType<typeof formOf>,
  { journeyId, moduleId, epoch, mailedAt = 0 }: LinkOf<'module'>,
  snapshot: Snapshot | undefined,
): Intent | undefined {
  const action = fieldOf(form, 'action')
  if (action === 'tried') {
    const answer = tryAnswers.find(one => one === fieldOf(form, 'answer'))
    return answer && { type: 'TellTried', journeyId, moduleId, epoch, answer, mailedAt }
  }
  if (action === 'done') {
    const said = mirrorFormIn(form, snapshot, moduleId)
    return { type: 'CompleteModule', journeyId, moduleId, epoch, via: 'page', ...said, mailedAt }
  }
  return action === 'resume' ? { type: 'ResumeJourney', journeyId, mailedAt } : undefined
}

interface Shown {
  /** Of the address, with what a press did. */
  query?: URLSearchParams
  /** The option that this very press chose. */
  answered?: number | undefined
  written?: WrittenText | undefined
}

async function page(
  site: Site,
  reads: LearnerReads,
  { link, holder }: Held<'module'>,
  { query = new URLSearchParams(), answered, written }: Shown = {},
): Promise<WebResponse> {
  const view = await moduleView(reads, holder, link, answered)
  const goesOn = view.status.is === 'open' && !view.isUnreachable
  const isDone = view.tried !== undefined
  const said = { 'voice-thanked': isDone, 'voice-reported': isDone, 'voice-hidden': isDone }
  const notice = noticeIn(reads, query, link, { resumed: goesOn, ...said })
  const circles = isDone ? await circleOffer(reads, { link, holder }, link.journeyId) : undefined
  const voices = isDone ? await voicesOnPage(reads, holder.learner, link) : []
  const mayWrite = isDone || view.status.is === 'open' || view.status.is === 'paused'
  const help = written?.hasRisk && (await helpIn(reads, link.journeyId))
  const reflection = { isOn: await reads.shelfLibrary.isOn(link.journeyId), ...written, ...help }
  const inLanguage = await inLanguageOf(site, reads, link.journeyId)
  return pageResponse(
    () =>
      modulePage(inLanguage, {
        ...view,
        voices,
        ...(circles && circles.state.is !== 'quiet' && { circles }),
        ...(mayWrite && { reflection }),
        ...(notice && { notice }),
      }),
    {
      ...(written?.sent && { status: 422 }),
      headers: picturesFromElsewhere,
    },
  )
}
