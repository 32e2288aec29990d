import { enRounds } from './en-rounds.ts'
import { inLanguage } from './languages.ts'
import type { RoundTexts } from './round-texts.ts'

/** The words of the page of a round, in a language (BCP 47) or the closest that there is. */
export const roundTextsFor = inLanguage<RoundTexts>({ 'en-GB': enRounds })
