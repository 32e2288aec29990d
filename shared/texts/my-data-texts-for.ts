import { enMyData } from './en-my-data.ts'
import { closest, type InEachLanguage } from './languages.ts'
import type { MyDataTexts } from './my-data-texts.ts'

const texts: InEachLanguage<MyDataTexts> = { 'en-GB': enMyData }

/** The words of what is held about somebody, in a language (BCP 47) or the closest that there is. */
export const myDataTextsFor = (language: string): MyDataTexts => closest(texts, language)
