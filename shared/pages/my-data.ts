import { type Html, html, trusted } from '../web/html.ts'
import type { Site } from './site.ts'

/** Everything that is held about somebody, as JSON has it: moments as ISO 8601, in UTC. */
export type MyData = Readonly<Record<string, unknown>> & {
  readonly history: readonly Happened[]
  readonly journeys: readonly (Readonly<Record<string, unknown>> & {
    readonly history: readonly Happened[]
  })[]
}
type Happened = Readonly<Record<string, unknown>> & { readonly what: string; readonly at: string }

const style = `body{margin:0 auto;max-width:70ch;padding:24px;font:16px/1.5 Arial,sans-serif}
table{border-collapse:collapse}th,td{padding:4px 16px 4px 0;text-align:left;vertical-align:top}
dl{margin:0}dt{font-weight:bold}dd{margin:0 0 8px 16px}ul{margin:0;padding-left:16px}`

/** Their data as a page of its own, to keep and to read, with times as clocks show them in the reader's zone. */
export function myDataPage({ texts }: Site, { history, journeys, ...held }: MyData, zone: string): string {
  const { title, journeysHeading, happened } = texts.pages.myData
  const show = shownIn(texts.language, zone)
  return html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<h1>${title}</h1>
${show(held)}
<h2>${happened}</h2>
${happenedTable(texts, history, show, zone)}
<h2>${journeysHeading}</h2>
${journeys.map(
  ({ history: own, journeyId, ...journey }) =>
    html`<h3>${String(journeyId)}</h3>\n${show(journey)}\n${happenedTable(texts, own, show, zone)}\n`,
)}</body>
</html>
`.toString()
}

type Show = (value: unknown) => Html

function happenedTable(
  { pages: { myData } }: Site['texts'],
  history: readonly Happened[],
  show: Show,
  zone: string,
): Html {
  const rows = history.map(
    ({ what, at, ...rest }) =>
      html`<tr><td>${show(at)}</td><td>${inWords(what)}</td><td>${show(rest)}</td></tr>\n`,
  )
  return html`<table>
<tr><th scope="col">${myData.when(zone)}</th><th scope="col">${myData.what}</th><th scope="col">${myData.more}</th></tr>
${rows}</table>`
}

/** Shows a value as JSON has it: fields under their names, lists as lists, moments as times. */
function shownIn(language: string, zone: string): Show {
  const show: Show = value => {
    if (Array.isArray(value)) return html`<ul>${value.map(one => html`<li>${show(one)}</li>`)}</ul>`
    if (typeof value === 'object' && value !== null)
      return html`<dl>${Object.entries(value).map(([name, one]) => one !== undefined && field(name, show(one)))}</dl>`
    return html`${isMoment(value) ? timeIn(value, language, zone) : String(value)}`
  }
  return show
}

const field = (name: string, value: Html): Html => html`<dt>${inWords(name)}</dt><dd>${value}</dd>`

/** `firstName` is “First name”. */
const inWords = (name: string): string => {
  const words = name.replaceAll(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)

const timeIn = (moment: string, language: string, zone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(
    new Date(moment),
  )
