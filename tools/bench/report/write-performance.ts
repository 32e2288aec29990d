import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Machine, type Results, writeWhole } from '../results.ts'
import { costTables } from './cost-tables.ts'
import { goalsTable } from './goals.ts'
import { speedTables } from './speed-tables.ts'

const file = resolve(import.meta.dirname, '../../../docs/performance.md')

const inWords = ({ processor, cores, memoryGigabytes, system, node }: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}`

/** The machines and dates; the runs in one table may be from several days. */
function taken(results: Results): string {
  const runs = Object.values(results)
  const machines = [...new Set(runs.map(({ machine }) => inWords(machine)))]
  const days = runs.map(({ takenAt }) => takenAt.slice(0, 10)).sort()
  const [first, last] = [days[0], days.at(-1)]
  return `Taken on ${machines.join('; and on ')}; ${first === last ? first : `${first} to ${last}`}.`
}

/** Replaces the text between the two markers of a name. Throws if they are missing. */
function between(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`docs/performance.md has no markers "${begin}" and "${end}": put them back.`)
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`
}

/** Updates the generated tables of docs/performance.md; the text around them stays. */
export function writePerformance(results: Results): void {
  const goals = `${goalsTable(results)}\n\n${taken(results)}`
  const figures = `${speedTables(results)}\n\n${costTables(results)}`
  const text = readFileSync(file, 'utf8')
  writeWhole(file, between(between(text, 'goals', goals), 'figures', figures))
}
