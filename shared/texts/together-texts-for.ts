import { enTogether } from './en-together.ts'
import { inLanguage } from './languages.ts'
import type { TogetherTexts } from './together-texts.ts'

/** Returns the texts of the public page about all learners in a language (BCP 47), or in the closest one that exists. */
export const togetherTextsFor = inLanguage<TogetherTexts>({ 'en-GB': enTogether })
