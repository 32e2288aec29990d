import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import type { Mark } from '../../shared/domain/reflections/mark.ts'
import { excerptLength, reflectionLength } from '../../shared/domain/reflections/reflection.ts'
import type { SentReflection } from '../../shared/pages/reflection-form.ts'
import type { LearnerReads } from './behind-link.ts'

/** The text and the excerpt in a form. */
export interface SentText {
  text: string
  excerpt: string
  isSure: boolean
  isPublic: boolean
}

/** The result of storing a text. */
export interface WrittenText {
  kept?: { shared: boolean }
  /** Set if its writer should check it. */
  sent?: SentReflection
  hasRisk: boolean
}

/** A text as it was typed. Browsers send a line break as two characters and count it as one. */
export const textIn = (form: Form, name: string): string =>
  (fieldOf(form, name) ?? '').replaceAll('\r\n', '\n')

/** Whether a box was ticked. */
export const saidYes = (form: Form, name: 'sure' | 'public' | 'confirm'): boolean =>
  fieldOf(form, name) === 'yes'

/** The text in a form; undefined if nothing was written. An excerpt without a text counts as the text. */
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

/** Why a text cannot be stored, before its content is checked. */
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

/** How people of a journey speak up about concerns at work, if it says so, for pages that show where help is. */
export async function helpIn(
  { library }: Pick<LearnerReads, 'library'>,
  id: JourneyId,
): Promise<{ speakingUp?: string }> {
  const speakingUp = (await library.head(id))?.help?.speakingUp
  return speakingUp === undefined ? {} : { speakingUp }
}

/** The button was pressed without a text. */
export const nothingWritten: WrittenText = {
  sent: { text: '', excerpt: '', isPublic: false, problems: { text: 'text-missing' }, marked: [] },
  hasRisk: false,
}
