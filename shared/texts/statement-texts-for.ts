import { enStatements } from './en-statements.ts'
import { closest, type InEachLanguage } from './languages.ts'
import type { StatementTexts } from './statement-texts.ts'

const texts: InEachLanguage<StatementTexts> = { 'en-GB': enStatements }

/** The statements in a language (BCP 47), or the closest that there is. */
export const statementTextsFor = (language: string): StatementTexts => closest(texts, language)
