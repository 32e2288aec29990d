import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml'
import { errorAt, type Problem } from './problem.ts'
import { type Fault, inQuotes, unreadable, yamlFaults } from './yaml-faults.ts'

/** A file's front matter (the YAML between two lines of `---`) and the Markdown below it. */
export type FrontMatter = {
  /** Texts as they are written, or lists of them. Nothing is interpreted as a number, a date or a "no". */
  values: Record<string, unknown>
  /** The line of a field in the file, or of the closest thing around it; 1 if it is missing. */
  lineOf: (path: readonly PropertyKey[]) => number
  /** The field's line with its value in quotes, so that it is read as text. */
  inQuotes: (name: string) => string
  body: string
  /** The line in the file on which the body begins. */
  bodyLine: number
}

/** The longest front matter, in characters. A hundred modules need half of it. */
const longest = 20_000

const tidied = (text: string) => text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')

/** The problems of a front matter, and the body after it if that can be found. */
export type UnreadFrontMatter = { problems: Problem[]; below?: Pick<FrontMatter, 'body' | 'bodyLine'> }

/** Parses a file's front matter, or returns the line and the reason why it cannot be parsed. */
export function readFrontMatter(file: string, text: string): FrontMatter | UnreadFrontMatter {
  const parts = /^---\n(?<yaml>[\s\S]*?)^---[ \t]*(\n|$)/m.exec(tidied(text))
  const yaml = parts?.groups?.['yaml']
  const refused = (faults: readonly Fault[]) => ({
    problems: faults.map(({ line, message }) => errorAt(file, line, message)),
  })
  if (parts?.index !== 0 || yaml === undefined)
    return refused([
      {
        line: 1,
        message: 'The file must begin with its settings, between a line of --- and another line of ---.',
      },
    ])
  const read = readSettings(yaml)
  const below = { body: tidied(text).slice(parts[0].length), bodyLine: yaml.split('\n').length + 2 }
  if ('faults' in read)
    return { ...refused(read.faults.map(({ line, message }) => ({ line: line + 1, message }))), below }
  return {
    values: read.values,
    lineOf: path => read.lineOf(path) + 1,
    inQuotes: name => inQuotes(yaml.split('\n')[read.lineOf([name]) - 1] ?? ''),
    ...below,
  }
}

type Settings = Pick<FrontMatter, 'values' | 'lineOf'>

function readSettings(yaml: string): Settings | { faults: Fault[] } {
  if (yaml.length > longest)
    return {
      faults: [
        {
          line: 0,
          message: `The settings have ${yaml.length} characters; ${longest} are the most. Is the line of --- missing that ends them?`,
        },
      ],
    }
  const faults = yamlFaults(yaml)
  if (faults.length > 0) return { faults }
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, schema: 'failsafe' })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const errors = Map.groupBy([...document.errors, ...document.warnings], error => lineAt(error.pos[0]))
  if (errors.size > 0) {
    const text = yaml.split('\n')
    return {
      faults: Array.from(errors, ([line, [error]]) => ({ line, message: explain(error, text[line - 1]) })),
    }
  }
  const { contents } = document
  if (!isMap(contents)) return { faults: [{ line: 1, message: unreadable('') }] }
  const nested = contents.items
    .filter(({ value }) => isMap(value) || (isSeq(value) && !value.items.every(isScalar)))
    .map(({ key }) => ({
      line: lineAt(isNode(key) && key.range ? key.range[0] : 0),
      message:
        'This setting holds other settings. Write words behind its colon, or a list in square brackets.',
    }))
  if (nested.length > 0) return { faults: nested }
  return {
    values: document.toJS() as Record<string, unknown>,
    lineOf: path => lineOf(contents, path, lineAt),
  }
}

const explain = (error: YAMLError | undefined, line = ''): string =>
  error?.code === 'DUPLICATE_KEY' ? 'This setting is here twice; keep one of them.' : unreadable(line)

function lineOf(root: unknown, path: readonly PropertyKey[], lineAt: (offset: number) => number): number {
  let line = 0
  let node = root
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find(item => isScalar(item.key) && item.key.value === key)
      : undefined
    const child = isSeq(node) ? node.items[Number(key)] : pair?.value
    const place = pair?.key ?? child
    if (!isNode(place) || !place.range) return line
    line = lineAt(place.range[0])
    node = child
  }
  return line
}
