import { notNames, places, wellKnown } from './not-names.ts'
import { after, before, type Found, findAll } from './stretch.ts'

const formal = 'Mr|Mrs|Ms|Mx|Drs?|Miss|Messrs'
const ofWork =
  'Doctor|Professor|Profs?|Nurse|Matron|Midwife|Sister|Sir|Dame|Lady|Lord|Baroness|Reverend|Revd?|Father|Fr|Canon|Rabbi|Imam|Pastor|Chaplain|Cllr|Councillor|Sergeant|Sgt|Constable|Inspector'
const particles =
  "(?:(?:de|da|del|della|di|du|dos|van|von|der|den|la|le|al|el|bin|binti|ibn|ap|ab|ben|st|y)[\\s.-]{1,2}|[dl]['’])"
const letter = "[\\p{L}\\p{M}'’‘-]"
const begins = "(?<![\\p{L}\\p{N}\\p{M}'’-])"
const gap = '(?:\\.\\s{0,3}|\\s{1,3})'
const more = `(?:\\.?\\s(?:${particles}){0,2}\\p{Lu}${letter}{1,40}){0,2}`

/** `Mrs Okafor`, `Prof. J. van der Berg`, `Mr and Mrs O’Neill`, by their last title. */
const written = new RegExp(
  `${begins}(?<title>${formal}|${ofWork})${gap}(?:(?<other>${formal}|${ofWork})${gap})?(?<name>(?:${particles}){0,2}\\p{Lu}${letter}{0,40})${more}`,
  'gu',
)
const inCapitals = new RegExp(
  `${begins}(?<title>MR|MRS|MISS|MX|DR|PROF|PROFESSOR|DOCTOR|SISTER|NURSE|MATRON)${gap}(?<name>\\p{Lu}${letter}{0,40})`,
  'gu',
)
/** Names in lower case. `miss` is left out, since it is a verb. */
const inSmall = new RegExp(
  `${begins}(?<title>mr|mrs|ms|mx|drs?|prof)${gap}(?<name>(?:${particles}){0,2}\\p{L}${letter}{0,40})`,
  'gu',
)
const halfSmall = new RegExp(
  `${begins}(?<title>doctor|professor|nurse|matron|midwife|reverend|rabbi|imam|pastor|chaplain)\\s{1,3}(?<name>\\p{Lu}\\p{Ll}${letter}{1,40})${more}`,
  'gu',
)
/** `Okafor (Mrs)`, `PATEL, Mr`, as in lists. */
const titleLast = new RegExp(
  `${begins}(?<name>\\p{Lu}${letter}{1,40})(?:\\s?\\((?:${formal})\\.?\\)|,\\s(?:${formal})\\.?(?=[,;:)]|\\s?$|\\s\\p{Ll}))`,
  'gu',
)

const isDayOrMonth =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|july|september|october|november|december)$/

const isPlaceNext = new RegExp(
  `^(?:['’]s?)?(?:\\s\\p{Lu}${letter}{0,40}){0,3}?\\s(?:${places})(?![\\p{L}]|\\s\\d)`,
  'u',
)
const namesPlace = new RegExp(`\\s(?:${places})(?:['’]s)?$`, 'u')

/** A letter that stands for an unnamed person, or the pronoun "I". */
const standsForAnybody = /^[AINXYZ]$/

const bare = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/'s$|[’'‘-]+$/, '')

/** `I asked the Dr. Nobody knew`: the full stop ends a sentence. */
const endsSentence = (text: string, found: Found): boolean =>
  /^\p{L}+\.\s/u.test(found.words) &&
  /\b(?:the|a|my|our|your|his|her|their|this|that|another|any|every|no|duty|junior|which)\s$/i.test(
    before(text, found, 12),
  )

function isName(text: string, found: Found): boolean {
  const { name = '', title = '' } = found.groups
  const word = bare(name)
  if (standsForAnybody.test(name) || notNames.has(word) || isDayOrMonth.test(word)) return false
  if (wellKnown.test(found.words)) return false
  if (namesPlace.test(found.words) || isPlaceNext.test(after(text, found, 100))) return false
  return title === '' || !endsSentence(text, found)
}

/** Lower-case words that are no titles here: `the dr rang`, `30 ms apart`, `people with ms relapse`. */
const isNoTitle =
  /(?:\b(?:the|a|my|our|your|his|her|their|this|that|another|any|every|no|duty|junior|which|with|has|have|had|of)|\d)\s?$/i

const isSmallName = (text: string, found: Found): boolean =>
  isName(text, found) &&
  (/\p{Lu}/u.test(found.words) ||
    ((found.groups['name']?.length ?? 0) > 2 &&
      !(/^(?:dr|ms|prof)/.test(found.words) && isNoTitle.test(before(text, found, 12)))))

/** Names after a title. */
export const namesWithTitle = (text: string): Found[] => [
  ...[written, inCapitals, halfSmall, titleLast].flatMap(pattern =>
    findAll(text, pattern, found => isName(text, found)),
  ),
  ...findAll(text, inSmall, found => isSmallName(text, found)),
]
