import { type MyDataTexts, marks } from '../texts/my-data-texts.ts'
import { myDataTextsFor } from '../texts/my-data-texts-for.ts'
import { type Html, html, trusted } from '../web/html.ts'
import { dayInWords } from './day.ts'
import type { Site } from './site.ts'

/** All data held about a person as JSON, with moments as ISO 8601 in UTC. */
export type MyData = Readonly<Record<string, unknown>> & {
  readonly history: readonly Happened[]
  readonly journeys: readonly (Readonly<Record<string, unknown>> & {
    readonly history: readonly Happened[]
  })[]
}
type Happened = Readonly<Record<string, unknown>> & { readonly what: string; readonly at: string }

/** Titles of journeys and modules by id. One that is no longer published has only its id. */
export type Titles = ReadonlyMap<string, { title: string; modules: ReadonlyMap<string, string> }>

/**
 * Keeps the line breaks that people typed. On a phone the cells of a row move below each other; roles keep it a
 * table.
 */
const style = `body{margin:0 auto;max-width:70ch;padding:24px;font:16px/1.5 Arial,sans-serif;overflow-wrap:anywhere}
table{border-collapse:collapse}th,td{padding:4px 16px 4px 0;text-align:left;vertical-align:top}
dl{margin:0}dt{font-weight:bold}dd{margin:0 0 8px 16px;white-space:pre-line}ul{margin:0;padding-left:16px}
@media (max-width:40rem){table,tbody,tr,td{display:block}td{padding:0}tr{margin:0 0 16px}
thead{position:absolute;clip-path:inset(50%)}td:first-child{font-weight:bold}}`

/** The data as a page to keep and read, in words and with times in the reader's zone. */
export function myDataPage(
  site: Site,
  { history, journeys, notRead, ...held }: MyData,
  { zone, titles }: { zone: string; titles: Titles },
): string {
  const { language } = site.texts
  const texts = myDataTextsFor(language)
  const { title, lead, journeysHeading, happened } = texts
  const words = { site, texts, zone, titles }
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body><main>
<h1>${title}</h1>
<p>${lead}</p>
${notRead !== undefined && html`<p><strong>${texts.notRead(Number(notRead), site.operator.contact)}</strong></p>`}
${recordHtml(words, held)}
<h2>${happened}</h2>
${happenedTable(words, history)}
<h2>${journeysHeading}</h2>
${journeys.map(({ history: own, journeyId, ...journey }) => {
  const id = String(journeyId)
  const ofJourney = { ...words, journey: id }
  return html`<h3>${titles.get(id)?.title ?? id}</h3>\n${recordHtml(ofJourney, journey)}\n${happenedTable(ofJourney, own)}\n`
})}</main></body>
</html>
`.toString()
}

/** What the translation of values needs. */
interface Words {
  site: Site
  texts: MyDataTexts
  zone: string
  titles: Titles
  /** The journey of the current record. */
  journey?: string
}

function happenedTable(words: Words, history: readonly Happened[]): Html {
  const { happenings, when, what: whatHappened, more } = words.texts
  const said: Readonly<Record<string, string>> = happenings
  const rows = history.map(
    ({ what, at, ...rest }) =>
      html`<tr role="row">${cell(inWords(words, 'at', at))}${cell(said[what] ?? what)}${cell(recordHtml(words, withoutSameTitle(words, rest)))}</tr>\n`,
  )
  const heads = [when(words.zone), whatHappened, more]
  return html`<table role="table">
<thead role="rowgroup"><tr role="row">${heads.map(head => html`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows}</tbody></table>`
}

const cell = (content: Html | string): Html => html`<td role="cell">${content}</td>`

/** Omits a module's former title if it is the current one. */
function withoutSameTitle(words: Words, { titleThen, ...rest }: Readonly<Record<string, unknown>>) {
  return titleThen === moduleTitle(words, String(rest['moduleId'])) ? rest : { ...rest, titleThen }
}

const isMark = (name: string): boolean => (marks as readonly string[]).includes(name)

const isNothing = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** A record field by field, without internal marks. A field without a translation is shown under its own name. */
function recordHtml(words: Words, record: Readonly<Record<string, unknown>>): Html {
  const { fields } = words.texts
  const said = Object.entries(record).filter(([name, value]) => !isMark(name) && !isNothing(value))
  if (said.length === 0) return html``
  const rows = said.map(
    ([name, value]) => html`<dt>${fields[name] ?? name}</dt><dd>${wordsOf(words, name, value)}</dd>`,
  )
  return html`<dl>${rows}</dl>`
}

function wordsOf(words: Words, name: string, value: unknown): Html {
  if (Array.isArray(value))
    return html`<ul>${value.map(one => html`<li>${wordsOf(words, name, one)}</li>`)}</ul>`
  if (typeof value !== 'object' || value === null) return html`${inWords(words, name, value)}`
  if (!isByKey(name)) return recordHtml(withJourney(words, value), value as Readonly<Record<string, unknown>>)
  const entries = Object.entries(value).map(
    ([key, one]) => html`<dt>${keyInWords(words, name, key)}</dt><dd>${wordsOf(words, name, one)}</dd>`,
  )
  return html`<dl>${entries}</dl>`
}

/** Looks up the journey whose module a text or answer is about. */
function withJourney(words: Words, value: object): Words {
  const { journeyId } = value as { journeyId?: unknown }
  return typeof journeyId === 'string' ? { ...words, journey: journeyId } : words
}

/** Objects whose keys are ids instead of field names. */
const isByKey = (name: string): boolean => ['tried', 'requests', 'barredFrom'].includes(name)

const keyInWords = (words: Words, name: string, key: string): string =>
  name === 'tried' ? moduleTitle(words, key) : key

const moduleTitle = ({ titles, journey = '' }: Words, id: string): string =>
  titles.get(journey)?.modules.get(id) ?? id

const ofModules = ['moduleId', 'emailed', 'done', 'offered']

/** A single value in words. */
function inWords(words: Words, name: string, value: unknown): string {
  const { language, pages } = words.site.texts
  const said = String(value)
  if (isMoment(value)) return timeIn(value, language, words.zone)
  if (isDay(value)) return dayInWords(language, { day: value, isAnotherYear: true })
  if (typeof value === 'boolean') return words.texts.values['true']?.[said] ?? said
  if (ofModules.includes(name)) return moduleTitle(words, said)
  if (name === 'journeyId' || name === 'journey') return words.titles.get(said)?.title ?? said
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...words.texts.values,
    sector: pages.sectors,
    guessAbout: pages.sectors,
    days: pages.weekdays,
    parts: pages.parts,
  }
  return known[name]?.[said] ?? said
}

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

const timeIn = (moment: string, language: string, zone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(
    new Date(moment),
  )
