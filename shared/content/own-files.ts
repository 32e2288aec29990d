import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { errorAt, type Problem } from './problem.ts'

/** The contents of a journey's folder. */
export interface OwnFiles {
  names: string[]
  /** A problem for each entry that is not a plain file inside the folder. */
  foreign: Problem[]
}

/** The folder may also have subfolders, which nothing reads. */
const isText = (name: string): boolean => name.endsWith('.md')

/**
 * Lists a folder's own files without opening any. An author could add a symbolic link to a file that only the
 * publisher can read, and it would be published; a device or a pipe never ends. Rejects with the file system's error
 * if there is no folder.
 */
export async function ownFilesIn(folder: string): Promise<OwnFiles> {
  if ((await lstat(folder)).isSymbolicLink()) return { names: [], foreign: [linkedFolder(folder)] }
  const here = await realpath(folder)
  const entries = await readdir(folder, { withFileTypes: true })
  const asked = entries.filter(entry => !entry.isDirectory() || isText(entry.name))
  const found = await Promise.all(
    asked.map(async ({ name }) => ({ name, isOwn: (await plainFileIn(here, name)) !== undefined })),
  )
  const all = found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return {
    names: all.flatMap(({ name, isOwn }) => (isOwn ? [name] : [])),
    foreign: all.flatMap(({ name, isOwn }) => (isOwn ? [] : [noPlainFile(name)])),
  }
}

/**
 * The real path of a plain file inside a folder; undefined if it is none, or a symbolic link that leads out.
 * @param folder its real path
 */
export async function plainFileIn(folder: string, name: string): Promise<string | undefined> {
  // A dangling link, or a cycle of links.
  const file = await realpath(join(folder, name)).catch(() => undefined)
  if (file === undefined || !(await stat(file)).isFile()) return undefined
  const way = relative(folder, file)
  return way.split(sep)[0] === '..' || isAbsolute(way) ? undefined : file
}

const noPlainFile = (name: string): Problem =>
  errorAt(
    name,
    1,
    `${name} is no plain file of this folder, or is a link that leads out of it: it is not read, since it would be published. Put the file itself here, or take this out.`,
  )

const linkedFolder = (folder: string): Problem =>
  errorAt(
    '',
    1,
    `${basename(folder)} is a link: nothing behind it is read, since it would be published. Put the journey's folder itself here.`,
  )
