import { enRounds } from './en-rounds.ts'
import { inLanguage } from './languages.ts'
import type { RoundTexts } from './round-texts.ts'

/** Returns the texts of a round's page in a language (BCP 47), or in the closest one that exists. */
export const roundTextsFor = inLanguage<RoundTexts>({ 'en-GB': enRounds })
