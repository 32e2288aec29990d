import { en } from './en.ts'
import { inLanguage } from './languages.ts'
import type { Texts } from './texts.ts'

/** Returns the texts of pages in a language (BCP 47), or in the closest one that exists. */
export const textsFor = inLanguage<Texts>({ 'en-GB': en })
