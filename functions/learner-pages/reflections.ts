import {
  agreeToRedaction,
  shareExcerpt,
  withdrawExcerpt,
} from '../../shared/application/reflections/share.ts'
import { storeChangedText } from '../../shared/application/reflections/write.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { ReflectionNotice } from '../../shared/contracts/notice.ts'
import { JourneyId, ModuleId } from '../../shared/domain/ids.ts'
import { isUnread, type Reflection, voiceOf } from '../../shared/domain/reflections/reflection.ts'
import type { SentReflection } from '../../shared/pages/reflection-form.ts'
import { type OwnText, type ReflectionsView, reflectionsPage } from '../../shared/pages/reflections.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { ReflectionRef } from '../../shared/store/reflections.ts'
import { type OnUnreadable, unlessUnreadable } from '../../shared/store/unreadable-row.ts'
import { asReadersLeft } from '../../shared/store/voices.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import { behind, behindHeldLink, type Held, type LearnerReads, tokenIn } from './behind-link.ts'
import { noticeIn, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'
import { helpIn, saidYes, textIn, tooLong, wordsAt } from './reflection.ts'

const here = '/reflections'
const purposes = ['private'] as const
type HeldPrivate = Held<'private'>

/** Shows all texts of a learner. Only behind the private link, because other emails get forwarded. */
export const showReflections = (
  site: Site,
  reads: LearnerReads,
  query: URLSearchParams,
): Promise<WebResponse> =>
  behindHeldLink(site, reads, tokenIn(query), purposes, held => {
    const notice = noticeIn<ReflectionNotice>(reads, query, held.link, {
      'text-kept': true,
      'text-gone': true,
      'excerpt-shared': true,
      'excerpt-taken-back': true,
      'redaction-agreed': true,
    })
    return page(site, reads, held, { ...(notice && { notice }) })
  })

/** Handles a press on any button there. */
export function pressOnReflections(
  site: Site,
  deps: LearnerPagesDeps,
  { body }: PostedRequest,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindHeldLink(site, deps, fieldOf(form, 't'), purposes, async held => {
    const which = whichIn(form)
    if (!which) return troubleResponse(site, 'bad-request')
    const ref = { learnerId: held.link.learnerId, ...which }
    const pressed = await press(behind(deps, held.link), held, ref, form)
    switch (pressed.is) {
      case 'noticed':
        return redirectWithNotice(deps, here, held.link, pressed.notice)
      case 'helped':
        return page(site, deps, held, { of: ref, notice: pressed.notice, hasRisk: true })
      case 'nothing':
        return redirectToPage(deps, here, held.link)
      case 'unknown':
        return troubleResponse(site, 'bad-request')
      case 'often':
        return troubleResponse(site, 'pressed-often')
      case 'looked-at-again':
        return page(site, deps, held, { of: ref, sent: pressed.sent, hasRisk: pressed.hasRisk })
    }
  })
}

/** The text that a form is about; undefined if its journey or module cannot exist, or its key would be too long. */
function whichIn(form: Form): Omit<ReflectionRef, 'learnerId'> | undefined {
  const journeyId = JourneyId.safeParse(fieldOf(form, 'journey')).data
  const moduleId = ModuleId.safeParse(fieldOf(form, 'module')).data
  return journeyId !== undefined && moduleId !== undefined ? { journeyId, moduleId } : undefined
}

/** The result of a press. */
type Pressed =
  | { is: 'noticed'; notice: ReflectionNotice }
  /** Done, and answered directly with where help is, because no address may reveal that. A repeat is harmless. */
  | { is: 'helped'; notice: ReflectionNotice }
  /** Nothing was left to do; the page shows the current state. */
  | { is: 'nothing' }
  | { is: 'unknown' }
  | { is: 'often' }
  | { is: 'looked-at-again'; sent: SentReflection; hasRisk: boolean }

const noticed = (notice: ReflectionNotice, hasRisk = false): Pressed => ({
  is: hasRisk ? 'helped' : 'noticed',
  notice,
})

async function press(
  deps: LearnerPagesDeps,
  held: HeldPrivate,
  ref: ReflectionRef,
  form: Form,
): Promise<Pressed> {
  switch (fieldOf(form, 'action')) {
    case 'save':
      return save(deps, ref, form)
    case 'share':
      return share(deps, held, ref, form)
    case 'take-back':
      return (await withdrawExcerpt(deps, ref)) === 'done' ? noticed('excerpt-taken-back') : { is: 'nothing' }
    case 'remove':
      return remove(deps, ref, form)
    case 'agree':
      return (await agreeToRedaction(deps, ref)) ? noticed('redaction-agreed') : { is: 'nothing' }
    default:
      return { is: 'unknown' }
  }
}

const again = (sent: SentReflection, hasRisk = false): Pressed => ({ is: 'looked-at-again', sent, hasRisk })

/** Deleting cannot be undone, so it has to be confirmed. */
async function remove(deps: LearnerPagesDeps, ref: ReflectionRef, form: Form): Promise<Pressed> {
  if (!saidYes(form, 'confirm'))
    return again({
      text: '',
      excerpt: '',
      isPublic: false,
      problems: { remove: 'remove-unconfirmed' },
      marked: [],
    })
  return (await withdrawExcerpt(deps, ref, { forEver: true })) === 'done'
    ? noticed('text-gone')
    : { is: 'nothing' }
}

async function save(deps: LearnerPagesDeps, ref: ReflectionRef, form: Form): Promise<Pressed> {
  const text = textIn(form, 'reflection')
  const sent = { text, excerpt: '', isSure: saidYes(form, 'sure'), isPublic: false }
  const wrong = (problem: 'text-missing' | 'marked' | 'busy', marked: string[] = []) => ({
    ...sent,
    problems: { text: problem },
    marked,
  })
  if (text === '') return again(wrong('text-missing'))
  const long = tooLong(sent)
  if (long) return again(long)
  const kept = await storeChangedText(deps, ref, sent)
  if (kept.is === 'gone') return { is: 'nothing' }
  if (kept.is === 'marked') return again(wrong('marked', wordsAt(text, kept.marks)), kept.hasRisk)
  return kept.is === 'kept' ? noticed('text-kept', kept.hasRisk) : again(wrong('busy'), kept.hasRisk)
}

async function share(
  deps: LearnerPagesDeps,
  { link, holder }: HeldPrivate,
  ref: ReflectionRef,
  form: Form,
): Promise<Pressed> {
  const excerpt = textIn(form, 'excerpt')
  const isPublic = saidYes(form, 'public')
  const sent = { text: '', excerpt, isSure: saidYes(form, 'sure'), isPublic }
  if (excerpt === '') return again({ ...sent, problems: { excerpt: 'excerpt-missing' }, marked: [] })
  const long = tooLong(sent)
  if (long) return again(long)
  const { epoch, mailedAt = 0 } = link
  const { sector } = holder.learner
  const { isSure } = sent
  const shared = await shareExcerpt(deps, ref, { epoch, excerpt, sector, isSure, isPublic, mailedAt })
  if (shared.is === 'shared') return noticed('excerpt-shared', shared.hasRisk)
  if (shared.is === 'marked')
    return again(
      { ...sent, problems: { excerpt: 'marked' }, marked: wordsAt(excerpt, shared.marks) },
      shared.hasRisk,
    )
  return shared.is === 'refused' && shared.outcome === 'too-often' ? { is: 'often' } : { is: 'nothing' }
}

interface Shown {
  notice?: ReflectionNotice
  hasRisk?: boolean
  /** The text that a press was about, with its error. */
  of?: ReflectionRef
  sent?: SentReflection
}

async function page(
  site: Site,
  reads: LearnerReads,
  { link, holder }: HeldPrivate,
  { of, sent, ...shown }: Shown,
): Promise<WebResponse> {
  const now = reads.clock.now()
  let notRead = 0
  const onUnreadable: OnUnreadable = row => {
    notRead += 1
    reads.onUnreadable(row)
  }
  const stored = await reads.reflections.ofLearner(holder.learner.id, now, onUnreadable)
  const texts = await Promise.all(
    stored.map(async ({ reflection }) => {
      const isThis = reflection.journeyId === of?.journeyId && reflection.moduleId === of.moduleId
      return { ...(await ownText(reads, reflection)), ...(isThis && sent && { sent }) }
    }),
  )
  const help = of && shown.hasRisk && (await helpIn(reads, of.journeyId))
  const bars = await unlessUnreadable(reads.bars(holder.learner.id), reads.onUnreadable)
  const view: ReflectionsView = { token: reads.links.token(link), texts, notRead, bars, ...shown, ...help }
  const inLanguage = await inLanguageOfReader(site, reads, holder)
  return pageResponse(() => reflectionsPage(inLanguage, view), sent ? { status: 422 } : {})
}

async function ownText(reads: LearnerReads, stored: Reflection): Promise<OwnText> {
  const { journeyId, moduleId, text } = stored
  const modules = (await reads.library.head(journeyId))?.journey.modules ?? []
  const voice = voiceOf(stored)
  const row =
    voice === undefined ? undefined : await unlessUnreadable(reads.voices.find(voice), reads.onUnreadable)
  const reflection = row ? asReadersLeft(stored, row) : stored
  return {
    journey: journeyId,
    module: moduleId,
    title: modules.find(({ id }) => id === moduleId)?.title ?? moduleId,
    text,
    sharing: reflection.sharing,
    isUnread: isUnread(reflection, reads.clock.now()),
    thanks: row?.thanks.length ?? 0,
    isOn: await reads.shelfLibrary.isOn(journeyId),
  }
}
