import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everythingAbout } from '../../../shared/application/everything-about.ts'
import type { TitleAsSent } from '../../../shared/application/titles-as-sent.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { type Html, html, trusted } from '../../../shared/web/html.ts'
import { printable } from '../../terminal/printable.ts'
import { timeIn } from '../command/style.ts'
import type { Story } from './story.ts'
import { nextWords } from './story-lines.ts'

const style = `
  body { margin: 0 auto; max-width: 70ch; padding: 24px; font: 16px/1.5 Arial, sans-serif; }
  table { border-collapse: collapse; }
  th, td { padding: 4px 16px 4px 0; text-align: left; vertical-align: top; }
  td:first-child { white-space: nowrap; }`

const rows = (pairs: readonly (readonly [string, string])[]): Html[] =>
  pairs.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)

/** The stored data besides the history, as names and plain values. */
function held(record: LearnerRecord): [string, string][] {
  const { history: _history, journeys: _journeys, ...rest } = everythingAbout(record)
  return Object.entries(rest).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
  )
}

/** The data stored about a person, as a readable page. */
export function exportPage(record: LearnerRecord, story: Story): string {
  const time = timeIn(story.zone)
  const journeys = story.journeys.map(
    ({ title, where, next }) =>
      html`<h3>${title}</h3>\n<p>${where}</p>\n<p>Next: ${nextWords(next, time)}</p>\n`,
  )
  const happened = story.history.map(
    ({ at, words }) => html`<tr><td>${time(at)}</td><td>${words}</td></tr>\n`,
  )
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What ShiftWorks holds about you</title>
<style>${trusted(style)}</style>
</head>
<body>
<h1>What ShiftWorks holds about you</h1>
<p>${story.status}</p>
<table>
${rows(held(record))}</table>
<h2>Journeys</h2>
${journeys}<h2>What happened</h2>
<table>
<tr><th scope="col">When (${story.zone})</th><th scope="col">What</th></tr>
${happened}</table>
</body>
</html>
`.toString()
}

/**
 * Writes the data stored about a person into a folder, as JSON and as a page.
 * @returns the paths of the files
 */
export async function writeExport(
  folder: string,
  record: LearnerRecord,
  { story, titles }: { story: Story; titles: TitleAsSent },
): Promise<string[]> {
  // Only the operator can read the folder.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const base = join(folder, `learner-${record.learner.id}`)
  const files: [string, string][] = [
    [`${base}.json`, `${JSON.stringify(everythingAbout(record, { titles }), null, 2)}\n`],
    [`${base}.html`, exportPage(record, story)],
  ]
  for (const [file, text] of files) await writeFile(file, printable(text), { mode: 0o600 })
  return files.map(([file]) => file)
}
