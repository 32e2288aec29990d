import { bareFiguresIn, datesIn } from './dates.ts'
import { after, before, type Found } from './stretch.ts'

const birthWords = '(?:d\\.?\\s?o\\.?\\s?b|d/o/b|date of birth|birth ?date|day of birth|birth)'
const isBornBefore = new RegExp(
  `(?:\\b${birthWords}\\b\\.?|\\b(?:born|birthday|birthdate|turn(?:s|ed|ing)? \\d{1,3})\\b|(?<![\\p{L}.])b\\.)[^.!?\\n]{0,40}$`,
  'iu',
)
const isBornAfter = new RegExp(`^[^.!?\\n]{0,30}(?:\\b${birthWords}\\b|\\b(?:born|birthday)\\b)`, 'iu')
/** A date without a year counts only after words such as "date of birth". */
const isBirthDay = new RegExp(
  `(?:\\b${birthWords}\\b\\.?[^\\p{L}\\p{N}]{0,5}(?:is |was |of |on )?|\\bborn (?:on )?(?:the )?|\\b(?:his|her|their|whose|s) birthday (?:is|was|falls)(?: on)?(?: the)? )$`,
  'iu',
)
/** Things that are "born" or have birthdays and are no persons. */
const isNobodys =
  /\b(?:nhs|health service|service|idea|plan|project|scheme|programme|movement|charity|hospital|hospice|ward|unit|team|trust|union|website|journey|network|choir|garden|rota|practice|department|centre)(?:['’]s)?\b[^.!?\n]{0,25}(?:born|birth|birthday)\b/iu

function isOfBirth(text: string, date: Found): boolean {
  const [earlier, later] = [before(text, date, 80), after(text, date, 50)]
  const hasYear = date.groups['year'] !== undefined
  const says = hasYear ? isBornBefore.test(earlier) || isBornAfter.test(later) : isBirthDay.test(earlier)
  return says && !isNobodys.test(earlier) && !isNobodys.test(later)
}

/** A date in brackets right after a person: `the lady (12/03/1947)`. */
const isOfPerson =
  /\b(?:patient|resident|client|lady|gentleman|man|woman|boy|girl|baby|child|male|female|pt|\p{Lu}\p{Ll}+)\s?[,(–-]\s?$/u

const isBehindPerson = (text: string, date: Found): boolean =>
  /^(?:1[89]\d\d|20[01]\d)$/.test(date.groups['year'] ?? '') &&
  date.groups['month'] === undefined &&
  isOfPerson.test(before(text, date, 40))

/** Dates of birth. A date alone is none. */
export const datesOfBirth = (text: string): Found[] => [
  ...datesIn(text).filter(date => isOfBirth(text, date) || isBehindPerson(text, date)),
  ...bareFiguresIn(text, date => isOfBirth(text, date)),
]
