import { printProblem } from '../terminal/printable.ts'
import { connect } from './aws/connect.ts'
import { terminal } from './command/terminal.ts'
import { operate } from './operate.ts'

try {
  process.exitCode = await operate(process.argv.slice(2), { io: terminal(), connect, env: process.env })
} catch (error) {
  // Node would write what ends it as it is, and an error may quote anybody.
  printProblem('This is a bug:', error)
  process.exitCode = 1
}
