import type { Message } from '../texts/page-texts.ts'
import { section } from './components/section.ts'
import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/**
 * What is said after the sign-up form: the same whether we know the address or not.
 * @param isSlow whether emails like the one that is awaited are slowed down, whoever it is for.
 */
export function thanksTexts({ texts }: Site, isSlow: boolean): Message {
  const { title, paragraphs, slow } = texts.pages.thanks
  return { title, paragraphs: isSlow ? [...paragraphs, slow] : paragraphs }
}

/** The page after the sign-up form. */
export const thanksPage = (site: Site, isSlow: boolean): string =>
  messagePage(site, thanksTexts(site, isSlow), section(site.texts.pages.thanks.help))
