import { terminal } from '../operator/command/terminal.ts'
import { printProblem } from '../terminal/printable.ts'
import { openPublishing } from './open-publishing.ts'
import { runJourneys } from './run-journeys.ts'

try {
  process.exitCode = await runJourneys(process.argv.slice(2), { io: terminal(), connect: openPublishing })
} catch (error) {
  printProblem('This is a bug:', error)
  process.exitCode = 1
}
