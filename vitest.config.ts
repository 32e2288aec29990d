import { defineConfig } from 'vitest/config'

/** One project a level of test, so that each can be run alone: `npx vitest run --project unit`. */
const project = (name: string, testTimeout: number) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout, hookTimeout: 120_000 },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', 30_000),
      project('functional', 60_000),
      project('store', 60_000),
      project('infra', 120_000),
      project('local', 300_000),
      project('browser', 300_000),
      project('hostile', 120_000),
    ],
  },
})
