import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Metafile } from 'esbuild'
import { bundleFunctions, bundleOne } from '../../../infra/bundle.ts'
import { functionContracts, functionNames } from '../../../shared/contracts/functions.ts'
import { median, rounded } from '../statistics.ts'
import { bytesAtStart } from './at-start.ts'
import { envOf, importOnce } from './import-once.ts'

/** The work of a function's cold start. */
export interface ColdStart {
  name: string
  /** The KB read and compiled at every start, and the KB deployed. */
  atStart: number
  deployed: number
  /** The median time of importing the bundle in a fresh process, in milliseconds. */
  importTime: number
  /** The same as a multiple of the baseline's. */
  timesBaseline: number
}

export interface ColdStarts {
  rounds: number
  baseline: Omit<ColdStart, 'timesBaseline'>
  functions: ColdStart[]
}

interface Bundle {
  name: string
  file: string
  env: Record<string, string>
  metafile: Metafile
}

/** Odd, so that the median is one of them. */
const rounds = 21

/** Imports every bundle in fresh processes, in turns, so that a slow moment affects all alike. */
export async function measureColdStarts(): Promise<ColdStarts> {
  const folder = mkdtempSync(join(tmpdir(), 'shiftworks-bench-'))
  try {
    const bundles = await bundled(folder)
    const times = new Map(bundles.map(({ name }) => [name, [] as number[]]))
    for (let round = 0; round < rounds; round += 1)
      for (const bundle of bundles)
        times.get(bundle.name)?.push((await importOnce(bundle.file, bundle.env)).time)
    const [baseline, ...functions] = bundles.map(bundle => weighed(bundle, times.get(bundle.name) ?? []))
    if (!baseline) throw new Error('The baseline was not bundled.')
    const timesBaseline = (importTime: number) => rounded(importTime / baseline.importTime, 2)
    return {
      rounds,
      baseline,
      functions: functions.map(one => ({ ...one, timesBaseline: timesBaseline(one.importTime) })),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function bundled(folder: string): Promise<Bundle[]> {
  const bundles = await bundleFunctions(undefined, join(folder, 'functions'))
  const own = await bundleOne(
    fileURLToPath(new URL('baseline.ts', import.meta.url)),
    join(folder, 'baseline'),
  )
  const { default: metafile } = (await import(join(folder, 'functions/meta.json'), {
    with: { type: 'json' },
  })) as { default: Metafile }
  const functions = functionNames.map(name => ({
    name,
    file: join(bundles[name], 'index.mjs'),
    env: envOf(functionContracts[name].env.settings),
    metafile,
  }))
  return [
    { name: 'only an EventBridge client', file: join(folder, 'baseline/index.mjs'), env: {}, metafile: own },
    ...functions,
  ]
}

const root = resolve(import.meta.dirname, '../../..')

function weighed({ name, file, metafile: { outputs } }: Bundle, times: number[]) {
  const entry = relative(root, file)
  const folder = entry.slice(0, -'index.mjs'.length)
  const deployed = Object.entries(outputs).filter(([one]) => one.startsWith(folder))
  return {
    name,
    atStart: rounded(bytesAtStart(entry, outputs) / 1000, 0),
    deployed: rounded(deployed.reduce((sum, [, { bytes }]) => sum + bytes, 0) / 1000, 0),
    importTime: rounded(median(times), 1),
  }
}
