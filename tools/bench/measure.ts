import { type BenchmarkName, benchmarks } from './benchmarks.ts'

/** Runs the benchmark that `process.argv[2]` names in this process, which is a fresh one, and hands its result over. */
process.env['TZ'] = 'UTC'
const name = process.argv[2] as BenchmarkName
const result = await benchmarks[name].measure()
process.send?.(result, () => process.exit(0))
