import { parse } from 'yaml'
import { describeError } from '../../../shared/contracts/describe-error.ts'
import { linesOf, type SourceLine, type Tell } from './source-line.ts'

/** The page's own metadata, as far as it is used here. */
export interface PageHead {
  title?: string
  description?: string
  /** The page's position among the others. */
  order?: number
}

const orders = ['order', 'weight', 'nav_order', 'sidebar_position', 'position']
const known = new Set(['title', 'description', 'summary', 'excerpt', ...orders])

/** Front matter in YAML, TOML or JSON, as common site generators use it. */
const formats = [
  // All values are strings: a title may be 2024, or 1.10.
  { opens: /^---\s*$/, closes: /^(?:---|\.\.\.)\s*$/, read: (text: string): unknown => parse(text, asWords) },
  { opens: /^\+\+\+\s*$/, closes: /^\+\+\+\s*$/, read: readToml },
  { opens: /^\{\s*$/, closes: /^\}\s*$/, read: (text: string): unknown => JSON.parse(`{${text}}`) },
] as const

const asWords = { schema: 'failsafe' } as const

/** The part of TOML that front matter uses: one key with a plain value per line. */
function readToml(text: string): unknown {
  const pairs = text.split('\n').flatMap(line => {
    const [, key = '', value = ''] = /^([\w.-]+)\s*=\s*(\S.*)$/.exec(line.trim()) ?? []
    return key === '' ? [] : [[key, /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value]]
  })
  return Object.fromEntries(pairs)
}

/** Removes the front matter from a page. Reports every setting that is dropped. */
export function readHead(text: string, tell: Tell): { head: PageHead; body: SourceLine[] } {
  const lines = linesOf(text)
  const format = formats.find(({ opens }) => opens.test(lines[0]?.text ?? ''))
  const end = format ? lines.findIndex(({ text: line }, at) => at > 0 && format.closes.test(line)) : -1
  if (!format || end < 0) return { head: {}, body: lines }
  const settings = lines.slice(1, end).map(line => line.text)
  const values = valuesIn(settings.join('\n'), format.read, tell)
  // Two thematic breaks with text or a list between them.
  if (typeof values === 'string' || Array.isArray(values)) return { head: {}, body: lines }
  return { head: headOf(values, tell), body: lines.slice(end + 1) }
}

/** Returns the settings; undefined, with a report, if they cannot be parsed. */
function valuesIn(settings: string, read: (text: string) => unknown, tell: Tell): unknown {
  try {
    return read(settings)
  } catch (error) {
    const [why] = describeError(error).split('\n')
    const were = settings.trim().replaceAll(/\s+/g, ' ')
    tell(1, `The settings of the page cannot be read and are left out: ${why} They are: ${were}`)
    return undefined
  }
}

function headOf(values: unknown, tell: Tell): PageHead {
  if (typeof values !== 'object' || values === null) return {}
  const all = new Map(Object.entries(values))
  const words = (...names: string[]) => names.map(name => wordsOf(all.get(name))).find(value => value !== '')
  const order = orders
    .map(name => wordsOf(all.get(name)))
    .find(value => value !== '' && Number.isFinite(Number(value)))
  const dropped = [...all.keys()].filter(name => !known.has(name))
  if (dropped.length > 0)
    tell(1, `These settings of the page mean nothing here and are left out: ${dropped.join(', ')}.`)
  const [title, description] = [words('title'), words('description', 'summary', 'excerpt')]
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(order !== undefined && { order: Number(order) }),
  }
}

/** A plain value in one line; empty if it is none. */
function wordsOf(value: unknown): string {
  const words = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return /^(?:~|null)$/.test(words) ? '' : words.trim().replaceAll(/\s+/g, ' ')
}
