import { defineConfig } from 'vitest/config'

/** One project a level of test, so that each can be run alone: `npx vitest run --project unit`. */
const project = (name: string, testTimeout: number, how: object) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout, hookTimeout: 120_000, ...how },
})

/** They share nothing but modules, which a worker loads once for all its files: the CDK alone takes seconds. */
const isolate = false
/** Left to itself, Vitest keeps a processor free, which on two processors is half of them. */
const together = { maxWorkers: '100%', sequence: { groupOrder: 0 } }
/** These start processes of their own, which need a processor too. */
const withProcesses = { sequence: { groupOrder: 1 } }
/** These take the time of what they do, so that nothing else may run beside them. */
const alone = { maxWorkers: 1, sequence: { groupOrder: 2 } }

export default defineConfig({
  test: {
    projects: [
      project('unit', 30_000, { ...together, isolate }),
      project('functional', 60_000, { ...together, isolate }),
      project('store', 60_000, { ...together, isolate }),
      project('infra', 120_000, { ...together, isolate }),
      project('local', 300_000, withProcesses),
      project('browser', 300_000, withProcesses),
      project('hostile', 120_000, { ...alone, isolate }),
    ],
  },
})
