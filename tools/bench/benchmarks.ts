/**
 * One benchmark: what it measures, and how. Loaded only when it runs, so that one benchmark's code does not weigh on
 * another.
 */
export interface Benchmark<R = object> {
  about: string
  /** Runs only on request, because it takes many minutes. */
  long?: boolean
  measure: () => Promise<R>
}

const benchmark = <R extends object>(
  about: string,
  measure: () => Promise<R>,
  long = false,
): Benchmark<R> => ({
  about,
  measure,
  long,
})

/** All benchmarks by name. */
export const benchmarks = {
  engine: benchmark('decisions a second', async () => (await import('./engine/engine.ts')).measureEngine()),
  circles: benchmark('a round of circles of 100,000 people, dealt', async () =>
    (await import('./circles/circles.ts')).measureLargestDeal(),
  ),
  'circles-rounds': benchmark('rounds of circles of every kind', async () =>
    (await import('./circles/circles.ts')).measureRounds(),
  ),
  'cold-start': benchmark('import times of the bundles', async () =>
    (await import('./cold-start/cold-start.ts')).measureColdStarts(),
  ),
  delivery: benchmark('processor time an email', async () =>
    (await import('./delivery/delivery.ts')).measureDelivery(),
  ),
  pacing: benchmark('share of the rate that workers use', async () =>
    (await import('./delivery/pacing.ts')).measurePacing(),
  ),
  drain: benchmark('100,000 people due at one instant', async () =>
    (await import('./delivery/drain.ts')).measureDrain(100_000),
  ),
  latency: benchmark('from confirm to the first module', async () =>
    (await import('./latency/latency.ts')).measureLatency(),
  ),
  operator: benchmark("the operator's commands beside 10,000 people", async () =>
    (await import('./operator/operator.ts')).measureOperator(),
  ),
  'mirror-pass': benchmark('the weekly count of what people answered', async () =>
    (await import('./mirror/pass.ts')).measurePass(),
  ),
  'cost-100': benchmark('a journey of 100 people on the local stack', async () =>
    (await import('./cost/cost.ts')).measureLocalCost(100),
  ),
  'cost-10000': benchmark('a journey of 10,000 people in memory', async () =>
    (await import('./cost/cost.ts')).measureMemoryCost(10_000),
  ),
  'cost-1000': benchmark('a journey of 1,000 people in memory', async () =>
    (await import('./cost/cost.ts')).measureMemoryCost(1000),
  ),
  'round-cost': benchmark('what a round of circles costs one of 1,000 people', async () =>
    (await import('./cost/round-cost.ts')).measureRoundCost(1000),
  ),
  'circles-100000': benchmark(
    'a round of circles of 100,000 people, written and read',
    async () => (await import('./circles/stored-round.ts')).measureStoredRound(100_000),
    true,
  ),
  'drain-1500000': benchmark(
    '1,500,000 people due at one instant',
    async () => (await import('./delivery/drain.ts')).measureDrain(1_500_000),
    true,
  ),
  rate: benchmark(
    '1,000 emails a second for ten minutes, by workers held to their share of a processor',
    async () => (await import('./rate/rate.ts')).measureRate(),
    true,
  ),
} satisfies Record<string, Benchmark>
export type BenchmarkName = keyof typeof benchmarks

export const benchmarkNames = Object.keys(benchmarks) as BenchmarkName[]

/** The result of each benchmark. */
export type Measured = { [N in BenchmarkName]: Awaited<ReturnType<(typeof benchmarks)[N]['measure']>> }
