import { createInterface } from 'node:readline/promises'
import { printable } from '../terminal/printable.ts'
import { CommandProblem } from './command-problem.ts'

/** Asks the person at the keyboard. @throws CommandProblem when there is none. */
export async function askForYes(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new CommandProblem(`${question} Nobody is there to ask: say --yes if that is what you want.`)
  const dialogue = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await dialogue.question(printable(`${question} (yes/no) `))
  dialogue.close()
  return /^y(es)?$/i.test(answer.trim())
}
