import type { JourneyId } from '../domain/ids.ts'
import type { Operator, StatementTexts } from '../texts/statement-texts.ts'
import type { Texts } from '../texts/texts.ts'

/** What every page needs. */
export interface Site {
  texts: Texts
  /** The texts of a language (BCP 47), or of the closest one available. */
  textsIn: (language: string) => Texts
  /** The address of the pages, without a slash at the end. */
  publicUrl: string
  /** Address of the stylesheet: `/assets/….css`. */
  stylesheet: string
  /** The operator, whose contact is on every page. */
  operator: Operator
}

/** The address of a statement, in this language. */
export const statementUrl = ({ texts }: Site, which: keyof StatementTexts): string =>
  `/${which}?language=${texts.language}`

/** The same site in another language, such as that of the reader's journey; unchanged if none is given. */
export const inLanguage = (site: Site, language: string | undefined): Site =>
  language === undefined ? site : { ...site, texts: site.textsIn(language) }

const withLink = (path: string, token: string | undefined): string =>
  token === undefined ? path : `${path}?link=${encodeURIComponent(token)}`

/**
 * The address of the sign-up form.
 * @param token of a link that was mailed to the visitor, so that limits caused by strangers do not affect them.
 */
export const signUpUrl = (token?: string): string => withLink('/', token)

/**
 * The address of the page to ask for a private link.
 * @param token as in `signUpUrl`.
 */
export const findMeUrl = (token?: string): string => withLink('/find-me', token)

/**
 * The address of a journey's sign-up form.
 * @param token as in `signUpUrl`.
 */
export const journeyUrl = (id: JourneyId, token?: string): string => withLink(`/journeys/${id}`, token)

/**
 * The address of the catalogue.
 * @param token as in `signUpUrl`.
 */
export const journeysUrl = (token?: string): string => withLink('/journeys', token)

/** The path of the page for inviting colleagues. */
export const bringPath = '/bring-a-colleague'

/**
 * The URL of that page for a visitor with a link.
 * @param token of the link.
 */
export const bringUrl = (token: string): string => `${bringPath}?t=${encodeURIComponent(token)}`
