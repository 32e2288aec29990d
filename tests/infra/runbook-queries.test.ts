import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { functionNames } from '../../shared/contracts/functions.ts'

const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')

/**
 * Whether a line of a log matches a filter pattern of the kind that the runbook uses: comparisons of a field with a text
 * that may end in `*`, joined by `||` or `&&`, with parentheses around some. Source: CloudWatch Logs user guide, "Filter pattern syntax".
 */
function matches(pattern: string, line: Record<string, unknown>): boolean {
  const inside = pattern.replace(/^\{\s*|\s*\}$/g, '')
  const [group, ofGroup] = /\(([^()]+)\)/.exec(inside) ?? []
  if (group !== undefined && ofGroup !== undefined) {
    const holds = matches(ofGroup, line) ? '$.group = "holds"' : '$.group = "does not"'
    return matches(
      inside.replace(group, () => holds),
      { ...line, group: 'holds' },
    )
  }
  if (inside.includes('||')) return inside.split('||').some(part => matches(part.trim(), line))
  if (inside.includes('&&')) return inside.split('&&').every(part => matches(part.trim(), line))
  const [, field = '', value = ''] = inside.match(/^\$\.(\w+) = "?([^"]*)"?$/) ?? []
  if (!field) throw new Error(`The runbook has a query that cannot be read here: ${inside}`)
  const found = line[field]
  if (typeof found !== 'string') return false
  return value.endsWith('*') ? found.startsWith(value.slice(0, -1)) : found === value
}

const patterns = [...runbook.matchAll(/--filter-pattern '([^']+)'/g)].map(([, pattern = '']) => pattern)
const complaints = patterns.find(pattern => pattern.includes('$.level')) ?? ''

describe('what the runbook finds in the log of a function', () => {
  // Source: Lambda developer guide, "Configuring JSON and plain text log formats", and "Lambda Telemetry API Event schema".
  it.each([
    ['an error of ours', { level: 'ERROR', message: 'A page could not be answered.' }],
    ['a warning of ours', { level: 'WARN', message: 'A secret cannot be read again.' }],
    ['what no code caught', { level: 'FATAL', timestamp: '2026-11-23T08:00:00Z', message: {} }],
    ['a time-out', { type: 'platform.report', record: { requestId: '1', status: 'timeout' } }],
    ['a process that ended', { type: 'platform.runtimeDone', record: { requestId: '1', status: 'error' } }],
    ['a start that failed', { type: 'platform.initRuntimeDone', record: { status: 'error' } }],
  ])('is %s', (_, line) => {
    expect(matches(complaints, line)).toBe(true)
  })

  it('is not what goes well', () => {
    expect(matches(complaints, { level: 'INFO', message: 'Delivered.' })).toBe(false)
  })
})

it('the runbook looks into the log of every function', () => {
  const [, listed = ''] = /for f in ([^;]+); do/.exec(runbook) ?? []
  expect(listed.split(' ').toSorted()).toEqual(functionNames.toSorted())
})

describe('every query of the runbook', () => {
  it('can be read', () => {
    expect(patterns.length).toBeGreaterThan(2)
    for (const pattern of patterns) expect(() => matches(pattern, {})).not.toThrow()
  })

  it.each([
    ['a fault', { route: 'GET /', status: '503', function: '-' }],
    ['a request turned away', { route: 'GET /', status: '429', function: '-' }],
    ['a sign-up by a script', { route: 'POST /sign-up', status: '202', function: '200' }],
    ['a sign-up by a form', { route: 'POST /sign-up', status: '303', function: '200' }],
    ['an email asked for again', { route: 'POST /sign-up/sent', status: '303', function: '200' }],
    ['a wish for a private link', { route: 'POST /find-me', status: '303', function: '200' }],
  ])('finds %s in the access log', (_, line) => {
    const found = patterns.filter(pattern => pattern.includes('$.status') && matches(pattern, line))
    expect(new Set(found).size).toBe(1)
  })

  it('finds no sign-up that was not taken in, and nothing else that goes well', () => {
    const lines = [
      { route: 'POST /sign-up', status: '422', function: '200' },
      { route: 'POST /confirm', status: '303', function: '200' },
      { route: 'GET /', status: '200', function: '200' },
    ]
    const found = lines.flatMap(line => patterns.filter(pattern => matches(pattern, line)))
    expect(found).toEqual([])
  })
})
