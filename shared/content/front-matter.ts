import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml'
import { errorAt, type Problem } from './problem.ts'

/** A file's front matter (the YAML between two lines of `---`) and the Markdown below it. */
export type FrontMatter = {
  values: Record<string, unknown>
  /** The file's line of a field, or of the nearest thing around it; 1 if it is missing. */
  lineOf: (path: readonly PropertyKey[]) => number
  body: string
  /** The file's line on which the body's first line stands. */
  bodyLine: number
}

const tidied = (text: string) => text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')

/** Splits a file and reads its front matter, or says with a line why that cannot be done. */
export function readFrontMatter(file: string, text: string): FrontMatter | { problems: Problem[] } {
  const parts = /^---\n(?<yaml>[\s\S]*?)^---[ \t]*(\n|$)/m.exec(tidied(text))
  if (parts?.index !== 0 || parts.groups?.['yaml'] === undefined)
    return {
      problems: [
        errorAt(
          file,
          1,
          'The file must begin with its settings, between a line of --- and another line of ---.',
        ),
      ],
    }
  const yaml = parts.groups['yaml']
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line + 1
  const problems = document.errors.map(error => errorAt(file, lineAt(error.pos[0]), explain(error)))
  if (problems.length > 0) return { problems }
  if (!isMap(document.contents))
    return { problems: [errorAt(file, 2, 'The settings must be lines of the form "name: value".')] }
  return {
    values: document.toJS() as Record<string, unknown>,
    lineOf: path => lineOf(document.contents, path, lineAt),
    body: tidied(text).slice(parts[0].length),
    bodyLine: yaml.split('\n').length + 2,
  }
}

function explain(error: YAMLError): string {
  if (error.code === 'DUPLICATE_KEY') return 'This setting is here twice; keep one of them.'
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY')
    return 'There is a second colon in this line. Put the words after the first one in quotes: title: "One: two".'
  return `The settings cannot be read here (${error.message}). Words with special signs need quotes around them.`
}

function lineOf(root: unknown, path: readonly PropertyKey[], lineAt: (offset: number) => number): number {
  let line = 1
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
