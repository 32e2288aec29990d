import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { cpus, totalmem, type } from 'node:os'
import { resolve } from 'node:path'
import type { BenchmarkName, Measured } from './benchmarks.ts'

/** The machine of a measurement. */
export interface Machine {
  processor: string
  cores: number
  memoryGigabytes: number
  system: string
  node: string
}

export function thisMachine(): Machine {
  const [first] = cpus()
  return {
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${process.arch}`,
    node: process.version,
  }
}

/** The last run of a benchmark. */
export interface Run<R> {
  /** ISO, to the minute. */
  takenAt: string
  tookSeconds: number
  machine: Machine
  result: R
}

export type Results = { [N in BenchmarkName]?: Run<Measured[N]> }

const file = resolve(import.meta.dirname, 'results.json')

/** Writes a file atomically. */
export function writeWhole(path: string, content: string): void {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
}

/** The last run of each benchmark, from any day. */
export const readResults = (): Results => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})

/** Stores a run beside the last ones of the other benchmarks. */
export function keepResult<N extends BenchmarkName>(name: N, run: Run<Measured[N]>): Results {
  const results = { ...readResults(), [name]: run }
  writeWhole(file, `${JSON.stringify(results, undefined, 2)}\n`)
  return results
}
