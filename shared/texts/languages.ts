import { en } from './en.ts'
import type { Texts } from './texts.ts'

/** Every language that there are words in: to add one, add its file here. */
const languages: readonly Texts[] = [en]

/** Their tags (BCP 47). */
export const languageTags: readonly string[] = languages.map(({ language }) => language)

/** The words of a language (BCP 47), of its main language if there is no closer one, or English. */
export function textsFor(language: string): Texts {
  const main = (tag: string) => tag.split('-')[0]
  return (
    languages.find(texts => texts.language === language) ??
    languages.find(texts => main(texts.language) === main(language)) ??
    en
  )
}
