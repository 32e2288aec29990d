import { enMyData } from './en-my-data.ts'
import { inLanguage } from './languages.ts'
import type { MyDataTexts } from './my-data-texts.ts'

/** The words of what is held about somebody, in a language (BCP 47) or the closest that there is. */
export const myDataTextsFor = inLanguage<MyDataTexts>({ 'en-GB': enMyData })
