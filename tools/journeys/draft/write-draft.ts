import { copyFile, mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { readUtf8 } from '../../../shared/contracts/utf8-file.ts'
import { OperatorProblem } from '../../operator/problem.ts'
import { type CoursePage, draftCourse } from './draft-course.ts'
import type { Decision } from './source-line.ts'

/** The draft: the journey's folder, and the decisions left to a person. */
export interface Draft {
  folder: string
  files: string[]
  decisions: Decision[]
}

/**
 * Drafts a journey from a course, and writes it beside the other journeys.
 * @param source the course's file or folder
 * @throws OperatorProblem if there is no course, or the journey exists already
 */
export async function writeDraft(source: string, id: string, root: string): Promise<Draft> {
  const course = await realpath(source).catch(() => {
    throw new OperatorProblem(`There is no file or folder ${source}.`)
  })
  const base = (await stat(course)).isDirectory() ? course : dirname(course)
  const { pages, leftOut } = await pagesOf(course, base)
  const { files, pictures, decisions } = draftCourse(pages, id)
  const folder = join(root, id)
  await mkdir(folder).catch(() => {
    throw new OperatorProblem(
      `${folder} is there already, or ${root} is not: name another journey with --id.`,
    )
  })
  for (const { name, text } of files) await writeFile(join(folder, name), text)
  const missing: Decision[] = []
  for (const { from, name } of pictures) {
    const file = await fileIn(base, from)
    if (file) await copyFile(file, join(folder, name))
    else
      missing.push({
        file: from,
        line: 1,
        message: `The picture ${from} is not in the course: put it into ${folder} as ${name}.`,
      })
  }
  return { folder, files: files.map(({ name }) => name), decisions: [...leftOut, ...decisions, ...missing] }
}

/** Hidden pages, and pages that other programs store, are no part of the course. */
const isForeign = (path: string): boolean => path.split('/').some(part => /^[._]|^node_modules$/.test(part))

/**
 * The real path of a course file; undefined if it is none. A symbolic link could lead to any file that the author can
 * read, such as their keys, and that file would be published.
 */
async function fileIn(base: string, path: string): Promise<string | undefined> {
  const file = await realpath(join(base, path)).catch(() => undefined)
  if (file === undefined || !(await stat(file)).isFile()) return undefined
  const way = relative(base, file)
  return way.split(sep)[0] === '..' || isAbsolute(way) ? undefined : file
}

async function pagesOf(source: string, base: string): Promise<{ pages: CoursePage[]; leftOut: Decision[] }> {
  const names =
    base === source
      ? (await readdir(source, { recursive: true })).map(name => name.replaceAll('\\', '/'))
      : [basename(source)]
  const paths = names.filter(name => /\.(?:md|markdown)$/i.test(name) && !isForeign(name)).toSorted()
  const found = await Promise.all(paths.map(async path => ({ path, file: await fileIn(base, path) })))
  const pages = found.flatMap(({ path, file }) => (file === undefined ? [] : [{ path, file }]))
  if (pages.length === 0) throw new OperatorProblem(`${source} holds no Markdown: no file that ends in .md.`)
  return {
    pages: await Promise.all(pages.map(async ({ path, file }) => ({ path, text: await read(file) }))),
    leftOut: found.flatMap(({ path: file, file: real }) =>
      real === undefined
        ? [
            {
              file,
              line: 1,
              message: 'This is no file of the course, or a link that leads out of it: it is left out.',
            },
          ]
        : [],
    ),
  }
}

async function read(path: string): Promise<string> {
  const content = readUtf8(await readFile(path))
  if ('problem' in content)
    throw new OperatorProblem(
      `${relative('.', path)}, line ${content.problem.line}: ${content.problem.message}`,
    )
  return content.text
}

/** One line for each decision left to a person. */
export const decisionLines = (decisions: readonly Decision[]): string[] =>
  decisions.map(({ file, line, message }) => `${file}:${line}  ${message}`)
