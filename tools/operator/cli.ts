import { connect } from './aws/connect.ts'
import { terminal } from './command/terminal.ts'
import { operate } from './operate.ts'

process.exitCode = await operate(process.argv.slice(2), { io: terminal(), connect, env: process.env })
