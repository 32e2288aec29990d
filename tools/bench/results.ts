import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BenchmarkName, Measured } from './benchmarks.ts'
import type { Machine } from './machine.ts'

/** A benchmark's last run. */
export interface Run<R> {
  /** ISO, to the minute. */
  takenAt: string
  tookSeconds: number
  machine: Machine
  result: R
}

export type Results = { [N in BenchmarkName]?: Run<Measured[N]> }

const file = resolve(import.meta.dirname, 'results.json')

/** Writes a file whole or not at all. */
export function writeWhole(path: string, content: string): void {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
}

/** The last run of each benchmark, from whenever it was. */
export const readResults = (): Results => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})

/** Keeps a run beside the last ones of the other benchmarks. */
export function keepResult<N extends BenchmarkName>(name: N, run: Run<Measured[N]>): Results {
  const results = { ...readResults(), [name]: run }
  writeWhole(file, `${JSON.stringify(results, undefined, 2)}\n`)
  return results
}
