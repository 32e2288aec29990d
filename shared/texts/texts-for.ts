import { en } from './en.ts'
import { closest, type InEachLanguage } from './languages.ts'
import type { Texts } from './texts.ts'

const texts: InEachLanguage<Texts> = { 'en-GB': en }

/** What pages say in a language (BCP 47), or the closest that there is. */
export const textsFor = (language: string): Texts => closest(texts, language)
