import type { EmailTexts } from './email-texts.ts'
import { enEmails } from './en-emails.ts'
import { closest, type InEachLanguage } from './languages.ts'

const texts: InEachLanguage<EmailTexts> = { 'en-GB': enEmails }

/** What emails say in a language (BCP 47), or the closest that there is. */
export const emailTextsFor = (language: string): EmailTexts => closest(texts, language)
