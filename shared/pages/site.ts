import type { JourneyId } from '../domain/ids.ts'
import type { Operator, StatementTexts } from '../texts/statement-texts.ts'
import type { Texts } from '../texts/texts.ts'

/** What every page needs, whatever it shows. */
export interface Site {
  texts: Texts
  /** The words of another language (BCP 47), or of the closest that there is. */
  textsIn: (language: string) => Texts
  /** Where learners reach the pages, without a slash at the end. */
  publicUrl: string
  /** Address of the stylesheet: `/assets/….css`. */
  stylesheet: string
  /** Who runs the service: whom to ask for help stands on every page. */
  operator: Operator
}

/** Where a statement stands, in the language of these words. */
export const statementUrl = ({ texts }: Site, which: keyof StatementTexts): string =>
  `/${which}?language=${texts.language}`

/** The same site in another language, such as that of the reader's journey; as it is when nothing is known of one. */
export const inLanguage = (site: Site, language: string | undefined): Site =>
  language === undefined ? site : { ...site, texts: site.textsIn(language) }

const withLink = (path: string, token: string | undefined): string =>
  token === undefined ? path : `${path}?link=${encodeURIComponent(token)}`

/** The sign-up form. @param token of a link that lies in somebody's mailbox, which lets them pass those who only know the address. */
export const signUpUrl = (token?: string): string => withLink('/', token)

/** Where anybody asks for a private link by their address. @param token as for any sign-up form. */
export const findMeUrl = (token?: string): string => withLink('/find-me', token)

/** The sign-up form of one journey. @param token as for any sign-up form. */
export const journeyUrl = (id: JourneyId, token?: string): string => withLink(`/journeys/${id}`, token)

/** Where all journeys stand. @param token as for any sign-up form. */
export const journeysUrl = (token?: string): string => withLink('/journeys', token)

/** Where somebody makes, passes on and stops the link by which they bring colleagues. */
export const bringPath = '/bring-a-colleague'

/** The same for whoever came by a link. @param token of it. */
export const bringUrl = (token: string): string => `${bringPath}?t=${encodeURIComponent(token)}`
