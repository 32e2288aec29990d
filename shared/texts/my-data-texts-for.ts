import { enMyData } from './en-my-data.ts'
import { inLanguage } from './languages.ts'
import type { MyDataTexts } from './my-data-texts.ts'

/** Returns the texts of the page with stored data in a language (BCP 47), or in the closest one that exists. */
export const myDataTextsFor = inLanguage<MyDataTexts>({ 'en-GB': enMyData })
