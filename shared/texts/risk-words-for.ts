import { riskWords } from './en-risk-words.ts'
import { inLanguage } from './languages.ts'

/** Words of harm to oneself or others, of abuse and of a crime: whoever writes one is shown where help is. */
export const riskWordsFor = inLanguage<readonly string[]>({ 'en-GB': riskWords })
