import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import type { Message } from '../texts/messages.ts'
import { section } from './components/section.ts'
import { messagePage } from './messages.ts'
import type { Site } from './site.ts'

/**
 * The message after the sign-up form. It does not depend on whether the address is known.
 * @param isSlow whether emails of this kind are slowed down for everybody.
 */
export function thanksTexts({ texts }: Site, isSlow: boolean): Message {
  const { title, paragraphs, slow } = joiningTextsFor(texts.language).thanks
  return { title, paragraphs: isSlow ? [...paragraphs, slow] : paragraphs }
}

/** The page after the sign-up form. */
export const thanksPage = (site: Site, isSlow: boolean): string =>
  messagePage(site, thanksTexts(site, isSlow), section(joiningTextsFor(site.texts.language).thanks.help))
