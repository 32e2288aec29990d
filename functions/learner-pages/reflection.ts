import { shareExcerpt } from '../../shared/application/reflections/share.ts'
import { wordingOf } from '../../shared/application/reflections/shown-voices.ts'
import { type Kept, keepFirst } from '../../shared/application/reflections/write.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import type { Mark } from '../../shared/domain/reflections/mark.ts'
import { excerptLength, reflectionLength } from '../../shared/domain/reflections/reflection.ts'
import type { SentReflection } from '../../shared/pages/reflection-form.ts'
import type { LearnerReads } from './behind-link.ts'

/** What came under a module's open question. */
export interface SentText {
  text: string
  excerpt: string
  isSure: boolean
  isPublic: boolean
}

/** What became of it. */
export interface WrittenText {
  kept?: { shared: boolean }
  /** It is to be looked at again. */
  sent?: SentReflection
  hasRisk: boolean
}

/** A text as it was typed: browsers send line breaks as two signs, and count them as one. */
export const textIn = (form: Form, name: string): string =>
  (fieldOf(form, name) ?? '').replaceAll('\r\n', '\n')

/** Whether a box was ticked. */
export const saidYes = (form: Form, name: 'sure' | 'public' | 'confirm'): boolean =>
  fieldOf(form, name) === 'yes'

/** What a form holds under the open question; undefined where nothing was written. Whoever fills in only what they share has written that. */
export function sentIn(form: Form): SentText | undefined {
  const excerpt = textIn(form, 'excerpt')
  const text = textIn(form, 'reflection') || excerpt
  return text === ''
    ? undefined
    : { text, excerpt, isSure: saidYes(form, 'sure'), isPublic: saidYes(form, 'public') }
}

/** The marked words of a text. */
export const wordsAt = (text: string, marks: readonly Mark[]): string[] =>
  marks.map(({ from, to }) => text.slice(from, to))

/** Why it cannot be kept as it is, before anything looks into it. */
export function tooLong({
  text,
  excerpt,
  isPublic,
}: Pick<SentText, 'text' | 'excerpt' | 'isPublic'>): SentReflection | undefined {
  const problems = {
    ...(text.length > reflectionLength && { text: 'text-long' as const }),
    ...(excerpt.length > excerptLength && { excerpt: 'excerpt-long' as const }),
  }
  return Object.keys(problems).length > 0 ? { text, excerpt, isPublic, problems, marked: [] } : undefined
}

/** How people of a journey speak up about a concern at work, where it says so, for a page that shows where help is. */
export async function helpIn(
  { library }: Pick<LearnerReads, 'library'>,
  id: JourneyId,
): Promise<{ speakingUp?: string }> {
  const speakingUp = (await library.head(id))?.help?.speakingUp
  return speakingUp === undefined ? {} : { speakingUp }
}

/** The button was pressed, and nothing written. */
export const nothingWritten: WrittenText = {
  sent: { text: '', excerpt: '', isPublic: false, problems: { text: 'text-missing' }, marked: [] },
  hasRisk: false,
}

/**
 * Keeps what was sent, private, before anything else happens; what has to be looked at again is not kept.
 * @param deps in which nobody is found but whom the link was made for.
 */
export async function keepSent(
  deps: LearnerPagesDeps,
  link: LinkOf<'module'>,
  sent: SentText,
): Promise<WrittenText> {
  const long = tooLong(sent)
  if (long) return { sent: long, hasRisk: false }
  if (!(await deps.learners.find(link.learnerId))) return { hasRisk: false }
  const wording = await wordingOf(deps, link)
  if (wording === undefined) return { hasRisk: false }
  const { learnerId, journeyId, moduleId, epoch } = link
  const kept = await keepFirst(deps, { learnerId, journeyId, moduleId, epoch, wording, ...sent })
  return asWritten(sent, kept)
}

function asWritten(sent: SentText, kept: Kept): WrittenText {
  const { hasRisk } = kept
  if (kept.is === 'kept') return { kept: { shared: false }, hasRisk }
  const { text, excerpt, isPublic } = sent
  const marked = kept.is === 'marked' ? wordsAt(text, kept.marks) : []
  return { sent: { text, excerpt, isPublic, problems: { text: kept.is }, marked }, hasRisk }
}

/** Shares what was chosen of a text that is kept, once its module is done. */
export async function shareSent(
  deps: LearnerPagesDeps,
  { learnerId, journeyId, moduleId, epoch, mailedAt = 0 }: LinkOf<'module'>,
  { sector }: Pick<Learner, 'sector'>,
  { sent, written }: { sent: SentText; written: WrittenText },
): Promise<WrittenText> {
  const { text, excerpt, isSure, isPublic } = sent
  if (!written.kept || excerpt === '') return written
  const ref = { learnerId, journeyId, moduleId }
  const shared = await shareExcerpt(deps, ref, { epoch, excerpt, sector, isSure, isPublic, mailedAt })
  if (shared.is !== 'marked' && shared.is !== 'shared') return { ...written, kept: { shared: false } }
  const hasRisk = written.hasRisk || shared.hasRisk
  if (shared.is === 'shared') return { ...written, kept: { shared: true }, hasRisk }
  const marked = wordsAt(excerpt, shared.marks)
  return { ...written, hasRisk, sent: { text, excerpt, isPublic, problems: { excerpt: 'marked' }, marked } }
}
