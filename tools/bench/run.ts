import { fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { type BenchmarkName, benchmarkNames, benchmarks, type Measured } from './benchmarks.ts'
import { writePerformance } from './report/write-performance.ts'
import { keepResult, readResults, thisMachine } from './results.ts'

/**
 * `npm run bench`: runs the benchmarks one after the other, each in a process of its own, and writes `results.json`
 * and the tables of `docs/performance.md`. `--only engine,pacing` runs some; `--full` also runs those that take many
 * minutes. `--against ../earlier` writes nothing: it compares the import of the functions with that of another
 * checkout.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    against: { type: 'string' },
  },
})

function chosen(): BenchmarkName[] {
  if (!values.only) return benchmarkNames.filter(name => values.full || !benchmarks[name].long)
  const names = values.only.split(',')
  const unknown = names.filter(name => !(name in benchmarks))
  if (unknown.length > 0)
    throw new Error(`There is no benchmark ${unknown.join(', ')}. There are: ${benchmarkNames.join(', ')}.`)
  return names as BenchmarkName[]
}

/** Memory for a table of three million rows. */
const execArgv = ['--max-old-space-size=7000']

function inFreshProcess<N extends BenchmarkName>(name: N): Promise<Measured[N]> {
  const child = fork(new URL('measure.ts', import.meta.url), [name], { execArgv })
  return new Promise((resolve, reject) => {
    child.once('message', result => resolve(result as Measured[N]))
    child.once('exit', code => reject(new Error(`${name} ended with exit code ${code} and no result.`)))
  })
}

async function run(name: BenchmarkName): Promise<void> {
  process.stdout.write(`${name}: ${benchmarks[name].about} … `)
  const begun = performance.now()
  const result = await inFreshProcess(name)
  const tookSeconds = Math.round((performance.now() - begun) / 1000)
  keepResult(name, {
    takenAt: `${new Date().toISOString().slice(0, 16)}Z`,
    tookSeconds,
    machine: thisMachine(),
    result: result as never,
  })
  console.log(`${tookSeconds} s`)
}

if (values.against) console.log(await (await import('./cold-start/pair.ts')).compareWith(values.against))
else {
  for (const name of chosen()) await run(name)
  writePerformance(readResults())
  console.log('Written: tools/bench/results.json and the tables in docs/performance.md.')
}
