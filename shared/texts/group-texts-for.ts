import { enGroups } from './en-groups.ts'
import type { GroupTexts } from './group-texts.ts'
import { inLanguage } from './languages.ts'

/** The words about a group that is proposed, or a circle, in a language (BCP 47) or the closest that there is. */
export const groupTextsFor = inLanguage<GroupTexts>({ 'en-GB': enGroups })
