import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { readUtf8 } from '../../../shared/contracts/utf8-file.ts'
import { OperatorProblem } from '../../operator/problem.ts'
import { type CoursePage, draftCourse } from './draft-course.ts'
import type { Decision } from './source-line.ts'

/** What became of a course: the journey's folder, and what a person must decide. */
export interface Draft {
  folder: string
  files: string[]
  decisions: Decision[]
}

/**
 * Makes a journey of somebody's course, and writes it beside the others.
 * @param source its file, or its folder.
 * @throws OperatorProblem where there is none, or the journey is there already.
 */
export async function writeDraft(source: string, id: string, root: string): Promise<Draft> {
  const base = await baseOf(source)
  const { files, pictures, decisions } = draftCourse(await pagesOf(source, base), id)
  const folder = join(root, id)
  await mkdir(folder).catch(() => {
    throw new OperatorProblem(
      `${folder} is there already, or ${root} is not: name another journey with --id.`,
    )
  })
  for (const { name, text } of files) await writeFile(join(folder, name), text)
  const missing: Decision[] = []
  for (const { from, name } of pictures)
    await copyFile(join(base, from), join(folder, name)).catch(() => {
      missing.push({
        file: from,
        line: 1,
        message: `The picture ${from} is not in the course: put it into ${folder} as ${name}.`,
      })
    })
  return { folder, files: files.map(({ name }) => name), decisions: [...decisions, ...missing] }
}

async function baseOf(source: string): Promise<string> {
  const found = await stat(source).catch(() => undefined)
  if (!found) throw new OperatorProblem(`There is no file or folder ${source}.`)
  return found.isDirectory() ? source : dirname(source)
}

/** Pages that no course means as its own: what is hidden, and what other programs keep. */
const isForeign = (path: string): boolean => path.split('/').some(part => /^[._]|^node_modules$/.test(part))

async function pagesOf(source: string, base: string): Promise<CoursePage[]> {
  const names =
    base === source
      ? (await readdir(source, { recursive: true })).map(name => name.replaceAll('\\', '/'))
      : [basename(source)]
  const paths = names.filter(name => /\.(?:md|markdown)$/i.test(name) && !isForeign(name)).toSorted()
  if (paths.length === 0) throw new OperatorProblem(`${source} holds no Markdown: no file that ends in .md.`)
  return Promise.all(paths.map(async path => ({ path, text: await read(join(base, path)) })))
}

async function read(path: string): Promise<string> {
  const content = readUtf8(await readFile(path))
  if ('problem' in content)
    throw new OperatorProblem(
      `${relative('.', path)}, line ${content.problem.line}: ${content.problem.message}`,
    )
  return content.text
}

/** What a person must decide, a line each. */
export const decisionLines = (decisions: readonly Decision[]): string[] =>
  decisions.map(({ file, line, message }) => `${file}:${line}  ${message}`)
