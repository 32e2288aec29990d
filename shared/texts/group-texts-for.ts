import { enGroups } from './en-groups.ts'
import type { GroupTexts } from './group-texts.ts'
import { inLanguage } from './languages.ts'

/** Returns the texts about a proposed group or a circle in a language (BCP 47), or in the closest one that exists. */
export const groupTextsFor = inLanguage<GroupTexts>({ 'en-GB': enGroups })
