import { type FileHandle, open } from 'node:fs/promises'
import { printable } from '../../terminal/printable.ts'
import { OperatorProblem } from '../problem.ts'

/** Opens a file that is not there yet, for nobody else to read. @throws OperatorProblem when that cannot be. */
export async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST') throw new OperatorProblem(`${path} is there already. Nothing was written.`)
    throw new OperatorProblem(`${path} cannot be written (${code}).`)
  }
}

/** Writes a whole file that is not there yet, for people and programs to read: what nobody would see in it is shown. */
export async function writeNew(path: string, text: string): Promise<void> {
  const file = await openNew(path)
  await file.writeFile(printable(text))
  await file.close()
}
