import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Settings } from '../../infra/settings.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/deploying.md'), 'utf8')

describe('the guide to deploying', () => {
  it('explains every setting, and no other', () => {
    const explained = [...guide.matchAll(/^\| `(\w+)` \|/gm)].map(([, setting]) => setting)
    const settings = Object.keys(Settings.shape).filter(setting => setting !== 'stage')
    expect(explained.toSorted()).toEqual(settings.toSorted())
  })

  it('adds the idle cost up, within the goals of 2 and 5 USD', () => {
    const rows = [...guide.matchAll(/^\| [^|]+\| [^|]+\| (\d+(?:\.\d+)?) \| (\d+(?:\.\d+)?) \|$/gm)]
    const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0)
    const [, within, without] =
      guide.match(/\*\*A month, in USD\*\* \| \| \*\*([\d.]+)\*\* \| \*\*([\d.]+)\*\*/) ?? []
    expect(rows.length).toBeGreaterThan(5)
    expect(sum(1)).toBeCloseTo(Number(within))
    expect(sum(2)).toBeCloseTo(Number(without))
    expect(sum(1)).toBeLessThanOrEqual(2)
    expect(sum(2)).toBeLessThanOrEqual(5)
  })
})
