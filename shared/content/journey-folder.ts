import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readUtf8 } from '../contracts/utf8-file.ts'
import { ownFilesIn } from './own-files.ts'
import { errorAt, type Problem } from './problem.ts'

/** The Markdown files of one journey's folder. The folder's name is the journey's id. */
export type JourneyFolder = {
  id: string
  files: readonly { name: string; text: string }[]
  /** A problem for each file that is not UTF-8 text or not in this folder, and so is not among the files. */
  unreadable?: readonly Problem[]
}

/** Reads a journey's folder. Rejects with the file system's error if it does not exist. */
export async function readJourneyFolder(folder: string): Promise<JourneyFolder> {
  const own = await ownFilesIn(folder)
  const names = own.names.filter(name => name.endsWith('.md'))
  const all = await Promise.all(
    names.map(async name => ({ name, ...readUtf8(await readFile(join(folder, name))) })),
  )
  return {
    id: basename(folder),
    files: all.flatMap(file => ('text' in file ? [file] : [])),
    unreadable: [
      ...own.foreign,
      ...all.flatMap(file =>
        'problem' in file ? [errorAt(file.name, file.problem.line, file.problem.message)] : [],
      ),
    ],
  }
}
