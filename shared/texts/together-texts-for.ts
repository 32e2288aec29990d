import { enTogether } from './en-together.ts'
import { inLanguage } from './languages.ts'
import type { TogetherTexts } from './together-texts.ts'

/** The words of what all together have done, in a language (BCP 47) or the closest that there is. */
export const togetherTextsFor = inLanguage<TogetherTexts>({ 'en-GB': enTogether })
