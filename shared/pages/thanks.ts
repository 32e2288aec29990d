import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import type { Message } from '../texts/messages.ts'
import { section } from './components/section.ts'
import { messagePage } from './messages.ts'
import type { Site } from './site.ts'

/**
 * What is said after the sign-up form: the same whether we know the address or not.
 * @param isSlow whether emails like the one that is awaited are slowed down, whoever it is for.
 */
export function thanksTexts({ texts }: Site, isSlow: boolean): Message {
  const { title, paragraphs, slow } = joiningTextsFor(texts.language).thanks
  return { title, paragraphs: isSlow ? [...paragraphs, slow] : paragraphs }
}

/** The page after the sign-up form. */
export const thanksPage = (site: Site, isSlow: boolean): string =>
  messagePage(site, thanksTexts(site, isSlow), section(joiningTextsFor(site.texts.language).thanks.help))
