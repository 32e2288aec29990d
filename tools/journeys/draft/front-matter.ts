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

/** Front matter in YAML or TOML, as common site generators use it. */
const fences = [
  { fence: '---', read: (text: string): unknown => parse(text) },
  { fence: '+++', read: readToml },
] as const

/** The part of TOML that front matter uses: one key with a plain value per line. */
function readToml(text: string): unknown {
  const pairs = text.split('\n').flatMap(line => {
    const [, key = '', value = ''] = /^([\w.-]+)\s*=\s*(\S.*)$/.exec(line.trim()) ?? []
    if (key === '') return []
    const plain = /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
    return [[key, plain !== value || Number.isNaN(Number(value)) ? plain : Number(value)]]
  })
  return Object.fromEntries(pairs)
}

/** Removes the front matter from a page. Reports every setting that is dropped. */
export function readHead(text: string, tell: Tell): { head: PageHead; body: SourceLine[] } {
  const lines = linesOf(text)
  const kind = fences.find(({ fence }) => lines[0]?.text.trim() === fence)
  const end = kind ? lines.findIndex(({ text: line }, at) => at > 0 && line.trim() === kind.fence) : -1
  if (!kind || end < 0) return { head: {}, body: lines }
  const settings = lines.slice(1, end).map(line => line.text)
  return { head: headOf(valuesIn(settings.join('\n'), kind.read, tell), tell), body: lines.slice(end + 1) }
}

/** Returns the settings; undefined, with a report, if they cannot be parsed. */
function valuesIn(settings: string, read: (text: string) => unknown, tell: Tell): unknown {
  try {
    return read(settings)
  } catch (error) {
    const [why] = describeError(error).split('\n')
    tell(1, `The settings of the page cannot be read and are left out: ${why}`)
    return undefined
  }
}

function headOf(values: unknown, tell: Tell): PageHead {
  if (typeof values !== 'object' || values === null) return {}
  const all = new Map(Object.entries(values))
  const words = (...names: string[]) =>
    names
      .map(name => all.get(name))
      .find((value): value is string => typeof value === 'string' && value !== '')
  const order = orders.map(name => all.get(name)).find((value): value is number => typeof value === 'number')
  const dropped = [...all.keys()].filter(name => !known.has(name))
  if (dropped.length > 0)
    tell(1, `These settings of the page mean nothing here and are left out: ${dropped.join(', ')}.`)
  const [title, description] = [words('title'), words('description', 'summary', 'excerpt')]
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(order !== undefined && { order }),
  }
}
