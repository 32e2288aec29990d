import { OperatorProblem } from './problem.ts'

/** What a file system, or the system's network, says no with, in words. */
const inWords: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a file stands where a folder is needed',
  EISDIR: 'it is a folder, and no file',
  EEXIST: 'it is there already',
  EACCES: 'you have no right to it',
  EPERM: 'you have no right to it',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  EADDRINUSE: 'another program uses it',
}

/** Why something on this machine cannot be used, in words; the code where nobody has words for it. */
export const whyOf = ({ code = '' }: { code?: string | undefined }): string => inWords[code] ?? code

/** What a file system's refusal means for the operator. @returns undefined when the error is none. */
export function fileProblem(error: unknown): OperatorProblem | undefined {
  const { code = '', path, syscall } = error as NodeJS.ErrnoException
  if (path === undefined || syscall === undefined || !(code in inWords)) return undefined
  // A folder is made only where none is: what stands there is something else.
  const why = code === 'EEXIST' && syscall === 'mkdir' ? 'it is a file, and no folder' : whyOf({ code })
  return new OperatorProblem(`${path} cannot be used: ${why}.`)
}
