import { writeSync } from 'node:fs'

/** Loaded before a command: at its end it tells by file descriptor 3 what the process has used. */
process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage())))
