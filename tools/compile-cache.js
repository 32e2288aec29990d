import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/**
 * Imported before a program: keeps its compiled code for the next start, where compiling would be half the processor
 * time. It is JavaScript, because Node would load its TypeScript compiler for this file alone.
 */

const folder = join(import.meta.dirname, '../.build/compiled')
enableCompileCache(folder)
// For its threads, and for the programs that it starts.
process.env['NODE_COMPILE_CACHE'] ??= folder
