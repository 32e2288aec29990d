import type { AccountTexts } from './account-texts.ts'
import { enAccount } from './en-account.ts'
import { inLanguage } from './languages.ts'

/** The words of the pages behind links: confirming, details, a new address, erasing, in a language (BCP 47) or the closest that there is. */
export const accountTextsFor = inLanguage<AccountTexts>({ 'en-GB': enAccount })
