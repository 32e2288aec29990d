/** Every language that there are words in (BCP 47). To add one, add it here: the compiler then asks for its words. */
export const languageTags = ['en-GB'] as const

/** Words in every language. */
export type InEachLanguage<Words> = Readonly<Record<(typeof languageTags)[number], Words>>

const main = (tag: string) => tag.split('-')[0]

/** The words of a language (BCP 47), of its main language if there is no closer one, or English. */
export function closest<Words>(words: InEachLanguage<Words>, language: string): Words {
  const tag =
    languageTags.find(one => one === language) ?? languageTags.find(one => main(one) === main(language))
  return words[tag ?? 'en-GB']
}

/** Finds words by language (BCP 47), or the closest that there is. */
export const inLanguage =
  <Words>(words: InEachLanguage<Words>) =>
  (language: string): Words =>
    closest(words, language)
