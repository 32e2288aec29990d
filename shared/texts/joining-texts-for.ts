import { enJoining } from './en-joining.ts'
import type { JoiningTexts } from './joining-texts.ts'
import { inLanguage } from './languages.ts'

/** Returns the texts of the pages around signing up in a language (BCP 47), or in the closest one that exists. */
export const joiningTextsFor = inLanguage<JoiningTexts>({ 'en-GB': enJoining })
