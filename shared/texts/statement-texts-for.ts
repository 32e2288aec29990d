import { enStatements } from './en-statements.ts'
import { inLanguage } from './languages.ts'
import type { StatementTexts } from './statement-texts.ts'

/** Returns the statements in a language (BCP 47), or in the closest one that exists. */
export const statementTextsFor = inLanguage<StatementTexts>({ 'en-GB': enStatements })
