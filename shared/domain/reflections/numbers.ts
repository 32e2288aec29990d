import { before, type Found, findAll } from './stretch.ts'

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Ten digits in a row, or separated by a space, hyphen or full stop. */
const tenDigits = /(?<![\d+])(?<!\d[.,])\d(?:\s?[-–.]?\s?\d){9}(?!\d)/g

/** An NHS number: modulus 11 with weights 10 to 2, check digit last. Ten equal digits would pass and are excluded. */
const isNhsNumber = ({ words }: Found): boolean => {
  const digits = digitsOf(words)
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
  return sum % 11 === 0 && !/^(\d)\1+$/.test(digits)
}

/** NHS numbers with a valid check digit. */
export const nhsNumbers = (text: string): Found[] => findAll(text, tenDigits, isNhsNumber)

/** Prefix, six digits, and a suffix that many omit. QQ is never issued; official examples use it. */
const nationalInsurance =
  /(?<![\p{L}\p{N}])(?!BG|GB|KN|NK|NT|TN|ZZ)(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?\d{2}(?:[\s.-]?(?<suffix>[A-D]))?(?![\p{L}\p{N}])/giu

const saysInsurance = /\b(?:n\.?i\.?|nino|national insurance|insurance (?:no|number))\b[^!?\n]{0,40}$/i

/** National Insurance numbers: with a suffix, or after words that say so. */
export const nationalInsuranceNumbers = (text: string): Found[] =>
  findAll(
    text,
    nationalInsurance,
    found => found.groups['suffix'] !== undefined || saysInsurance.test(before(text, found, 60)),
  )

const apart = '[\\s.()\\-–]{0,2}'
const isDate = '\\d{1,2}([./-])\\d{1,2}\\1\\d{2,4}(?!\\d)'
/** Mobile and geographic numbers. Numbers that begin with 03, 08 or 09 belong to organisations. */
const national = new RegExp(
  `(?<![\\d+])(?<!\\d[.,/-])(?!${isDate})\\(?0${apart}[127](?:${apart}\\d){9}(?!\\d)`,
  'g',
)
/** Numbers of some small places have one digit fewer. Only with this spacing, since ten digits may be anything. */
const short = /(?<![\d+])\(?01\d{3,4}\)?\s\d{4,5}(?!\d)/g
const international = new RegExp(
  `(?<!\\d)(?:\\+|\\(\\+|(?<!\\p{L})00)${apart}[1-9](?:${apart}\\d){7,14}(?!\\d)`,
  'gu',
)

const isOrganisations = ({ words }: Found): boolean => /^(?:00)?440?[389]/.test(digitsOf(words))
const isShort = ({ words }: Found): boolean => digitsOf(words).length === 10

/** Phone numbers of people: national ones, shorter ones of small places, and international ones. */
export const phoneNumbers = (text: string): Found[] => [
  ...findAll(text, national),
  ...findAll(text, short, isShort),
  ...findAll(text, international, found => !isOrganisations(found)),
]

const areas =
  'AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE'
const postcode = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${areas})\\d[\\dA-HJKMNP-Y]?\\s{0,2}(?<inward>\\d[ABD-HJLNP-UW-Z]{2})|GIR\\s?0AA)(?![\\p{L}\\p{N}])`,
  'giu',
)
/** `ward B5 2nd floor`, `every G4 2hr`: words that match the pattern of a postcode. */
const isMeasure = /^(?:1st|2nd|3rd|\dth|\d(?:hr|lb|ft|wk|yr))$/

/** British postcodes. */
export const postcodes = (text: string): Found[] =>
  findAll(text, postcode, ({ groups }) => !isMeasure.test(groups['inward'] ?? ''))

const sign = "[\\p{L}\\p{N}._%+'’-]"
const host = '[\\p{L}\\p{N}-]{1,63}'
const known = '(?:com|org|net|uk|wales|scot|info|io|eu)'
const emailAddress = new RegExp(`(?<!${sign})${sign}{1,64}@(?:${host}\\.){1,5}\\p{L}{2,24}(?!\\p{L})`, 'gu')
/** `jo at example dot org`, `jo(at)example.org`, `jo @ example . org`. */
const spelledAddress = new RegExp(
  `(?<!${sign})${sign}{1,64}\\s{0,2}(?:@|[([]\\s?(?:at|@)\\s?[)\\]]|\\sat\\s)\\s{0,2}${host}(?:\\s?(?:\\.|[([]\\s?dot\\s?[)\\]]|\\sdot\\s)\\s?${host}){0,3}\\s?(?:\\.|[([]\\s?dot\\s?[)\\]]|\\sdot\\s)\\s?${known}(?![\\p{L}\\p{N}])`,
  'giu',
)
/** `have a look at example.org` names a website. Without brackets, the full stops must be spelled out as well. */
const isSpelled = ({ words }: Found): boolean => !/\sat\s/i.test(words) || /\sdot\s/i.test(words)

/** Email addresses, also spelled out. */
export function emailAddresses(text: string): Found[] {
  const plain = findAll(text, emailAddress)
  return [...plain, ...findAll(text, spelledAddress, isSpelled)]
}
