/** The supported languages (BCP 47). After adding one here, the compiler reports every missing text. */
export const languageTags = ['en-GB'] as const

/** Texts in every supported language. */
export type InEachLanguage<Words> = Readonly<Record<(typeof languageTags)[number], Words>>

const main = (tag: string) => tag.split('-')[0]

/** Returns the texts of a language (BCP 47), else of its main language, else English. */
export function closest<Words>(words: InEachLanguage<Words>, language: string): Words {
  const tag =
    languageTags.find(one => one === language) ?? languageTags.find(one => main(one) === main(language))
  return words[tag ?? 'en-GB']
}

/** Makes a lookup of texts by language (BCP 47), as `closest` chooses them. */
export const inLanguage =
  <Words>(words: InEachLanguage<Words>) =>
  (language: string): Words =>
    closest(words, language)
