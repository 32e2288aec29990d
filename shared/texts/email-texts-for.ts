import type { EmailTexts } from './email-texts.ts'
import { enEmails } from './en-emails.ts'
import { inLanguage } from './languages.ts'

/** What emails say in a language (BCP 47), or the closest that there is. */
export const emailTextsFor = inLanguage<EmailTexts>({ 'en-GB': enEmails })
