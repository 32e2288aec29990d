import { type Found, findAll } from './stretch.ts'

const day = '(?:0?[1-9]|[12]\\d|3[01])'
const monthNumber = '(?:0?[1-9]|1[0-2])'
const month =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const ordinals =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|twentieth|thirtieth'
const ordinal = `(?:${day}\\s?(?<ordinal>st|nd|rd|th)|(?<spelled>${ordinals}))`
const year = "(?<year>(?:1[89]|20)\\d\\d|['’‘]?\\d\\d)"
const begins = '(?<![\\p{L}\\p{N}]|\\d[./-])'
const ends = '(?![\\p{L}\\p{N}]|[./-]\\d)'

/** Date formats of the United Kingdom, and ISO dates. */
const inFigures = [
  `${begins}${day}\\s?(?<sign>[./-])\\s?${monthNumber}\\s?\\k<sign>\\s?${year}${ends}`,
  `${begins}(?<year>(?:1[89]|20)\\d\\d)[-/.]${monthNumber}[-/.]${day}${ends}`,
].map(source => new RegExp(source, 'gu'))

const inWords = [
  `${begins}(?:${ordinal}|${day})(?:\\s{1,2}(?:day )?of)?[\\s-]{0,2}${month}(?![\\p{L}])(?:\\.?,?[\\s-]{1,2}${year}${ends})?`,
  `${begins}${month}\\.?\\s(?:the\\s)?(?:${ordinal}|${day})${ends}(?:,?\\s${year}${ends})?`,
].map(source => new RegExp(source, 'giu'))

/** `bed 3 may be free`: "may" is a month only with a year or an ordinal. */
const isMonth = ({ groups }: Found): boolean =>
  !/^(?:may|mar|march)$/.test(groups['month'] ?? '') ||
  [groups['year'], groups['ordinal'], groups['spelled']].some(part => part !== undefined)

/** Written dates, with or without a year. */
export const datesIn = (text: string): Found[] => [
  ...inFigures.flatMap(pattern => findAll(text, pattern)),
  ...inWords.flatMap(pattern => findAll(text, pattern, isMonth)),
]

/** `12 03 1947` and `120347` are dates only if the context says so. */
const bareFigures = [
  `${begins}${day}\\s${monthNumber}\\s(?<year>(?:1[89]|20)?\\d\\d)${ends}`,
  `${begins}(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])(?<year>(?:1[89]|20)?\\d\\d)${ends}`,
].map(source => new RegExp(source, 'gu'))

/** Bare numbers that are dates because of the words beside them. */
export const bareFiguresIn = (text: string, isOne: (found: Found) => boolean): Found[] =>
  bareFigures.flatMap(pattern => findAll(text, pattern, isOne))

/** `on 14/3` may also be a fraction, a score or a duration. `on the 14th` has no month. */
const shortDates = [
  /(?<=\b(?:on|from|dated?|since|until|of)[\s:]{1,2}(?:\p{L}{3,9}\s)?)(?!24\/7)(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])(?![\p{L}\p{N}/])/giu,
  /(?<=\bthe\s|day\s|\b(?:mon|tues?|wed|thurs?|fri|sat|sun)\s)(?:[12]?\d|3[01])(?:st|nd|rd|th)(?=[,.;:!?)]|\s?$|\s(?:of|at|we|he|she|they|the|and|when|a|i|it|her|his|my|our|in|for|after|before|who)\b)(?! (?:floor|time|of (?:five|six|seven|eight|nine|ten|\d)))/giu,
  /\b(?:christmas (?:day|eve)|boxing day|new year['’]s (?:day|eve)|good friday|easter (?:sunday|monday))(?:,? (?:of |in )?(?:20)?\d\d)(?!\d)/giu,
]

/** Dates that are recognised by their context alone. */
export const shortDatesIn = (text: string): Found[] => shortDates.flatMap(pattern => findAll(text, pattern))
