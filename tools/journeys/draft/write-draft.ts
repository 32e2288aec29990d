import { copyFile, mkdir, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { plainFileIn } from '../../../shared/content/own-files.ts'
import { folderNameProblem } from '../../../shared/content/settings.ts'
import { whyOf } from '../../operator/file-problem.ts'
import { OperatorProblem } from '../../operator/problem.ts'
import { readCourse } from './course-files.ts'
import { draftCourse } from './draft-course.ts'
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
  const problem = folderNameProblem(id)
  if (problem !== undefined)
    throw new OperatorProblem(`"${id}" cannot be a journey: ${problem}. Choose another --id.`)
  const course = await realpath(source).catch(() => {
    throw new OperatorProblem(`There is no file or folder ${source}.`)
  })
  const base = (await stat(course)).isDirectory() ? course : dirname(course)
  const { pages, contents, leftOut } = await readCourse(course, base)
  const { files, pictures, decisions } = draftCourse(pages, id, contents)
  if (files.length === 1)
    throw new OperatorProblem(
      `${source} holds no text: its pages are empty, or hold nothing that an email supports. Nothing was written.`,
    )
  const folder = join(root, id)
  await makeFolder(folder)
  for (const { name, text } of files) await writeFile(join(folder, name), text)
  const missing: Decision[] = []
  for (const { from, name } of pictures) {
    const file = await plainFileIn(base, from)
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

/** @throws OperatorProblem if the journey exists already, or the folder for journeys does not */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new OperatorProblem(`${folder} is there already. Name another journey with --id.`)
    throw new OperatorProblem(
      `${folder} cannot be made: ${whyOf(error)}. --folder names where the journeys are; it is made first.`,
    )
  })
}

/** One line for each decision left to a person. */
export const decisionLines = (decisions: readonly Decision[]): string[] =>
  decisions.map(({ file, line, message }) => `${file}:${line}  ${message}`)
