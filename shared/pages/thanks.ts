import type { Message } from '../words/page-words.ts'
import { section } from './components/section.ts'
import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/**
 * What is said after the sign-up form: the same whether we know the address or not.
 * @param isSlow whether emails like the one that is awaited are slowed down, whoever it is for.
 */
export function thanksWords({ words }: Site, isSlow: boolean): Message {
  const { title, paragraphs, slow } = words.pages.thanks
  return { title, paragraphs: isSlow ? [...paragraphs, slow] : paragraphs }
}

/** The page after the sign-up form. */
export const thanksPage = (site: Site, isSlow: boolean): string =>
  messagePage(site, thanksWords(site, isSlow), section(site.words.pages.thanks.help))
