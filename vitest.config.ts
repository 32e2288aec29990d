import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { runFolder } from './tests/support/run-folder.ts'

const env = {
  /** What programs that tests start have compiled, for the next of them: half of the time that a command line takes. */
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, '.build/compiled'),
  TMPDIR: runFolder(),
}

/** One project a level of test, so that each can be run alone: `npx vitest run --project unit`. */
const project = (name: string, testTimeout: number, how: object) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout, hookTimeout: 300_000, env, ...how },
})

/** They share nothing but modules, which a worker loads once for all its files: the CDK alone takes seconds. */
const isolate = false
/** Left to itself, Vitest keeps a processor free, which on two processors is half of them. */
const maxWorkers = '100%'
const together = { maxWorkers, isolate, sequence: { groupOrder: 0 } }
/** These start processes of their own. While one waits for its own, the other has something to do. */
const withProcesses = { maxWorkers, isolate, sequence: { groupOrder: 1 } }
/** It compares how long work takes, so that nothing else may run beside it. */
const timed = 'tests/hostile/linear-time.test.ts'
const alone = { maxWorkers: 1, isolate, sequence: { groupOrder: 2 } }

export default defineConfig({
  test: {
    projects: [
      project('unit', 30_000, together),
      project('functional', 60_000, together),
      project('store', 60_000, together),
      project('infra', 120_000, together),
      project('hostile', 120_000, { ...together, exclude: [timed] }),
      project('local', 300_000, withProcesses),
      project('browser', 300_000, withProcesses),
      project('hostile-timed', 120_000, { ...alone, include: [timed] }),
    ],
  },
})
