import { enJoining } from './en-joining.ts'
import type { JoiningTexts } from './joining-texts.ts'
import { inLanguage } from './languages.ts'

/** The words of the pages around signing up, in a language (BCP 47) or the closest that there is. */
export const joiningTextsFor = inLanguage<JoiningTexts>({ 'en-GB': enJoining })
