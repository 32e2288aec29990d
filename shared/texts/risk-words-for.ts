import { riskWords } from './en-risk-words.ts'
import { closest, type InEachLanguage } from './languages.ts'

const texts: InEachLanguage<readonly string[]> = { 'en-GB': riskWords }

/** Words of harm to oneself or others, of abuse and of a crime: whoever writes one is shown where help is. */
export const riskWordsFor = (language: string): readonly string[] => closest(texts, language)
