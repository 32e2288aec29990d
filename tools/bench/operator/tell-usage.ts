import { writeSync } from 'node:fs'

/** Loaded before a command: on exit, it writes the resource usage of the process to file descriptor 3. */
process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage())))
