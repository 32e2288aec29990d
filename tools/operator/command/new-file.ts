import { type FileHandle, open, rm } from 'node:fs/promises'
import { printable } from '../../terminal/printable.ts'
import { whyOf } from '../file-problem.ts'
import { OperatorProblem } from '../problem.ts'

/**
 * Creates a file that only the operator can read.
 * @throws OperatorProblem if it exists already or cannot be created
 */
export async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new OperatorProblem(`${path} is there already. Nothing was written.`)
    const why = code === 'ENOENT' ? 'its folder is not there' : whyOf(error as NodeJS.ErrnoException)
    throw new OperatorProblem(`${path} cannot be written: ${why}. Nothing was written.`)
  }
}

/** A text, and the file that is to hold it. */
export interface NewText {
  path: string
  text: () => string
}

/**
 * Writes whole files that are not there yet, for people and programs to read: what nobody would see in them is shown.
 * @throws OperatorProblem when one of them cannot be; then none is left behind.
 */
export async function writeNew(texts: readonly NewText[]): Promise<void> {
  const made: { path: string; file: FileHandle }[] = []
  try {
    for (const { path } of texts) made.push({ path, file: await openNew(path) })
    for (const [i, { text }] of texts.entries()) await made[i]?.file.writeFile(printable(text()))
  } catch (error) {
    for (const { path } of made) await rm(path)
    throw error
  } finally {
    for (const { file } of made) await file.close()
  }
}
