import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What an earlier run has compiled is not compiled again, which halves the start. Only what is imported later profits.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/operator'))

const { connect } = await import('./aws/connect.ts')
const { terminal } = await import('./command/terminal.ts')
const { printProblem } = await import('../terminal/printable.ts')
const { operate } = await import('./operate.ts')

try {
  process.exitCode = await operate(process.argv.slice(2), { io: terminal(), connect, env: process.env })
} catch (error) {
  // Node would write what ends it as it is, and an error may quote anybody.
  printProblem('This is a bug:', error)
  process.exitCode = 1
}
