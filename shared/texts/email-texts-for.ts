import type { EmailTexts } from './email-texts.ts'
import { enEmails } from './en-emails.ts'
import { inLanguage } from './languages.ts'

/** Returns the texts of emails in a language (BCP 47), or in the closest one that exists. */
export const emailTextsFor = inLanguage<EmailTexts>({ 'en-GB': enEmails })
