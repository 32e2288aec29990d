import { type BenchmarkName, benchmarks } from './benchmarks.ts'

/** Runs the benchmark that `process.argv[2]` names in this fresh process, and sends its result to the parent. */
process.env['TZ'] = 'UTC'
const name = process.argv[2] as BenchmarkName
const result = await benchmarks[name].measure()
process.send?.(result, () => process.exit(0))
