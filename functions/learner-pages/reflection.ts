import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
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
