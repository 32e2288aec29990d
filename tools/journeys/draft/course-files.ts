import { readdir, readFile } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { plainFileIn } from '../../../shared/content/own-files.ts'
import { readUtf8 } from '../../../shared/contracts/utf8-file.ts'
import { OperatorProblem } from '../../operator/problem.ts'
import { type CoursePage, isContents, isMarkdown } from './page-order.ts'
import type { Decision } from './source-line.ts'

/** Folders that tools generate, or that hold parts of pages. */
const foreignFolder =
  /^(?:\..*|node_modules|_(?:drafts|includes|layouts|partials|site|book|build|data|sass|static|templates))$/

/** Pages at the root of a repository that are about it, and not about its subject. */
const aboutRepository =
  /^(?:changelog|code[_-]of[_-]conduct|contributing|licen[cs]e|security|governance|(?:issue|pull_request)_template)\.md$/i

/** Whether a file is hidden, or belongs to other programs. */
function isForeign(path: string): boolean {
  const folders = path.split('/')
  const name = folders.pop() ?? ''
  return (
    folders.some(folder => foreignFolder.test(folder)) ||
    /^(?:\.|_(?!index\.|toc\.|quarto\.|config\.))/i.test(name)
  )
}

/** Text in other formats. */
const unread = /\.(?:ipynb|rst|adoc|docx|html?)$/i

const leftOut = (file: string, message: string): Decision => ({ file, line: 1, message })

/** Pages of a course, its tables of contents, and reports on files that are not read. */
interface CourseFiles {
  pages: CoursePage[]
  contents: CoursePage[]
  leftOut: Decision[]
}

/** Reads the text files of a course. @throws OperatorProblem if it has no pages */
export async function readCourse(source: string, base: string): Promise<CourseFiles> {
  const names =
    base === source
      ? (await readdir(source, { recursive: true })).map(name => name.replaceAll('\\', '/'))
      : [basename(source)]
  const own = names.filter(name => !isForeign(name)).toSorted()
  const isPage = (name: string) => isMarkdown(name) && !(own.length > 1 && aboutRepository.test(name))
  const found = await Promise.all(
    own
      .filter(name => isPage(name) || isContents(name))
      .map(async path => ({ path, file: await plainFileIn(base, path) })),
  )
  const files = found.flatMap(({ path, file }) => (file === undefined ? [] : [{ path, file }]))
  const texts = await Promise.all(files.map(async ({ path, file }) => ({ path, text: await read(file) })))
  const pages = texts.filter(({ path }) => !isContents(path))
  if (pages.length === 0) throw new OperatorProblem(`${source} holds no Markdown: no file that ends in .md.`)
  return {
    pages,
    contents: texts.filter(({ path }) => isContents(path)),
    leftOut: [
      ...found
        .filter(({ file }) => file === undefined)
        .map(({ path }) =>
          leftOut(path, 'This is no file of the course, or a link that leads out of it: it is left out.'),
        ),
      ...own
        .filter(name => isMarkdown(name) && !isPage(name))
        .map(name =>
          leftOut(name, 'This is about the repository and not about its subject, and is left out.'),
        ),
      ...unreadIn(own),
    ],
  }
}

/** Reports the files of each other format once. */
const unreadIn = (names: readonly string[]): Decision[] =>
  Array.from(
    Map.groupBy(names, name => unread.exec(name)?.[0].toLowerCase()),
    ([format, [first = '', ...others]]) =>
      format === undefined
        ? []
        : [
            leftOut(
              first,
              `${others.length === 0 ? 'This file is' : `The ${others.length + 1} files that end in ${format} are`} no Markdown and not read: save as Markdown what the course needs of it.`,
            ),
          ],
  ).flat()

async function read(path: string): Promise<string> {
  const content = readUtf8(await readFile(path))
  if ('problem' in content)
    throw new OperatorProblem(
      `${relative('.', path)}, line ${content.problem.line}: ${content.problem.message}`,
    )
  return content.text
}
