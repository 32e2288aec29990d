import { printProblem } from '../terminal/printable.ts'
import { connect } from './aws/connect.ts'
import { terminal } from './command/terminal.ts'
import { operate } from './operate.ts'

try {
  process.exitCode = await operate(process.argv.slice(2), { io: terminal(), connect, env: process.env })
} catch (error) {
  // Node would print the error as it is, and an error may contain personal data.
  printProblem('This is a bug:', error)
  process.exitCode = 1
}
