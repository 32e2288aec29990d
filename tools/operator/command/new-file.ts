import { type FileHandle, open } from 'node:fs/promises'
import { printable } from '../../terminal/printable.ts'
import { OperatorProblem } from '../problem.ts'

/**
 * Creates a file that only the operator can read.
 * @throws OperatorProblem if it exists already or cannot be created
 */
export async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST') throw new OperatorProblem(`${path} is there already. Nothing was written.`)
    throw new OperatorProblem(`${path} cannot be written (${code}).`)
  }
}

/**
 * Creates a file with this text. Invisible characters are shown as escapes.
 * @throws OperatorProblem if it exists already or cannot be created
 */
export async function writeNew(path: string, text: string): Promise<void> {
  const file = await openNew(path)
  await file.writeFile(printable(text))
  await file.close()
}
