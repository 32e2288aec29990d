import { en } from './en.ts'
import { inLanguage } from './languages.ts'
import type { Texts } from './texts.ts'

/** What pages say in a language (BCP 47), or the closest that there is. */
export const textsFor = inLanguage<Texts>({ 'en-GB': en })
