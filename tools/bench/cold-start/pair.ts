import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bundleFunctions } from '../../../infra/bundle.ts'
import { functionContracts } from '../../../shared/contracts/functions.ts'
import { markdownTable } from '../report/markdown-table.ts'
import { median, rounded } from '../statistics.ts'
import { envOf, type ImportTime, importOnce } from './import-once.ts'

/** Odd, so that the median is one of them. */
const rounds = 41

const settings = new Set(Object.values(functionContracts).flatMap(({ env }) => env.settings))

/**
 * Compares the import of each function with that of the same function in another checkout, which bundles its own.
 * Each import runs in a fresh process, and the checkouts take turns, so that a slow moment affects both.
 * @param other the folder of the other checkout, with its `node_modules`. Settings that only its functions have come
 * from this process's environment
 * @returns a Markdown table, in milliseconds
 */
export async function compareWith(other: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'shiftworks-bench-'))
  try {
    const theirs = (await import(resolve(other, 'infra/bundle.ts'))) as {
      bundleFunctions: (from: undefined, to: string) => Promise<Record<string, string>>
    }
    const before = await theirs.bundleFunctions(undefined, join(folder, 'before'))
    const now = await bundleFunctions(undefined, join(folder, 'now'))
    const pairs = Object.entries(now).map(([name, at]) => ({ name, files: [before[name], at] }))
    const rows: Row[] = []
    for (const { name, files } of pairs)
      if (files[0] !== undefined) rows.push(rowOf(name, await importedByTurns(files as [string, string])))
    return markdownTable(['Function', 'Least time', 'Median', 'Least processor time', 'Median'], rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Row = [name: string, ...figures: string[]]

/** @returns the times of the first folder, and those of the second */
async function importedByTurns(folders: [string, string]): Promise<[ImportTime[], ImportTime[]]> {
  const env = { ...process.env, ...envOf(settings) }
  const times: [ImportTime[], ImportTime[]] = [[], []]
  for (let round = 0; round < rounds; round += 1)
    for (const side of round % 2 ? ([0, 1] as const) : ([1, 0] as const))
      times[side].push(await importOnce(join(folders[side], 'index.mjs'), env))
  return times
}

function rowOf(name: string, times: readonly ImportTime[][]): Row {
  const each = (of: (figures: number[]) => number, which: keyof ImportTime) =>
    times.map(side => rounded(of(side.map(one => one[which])), 1)).join(' → ')
  const least = (figures: number[]) => Math.min(...figures)
  return [
    name,
    each(least, 'time'),
    each(median, 'time'),
    each(least, 'processorTime'),
    each(median, 'processorTime'),
  ]
}
