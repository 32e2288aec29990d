import { en } from './en.ts'
import type { Words } from './words.ts'

/** Every language that there are words in: to add one, add its file here. */
const languages: readonly Words[] = [en]

/** Their tags (BCP 47). */
export const languageTags: readonly string[] = languages.map(({ language }) => language)

/** The words of a language (BCP 47), of its main language if there is no closer one, or English. */
export function wordsFor(language: string): Words {
  const main = (tag: string) => tag.split('-')[0]
  return (
    languages.find(words => words.language === language) ??
    languages.find(words => main(words.language) === main(language)) ??
    en
  )
}
