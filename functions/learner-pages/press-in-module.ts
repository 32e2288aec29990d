import { executeCommand, type Intent } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { Snapshot } from '../../shared/domain/mirror-snapshot.ts'
import { tryAnswers } from '../../shared/domain/try-answers.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import { behind, forHolder, type Held, withoutHolder } from './behind-link.ts'
import { shareSentExcerpt, storeSentText } from './keep-reflection.ts'
import { mirrorFormIn } from './mirror.ts'
import { behindModuleLink, type ModulePath, modulePageFor } from './module.ts'
import { redirectToPage, redirectWithNotice } from './notice.ts'
import { pressOnVoice, type VoicePress, voicePressIn } from './press-on-voice.ts'
import { inLanguageOf } from './reader-language.ts'
import { nothingWritten, type SentText, sentIn, type WrittenText } from './reflection.ts'

/**
 * Handles a press on the page of a module. "I've done this module" is answered directly, because a repeat is
 * harmless. Saying whether one tried it, and resuming after a pause, redirect to the module.
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
      sent && intent.type === 'CompleteModule'
        ? await storeSentText(behind(deps, link), link, sent)
        : undefined
    const { outcome, record } = await executeCommand(behind(deps, link), link.learnerId, intent)
    if (outcome === 'too-often')
      return troubleResponse(await inLanguageOf(site, deps, link.journeyId), 'pressed-often')
    if (!record) return withoutHolder(site, deps, link)
    if (intent.type === 'CompleteModule')
      return modulePageFor(
        site,
        deps,
        { link, holder: record },
        {
          answered: intent.reply?.said.answer,
          written: await shared(deps, { link, holder: record }, sent, written),
        },
      )
    const here = `/modules/${link.journeyId}/${link.moduleId}`
    if (intent.type === 'RecordTried') return redirectWithNotice(deps, here, link, 'tried-told')
    return outcome === 'done'
      ? redirectWithNotice(deps, here, link, 'resumed')
      : redirectToPage(deps, here, link)
  })
}

/** Shares the chosen excerpt of a text that was just stored, now that the module is done. */
const shared = async (
  deps: LearnerPagesDeps,
  { link, holder }: Held<'module'>,
  sent: SentText | undefined,
  written: WrittenText | undefined,
): Promise<WrittenText | undefined> =>
  sent && written && shareSentExcerpt(behind(deps, link), link, holder.learner, { sent, written })

/** Handles a text under the open question of a completed module. */
const reflect = (
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'module'>,
  sent: SentText | undefined,
): Promise<WebResponse> =>
  forHolder(site, deps, link, async held => {
    const text = sent ?? { text: '', excerpt: '', isSure: false, isPublic: false }
    const written = sent ? await storeSentText(behind(deps, link), link, sent) : nothingWritten
    return modulePageFor(site, deps, held, {
      written: await shared(deps, held, text, written),
      by: 'reflect',
    })
  })

/** Handles a button on a voice, and redirects to the module with a notice. */
const sayOfVoice = (
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'module'>,
  said: { press: VoicePress; voice: string | undefined },
): Promise<WebResponse> =>
  forHolder(site, deps, link, async ({ holder }) => {
    const here = `/modules/${link.journeyId}/${link.moduleId}`
    const notice = await pressOnVoice(deps, holder.learner, link, said)
    return notice ? redirectWithNotice(deps, here, link, notice) : redirectToPage(deps, here, link)
  })

/** The command of a button; undefined for a button that the page does not have. */
function intentOf(
  form: ReturnType<typeof formOf>,
  { journeyId, moduleId, epoch, mailedAt = 0 }: LinkOf<'module'>,
  snapshot: Snapshot | undefined,
): Intent | undefined {
  const action = fieldOf(form, 'action')
  if (action === 'tried') {
    const answer = tryAnswers.find(one => one === fieldOf(form, 'answer'))
    return answer && { type: 'RecordTried', journeyId, moduleId, epoch, answer, mailedAt }
  }
  if (action === 'done') {
    const said = mirrorFormIn(form, snapshot, moduleId)
    return { type: 'CompleteModule', journeyId, moduleId, epoch, via: 'page', ...said, mailedAt }
  }
  return action === 'resume' ? { type: 'ResumeJourney', journeyId, mailedAt } : undefined
}
