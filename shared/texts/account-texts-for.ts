import type { AccountTexts } from './account-texts.ts'
import { enAccount } from './en-account.ts'
import { inLanguage } from './languages.ts'

/**
 * Returns the texts of the pages behind account links (confirming, details, a new address, erasing) in a language
 * (BCP 47), or in the closest one that exists.
 */
export const accountTextsFor = inLanguage<AccountTexts>({ 'en-GB': enAccount })
