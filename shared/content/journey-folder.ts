import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** The Markdown files of one journey's folder. The folder's name is the journey's id. */
export type JourneyFolder = { id: string; files: readonly { name: string; text: string }[] }

/** Reads a journey's folder. Rejects with the file system's error if there is none. */
export async function readJourneyFolder(folder: string): Promise<JourneyFolder> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.md')).toSorted()
  const files = names.map(async name => ({ name, text: await readFile(join(folder, name), 'utf8') }))
  return { id: basename(folder), files: await Promise.all(files) }
}
