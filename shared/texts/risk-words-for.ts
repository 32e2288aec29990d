import { riskWords } from './en-risk-words.ts'
import { inLanguage } from './languages.ts'

/** Words about harm to oneself or others, abuse or a crime. A writer who uses one is shown where to find help. */
export const riskWordsFor = inLanguage<readonly string[]>({ 'en-GB': riskWords })
