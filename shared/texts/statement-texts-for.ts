import { enStatements } from './en-statements.ts'
import { inLanguage } from './languages.ts'
import type { StatementTexts } from './statement-texts.ts'

/** The statements in a language (BCP 47), or the closest that there is. */
export const statementTextsFor = inLanguage<StatementTexts>({ 'en-GB': enStatements })
